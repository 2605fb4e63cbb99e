// What can be done with the plans of a window.
import type { Actor } from '../../api/core/actor';
import type { WaitNews } from '../acting/wait';
import type { Explorer } from '../explorerTypes';
import type { PlanFollower } from './follow';
import type { PlanStore } from './planFiles';
import type { Plan, Step, StepPlan, Waves } from './steps';

/** A plan to begin. */
export interface NewPlan {
  readonly title: string;
  readonly actor: Actor;
  readonly steps: readonly StepPlan[];
  readonly waves?: Waves;
}

export interface Plans {
  /** The newest first: those that this window has begun or taken over, until they are removed. */
  readonly all: readonly Plan[];
  /** Whether a plan that is under way has a step for a resource. @param nodeId the id of its node */
  readonly has: (nodeId: string) => boolean;
  /** The steps, with how long each took when a plan last did it. */
  readonly timed: (steps: readonly StepPlan[]) => Promise<readonly StepPlan[]>;
  /** Begins a plan. @returns it when it has ended, has stopped or is paused */
  readonly begin: (plan: NewPlan) => Promise<Plan>;
  /** Pauses a plan: what was sent is awaited, nothing more is sent. */
  readonly pause: (plan: Plan) => void;
  /** Goes on with a plan that is paused, has stopped or was left. */
  readonly goOn: (plan: Plan) => Promise<void>;
  /** Takes back what a plan has done, as far as that is possible. */
  readonly undo: (plan: Plan) => Promise<void>;
  /** Ends a plan that is not under way, or pauses it first. What is done stays done. */
  readonly cancel: (plan: Plan) => Promise<void>;
  /** Keeps a plan without asking about it again. */
  readonly leave: (plan: Plan) => Promise<void>;
  /** Gives a plan that is not under way another step in the place of one that is not done, and keeps it. */
  readonly replace: (plan: Plan, step: Step, by: StepPlan) => Promise<void>;
  /** The rollouts that are done and can be taken back, the newest first: those of other and of earlier windows, too. */
  readonly finished: () => Promise<readonly Plan[]>;
  /** Drops a plan that is not under way. */
  readonly remove: (plan: Plan) => Promise<void>;
  /** Takes over the plans that other windows have left unfinished. @returns those that this window has now and did not have before */
  readonly takeOver: () => Promise<readonly Plan[]>;
  /** Pauses all and gives them back. */
  readonly dispose: () => void;
}

export interface PlansOptions {
  readonly explorer: Explorer;
  readonly store: PlanStore;
  /** Called with the plan to draw again; undefined when plans have come or gone. */
  readonly changed: (plan: Plan | undefined) => void;
  /** Called when a plan has ended, or has stopped because a step could not be done. */
  readonly ended?: (plan: Plan) => void;
  readonly told?: (plan: Plan, step: Step, news: WaitNews) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** A clock that is never set, in milliseconds: it tells how long something takes. */
  readonly steady?: () => number;
  readonly schedule?: PlanFollower['schedule'];
}
