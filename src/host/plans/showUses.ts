// Show What Uses This Image…: the fleets, image builders and accounts, each of which leads to its row.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { noAbort } from '../../api/core/abortable';
import type { ApiError } from '../../api/core/errors';
import { commands } from '../../explorer/commands';
import { listsOf } from '../../explorer/details/references';
import type { Explorer } from '../../explorer/explorerTypes';
import { blockerNode, lookUpBlockers } from '../../explorer/plan/blocked';
import { headline, quotedName, shownName } from '../../explorer/show/messages';
import { actionNamed } from '../../explorer/tree/actions';
import { goalOf } from '../../explorer/tree/goal';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import type { Blocker } from '../../kinds/action';
import { kindNamed } from '../../kinds/all';
import type { Handlers } from '../base/command';
import { showInformationMessage, showQuickPick, withProgress } from '../base/door';
import { pickSelected } from '../prompts/pick';

/** @param reveal shows and selects a node in the tree */
export function usesCommands(explorer: Explorer, reveal: (node: Node) => Promise<void>): Handlers<'showUses'> {
  return {
    async showUses(node, selected) {
      const title = commands.showUses.title;
      const [image] = await pickSelected(explorer, node, selected, { title, has: ({ name }) => name === 'image' });
      if (image) await showUses(explorer, image, reveal);
    },
  };
}

type Item = vscode.QuickPickItem & { readonly blocker?: Blocker; readonly id?: string; readonly node?: Node };

async function showUses(explorer: Explorer, node: ResourceNode, reveal: (node: Node) => Promise<void>): Promise<void> {
  const deletion = actionNamed(node, 'delete');
  if (!deletion) return;
  const actor = await explorer.actor(node);
  const title = l10n.t('What Uses {0}', shownName(node));
  // What uses an image is what keeps AWS from deleting it.
  const { found, unknown } = await withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    lookUpBlockers(explorer, deletion, { node, actor }, noAbort()),
  );
  const exports = await exportsOf(explorer, node);
  if (!found.length && !unknown.length && !exports.length) {
    const words = l10n.t(
      "No fleet or image builder in this Region uses image {0}, and it isn't shared with other accounts.",
      quotedName(node),
    );
    return void showInformationMessage(words);
  }
  const items = [
    ...found.flatMap(({ blocker, ids }): Item[] => [
      separator(blocker),
      ...ids.map(id => ({
        ...{ label: id, blocker, id },
        iconPath: new vscode.ThemeIcon(kindNamed(blocker.kind).icon),
      })),
    ]),
    ...unknown.flatMap(({ blocker, error }): Item[] => [separator(blocker), unknownItem(error)]),
    ...exports,
  ];
  const picked = await showQuickPick(items, { title, placeHolder: l10n.t('Select an item to show it in the tree') });
  if (picked?.node) return reveal(picked.node);
  if (!picked?.blocker || picked.id === undefined) return;
  const other = await blockerNode(explorer, { node, found: [] }, picked.blocker, picked.id);
  if (other) await reveal(other);
}

/** The exports to EC2 that are under way. They keep nobody from deleting the image. */
async function exportsOf(explorer: Explorer, image: ResourceNode): Promise<readonly Item[]> {
  const [group] = listsOf(image, 'exportImageTask');
  if (!group) return [];
  const heading = separator({ kind: 'exportImageTask' });
  const list = explorer.list(group);
  await list.ensure();
  const arn = image.resourceKind.arn?.(image.resource);
  const tasks = [...list.nodes.values()].filter(
    task => goalOf(task) && task.resourceKind.images?.(task.resource).includes(arn),
  );
  const { problem } = list;
  return [
    ...(tasks.length || problem ? [heading] : []),
    ...tasks.map(task => ({ label: shownName(task), iconPath: new vscode.ThemeIcon('export'), node: task })),
    ...(problem ? [unknownItem(problem)] : []),
  ];
}

function unknownItem(error: ApiError): Item {
  return {
    ...{ label: l10n.t('Unknown'), description: headline(error), detail: error.nextStep },
    iconPath: new vscode.ThemeIcon('warning'),
  };
}

function separator({ kind }: Pick<Blocker, 'kind'>): Item {
  return { label: l10n.t(kindNamed(kind).plural), kind: vscode.QuickPickItemKind.Separator };
}
