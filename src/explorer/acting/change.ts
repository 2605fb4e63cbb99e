// A change that the user requests of a resource, and what a check can show of it.
import type { Actor } from '../../api/core/actor';
import type { Values } from '../../forms/field';
import type { Action, Answers } from '../../kinds/action';
import type { ResourceNode } from '../tree/node';

/** A resource, and who is to act on it. The user was shown both. */
export interface Shown {
  readonly node: ResourceNode;
  readonly actor: Actor;
}

/** What a check shows. `uncheckable`: no check can show it, now or later. */
export type Outcome = 'done' | 'notDone' | 'uncheckable';

/** An action that the user requested. */
export interface RequestedChange extends Shown {
  readonly action: Action;
  readonly answers: Answers;
  readonly input: Values;
  /** The resource as it was before. */
  readonly before: unknown;
}
