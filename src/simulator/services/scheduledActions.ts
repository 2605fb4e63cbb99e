// Scheduled actions, which set the limits of a target at their times.
import { badValue } from '../base/errors';
import type { Store } from '../base/store';
import type { Call, Handlers, World } from '../base/world';
import type { ScheduledAction } from '../resources/scaling';
import { uuidOf } from './ids';
import { keepLimits } from './scaling';
import type { Subject, Wanted } from './scalingSubject';
import {
  arn,
  described,
  fifty,
  invalid,
  isWanted,
  limits,
  notThere,
  pages,
  registered,
  tooMany,
} from './scalingSubject';
import { isTimeZone, readSchedule } from './schedule';

export const scheduledActionHandlers = {
  PutScheduledAction(
    input: Subject & {
      ScheduledActionName: string;
      Schedule?: string;
      Timezone?: string;
      StartTime?: number;
      EndTime?: number;
      ScalableTargetAction?: { MinCapacity?: number; MaxCapacity?: number };
    },
    { store, world }: Call,
  ) {
    const target = registered(input, store);
    const { schedules } = store.scaling;
    const key = `${target.ResourceId}/${input.ScheduledActionName}`;
    const known = schedules.get(key);
    const Schedule = input.Schedule ?? known?.Schedule;
    const limitsGiven = input.ScalableTargetAction ?? known?.ScalableTargetAction;
    // (D) PutScheduledAction: A name has no `:`, `/` or `|`, no control characters, and no blanks at its ends. [docs]
    if (/[:/|\p{Cc}]|^\s|\s$/u.test(input.ScheduledActionName)) {
      throw badValue('scheduledActionName', input.ScheduledActionName, 'not have : / | or blanks at its ends');
    }
    if (Schedule === undefined) throw invalid('Schedule is required.');
    // (V) PutScheduledAction: Without any limit the message has these words. [log]
    if (limitsGiven?.MinCapacity === undefined && limitsGiven?.MaxCapacity === undefined) {
      throw invalid('At least one of minimum capacity and maximum capacity should be provided');
    }
    const { Timezone = 'UTC' } = input;
    if (!isTimeZone(Timezone)) throw invalid(`The time zone ${Timezone} is not supported.`);
    if (!readSchedule(Schedule, Timezone, 0)) throw invalid(`The schedule expression ${Schedule} is not valid.`);
    const own = [...schedules.values()].filter(action => action.ResourceId === target.ResourceId);
    if (!known && own.length >= limits.schedules) throw tooMany(limits.schedules, 'scheduled actions');
    const { ServiceNamespace, ResourceId, ScalableDimension, ScheduledActionName, StartTime, EndTime } = input;
    const uuid = uuidOf(`action/${store.accountId}/${store.region}/${key}`);
    const name = `scheduledActionName/${ScheduledActionName}`;
    const action: ScheduledAction = {
      ...{ ScheduledActionName, ServiceNamespace, ResourceId, ScalableDimension, Schedule },
      ScheduledActionARN: known?.ScheduledActionARN ?? arn(store, 'scheduledAction', uuid, ResourceId, name),
      // (D) PutScheduledAction: A start, end or time zone that is not given is deleted. [docs]
      ...(input.Timezone !== undefined && { Timezone: input.Timezone }),
      ...(StartTime !== undefined && { StartTime: StartTime * 1000 }),
      ...(EndTime !== undefined && { EndTime: EndTime * 1000 }),
      ScalableTargetAction: limitsGiven,
      CreationTime: known?.CreationTime ?? world.agenda.now(),
    };
    schedules.set(key, action);
    plan(action, store, world);
    return {};
  },

  DescribeScheduledActions(input: Wanted & { ScheduledActionNames?: readonly string[] }, { operation, store }: Call) {
    const actions = [...store.scaling.schedules.values()].filter(
      action => isWanted(action, input) && (input.ScheduledActionNames?.includes(action.ScheduledActionName) ?? true),
    );
    const key = (action: ScheduledAction) => `${action.ResourceId}/${action.ScheduledActionName}`;
    const { items, NextToken } = pages(operation, input, actions, key, fifty);
    return { ScheduledActions: items, NextToken };
  },

  DeleteScheduledAction(input: Subject & { ScheduledActionName: string }, { store, world }: Call) {
    const action = store.scaling.schedules.get(`${input.ResourceId}/${input.ScheduledActionName}`);
    if (!action) {
      throw notThere(`No scheduled action found for ${described(input)}, name: ${input.ScheduledActionName}`);
    } // (U) DeleteScheduledAction: The wording for a missing action.
    removeAction(action, store, world);
    return {};
  },
} satisfies Handlers;

/** Deletes a scheduled action. */
export function removeAction(action: ScheduledAction, store: Store, world: World): void {
  store.scaling.schedules.delete(`${action.ResourceId}/${action.ScheduledActionName}`);
  world.agenda.cancel(action.ScheduledActionARN);
}

/**
 * Has a scheduled action happen at its next time.
 * (D) PutScheduledAction: The action sets the limits of the target, and then the desired capacity is moved into them. [docs]
 * (U) PutScheduledAction: The desired capacity of a fleet that does not run stays, as with RegisterScalableTarget.
 */
function plan(action: ScheduledAction, store: Store, world: World): void {
  const now = world.agenda.now();
  const from = Math.max(action.StartTime ?? 0, now + 1);
  const due = readSchedule(action.Schedule, action.Timezone ?? 'UTC', action.StartTime ?? action.CreationTime)?.(from);
  world.agenda.cancel(action.ScheduledActionARN);
  if (due === undefined || due > (action.EndTime ?? Infinity)) return;
  awaitAction(action, due, store, world);
}

/** Has a scheduled action happen at a time, and then again at its next one. */
export function awaitAction(action: ScheduledAction, due: number, store: Store, world: World): void {
  const act = () => {
    const target = store.scaling.targets.get(action.ResourceId);
    if (target && !target.SuspendedState.ScheduledScalingSuspended) {
      const { MinCapacity = target.MinCapacity, MaxCapacity = target.MaxCapacity } = action.ScalableTargetAction ?? {};
      target.MinCapacity = Math.min(MinCapacity, MaxCapacity);
      target.MaxCapacity = Math.max(MinCapacity, MaxCapacity);
      keepLimits(target, store, world, `scheduled action name ${action.ScheduledActionName} was triggered`);
    }
    plan(action, store, world);
  };
  world.agenda.at(action.ScheduledActionARN, due, act, { transitions: 'scaling.act', step: 0 });
}
