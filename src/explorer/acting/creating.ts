// Creates resources, and brings their lists up to date.
import type { Actor } from '../../api/core/actor';
import { readOnlyError } from '../../api/core/readOnly';
import type { OpenApi } from '../../api/types';
import type { Connection } from '../../aws/connection';
import type { Values } from '../../forms/field';
import { wholeInput } from '../../kinds/action';
import { isAllowed } from '../tree/actions';
import type { GroupNode, Node, ResourceList, ResourceNode } from '../tree/node';
import { createGroup } from '../tree/node';
import type { Following, Outcome } from './change';
import { createIfAbsent, isNamed, lookForCreated } from './createIfAbsent';
import type { Doubt, Doubts } from './doubts';
import { followedApi } from './followed';
import { outcomeCheck } from './outcomeCheck';
import { noEffect } from './outcomeErrors';
import type { ReloadTouched } from './touched';

/** The result of creating a resource. */
export interface CreateResult {
  /** The new resource, if its list is loaded that far. */
  readonly node: ResourceNode | undefined;
  /** Whether an answer was lost and a check has shown that the resource was created. */
  readonly afterLoss: boolean;
}

/**
 * Creates a resource and brings its list up to date.
 * @param actor who creates it, as the user was shown
 * @param isRetry whether an earlier request asked for the same and its answer was lost. Then a check comes first
 * @param later called when this has failed because the outcome was not known, and a later check shows the outcome
 * @param following is told what goes out, for `place`. Its `ended` is not called: the result tells how it ended
 * @throws ApiError; ActionRefused when the service would refuse it
 */
export type CreateResource = (
  place: GroupNode,
  actor: Actor,
  input: Values,
  signal: AbortSignal,
  isRetry?: boolean,
  later?: (outcome: Outcome) => void,
  following?: Following,
) => Promise<CreateResult>;

export interface CreatingOptions {
  readonly open: OpenApi;
  /** The life of a connection. */
  readonly life: (connection: Connection) => AbortSignal;
  readonly list: (group: GroupNode) => ResourceList;
  readonly changed: (node: Node | undefined) => void;
  /** Called when something may have begun to settle. */
  readonly retry: () => void;
}

/**
 * Makes the function that creates a resource, then reloads its list and the lists that the kind `touches`.
 * @param doubts has the earlier attempts whose answers were lost
 */
export function createCreateResource(
  { open, life, list, changed, retry }: CreatingOptions,
  doubts: Doubts,
  reloadTouched: ReloadTouched,
): CreateResource {
  async function reload(group: GroupNode, touches: readonly string[] | undefined): Promise<void> {
    const { loaded } = list(group);
    await (loaded ? list(group).reload() : list(group).ensure());
    changed(group);
    retry();
    await reloadTouched(group, touches);
  }

  return async (place, actor, input, signal, isRetry = false, later = undefined, following = undefined) => {
    const { create } = place.resourceKind;
    if (!create) throw new Error(`Nobody makes a ${place.resourceKind.name}`);
    const group = createGroup(place);
    const { operation } = create.form;
    if (!isAllowed(group, { operations: [operation] })) throw readOnlyError(group.connection, operation);
    const api = followedApi(await open(group.connection, actor), [place], following);
    const whole = wholeInput(create.form, undefined, group.scope, input);
    const key = `create ${group.id} ${create.id(input) ?? ''}`;
    const doubt: Doubt = {
      ...{ key, actor },
      life: () => life(group.connection),
      check: until => lookForCreated(api, group, create, whole, until),
      async known(outcome) {
        later?.(outcome);
        await reload(group, create.touches);
      },
    };
    const checksFirst = isRetry || doubts.doubtOf(key, actor) !== undefined;
    let isSent = !checksFirst;
    let afterLoss = true;
    try {
      afterLoss = await createIfAbsent(api, group, create, whole, checksFirst, signal, () => {
        isSent = true;
        doubts.forget(key, actor);
      });
      doubts.forget(key, actor);
      const { answersNothing } = await outcomeCheck.get();
      const known = answersNothing(operation) ? await doubts.confirm(doubt, signal) : 'done';
      if (known === 'notDone' || known === 'failed') {
        doubts.keep(doubt);
        throw noEffect(operation);
      }
    } catch (thrown) {
      const isSettled = !isSent || doubts.doubtOf(key, actor) !== undefined;
      const error = isSettled ? (thrown as Error) : await doubts.settle(thrown, doubt, signal);
      if (error !== undefined) {
        const shown = reload(group, create.touches);
        if (!doubts.doubtOf(key, actor)) await shown;
        throw error;
      }
    }
    await reload(group, create.touches);
    const node = [...list(group).nodes.values()].find(({ resource }) =>
      isNamed(group.resourceKind, resource, create.id(input)),
    );
    return { node, afterLoss };
  };
}
