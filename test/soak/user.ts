// What the extension's user does: a table, with how often. Each looks for something that suits in what is loaded.
import type { Explorer } from '../../src/explorer/explorerTypes';
import { findBlocked } from '../../src/explorer/plan/blocked';
import { unlockingFor } from '../../src/explorer/plan/unlocking';
import { availableActions, isForOne, token } from '../../src/explorer/tree/actions';
import { goalOf } from '../../src/explorer/tree/goal';
import type { GroupNode, ResourceNode } from '../../src/explorer/tree/node';
import { createGroup, nameOf } from '../../src/explorer/tree/node';
import type { Action, Answers } from '../../src/kinds/action';
import { ActionRefused } from '../../src/kinds/action';
import { followUnlocking, unlockingPlan } from '../support/unlockingPlan';
import type { Deed } from './deed';
import { creating, entering, freshName, typing } from './inputs';
import type { Random } from './random';
import { allGroups, allResources } from './tree';

/** A signal that is aborted now and then, as a user cancels. */
function impatience(random: Random): AbortSignal {
  return random.chance(0.08) ? AbortSignal.timeout(50 + random.below(1_500)) : new AbortController().signal;
}

function withGroup(
  weight: number,
  says: string,
  suits: (group: GroupNode) => boolean,
  run: (explorer: Explorer, group: GroupNode, random: Random) => Promise<unknown>,
): Deed<Explorer> {
  return {
    weight,
    says,
    begin(explorer, random) {
      const group = random.pick([...allGroups(explorer)].filter(suits));
      return group && { about: group.id, done: run(explorer, group, random) };
    },
  };
}

function withResource(
  weight: number,
  says: string,
  suits: (node: ResourceNode) => boolean,
  run: (explorer: Explorer, node: ResourceNode, random: Random) => Promise<unknown>,
): Deed<Explorer> {
  return {
    weight,
    says,
    begin(explorer, random) {
      const node = random.pick([...allResources(explorer)].filter(suits));
      return node && { about: node.id, done: run(explorer, node, random) };
    },
  };
}

const isList = ({ sections }: GroupNode): boolean => !sections;
const isLoaded = ({ list }: GroupNode): boolean => list?.loaded ?? false;
/** What the seed has is rarely destroyed, or nothing would be left after a while. */
const isOurs = (node: ResourceNode): boolean => node.parent.parent.kind === 'resource' || /^soak/.test(nameOf(node));

/** What can be done now, what destroys things that nobody makes again left out most of the time. */
function suitable(node: ResourceNode, random: Random): readonly Action[] {
  return availableActions(node).filter(({ group }) => group !== 'delete' || isOurs(node) || random.chance(0.02));
}

/** Answers the questions of an action as somebody might. @throws ActionRefused when there is nothing to choose from */
async function answer(
  explorer: Explorer,
  { node, actor }: Parameters<Explorer['target']>[0],
  action: Action,
  random: Random,
  signal: AbortSignal,
): Promise<Answers> {
  const answers: Record<string, string> = {};
  for (const ask of action.asks ?? []) {
    if (ask.optional && random.chance(0.7)) continue;
    const typed = typing[ask.member]?.(random);
    if (!ask.choices && typed === undefined) continue;
    const choices = await ask.choices?.(await explorer.target({ node, actor }, signal), answers);
    const chosen = [random.pick(choices ?? []), ...(ask.many ? [random.pick(choices ?? [])] : [])];
    const values = choices ? [...new Set(chosen.flatMap(choice => choice?.value ?? []))] : [typed ?? ''];
    if (!values.length && !ask.optional) throw new ActionRefused(ask.none ?? 'Nothing to choose from');
    if (values.length) answers[ask.member] = values.join('\n');
  }
  return answers;
}

function act(action: Action): (explorer: Explorer, node: ResourceNode, random: Random) => Promise<unknown> {
  return async (explorer, node, random) => {
    const signal = impatience(random);
    const input = action.form ? entering[`${node.resourceKind.name}.${action.name}`]?.(node, random, freshName()) : {};
    if (!input) return;
    const shown = { node, actor: await explorer.identify(node) };
    if (action.blockers) {
      const blocked = await findBlocked(explorer, action, [shown], signal);
      if (blocked.length && random.chance(0.7)) return;
    }
    if (action.form?.prepare) await action.form.prepare(await explorer.target(shown, signal));
    if (action.form && (await explorer.describeAgain(shown, signal)) === undefined) return;
    const answers = await answer(explorer, shown, action, random, signal);
    await explorer.perform(shown, action, answers, signal, input);
  };
}

/** What becomes of one is no error of the deed as a whole: what went wrong is thrown all the same, so that it is counted. */
async function actOnAll(
  explorer: Explorer,
  nodes: readonly ResourceNode[],
  action: Action,
  random: Random,
): Promise<void> {
  const [node] = nodes;
  if (!node) return;
  const signal = impatience(random);
  const actor = await explorer.identify(node);
  const answers = await answer(explorer, { node, actor }, action, random, signal);
  const failed = await explorer.performAll(
    nodes.map(one => ({ node: one, actor })),
    action,
    answers,
    signal,
  );
  if (failed[0]) throw failed[0].error;
}

/** All that the user does with the explorer. */
export const userDeeds: readonly Deed<Explorer>[] = [
  withGroup(20, 'expand', isList, (explorer, group) => {
    explorer.renewer.opened(group);
    return explorer.children(group);
  }),
  withGroup(3, 'collapse', isLoaded, (explorer, group) => Promise.resolve(explorer.renewer.closed(group))),
  withGroup(
    4,
    'load more',
    group => group.list?.hasMore ?? false,
    (explorer, group) => explorer.loadMore(group),
  ),
  withGroup(
    1,
    'load all',
    group => group.list?.hasMore ?? false,
    (explorer, group, random) => explorer.loadAll(group, impatience(random)),
  ),
  withGroup(
    3,
    'cancel loading',
    ({ list }) => list?.loading !== undefined,
    (explorer, group) => explorer.cancel(group),
  ),
  withGroup(4, 'refresh the list', isLoaded, (explorer, group) => explorer.refresh(group)),
  withResource(
    2,
    'refresh',
    () => true,
    (explorer, node) => explorer.refresh(node),
  ),
  {
    weight: 0.3,
    says: 'refresh everything',
    begin: explorer => ({ about: 'the tree', done: explorer.refresh() }),
  },
  {
    weight: 40,
    says: 'act',
    begin(explorer, random) {
      const kinds = new Map([...allResources(explorer)].map(({ resourceKind }) => [resourceKind.name, resourceKind]));
      const kind = random.pick([...kinds.values()].filter(({ actions }) => actions.length));
      const node = random.pick([...allResources(explorer)].filter(({ resourceKind }) => resourceKind === kind));
      const action = node && random.pick(suitable(node, random));
      if (!action) return undefined;
      const done = act(action)(explorer, node, random);
      return { about: `${action.name} ${node.id}`, done, action: token(node.resourceKind, action) };
    },
  },
  {
    weight: 4,
    says: 'act on several',
    begin(explorer, random) {
      const group = random.pick([...allGroups(explorer)].filter(({ list }) => (list?.nodes.size ?? 0) > 1));
      const nodes = [...(group?.list?.nodes.values() ?? [])].filter(() => random.chance(0.6));
      const action = nodes[0] && random.pick(suitable(nodes[0], random).filter(one => !isForOne(one)));
      if (!action) return undefined;
      const all = nodes.filter(node => suitable(node, random).includes(action));
      const about = `${action.name} ${all.map(({ id }) => id).join(', ')}`;
      return { about, done: actOnAll(explorer, all, action, random) };
    },
  },
  withGroup(
    9,
    'create',
    group => creating[group.resourceKind.name] !== undefined && group === createGroup(group) && isLoaded(group),
    async (explorer, group, random) => {
      const input = creating[group.resourceKind.name]?.(group, random, freshName());
      if (!input || (await explorer.isFull(group))) return;
      const signal = impatience(random);
      const actor = await explorer.identify(group);
      await explorer.create(group, actor, input, signal).catch((error: unknown) => {
        // Half of the users try again what failed.
        if (random.chance(0.5)) throw error;
        return explorer.create(group, actor, input, signal, true);
      });
    },
  ),
  {
    weight: 3,
    says: 'stop, update and start again',
    begin(explorer, random) {
      const plans = [...allResources(explorer)].flatMap(node => {
        const update = node.resourceKind.actions.find(({ name }) => name === 'update');
        return node.activity === undefined && update && unlockingFor(node, update) ? [node] : [];
      });
      const node = random.pick(plans);
      if (!node) return undefined;
      const input = entering[`${node.resourceKind.name}.update`]?.(node, random, freshName()) ?? {};
      const follow = async (): Promise<void> => {
        const plan = unlockingPlan(node, input, await explorer.identify(node));
        await followUnlocking(explorer, plan, impatience(random));
      };
      return { about: node.id, done: follow() };
    },
  },
  withResource(
    3,
    'wait',
    node => goalOf(node) !== undefined,
    (explorer, node, random) => explorer.waiter.wait(node, impatience(random)),
  ),
  withResource(
    2,
    'open a form',
    ({ resourceKind }) => resourceKind.actions.some(({ form }) => form),
    async (explorer, node) =>
      explorer.describeAgain({ node, actor: await explorer.identify(node) }, new AbortController().signal),
  ),
  {
    weight: 1,
    says: 'look away and back',
    begin(explorer, random) {
      explorer.poller.pause();
      explorer.renewer.pause();
      const back = async (): Promise<void> => {
        await new Promise(resolve => setTimeout(resolve, random.below(1_500)));
        explorer.poller.resume();
        await explorer.renewer.renew();
      };
      return { about: 'the view', done: back() };
    },
  },
];

/** Starts what is stopped and stops what runs, so that there is something to follow. Each ends in its own way. */
export function beginSettling(explorer: Explorer): Promise<unknown>[] {
  return [...allResources(explorer)].flatMap(node => {
    const action = availableActions(node).find(({ name }) => ['start', 'stop'].includes(name));
    const begin = async (one: Action): Promise<void> => {
      const actor = await explorer.identify(node);
      await explorer.perform({ node, actor }, one, {}, new AbortController().signal);
    };
    return action ? [begin(action).catch(() => undefined)] : [];
  });
}
