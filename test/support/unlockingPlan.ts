// Stop, update and start again, as a plan that nothing keeps.
import * as assert from 'node:assert/strict';

import type { Actor } from '../../src/api/core/actor';
import type { Explorer } from '../../src/explorer/explorerTypes';
import { pageForm } from '../../src/explorer/forms/pageForm';
import type { Updated } from '../../src/explorer/forms/undo';
import type { Followed, PlanFollower } from '../../src/explorer/plan/follow';
import { followSteps } from '../../src/explorer/plan/follow';
import type { Plan } from '../../src/explorer/plan/steps';
import { unlockingFor, unlockingSteps } from '../../src/explorer/plan/unlocking';
import { actionNamed } from '../../src/explorer/tree/actions';
import type { ResourceNode } from '../../src/explorer/tree/node';
import { withSharedFields } from '../../src/forms/arnMembers';
import type { Values } from '../../src/forms/field';
import { someone } from './scriptedApi';

/** What the update form of a resource tells of what a user enters. @param input what the user changes */
export function updatedBy(node: ResourceNode, input: Values): Updated {
  const form = actionNamed(node, 'update')?.form ?? assert.fail();
  const place = { title: '', line: '', key: '' };
  const formOf = (resource: unknown): ReturnType<typeof pageForm> =>
    pageForm(form, resource, place, {}, { unlocked: true });
  const before = formOf(node.resource);
  const { AttributesToDelete: cleared = [], ...changed } = input;
  const gone = Object.entries(form.clears ?? {}).flatMap(([member, name]): [string, undefined][] =>
    (cleared as readonly unknown[]).includes(name) ? [[member, undefined]] : [],
  );
  const entered = { ...before.values, ...withSharedFields(before.fields, changed), ...Object.fromEntries(gone) };
  return { before, entered: JSON.parse(JSON.stringify(entered)) as Values, formOf };
}

/** The plan around an update of a resource that runs. @param input what the update sends */
export function unlockingPlan(node: ResourceNode, input: Values, actor: Actor = someone): Plan {
  const update = actionNamed(node, 'update') ?? assert.fail();
  const unlocking = unlockingFor(node, update) ?? assert.fail();
  const steps = unlockingSteps(node, unlocking, input, updatedBy(node, input));
  return {
    ...{ id: 'one', title: 'Stop, Update and Start Again', actor, begun: 0, state: 'running' },
    steps: steps.map(step => ({ ...step, state: 'waiting' })),
  };
}

/** Follows a plan without keeping it. @throws ApiError or ActionRefused from the step that could not be done */
export function followUnlocking(
  explorer: Explorer,
  plan: Plan,
  signal: AbortSignal,
  {
    told,
    changed,
  }: {
    readonly told?: ((news: Parameters<NonNullable<PlanFollower['told']>>[1]) => void) | undefined;
    readonly changed?: () => void;
  } = {},
): Promise<Followed> {
  return followSteps(explorer, plan, plan.actor, signal, {
    keep: () => Promise.resolve(),
    changed: changed ?? (() => undefined),
    told: (_step, news) => told?.(news),
    now: Date.now,
    schedule: callback => {
      const timer = setTimeout(callback, 1);
      return () => clearTimeout(timer);
    },
  });
}
