// The one handler behind every action of every kind: ask, confirm, perform, and tell the result.
import { noAbort } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { differenceOf, otherActor } from '../../api/core/actor';
import type { Failed } from '../../explorer/acting/acting';
import type { Shown } from '../../explorer/acting/change';
import type { Activity } from '../../explorer/activity/activity';
import { recordAction } from '../../explorer/activity/record';
import type { Explorer } from '../../explorer/explorerTypes';
import { isRemovable } from '../../explorer/plan/blocked';
import type { Blocked } from '../../explorer/show/blockedText';
import { actionTitle, plainTitle } from '../../explorer/show/messages';
import { actionNamed, availableActions, isAllowed, preparation, takesAway } from '../../explorer/tree/actions';
import { isPinnable } from '../../explorer/tree/favoriteRows';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import type { Action, Answers, Target } from '../../kinds/action';
import { confirmed } from '../prompts/confirm';
import type { OfferUrl } from '../prompts/streaming';
import { lookForBlocked, sayBlocked } from './blocked';
import { inView } from './inView';
import { sayDone } from './outcome';
import { createProgress } from './progress';
import type { Reporting } from './report';
import { report, sayFailed, sayMissing, sayReadOnly, sayUnsuitable, summarize } from './report';

export interface ActOptions extends Pick<Reporting, 'log' | 'signIn'> {
  readonly explorer: Explorer;
  readonly activity: Activity;
  /** Opens the form of an action that has one. What starts and stops has none. */
  readonly openForm?: (action: Action, node: ResourceNode) => Promise<void>;
  /** Reveals a node in the tree. */
  readonly reveal: (node: Node) => Promise<void>;
  readonly offer: OfferUrl;
  /** Called when an action has started a resource. */
  readonly started: (node: ResourceNode) => Promise<void>;
  /** Does an action with all steps that lead to it, after a confirmation. What it returns is to be called at the end, as a `Tell`. */
  readonly plan: (action: Action, all: Planned) => Promise<() => unknown>;
  /** Asks an action's questions, as `askAll`. */
  readonly ask: (action: Action, targets: readonly Target<unknown>[], title: string) => Promise<Answers | undefined>;
}

/** What an action is to be done to, of which a part takes several steps. */
export interface Planned {
  readonly shown: readonly Shown[];
  /** The resources whose action AWS would refuse now. A plan removes what blocks it, where it can. */
  readonly blocked: readonly Blocked[];
  /** Selected resources whose state doesn't allow the action. */
  readonly unsuited: readonly ResourceNode[];
}

/** How many of a selection count as recent. More of them would push out all others. */
const mostRecent = 5;

type Acting = ActOptions & Reporting;

/** What is left to tell the user. Telling waits for the user, and the action is over by then. */
type Tell = () => unknown;

/** A part of what an action is done to: all that one confirmation is about, with what was answered for it. */
interface Part {
  readonly shown: readonly Shown[];
  readonly answers: Answers;
}

/**
 * Performs an action on the selected resources. Each failure is told; nothing is thrown. Resources on which the same action
 * is under way are left out.
 * @param nodes one or more resources of one kind. A message's button may come from an older view: the resources are looked up
 *   in the view as it is now
 * @param before who was to act, for a retry: nobody else may
 */
export async function act(
  options: ActOptions,
  name: string,
  nodes: readonly ResourceNode[],
  before: readonly Shown[] = [],
): Promise<void> {
  const acting: Acting = { ...options, again: (other, failed) => actAgain(options, other, failed) };
  const tell = await options.explorer.claims.once(name, nodes, free => attempt(acting, name, free, before));
  await tell?.();
}

/** Does an action again for those that failed, as the actors that were shown. */
export function actAgain(options: ActOptions, name: string, failed: readonly Shown[]): Promise<void> {
  return act(options, name, nodesOf(failed), failed);
}

async function attempt(
  options: Acting,
  name: string,
  nodes: readonly ResourceNode[],
  before: readonly Shown[],
): Promise<Tell | undefined> {
  const { here, missing, failed } = await inView(
    options.explorer,
    nodes.map(node => ({ node })),
  );
  const tell = await attemptOn(options, name, nodesOf(here), before);
  const notLoaded = await Promise.all(
    failed.map(async ({ item: { node }, error }) => ({ node, actor: await actorOf(options, node, before), error })),
  );
  return allOf(
    () => sayMissing(name, nodesOf(missing)),
    () => sayFailed(options, name, notLoaded),
    tell,
  );
}

async function attemptOn(
  options: Acting,
  name: string,
  nodes: readonly ResourceNode[],
  before: readonly Shown[],
): Promise<Tell | undefined> {
  const forbidden = nodes.find(node => !isAllowed(node, actionNamed(node, name) ?? { operations: [] }));
  if (forbidden) return () => sayReadOnly(forbidden);
  const suitable = nodes.filter(node => suits(node, name));
  const [first] = suitable;
  const action = first && actionNamed(first, name);
  if (!first || !action) return () => sayUnsuitable(name, nodes.slice(0, 1));
  // Only a question or a form names the account. Nothing else waits until AWS has said which it is.
  const names = Boolean(action.form ?? action.confirm ?? action.asks?.length) || suitable.length < nodes.length;
  const shown: Shown[] = [];
  for (const { node, actor: now } of await Promise.all(suitable.map(node => asShown(options, node, names)))) {
    const actor = earlierActor(node, before) ?? now;
    const difference = differenceOf(actor, now);
    if (difference) {
      const error = otherActor(difference, actor, now, node.connection, action.operations[0]);
      return () => report(options, action, { node, actor }, error);
    }
    shown.push({ node, actor });
  }
  const [whole] = shown as [Shown, ...Shown[]];
  if (!takesAway(action)) options.explorer.recent.add(...suitable.filter(isPinnable).slice(0, mostRecent));
  if (action.form) {
    if (!options.openForm) throw new Error(`Nobody opens the form of ${name}`);
    return options.openForm(action, first).then(
      () => undefined,
      (error: unknown) => () => report(options, action, whole, error),
    );
  }
  const blocked = await lookForBlocked(options.explorer, action, shown);
  if (!blocked) return undefined;
  const free = shown.filter(({ node }) => !blocked.some(other => other.node === node));
  if (blocked.some(isRemovable) || free.some(({ node }) => preparation(node, action))) {
    return options.plan(action, { shown, blocked, unsuited: nodes.filter(node => !suitable.includes(node)) });
  }
  const again = (other: string, node: ResourceNode): Promise<void> => act(options, other, [node]);
  if (!free.length) return () => sayBlocked(action, blocked, { ...options, act: again });
  // All questions come before the first request. So cancelling the second question changes nothing.
  const parts: Part[] = [];
  for (const part of action.confirm?.everywhere && !action.asks ? [free] : byConnection(free)) {
    // What is left out is said once: where its connection is asked about, else at first.
    const placed = new Set(free.map(({ node: { connection } }) => connection.key));
    const isSaidHere = ({ connection: { key } }: ResourceNode): boolean =>
      placed.has(key) ? part.some(({ node }) => node.connection.key === key) : !parts.length;
    const leftOut = {
      blocked: blocked.filter(({ node }) => isSaidHere(node)),
      unsuited: nodes.filter(node => !suitable.includes(node) && isSaidHere(node)),
    };
    try {
      const answers = await answersFor(options, action, part);
      if (!answers || !(await confirmed(action, part, answers, leftOut))) return undefined;
      parts.push({ shown: part, answers });
    } catch (error) {
      return () => report(options, action, part[0] ?? whole, error);
    }
  }
  return actOnParts(options, action, parts);
}

// A dialog may stay open for long. What it asked about may have changed since, or may have been done.
async function actOnParts(options: Acting, action: Action, asked: readonly Part[]): Promise<Tell | undefined> {
  const { name } = action;
  const all = asked.flatMap(({ shown, answers }) => shown.map(one => ({ ...one, answers })));
  const changed = await withOtherActor(options, action, all);
  const { here, missing, failed } = await inView(
    options.explorer,
    all.filter(({ node }) => !changed.some(other => other.node === node)),
  );
  const suitable = here.filter(({ node }) => suits(node, name));
  const unsuitable = here.filter(({ node }) => !suits(node, name));
  const [only, ...others] = suitable;
  const tell =
    only && !others.length
      ? await actOn(options, action, only, only.answers)
      : only &&
        (await actOnAll(
          options,
          action,
          byConnection(suitable).map(shown => ({ shown, answers: shown[0].answers })),
        ));
  return allOf(
    () => sayFailed(options, name, [...changed, ...failed.map(({ item, error }) => ({ ...item, error }))]),
    () => sayMissing(name, nodesOf(missing)),
    () => sayUnsuitable(name, nodesOf(unsuitable)),
    tell,
  );
}

/** Resources that the view has dropped because their profile changed, with the refusal to act as the present actor. */
async function withOtherActor(options: ActOptions, action: Action, all: readonly Shown[]): Promise<readonly Failed[]> {
  const failed: Failed[] = [];
  for (const { node, actor } of all) {
    if (isShown(node) || !isShown(node.parent)) continue;
    const now = (await asShown(options, node, true)).actor;
    const difference = differenceOf(actor, now);
    if (!difference) continue;
    failed.push({ node, actor, error: otherActor(difference, actor, now, node.connection, action.operations[0]) });
  }
  return failed;
}

const nodesOf = (all: readonly { readonly node: ResourceNode }[]): ResourceNode[] => all.map(({ node }) => node);

function earlierActor({ id }: ResourceNode, before: readonly Shown[]): Actor | undefined {
  return before.find(({ node }) => node.id === id)?.actor;
}

async function actorOf({ explorer }: ActOptions, node: ResourceNode, before: readonly Shown[]): Promise<Actor> {
  return earlierActor(node, before) ?? explorer.actor(node);
}

/** Tells several things at once. None waits until the user has answered another. */
function allOf(...tells: readonly (Tell | undefined)[]): Tell {
  return () => Promise.all(tells.map(tell => Promise.resolve(tell?.())));
}

function suits(node: ResourceNode, name: string): boolean {
  return availableActions(node).some(action => action.name === name);
}

async function asShown({ explorer }: ActOptions, node: ResourceNode, names: boolean): Promise<Shown> {
  return { node, actor: await (names ? explorer.identify(node) : explorer.actor(node)) };
}

/** Resources with the others of their connection. */
export function byConnection<T extends Shown>(shown: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const parts = new Map<string, [T, ...T[]]>();
  for (const one of shown) {
    const part = parts.get(one.node.connection.key);
    if (part) part.push(one);
    else parts.set(one.node.connection.key, [one]);
  }
  return [...parts.values()];
}

/** @throws ApiError or ActionRefused when there is nothing to choose from */
async function answersFor(
  { explorer, ask }: ActOptions,
  action: Action,
  shown: readonly Shown[],
): Promise<Answers | undefined> {
  const [first, ...others] = shown;
  if (!first || !action.asks?.length) return {};
  const abort = new AbortController();
  try {
    const targets = await Promise.all(shown.map(one => explorer.target(one, abort.signal)));
    const rest = others.map(({ node }) => node);
    return await ask(action, targets, actionTitle(action, first.node, first.actor, rest));
  } finally {
    abort.abort();
  }
}

async function actOn(options: Acting, action: Action, shown: Shown, answers: Answers): Promise<Tell | undefined> {
  const { node, actor } = shown;
  const signal = noAbort();
  const watching = { following: recordAction(options.activity, action, [shown]) };
  try {
    const { url, afterLoss } = await options.explorer.perform(shown, action, answers, signal, {}, watching);
    if (action.name === 'start') void options.started(node);
    if (url) return () => options.offer(url, actionTitle(action, node, actor), node.connection);
    return afterLoss ? () => sayDone(action, node) : undefined;
  } catch (error) {
    return () => report(options, action, shown, error);
  }
}

async function actOnAll(options: Acting, action: Action, parts: readonly Part[]): Promise<Tell> {
  const signal = noAbort();
  const all = parts.flatMap(({ shown }) => shown);
  const progress = createProgress(plainTitle(action.title), all.length);
  const recording = recordAction(options.activity, action, all, progress.told);
  const performed = Promise.all(
    parts.map(({ shown, answers }) => options.explorer.performAll(shown, action, answers, signal, recording)),
  );
  await progress.show(performed, recording.cancel);
  const failed = (await performed).flat();
  return () => summarize(options, action, all.length, failed, recording);
}
