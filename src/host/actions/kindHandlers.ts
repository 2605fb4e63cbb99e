// What the commands of the kinds do: perform an action, make a resource, and Duplicate.
import * as l10n from '@vscode/l10n';

import { isRead } from '../../api/core/readOnly';
import { commands } from '../../explorer/commands';
import { availableActions, canCreate } from '../../explorer/tree/actions';
import type { GroupNode, Node, ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import type { Kind } from '../../kinds/kind';
import type { Handlers } from '../base/command';
import { showInformationMessage } from '../base/door';
import { pickGroup, pickResource, pickSelected } from '../prompts/pick';
import type { ActOptions } from './act';
import { act } from './act';
import type { KindHandlers } from './kindCommands';
import { sayReadOnly } from './report';

/** What opens the forms that make resources. */
export interface MakingForms {
  ofCreate(group: GroupNode): Promise<void>;
  ofDuplicate(node: ResourceNode): Promise<void>;
}

/** What the commands of all kinds do. */
export function kindHandlers(options: ActOptions, forms: MakingForms): KindHandlers {
  return {
    create: (kind, node) => create(options, forms, kind, node),
    act: (kind, action, node, selected) => actOn(options, kind, action, node, selected),
  };
}

/** Opens the form that creates a resource, filled with what another one has. */
export function duplicateCommands({ explorer }: ActOptions, forms: MakingForms): Handlers<'duplicate'> {
  return {
    duplicate: async (node, selected) => {
      const [first] = await pickSelected(explorer, node, selected, {
        title: commands.duplicate.title,
        has: kind => kind.duplicate !== undefined,
        suits: other => other.resourceKind.duplicate !== undefined,
        changes: true,
      });
      if (first && !canCreate(first)) sayReadOnly(first);
      else if (first) await forms.ofDuplicate(first);
    },
  };
}

async function create({ explorer }: ActOptions, forms: MakingForms, kind: Kind, node: Node | undefined): Promise<void> {
  const group = node
    ? groupFor(node)
    : await pickGroup(explorer, kind, { title: kind.create?.title ?? '', changes: true });
  if (!group) return;
  await explorer.claims.once('create', [group], async () => {
    if (!canCreate(group)) {
      sayReadOnly(group);
    } else if (!(await explorer.isFull(group))) {
      await forms.ofCreate(group);
    } else {
      void showInformationMessage(l10n.t('{0}: Only one is allowed, and it already exists.', l10n.t(kind.title)));
    }
  });
}

async function actOn(
  options: ActOptions,
  kind: Kind,
  { name, title, operations }: Action,
  node: Node | undefined,
  selected: readonly Node[],
): Promise<void> {
  const suits = (other: ResourceNode): boolean => availableActions(other).some(action => action.name === name);
  const nodes = node
    ? selected.filter(other => other.kind === 'resource').filter(({ resourceKind }) => resourceKind === kind)
    : [await pickResource(options.explorer, kind, { title, suits, changes: !operations.every(isRead) })].filter(
        other => other !== undefined,
      );
  if (nodes.length) await act(options, name, nodes);
}

/** The list that Create was called on: at the list itself, or at the row that says it is empty. */
function groupFor(node: Node): GroupNode | undefined {
  if (node.kind === 'group') return node;
  return node.kind === 'empty' ? node.parent : undefined;
}
