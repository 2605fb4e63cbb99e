// A change that the user requests of a resource, and what a check can show of it.
import type { Actor } from '../../api/core/actor';
import type { Values } from '../../forms/field';
import type { Action, Answers } from '../../kinds/action';
import type { GroupNode, ResourceNode } from '../tree/node';

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

/** What a change is done to: a resource, or the list that a resource is created in. */
export type Subject = ResourceNode | GroupNode;

/** Follows a change of several resources, for the user who watches it and may cancel it. */
export interface Following {
  /** Aborts when the user cancels. What has not been sent by then is not sent. */
  readonly unsent: AbortSignal;
  /** A request goes out. */
  readonly sent: (subject: Subject) => void;
  /** AWS has accepted a request. */
  readonly answered: (subject: Subject, requestId: string) => void;
  /** The change has ended for a subject. @param error why it failed; undefined if it was done */
  readonly ended: (subject: Subject, error: unknown) => void;
}
