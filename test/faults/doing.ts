// How the explorer is made to do something, for the table of things.
import * as assert from 'node:assert/strict';

import type { Operation } from '../../src/api/types';
import type { GroupNode, ResourceNode } from '../../src/explorer/tree/node';
import { isTransient } from '../../src/explorer/tree/presence';
import type { Values } from '../../src/forms/field';
import type { Answers } from '../../src/kinds/action';
import { followUnlocking, unlockingPlan } from '../support/unlockingPlan';
import type { Thing } from './cell';
import type { Desk } from './desk';

const { signal } = new AbortController();

/**
 * Kinds and names in turn, from the Region down: `stack`, `cad`, `entitlement`, `architects` is a resource, and `stack` a list. A kind
 * with a section is `image:private`; the name `*` is that of the first one there is.
 */
export type Path = readonly string[];

/** What somebody answers and enters. */
interface Given {
  readonly answers?: Answers;
  readonly input?: Values;
}

/** How a thing is done. */
interface More extends Given, Pick<Thing, 'unseen' | 'passes'> {
  /** What the thing is told apart by from others like it. */
  readonly by?: string;
  /**
   * What is done before anything goes wrong.
   * @param node the resource that is acted on, or the one above the list that gets a new one (any fleet, where none is above)
   * @returns what is answered and entered as well
   */
  readonly first?: (desk: Desk, node: ResourceNode) => Given | Promise<Given>;
}

/** Opens all lists on the way to one. @throws ApiError */
export async function listAt(desk: Desk, path: Path): Promise<GroupNode> {
  const above = path.slice(0, -1);
  const kind = path.at(-1) ?? assert.fail('no kind');
  return above.length ? desk.below(await nodeAt(desk, above), kind) : desk.open(...sectioned(kind));
}

/** Opens the list that a resource is in, and all on the way. @throws ApiError */
export async function nodeAt(desk: Desk, path: Path): Promise<ResourceNode> {
  const list = await listAt(desk, path.slice(0, -1));
  const name = path.at(-1) ?? '';
  if (name !== '*') return desk.node(list, name);
  return [...(list.list?.nodes.values() ?? [])][0] ?? assert.fail(`nothing in ${list.id}`);
}

/** Does an action before anything goes wrong, and waits until what it begins is over. */
export function after(path: Path, action: string): (desk: Desk) => Promise<Given> {
  return async desk => {
    const node = await nodeAt(desk, path);
    await desk.act(node, action);
    await desk.until(() => !isTransient(node));
    return {};
  };
}

function sectioned(kind: string): [string, string?] {
  const [name = '', section] = kind.split(':');
  return section === undefined ? [name] : [name, section];
}

/** Opens a list that is not open yet. Another is open beside, so that the first request of all has its time. */
export function expand(operation: Operation, path: Path): Thing {
  const above = path.slice(0, -1);
  const kind = path.at(-1) ?? assert.fail('no kind');
  return {
    says: `expand ${path.join(' ')}`,
    operation,
    async prepare(desk) {
      await desk.open(path[0] === 'stack' ? 'fleet' : 'stack');
      if (!above.length) return () => desk.load(desk.group(...sectioned(kind)));
      const node = await nodeAt(desk, above);
      return () => desk.load(node.groups.find(({ resourceKind }) => resourceKind.name === kind) ?? assert.fail(kind));
    },
  };
}

/** Does an action of a resource. The lists of fleets and stacks are open beside. */
export function act(operation: Operation, path: Path, action: string, more: More = {}): Thing {
  return {
    says: `${action} ${path.join(' ')}${more.by === undefined ? '' : `, ${more.by}`}`,
    operation,
    ...more,
    async prepare(desk) {
      await Promise.all([desk.open('fleet'), desk.open('stack')]);
      const node = await nodeAt(desk, path);
      const { answers, input } = await given(more, desk, node);
      return async () => {
        const { url } = await desk.act(node, action, answers, input);
        if (url) assert.match(url.url, /^http:\/\/127\.0\.0\.1:\d+\/authenticate\?/);
      };
    },
  };
}

/** Makes something in a list. */
export function create(operation: Operation, path: Path, more: More = {}): Thing {
  return {
    says: `create ${path.join(' ')}`,
    operation,
    ...more,
    async prepare(desk) {
      await Promise.all([desk.open('fleet'), desk.open('stack')]);
      const above = path.slice(0, -1);
      const node = above.length ? await nodeAt(desk, above) : await nodeAt(desk, ['fleet', '*']);
      const list = await listAt(desk, path);
      const { input = {} } = await given(more, desk, node);
      return () => desk.create(list, input);
    },
  };
}

async function given({ answers, input, first }: More, desk: Desk, node: ResourceNode): Promise<Given> {
  const also = await first?.(desk, node);
  return { answers: { ...answers, ...also?.answers }, input: { ...input, ...also?.input } };
}

/**
 * Follows what was begun before anything went wrong.
 * @param seconds how long it takes in the simulator
 */
export function follow(operation: Operation, path: Path, action: string, seconds: number): Thing {
  return {
    says: `follow ${path.join(' ')} after ${action}`,
    operation,
    follows: true,
    speed: seconds / 3, // it takes three
    async prepare(desk) {
      const node = await nodeAt(desk, path);
      await desk.act(node, action);
      return () => desk.until(() => desk.struck() >= 3 || (desk.struck() > 0 && (node.gone || !isTransient(node))));
    },
  };
}

/** Stops, updates and starts a fleet again. */
export function plan(operation: Operation): Thing {
  return {
    says: `stop, update and start a fleet again, with a fault in ${operation}`,
    operation,
    async prepare(desk) {
      const node = desk.node(await desk.open('fleet'), 'office-desktops');
      const actor = await desk.explorer.identify(node);
      const made = unlockingPlan(node, { InstanceType: 'stream.standard.xlarge' }, actor);
      return () => followUnlocking(desk.explorer, made, signal);
    },
  };
}
