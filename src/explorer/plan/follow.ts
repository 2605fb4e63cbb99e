// Follows the steps of a plan, one after the other, those of a wave together. Before each step it looks at what is true now. So a plan
// that was interrupted anywhere goes on from what it finds.
import type { Actor } from '../../api/core/actor';
import { isApiError } from '../../api/core/errors';
import type { WaitNews } from '../acting/wait';
import { newsTexts } from '../acting/waitTexts';
import type { Explorer } from '../explorerTypes';
import type { ResourceNode } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import { Paused } from './looking';
import type { Plan, Step } from './steps';
import type { StepFollower } from './takeStep';
import { takeStep } from './takeStep';
import { noteBefore, untilWell } from './waves';

/** Who follows a plan. */
export interface PlanFollower {
  /** Keeps the plan as it is now. It is called before and after each step. @throws when this window may not go on with the plan */
  readonly keep: () => Promise<void>;
  /** Shows the plan as it is now. */
  readonly changed: () => void;
  /** Is told how long a step took that was done without a break: milliseconds. */
  readonly lasted?: (step: Step, ms: number) => void;
  /** Is told the progress of each wait. */
  readonly told?: StepFollower['told'];
  /** Waits between two looks. By default, real time passes. */
  readonly schedule?: PollerOptions['schedule'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A clock that is never set, in milliseconds. */
  readonly steady?: () => number;
}

/** How following a plan has ended. `between`: after a wave, as the user wanted. */
export type Followed = 'done' | 'paused' | 'between';

/**
 * Does the steps of a plan that are not done.
 * @param actor who acts
 * @param signal ends it between requests: no wait goes on, and nothing more is sent. What was sent is awaited
 * @throws ApiError or ActionRefused from the step that could not be done. The earlier ones stay done
 */
export async function followSteps(
  explorer: Explorer,
  plan: Plan,
  actor: Actor,
  signal: AbortSignal,
  { keep, changed, told = () => undefined, lasted, now, steady = () => performance.now(), schedule }: PlanFollower,
): Promise<Followed> {
  const known: StepFollower['known'] = new Map();
  function say(step: Step, news: WaitNews): void {
    const texts = newsTexts(news);
    const isNew = texts.join() !== (step.news ?? []).join();
    step.news = texts;
    if (isNew) changed();
    told(step, news);
  }
  async function begin(step: Step): Promise<void> {
    step.state = 'running';
    step.since ??= now();
    changed();
    await keep();
  }
  /** When the steps began that are done without a break. */
  const began = new Map<Step, number>();
  async function end(step: Step): Promise<void> {
    const since = began.get(step);
    if (since !== undefined) lasted?.(step, steady() - since);
    step.state = 'done';
    step.until = now();
    changed();
    await keep();
  }
  /** @returns whether the step is done; false if the plan was paused meanwhile */
  async function attempt(step: Step, doing: () => Promise<void>): Promise<boolean> {
    try {
      await doing();
      return true;
    } catch (error) {
      const isPaused = error instanceof Paused || (signal.aborted && isApiError(error) && error.reason === 'cancelled');
      // The others of its wave are looked at again when the plan goes on.
      for (const other of plan.steps) if (other.state === 'running') other.state = 'waiting';
      step.state = isPaused ? 'waiting' : 'stopped';
      changed();
      if (isPaused) return false;
      throw error;
    } finally {
      delete step.news;
    }
  }

  /** What a step of a wave is compared with later is kept before its request: the window may end after it. */
  async function ready(step: Step, node: ResourceNode): Promise<void> {
    if (step.wave === undefined || step.known) return;
    const { nodeId, wave } = step;
    const earlier = plan.steps.find(one => one.nodeId === nodeId && one.wave === wave && one.known);
    if (earlier?.known) {
      Object.assign(step, { known: earlier.known, ...(earlier.ran !== undefined && { ran: earlier.ran }) });
    } else {
      noteBefore(step, node);
    }
    await keep();
  }

  const parts = partsOf(plan.steps);
  for (const [place, part] of parts.entries()) {
    const open = part.filter(isOpen);
    // The last step of each resource in a wave is done when the resource is well.
    const isWatched = ({ nodeId, wave }: Step, at: number): boolean =>
      wave !== undefined && !part.slice(at + 1).some(later => later.nodeId === nodeId);
    const watched = new Set(part.filter(isWatched));
    for (const step of open) {
      if (signal.aborted) return 'paused';
      await begin(step);
      const since = steady();
      const isTaken = await attempt(step, async () => {
        const isSent = await takeStep(explorer, plan, step, actor, signal, { told: say, ready, known, schedule });
        if (isSent) began.set(step, since);
      });
      if (!isTaken) return 'paused';
      if (!watched.has(step)) await end(step);
    }
    if (!watched.size || !open.length) continue;
    for (const step of open.filter(one => watched.has(one))) {
      const minutes = plan.waves?.minutes ?? 0;
      const isWell = await attempt(step, () => untilWell(explorer, step, { actor, signal, minutes, steady, schedule }));
      if (!isWell) return 'paused';
      await end(step);
    }
    if (plan.waves?.pauses && parts.slice(place + 1).some(later => later.some(isOpen))) return 'between';
  }
  return 'done';
}

/** The steps that are done together: those of a wave, or a single one. */
function partsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const parts: Step[][] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (last && step.wave !== undefined && last[0]?.wave === step.wave) last.push(step);
    else parts.push([step]);
  }
  return parts;
}

const isOpen = ({ state }: Step): boolean => state !== 'done' && state !== 'leftOut';
