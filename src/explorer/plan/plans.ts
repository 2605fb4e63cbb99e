// The plans of this window: begins them, pauses them, takes them back, and goes on with those that another window has left.
import { randomUUID } from 'node:crypto';

import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { toApiError } from '../../api/core/errors';
import { ActionRefused } from '../../kinds/action';
import type { WaitNews } from '../acting/wait';
import { headline, sentence } from '../show/messages';
import { followSteps } from './follow';
import { createHolding } from './holding';
import { actorFor } from './locate';
import { staleAfter } from './planLocks';
import type { Plans, PlansOptions } from './plansTypes';
import type { Plan, PlanState, Step } from './steps';
import { canGoBack, undoingSteps } from './steps';

/** How long after the first look another window's lock can be told to be stale: milliseconds. */
export const lookAgainAfter = staleAfter + 1_000;

/** The plans of a window. */
export function createPlans({
  explorer,
  store,
  changed,
  ended = () => undefined,
  told,
  now = Date.now,
  steady = () => performance.now(),
  schedule,
}: PlansOptions): Plans {
  let plans: readonly Plan[] = [];
  /** What ends the plans that are under way, and when they have ended. */
  const running = new Map<Plan, { readonly abort: AbortController; readonly over: Promise<void> }>();
  const held = createHolding(store);
  let isOver = false;

  function add(plan: Plan): void {
    plans = [plan, ...plans];
    held.add(plan.id);
    changed(undefined);
  }

  async function keep(plan: Plan): Promise<void> {
    if (!(await store.beat(plan.id))) {
      throw new ActionRefused(takenText());
    }
    await store.save(plan);
  }

  async function drop(plan: Plan): Promise<void> {
    held.drop(plan.id);
    await store.remove(plan.id);
  }

  /** Keeps a plan that is done. If that fails, it can still be taken back in this window. */
  async function finish(plan: Plan): Promise<void> {
    held.drop(plan.id);
    await store.finish(plan).catch(() => undefined);
  }

  function end(plan: Plan, state: PlanState): void {
    plan.state = state;
    plan.until = now();
  }

  async function follow(plan: Plan, actor: () => Promise<Actor>): Promise<void> {
    if (running.has(plan)) return;
    const abort = new AbortController();
    const over = run(plan, actor, abort.signal).finally(() => running.delete(plan));
    running.set(plan, { abort, over });
    changed(plan);
    await over;
    changed(plan);
    // A plan that pauses by itself waits for the user.
    const hasPaused = plan.state === 'paused' && plan.reason === undefined;
    if (!hasPaused && plan.state !== 'cancelled' && !isOver) ended(plan);
  }

  async function run(plan: Plan, actor: () => Promise<Actor>, signal: AbortSignal): Promise<void> {
    plan.state = 'running';
    delete plan.until;
    delete plan.reason;
    delete plan.said;
    try {
      const followed = await followSteps(explorer, plan, await actor(), signal, {
        ...{ now, steady, keep: () => keep(plan), changed: () => changed(plan) },
        lasted: (step, ms) => void store.durations.keep(step, ms),
        ...(told && { told: (step: Step, news: WaitNews) => told(plan, step, news) }),
        ...(schedule && { schedule }),
      });
      if (followed === 'done') {
        end(plan, plan.steps.some(({ undoes }) => undoes !== undefined) ? 'undone' : 'done');
        // The sandbox ends with its window.
        await (isKeptRollout(plan) && plan.actor.sandbox === undefined ? finish(plan) : drop(plan));
        return;
      }
      plan.state = 'paused';
      if (followed === 'between') plan.reason = l10n.t('wave done');
    } catch (error) {
      Object.assign(plan, stoppedBy(error, plan.title));
    }
    // If it can't be kept, the plan is still in this window.
    if (!isOver && held.has(plan.id)) await store.save(plan).catch(() => undefined);
  }

  return {
    get all() {
      return plans;
    },
    has: nodeId => [...running.keys()].some(({ steps }) => steps.some(step => step.nodeId === nodeId)),
    timed: steps =>
      Promise.all(
        steps.map(async step => {
          const lastTook = await store.durations.of(step);
          return { ...step, ...(lastTook !== undefined && { lastTook }) };
        }),
      ),
    async begin({ title, actor, steps, waves }) {
      const plan: Plan = {
        ...{ id: randomUUID(), title, actor, begun: now(), state: 'running' },
        steps: steps.map(step => ({ ...step, state: 'waiting' })),
        ...(waves && { waves }),
      };
      add(plan);
      await follow(plan, async () => {
        await store.take(plan.id);
        return actor;
      });
      return plan;
    },
    pause: plan => running.get(plan)?.abort.abort(),
    goOn: plan => follow(plan, () => actorFor(explorer, plan)),
    async undo(plan) {
      if (running.has(plan)) return;
      const back = undoingSteps(plan.steps);
      if (!back.length) return;
      if (!held.has(plan.id)) {
        if (!(await store.take(plan.id))) throw new ActionRefused(takenText());
        held.add(plan.id);
      }
      if (!plans.includes(plan)) {
        plans = [plan, ...plans];
        changed(undefined);
      }
      for (const step of plan.steps) if (step.state !== 'done') step.state = 'leftOut';
      plan.steps.push(...back.map((step): Step => ({ ...step, state: 'waiting' })));
      await follow(plan, () => actorFor(explorer, plan));
    },
    async cancel(plan) {
      const under = running.get(plan);
      under?.abort.abort();
      await under?.over;
      if (plan.state === 'done' || plan.state === 'undone') return;
      for (const step of plan.steps) if (step.state !== 'done') step.state = 'leftOut';
      end(plan, 'cancelled');
      await drop(plan);
      changed(plan);
    },
    async leave(plan) {
      plan.state = 'left';
      await store.save(plan);
      changed(plan);
    },
    async replace(plan, step, by) {
      const place = plan.steps.indexOf(step);
      if (running.has(plan) || place < 0 || step.state === 'done') return;
      plan.steps[place] = { ...by, state: 'waiting' };
      changed(plan);
      if (held.has(plan.id)) await store.save(plan);
    },
    async finished() {
      const kept = await store.finished();
      const own = plans.filter(isKeptRollout);
      return [...own, ...kept.filter(({ id }) => !plans.some(plan => plan.id === id))];
    },
    async remove(plan) {
      if (running.has(plan)) return;
      plans = plans.filter(other => other !== plan);
      await drop(plan);
      changed(undefined);
    },
    async takeOver() {
      const found: Plan[] = [];
      for (const plan of await store.all()) {
        if (isOver || plans.some(({ id }) => id === plan.id) || !(await store.take(plan.id))) continue;
        // What the other window was about to do, it has done or not. The next look tells.
        for (const step of plan.steps) if (step.state === 'running') step.state = 'waiting';
        if (plan.state === 'running') plan.state = 'paused';
        add(plan);
        found.push(plan);
      }
      return found;
    },
    dispose() {
      isOver = true;
      for (const { abort } of running.values()) abort.abort();
      held.dispose();
    },
  };
}

/** A rollout stays, so that it can be rolled back later. */
const isKeptRollout = (plan: Plan): boolean => canGoBack(plan) && plan.waves !== undefined;

const takenText = (): string => l10n.t('Another window goes on with this plan.');

/** What a plan says of the error that has stopped it. */
function stoppedBy(error: unknown, title: string): Pick<Plan, 'state' | 'reason' | 'said'> {
  if (error instanceof ActionRefused) return { state: 'stopped', said: error.message };
  const known = toApiError(error, title);
  const said = [sentence(known.message), known.nextStep].filter(Boolean).join(' ');
  return { state: 'stopped', reason: headline(known), said };
}
