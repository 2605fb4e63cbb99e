// What somebody wants done to a resource, and what is known of it.
import type { Actor } from '../../api/core/actor';
import type { Values } from '../../forms/field';
import type { Action, Answers } from '../../kinds/kind';
import type { ResourceNode } from '../tree/node';

/** A resource, and who is to act on it, as both were shown. */
export interface Shown {
  readonly node: ResourceNode;
  readonly actor: Actor;
}

/** What a look shows. `unseen`: a look can't show it, now or later. */
export type Outcome = 'done' | 'notDone' | 'unseen';

/** An action that was asked for. */
export interface Asked extends Shown {
  readonly action: Action;
  readonly answers: Answers;
  readonly input: Values;
  /** The resource as it was before. */
  readonly before: unknown;
}
