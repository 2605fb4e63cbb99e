// Performs actions. The row shows the progress and the failure. When an answer was lost, a check shows whether the action
// was done. Afterwards, all that it changes in the tree is brought up to date.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { isApiError, toApiError } from '../../api/core/errors';
import { readOnlyError } from '../../api/core/readOnly';
import type { Values } from '../../forms/field';
import type { Action, Answers, StreamingUrl, Target } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { shownName } from '../show/messages';
import { isAllowed, takesAway } from '../tree/actions';
import type { ResourceNode } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import { update } from '../tree/presence';
import type { Following, RequestedChange, Shown } from './change';
import type { CreateResource, CreatingOptions } from './creating';
import { createCreateResource } from './creating';
import type { Doubt, Failing } from './doubts';
import { createDoubts } from './doubts';
import { followedApi, isUnsent } from './followed';
import { outcomeCheck } from './outcomeCheck';
import { noEffect, notSent } from './outcomeErrors';
import type { TouchedOptions } from './touched';
import { createReloadTouched, takenBy } from './touched';

/** A resource for which an action failed, and why. */
export interface Failed {
  readonly node: ResourceNode;
  readonly actor: Actor;
  readonly error: unknown;
}

/** What came of an action. */
export interface Performed {
  /** The streaming URL, of an action that makes one. */
  readonly url?: StreamingUrl;
  /** Whether the answer was lost and a check has shown that the action was done. */
  readonly afterLoss?: boolean;
}

/** Who hears how an action goes. */
export interface Watching {
  /** Waits for the check of a lost answer however long it takes. It is called when checks fail, and when they no longer do. */
  readonly failing?: Failing;
  /** Is told how it goes, and may end what has not been sent. */
  readonly following?: Following;
}

export interface Acting {
  readonly create: CreateResource;
  /**
   * Does an action. The node shows its progress and its failure. What it changes is brought up to date. When the answer is
   * lost, a check shows whether it was done.
   * @throws ApiError when the action fails, when the profile is read-only, or when another actor than the one shown would act;
   *   ActionRefused when it can't be done now
   */
  readonly perform: (
    shown: Shown,
    action: Action,
    answers: Answers,
    signal: AbortSignal,
    input?: Values,
    watching?: Watching,
  ) => Promise<Performed>;
  /**
   * Does an action to several resources: in one request where the API has one, otherwise side by side. One failure does not
   * stop the others. The nodes show progress and failures, as with `perform`.
   * @param following as `Watching` has it
   * @returns the resources for which it failed
   */
  readonly performAll: (
    all: readonly Shown[],
    action: Action,
    answers: Answers,
    signal: AbortSignal,
    following?: Following,
  ) => Promise<readonly Failed[]>;
  /** Checks soon again what became of changes whose answer was lost. Called when the user may have mended what made checks fail. */
  recheck(): void;
  /** Called when the connections of the view have changed: checks of lost changes stop and resume. */
  connectionsChanged(): void;
  dispose(): void;
}

export interface ActingOptions extends CreatingOptions, TouchedOptions {
  readonly schedule: PollerOptions['schedule'] | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly target: (shown: Shown, signal: AbortSignal) => Promise<Target<unknown>>;
  /** Brings nodes of one connection up to date. @param actor who acts on them */
  readonly describe: (nodes: readonly ResourceNode[], actor: Actor, signal: AbortSignal) => Promise<unknown>;
  /** Called when a check has proven that a resource is gone. Its row goes, too. */
  readonly gone: (node: ResourceNode) => void;
  /** Called when a later check shows the outcome of an action. */
  readonly decided: ((requested: RequestedChange, outcome: 'done' | 'notDone') => void) | undefined;
}

/** A doubt whether an action was done. */
type ActionDoubt = Doubt & { readonly requested: RequestedChange };

/** Makes what performs actions and creates resources, with the checks of changes whose answers were lost. */
export function createActing(options: ActingOptions): Acting {
  const { life, describe, changed, retry, decided, schedule, now } = options;
  const doubts = createDoubts({ now, ...(schedule && { schedule }) });
  const reloadTouched = createReloadTouched(options);

  async function perform(
    shown: Shown,
    action: Action,
    answers: Answers,
    signal: AbortSignal,
    input: Values = {},
    { failing, following }: Watching = {},
  ): Promise<Performed> {
    const { node } = shown;
    const refusal = refusalOf(node, action);
    if (refusal) {
      following?.ended(node, refusal);
      throw refusal;
    }
    const doubt = doubtOf({ ...shown, action, answers, input, before: node.resource });
    let isDone = false;
    let failure: unknown;
    begin(node, action);
    try {
      if (await wasDone(doubt, signal)) {
        isDone = true;
        await succeeded(doubt.requested);
        return { afterLoss: true };
      }
      const target = await options.target(shown, signal);
      const url = await action.perform({ ...target, api: followedApi(target.api, [node], following) }, answers, input);
      isDone = true;
      if (url) return { url };
      await succeeded(doubt.requested);
      await refuseWithoutEffect(doubt, signal);
      return {};
    } catch (thrown) {
      failure = thrown;
      if (isUnsent(thrown, following)) throw thrown;
      // While a doubt remains, either nothing was sent or its effect is not seen yet. Neither needs another check here.
      const error = doubts.doubtOf(doubt.key, shown.actor)
        ? (thrown as Error)
        : await settle(thrown, doubt, signal, failing);
      isDone = error === undefined;
      failure = error;
      if (error === undefined) {
        await succeeded(doubt.requested);
        return { afterLoss: true };
      }
      failed(node, action, error);
      throw error;
    } finally {
      delete node.activity;
      changed(node);
      following?.ended(node, failure);
      if (!isUnsent(failure, following)) {
        await reloadTouched(
          node,
          action.touches,
          action.makes?.(input, node.connection.region)?.region,
          isDone ? takenBy(node, action, answers) : undefined,
        );
        retry();
      }
    }
  }

  function doubtOf(requested: RequestedChange): ActionDoubt {
    const { node, action, input } = requested;
    const { proof } = action;
    return {
      key: `${action.name} ${node.id}`,
      actor: requested.actor,
      requested,
      life: () => life(node.connection),
      uncheckable: typeof proof === 'object' && 'uncheckable' in proof ? proof.uncheckable : undefined,
      check: async (signal, acknowledged = false) => {
        const { lookForOutcome } = await outcomeCheck.get();
        const seen = (resource: unknown): void => {
          if (resource === undefined) return options.gone(node);
          update(node, resource);
          changed(node);
        };
        return lookForOutcome(requested, await options.target(requested, signal), seen, acknowledged, schedule);
      },
      known: async outcome => {
        if (node.failure?.action === action.name) delete node.failure;
        if (outcome !== 'uncheckable') decided?.(requested, outcome);
        await (outcome === 'done' ? succeeded(requested) : lookAt(requested));
        changed(node);
        const taken = outcome === 'done' ? takenBy(node, action, requested.answers) : undefined;
        await reloadTouched(node, action.touches, action.makes?.(input, node.connection.region)?.region, taken);
        retry();
      },
    };
  }

  // An empty answer may come from a proxy. So a check has to show what it claims.
  async function refuseWithoutEffect(doubt: ActionDoubt, signal: AbortSignal): Promise<void> {
    const { node, action } = doubt.requested;
    const { answersNothing, isSeenAt } = await outcomeCheck.get();
    if (doubt.uncheckable !== undefined || !answersNothing(action.operations[0]) || isSeenAt(node, action)) return;
    const known = await doubts.confirm(doubt, signal);
    if (known === 'done') await succeeded(doubt.requested);
    if (known === 'done' || known === 'uncheckable') return;
    delete node.isBeingDeleted;
    doubts.keep(doubt);
    throw noEffect(action.operations[0]);
  }

  // Whether an earlier request, whose answer was lost, has done the same. It is not sent a second time.
  async function wasDone({ key, requested }: ActionDoubt, signal: AbortSignal): Promise<boolean> {
    const earlier = doubts.doubtOf(key, requested.actor);
    if (!earlier?.requested) return false;
    const { isSameChange } = await outcomeCheck.get();
    try {
      const outcome = await earlier.check(signal);
      doubts.forget(key, requested.actor);
      return outcome === 'done' && isSameChange(earlier.requested, requested);
    } catch (thrown) {
      const error = toApiError(thrown, requested.action.operations[0]);
      // Without permission to check, no check ever succeeds. The user was told, and has decided to send it again.
      if (error.reason !== 'denied') throw notSent(error);
      doubts.forget(key, requested.actor);
      return false;
    }
  }

  async function settle(
    thrown: unknown,
    doubt: ActionDoubt,
    signal: AbortSignal,
    failing?: Failing,
  ): Promise<Error | undefined> {
    const { node } = doubt.requested;
    if (isApiError(thrown) && thrown.mayHaveHappened) {
      node.activity = l10n.t('Checking whether it was done…');
      changed(node);
    }
    const error = await doubts.settle(thrown, doubt, signal, failing);
    // After such a refusal the resource may differ from what the tree shows.
    if (isApiError(error) && ['conflict', 'notFound', 'exists', 'cancelled'].includes(error.reason)) {
      await lookAt(doubt.requested);
    }
    return error;
  }

  async function performAll(
    all: readonly Shown[],
    action: Action,
    answers: Answers,
    signal: AbortSignal,
    following?: Following,
  ): Promise<readonly Failed[]> {
    const refused: Failed[] = [];
    const groups = new Map<string, Shown[]>();
    for (const shown of all) {
      const { node } = shown;
      const error = refusalOf(node, action);
      if (error) {
        following?.ended(node, error);
        refused.push({ ...shown, error });
        continue;
      }
      const key = action.together ? node.connection.key : node.id;
      groups.set(key, [...(groups.get(key) ?? []), shown]);
    }
    const failed = [...groups.values()].map(async group => {
      const errors = await together(group, action, answers, signal, following);
      return group.map((shown, place) => ({ ...shown, error: errors[place] }));
    });
    return [...refused, ...(await Promise.all(failed)).flat().filter(({ error }) => error !== undefined)];
  }

  async function together(
    group: readonly Shown[],
    action: Action,
    answers: Answers,
    signal: AbortSignal,
    following: Following | undefined,
  ): Promise<readonly unknown[]> {
    const [one] = group;
    if (!one) return [];
    const nodes = group.map(({ node }) => node);
    const { node: first } = one;
    if (!action.together) {
      return perform(one, action, answers, signal, {}, { ...(following && { following }) }).then(
        () => [],
        (error: unknown) => [error],
      );
    }
    for (const node of nodes) begin(node, action);
    const changes = group.map(one => doubtOf({ ...one, action, answers, input: {}, before: one.node.resource }));
    const errors: unknown[] = [];
    const toSend: number[] = [];
    await Promise.all(
      changes.map(async (change, place) => {
        try {
          if (!(await wasDone(change, signal))) toSend.push(place);
        } catch (error) {
          errors[place] = error;
        }
      }),
    );
    toSend.sort((a, b) => a - b);
    let answered: readonly unknown[] = [];
    try {
      const sending = toSend.map(place => group[place] ?? one);
      const targets = await Promise.all(sending.map(shown => options.target(shown, signal)));
      // One request is for many of them. Which ones, only the action knows.
      const all = sending.map(({ node }) => node);
      const followed = targets.map(target => ({ ...target, api: followedApi(target.api, all, following) }));
      if (toSend.length) answered = await action.together(followed, answers);
    } catch (error) {
      answered = toSend.map(() => error);
    }
    await Promise.all(
      toSend.map(async (place, at) => {
        const [error, change] = [answered[at], changes[place]];
        if (error === undefined || !change) return;
        errors[place] = isUnsent(error, following) ? error : await settle(error, change, signal);
      }),
    );
    for (const [place, node] of nodes.entries()) {
      if (errors[place] === undefined) leaves(node, action);
      else failed(node, action, errors[place]);
      delete node.activity;
      changed(node);
      following?.ended(node, errors[place]);
    }
    await describe(
      nodes.filter(node => !node.failure && !node.gone),
      one.actor,
      life(first.connection),
    );
    const done = nodes.filter((_node, place) => errors[place] === undefined);
    const taken = done.map(node => takenBy(node, action, answers));
    await reloadTouched(first, action.touches, undefined, other => taken.some(is => is?.(other)));
    retry();
    return errors;
  }

  function begin(node: ResourceNode, action: Action): void {
    node.activity = l10n.t(action.progress);
    delete node.failure;
    changed(node);
  }

  async function succeeded(requested: RequestedChange): Promise<void> {
    leaves(requested.node, requested.action);
    await lookAt(requested);
  }

  async function lookAt({ node, actor }: RequestedChange): Promise<void> {
    if (!node.gone) await describe([node], actor, life(node.connection));
  }

  // An action of the delete group removes the resource itself, or only things that its answers name.
  function leaves(node: ResourceNode, action: Action): void {
    if (action.group === 'delete' && takesAway(action)) node.isBeingDeleted = true;
  }

  function failed(node: ResourceNode, action: Action, error: unknown): void {
    if (isApiError(error) && !['cancelled', 'readOnly', 'otherActor'].includes(error.reason)) {
      node.failure = {
        action: action.name,
        state: node.resourceKind.state?.(node.resource),
        title: action.title,
        error,
      };
    }
  }

  return {
    ...{ perform, performAll },
    create: createCreateResource(options, doubts, reloadTouched),
    recheck: () => doubts.retry(),
    connectionsChanged: () => doubts.connectionsChanged(),
    dispose: () => doubts.dispose(),
  };
}

// The caller awaits nothing between this check and the mark that the node is busy. So the second of two requests is refused.
function refusalOf(node: ResourceNode, action: Action): Error | undefined {
  if (!isAllowed(node, action)) return readOnlyError(node.connection, action.operations[0]);
  if (node.activity === undefined) return undefined;
  return new ActionRefused(l10n.t('{0} is busy ({1}). Try again later.', shownName(node), node.activity));
}
