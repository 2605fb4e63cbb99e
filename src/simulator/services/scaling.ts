// Changes the desired capacity of fleets for Application Auto Scaling, and remembers what it did.
import { ServiceError } from '../base/errors';
import type { Store } from '../base/store';
import type { World } from '../base/world';
import { fleetHandlers } from '../handlers/fleets';
import type { Fleet } from '../resources/fleet';
import type { ScalableTarget, ScalingPolicy, StepPolicy } from '../resources/scaling';
import { noteRequest } from './cloudTrail';
import { fleetOf, uuidOf } from './ids';

/** The state of an alarm that asks a policy to act. */
export interface Breach {
  readonly alarm: string;
  readonly value: number;
  readonly threshold: number;
}

/** (D) DescribeScalingActivities: It answers the activities of the last six weeks. [docs] */
export const activityAge = 6 * 7 * 24 * 60 * 60_000;
/** More than six weeks of an account have. */
const mostActivities = 5000;

/** The desired capacity of a fleet: instances, or user sessions of a multi-session fleet. */
export function desiredOf({ ComputeCapacity, MaxSessionsPerInstance }: Fleet): number {
  const { DesiredInstances = 0, DesiredSessions = 0 } = ComputeCapacity ?? {};
  return MaxSessionsPerInstance === undefined ? DesiredInstances : DesiredSessions;
}

/**
 * Moves the desired capacity of a target's fleet into its limits.
 * (D) RegisterScalableTarget: The desired capacity of an active resource is moved into the limits; that of an inactive one stays. [docs]
 * (V) RegisterScalableTarget: The cause of the activity has the words “minimum capacity was set to 150”. [log]
 * @param cause of the activity; by default, that a limit was set
 */
export function keepLimits(target: ScalableTarget, store: Store, world: World, cause?: string): void {
  const fleet = store.fleets.get(fleetOf(target.ResourceId));
  if (fleet?.State !== 'RUNNING') return;
  const desired = desiredOf(fleet);
  const { MinCapacity: min, MaxCapacity: max } = target;
  if (desired < min) setDesired(target, min, cause ?? `minimum capacity was set to ${min}`, store, world);
  if (desired > max) setDesired(target, max, cause ?? `maximum capacity was set to ${max}`, store, world);
}

/**
 * Has a policy act on an alarm.
 * (D) PutScalingPolicy: A step policy takes the step that has the difference between the metric and the threshold, and acts again only after
 * its cooldown. [docs]
 * (D) PutScalingPolicy: If the desired capacity is below the minimum, scaling out lifts it to the minimum first, and scaling in does
 * nothing; above the maximum it is the reverse. [docs]
 * (U) PutScalingPolicy: Target tracking sets the capacity that brings the metric to its target, rounded up.
 */
export function runPolicy(policy: ScalingPolicy, breach: Breach, store: Store, world: World): void {
  const target = store.scaling.targets.get(policy.ResourceId);
  const fleet = store.fleets.get(fleetOf(policy.ResourceId));
  if (!target || fleet?.State !== 'RUNNING') return;
  const desired = desiredOf(fleet);
  const wanted = wantedBy(policy, breach, desired);
  if (wanted === undefined) return;
  const out = wanted > desired;
  const { DynamicScalingInSuspended, DynamicScalingOutSuspended } = target.SuspendedState;
  if (out ? DynamicScalingOutSuspended : DynamicScalingInSuspended) return;
  const now = world.agenda.now();
  if (policy.last && now < policy.last.time + cooldownOf(policy, out) * 1000) return;
  const { MinCapacity: min, MaxCapacity: max } = target;
  const limited = out ? Math.min(Math.max(wanted, min), max) : Math.max(Math.min(wanted, max), min);
  const cause = `monitor alarm ${breach.alarm} in state ALARM triggered policy ${policy.PolicyName}`;
  if (out ? limited <= desired : limited >= desired) {
    const Code = out ? 'AlreadyAtMaxCapacity' : 'AlreadyAtMinCapacity';
    return note(target, cause, store, world, {
      Description: 'Attempting to scale due to alarm triggered', // (U) DescribeScalingActivities: The words of an activity that did not scale.
      StatusCode: 'Unfulfilled',
      NotScaledReasons: [{ Code, CurrentCapacity: desired }],
    });
  }
  policy.last = { time: now, out };
  setDesired(target, limited, cause, store, world);
}

function wantedBy(policy: ScalingPolicy, breach: Breach, desired: number): number | undefined {
  const step = policy.StepScalingPolicyConfiguration;
  if (step) return stepTo(step, breach, desired);
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  if (!tracking) return undefined;
  const wanted = Math.ceil((desired * breach.value) / tracking.TargetValue);
  const isHigh = breach.value > tracking.TargetValue;
  if (!isHigh && tracking.DisableScaleIn) return undefined;
  return isHigh ? Math.max(wanted, desired + 1) : Math.min(wanted, desired);
}

function stepTo(policy: StepPolicy, { value, threshold }: Breach, desired: number): number | undefined {
  const above = value - threshold;
  const step = policy.StepAdjustments?.find(
    ({ MetricIntervalLowerBound: low = -Infinity, MetricIntervalUpperBound: high = Infinity }) =>
      above >= 0 ? low <= above && above < high : low < above && above <= high,
  );
  if (!step) return undefined;
  const change = step.ScalingAdjustment;
  if (policy.AdjustmentType === 'ExactCapacity') return change;
  if (policy.AdjustmentType === 'ChangeInCapacity') return desired + change;
  // (D) PutScalingPolicy: A percentage between 0 and 1 instance counts as 1, larger ones are rounded towards 0. [docs]
  const exact = (desired * change) / 100;
  const whole = Math.abs(exact) < 1 ? Math.sign(exact) : Math.trunc(exact);
  const size = Math.max(Math.abs(whole), policy.MinAdjustmentMagnitude ?? 0);
  return desired + Math.sign(change) * size;
}

/** (D) PutScalingPolicy: The cooldown is 300 seconds unless given. [docs] */
function cooldownOf(policy: ScalingPolicy, out: boolean): number {
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  const given = tracking ? (out ? tracking.ScaleOutCooldown : tracking.ScaleInCooldown) : undefined;
  return given ?? policy.StepScalingPolicyConfiguration?.Cooldown ?? 300;
}

/**
 * Sets the desired capacity of a fleet by UpdateFleet, whose refusal is seen in the activity only.
 * (V) DescribeScalingActivities: The descriptions, and the messages of success and of failure, have these words. [log]
 */
export function setDesired(target: ScalableTarget, desired: number, cause: string, store: Store, world: World): void {
  const Name = fleetOf(target.ResourceId);
  const isShared = store.fleets.get(Name)?.MaxSessionsPerInstance !== undefined;
  const Description = `Setting desired capacity to ${desired}.`;
  const input = { Name, ComputeCapacity: isShared ? { DesiredSessions: desired } : { DesiredInstances: desired } };
  const request = { operation: 'UpdateFleet', input, time: world.agenda.now(), accessKeyId: '' };
  try {
    fleetHandlers.UpdateFleet(input, { operation: 'UpdateFleet', store, world });
    noteRequest(store, request);
    const StatusMessage = `Successfully set desired capacity to ${desired}. Change successfully fulfilled by appstream.`;
    note(target, cause, store, world, { Description, StatusCode: 'Successful', StatusMessage });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    noteRequest(store, { ...request, error });
    const details = `(Service: AmazonAppStream; Status Code: 400; Error Code: ${error.type}; Proxy: null)`;
    const StatusMessage = `Failed to set desired capacity to ${desired}. Reason: ${error.message} ${details}`;
    note(target, cause, store, world, { Description, StatusCode: 'Failed', StatusMessage });
  }
}

function note(
  { ServiceNamespace, ResourceId, ScalableDimension }: ScalableTarget,
  Cause: string,
  store: Store,
  world: World,
  what: {
    readonly Description: string;
    readonly StatusCode: string;
    readonly StatusMessage?: string;
    readonly NotScaledReasons?: readonly { readonly Code: string; readonly CurrentCapacity?: number }[];
  },
): void {
  const { activities } = store.scaling;
  const time = world.agenda.now();
  const last = activities.findLast(activity => activity.ResourceId === ResourceId);
  // (U) DescribeScalingActivities: While an alarm goes on and nothing can be done, that is one activity.
  if (what.NotScaledReasons && last?.NotScaledReasons && last.Cause === Cause) return;
  const ActivityId = uuidOf(`${ResourceId}/${time}/${activities.length}/${what.Description}`);
  const resource = { ServiceNamespace, ResourceId, ScalableDimension };
  activities.push({ ActivityId, ...resource, Cause, StartTime: time, EndTime: time, ...what });
  while (activities.length > mostActivities || (activities[0]?.StartTime ?? time) < time - activityAge) {
    activities.shift();
  }
}
