// How the fleets of the demo company scale: as AWS's console sets it up, by the calendar, and with a target.
import type { Store } from '../base/store';
import type { World } from '../base/world';
import type { ScalingActivity } from '../resources/scaling';
import { enterState, putAlarm } from './alarms';
import { autoScalingHandlers } from './autoScaling';
import { uuidOf } from './ids';
import { dimension, namespace } from './scalingSubject';
import { readSchedule } from './schedule';

const minute = 60_000;
const day = 24 * 60 * minute;

const office = 'office-desktops';
const cad = 'cad-workstations';
const training = 'training-lab';
const timeZone = 'Europe/Dublin';
const mornings = 'cron(0 7 ? * MON-FRI *)';
const evenings = 'cron(0 19 ? * MON-FRI *)';

/** Sets up the scaling of those fleets of the demo company that a store has. */
export function seedScaling(store: Store, world: World): void {
  if (store.fleets.has(office)) scaleAsConsole(store, world);
  if (store.fleets.has(cad)) scaleByCalendar(store, world);
  if (store.fleets.has(training)) scaleToTarget(store, world);
  for (const alarm of store.alarms.values()) enterState(alarm, store, world);
}

/**
 * Two policies with alarms, and an alarm that a deleted fleet has left.
 * (V) PutMetricAlarm: The console names alarms so, and they outlive their fleet. [log]
 */
function scaleAsConsole(store: Store, world: World): void {
  register(office, { MinCapacity: 10, MaxCapacity: 30 }, 69, store, world);
  for (const [name, adjustment, cooldown] of [
    ['default-scale-out', 25, 120],
    ['default-scale-in', -25, 360],
  ] as const) {
    const isOut = adjustment > 0;
    const bound = isOut ? { MetricIntervalLowerBound: 0 } : { MetricIntervalUpperBound: 0 };
    const StepScalingPolicyConfiguration = {
      ...{ AdjustmentType: 'PercentChangeInCapacity', Cooldown: cooldown, MetricAggregationType: 'Average' },
      StepAdjustments: [{ ...bound, ScalingAdjustment: adjustment }],
    };
    const input = { ...subject(office), PolicyName: name, PolicyType: 'StepScaling', StepScalingPolicyConfiguration };
    const { PolicyARN } = autoScalingHandlers.PutScalingPolicy(input, call('PutScalingPolicy', store, world));
    for (const fleet of isOut ? [office, 'office-2024'] : [office]) {
      const AlarmActions = [PolicyARN.replace(office, fleet)];
      putAlarm({ ...consoleAlarm(fleet, name, isOut), AlarmActions }, store, world);
    }
  }
  const cause =
    'monitor alarm Appstream2-office-desktops-default-scale-out-Alarm in state ALARM triggered policy default-scale-out';
  remember(office, 16, 12.3 * day, cause, store, world);
  remember(office, 20, 6.2 * day, cause, store, world);
}

function consoleAlarm(fleet: string, policy: string, isOut: boolean) {
  return {
    ...{
      AlarmName: `Appstream2-${fleet}-${policy}-Alarm`,
      Namespace: 'AWS/AppStream',
      MetricName: 'CapacityUtilization',
    },
    ...{ Statistic: 'Average', Dimensions: [{ Name: 'Fleet', Value: fleet }], TreatMissingData: 'notBreaching' },
    ...(isOut
      ? { ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 75, Period: 60, EvaluationPeriods: 3 }
      : { ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: 25, Period: 120, EvaluationPeriods: 10 }),
  };
}

/** More instances in office hours than at night and at weekends. */
function scaleByCalendar(store: Store, world: World): void {
  const now = world.agenda.now();
  const next = (schedule: string) => readSchedule(schedule, timeZone, now)?.(now) ?? Infinity;
  const least = { day: 10, night: 4 };
  const MinCapacity = next(evenings) < next(mornings) ? least.day : least.night;
  register(cad, { MinCapacity, MaxCapacity: 20 }, 40, store, world);
  for (const [ScheduledActionName, Schedule, minimum] of [
    ['office-hours-begin', mornings, least.day],
    ['office-hours-end', evenings, least.night],
  ] as const) {
    const when = { ScheduledActionName, Schedule, Timezone: timeZone, ScalableTargetAction: { MinCapacity: minimum } };
    autoScalingHandlers.PutScheduledAction({ ...subject(cad), ...when }, call('PutScheduledAction', store, world));
  }
}

/** As many user sessions as keep three quarters of them in use. */
function scaleToTarget(store: Store, world: World): void {
  register(training, { MinCapacity: 12, MaxCapacity: 48 }, 33, store, world);
  const TargetTrackingScalingPolicyConfiguration = {
    ...{ TargetValue: 75, ScaleOutCooldown: 300, ScaleInCooldown: 300 },
    PredefinedMetricSpecification: { PredefinedMetricType: 'AppStreamAverageCapacityUtilization' },
  };
  const policy = { PolicyName: 'three-quarters-in-use', PolicyType: 'TargetTrackingScaling' };
  autoScalingHandlers.PutScalingPolicy(
    { ...subject(training), ...policy, TargetTrackingScalingPolicyConfiguration },
    call('PutScalingPolicy', store, world),
  );
}

/** @param age days since it was registered */
function register(
  fleet: string,
  limits: { MinCapacity: number; MaxCapacity: number },
  age: number,
  store: Store,
  world: World,
): void {
  const { ResourceId, ...others } = subject(fleet);
  const input = { ...others, ResourceId, ...limits };
  autoScalingHandlers.RegisterScalableTarget(input, call('RegisterScalableTarget', store, world));
  const target = store.scaling.targets.get(ResourceId);
  if (target) store.scaling.targets.set(ResourceId, { ...target, CreationTime: target.CreationTime - age * day });
}

/** An activity of the past. @param ago milliseconds */
function remember(fleet: string, desired: number, ago: number, Cause: string, store: Store, world: World): void {
  const time = world.agenda.now() - ago;
  const activity: ScalingActivity = {
    ...{
      ActivityId: uuidOf(`demo/${fleet}/${desired}`),
      ...subject(fleet),
      Cause,
      StartTime: time,
      EndTime: time + minute,
    },
    ...{ Description: `Setting desired capacity to ${desired}.`, StatusCode: 'Successful' },
    StatusMessage: `Successfully set desired capacity to ${desired}. Change successfully fulfilled by appstream.`,
  };
  store.scaling.activities.push(activity);
}

function subject(fleet: string) {
  return { ServiceNamespace: namespace, ResourceId: `fleet/${fleet}`, ScalableDimension: dimension };
}

function call(operation: string, store: Store, world: World) {
  return { operation, store, world };
}
