// What the things of the table are done with: the explorer, as the host uses it.
import * as assert from 'node:assert/strict';

import type { Performed } from '../../src/explorer/acting/acting';
import type { Explorer } from '../../src/explorer/explorerTypes';
import { availableActions } from '../../src/explorer/tree/actions';
import type { GroupNode, ResourceNode } from '../../src/explorer/tree/node';
import { nameOf } from '../../src/explorer/tree/node';
import type { Values } from '../../src/forms/field';
import type { Action, Answers } from '../../src/kinds/action';
import { waitUntil } from '../support/waitUntil';

export interface Desk {
  readonly explorer: Explorer;
  /** Opens a list, whatever becomes of it. */
  load(group: GroupNode): Promise<void>;
  /** Opens a list below the Region. @throws ApiError */
  open(kind: string, section?: string): Promise<GroupNode>;
  /** A list below the Region that need not be open. */
  group(kind: string, section?: string): GroupNode;
  /** A resource of an open list. */
  node(group: GroupNode, name: string): ResourceNode;
  /** Opens a list below a resource. @throws ApiError */
  below(node: ResourceNode, kind: string): Promise<GroupNode>;
  action(node: ResourceNode, name: string): Action;
  act(node: ResourceNode, action: string, answers?: Answers, input?: Values): Promise<Performed>;
  create(group: GroupNode, input: Values): Promise<unknown>;
  /** Waits until the fault has struck so often, or something else is the case. */
  until(reached: () => boolean): Promise<void>;
  readonly struck: () => number;
}

const { signal } = new AbortController();

/**
 * @param struck how often the fault has struck
 * @param isOver whether nobody waits for the thing any more
 */
export function createDesk(explorer: Explorer, struck: () => number, isOver: () => boolean): Desk {
  const group: Desk['group'] = (kind, section) => {
    const [root] = explorer.roots;
    const [profile] = root?.kind === 'sandbox' ? root.profiles : [];
    const found =
      profile?.regions[0]?.groups.find(({ resourceKind }) => resourceKind.name === kind) ??
      assert.fail(`no list of ${kind}`);
    return section === undefined
      ? found
      : (found.sections?.find(({ id }) => id.endsWith(`:${section}`)) ?? assert.fail(`no section ${section}`));
  };
  // A list that takes long shows a row that says so, and goes on.
  const load: Desk['load'] = async found => {
    await explorer.children(found);
    await explorer.list(found).ensure();
  };
  const loaded = async (found: GroupNode): Promise<GroupNode> => {
    await load(found);
    if (found.list?.problem) throw found.list.problem;
    return found;
  };
  const action: Desk['action'] = (node, name) =>
    availableActions(node).find(one => one.name === name) ?? assert.fail(`${node.id} does not offer ${name}`);
  return {
    explorer,
    struck,
    group,
    load,
    open: (kind, section) => loaded(group(kind, section)),
    node: (found, name) =>
      [...(found.list?.nodes.values() ?? [])].find(node => nameOf(node) === name) ??
      assert.fail(`no ${name} in ${found.id}`),
    below(node, kind) {
      return loaded(
        node.groups.find(({ resourceKind }) => resourceKind.name === kind) ??
          assert.fail(`no ${kind} below ${node.id}`),
      );
    },
    action,
    async act(node, name, answers = {}, input = {}) {
      const actor = await explorer.identify(node);
      return explorer.perform({ node, actor }, action(node, name), answers, signal, input);
    },
    async create(found, input) {
      return explorer.create(found, await explorer.identify(found), input, signal);
    },
    async until(reached) {
      await waitUntil('the fault to strike', () => reached() || isOver(), { every: 20, limit: 110_000 });
    },
  };
}
