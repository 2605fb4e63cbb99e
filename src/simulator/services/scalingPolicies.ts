// Scaling policies, with the alarms that ask them to act.
import type { Store } from '../base/store';
import type { Call, Handlers, World } from '../base/world';
import type { ScalingPolicy, StepPolicy, TrackingPolicy } from '../resources/scaling';
import { putAlarm } from './alarms';
import { fleetOf, uuidOf } from './ids';
import type { Subject, Wanted } from './scalingSubject';
import { arn, described, invalid, isWanted, limits, notThere, pages, registered, ten, tooMany } from './scalingSubject';

export const scalingPolicyHandlers = {
  PutScalingPolicy(
    input: Subject & {
      PolicyName: string;
      PolicyType?: string;
      StepScalingPolicyConfiguration?: StepPolicy;
      TargetTrackingScalingPolicyConfiguration?: TrackingPolicy;
    },
    { store, world }: Call,
  ) {
    const target = registered(input, store);
    const { policies } = store.scaling;
    const key = `${target.ResourceId}/${input.PolicyName}`;
    const known = policies.get(key);
    const PolicyType = input.PolicyType ?? known?.PolicyType ?? 'StepScaling';
    const { StepScalingPolicyConfiguration: step, TargetTrackingScalingPolicyConfiguration: tracking } = input;
    checkPolicy(PolicyType, step, tracking);
    const own = [...policies.values()].filter(policy => policy.ResourceId === target.ResourceId);
    if (!known && own.length >= limits.policies) throw tooMany(limits.policies, 'scaling policies');
    const uuid = uuidOf(`policy/${store.accountId}/${store.region}/${key}`);
    const { ServiceNamespace, ResourceId, ScalableDimension, PolicyName } = input;
    if (known) removeAlarms(known, store);
    const policy: ScalingPolicy = {
      PolicyARN: known?.PolicyARN ?? arn(store, 'scalingPolicy', uuid, ResourceId, `policyName/${PolicyName}`),
      ...{ PolicyName, ServiceNamespace, ResourceId, ScalableDimension, PolicyType },
      ...(step && { StepScalingPolicyConfiguration: step }),
      ...(tracking && { TargetTrackingScalingPolicyConfiguration: tracking }),
      alarms: [],
      CreationTime: known?.CreationTime ?? world.agenda.now(),
    };
    policies.set(key, policy);
    if (tracking) policy.alarms = trackingAlarms(policy, tracking, uuid, store, world);
    return {
      PolicyARN: policy.PolicyARN,
      Alarms: alarmsFor(policy, store).filter(({ AlarmName }) => policy.alarms.includes(AlarmName)),
    };
  },

  DescribeScalingPolicies(input: Wanted & { PolicyNames?: readonly string[] }, { operation, store }: Call) {
    const policies = [...store.scaling.policies.values()].filter(
      policy => isWanted(policy, input) && (input.PolicyNames?.includes(policy.PolicyName) ?? true),
    );
    const { items, NextToken } = pages(
      operation,
      input,
      policies,
      ({ ResourceId, PolicyName }) => `${ResourceId}/${PolicyName}`,
      ten,
    );
    return { ScalingPolicies: items.map(policy => ({ ...policy, Alarms: alarmsFor(policy, store) })), NextToken };
  },

  /** (D) DeleteScalingPolicy: The alarms of a target tracking policy are deleted, those of a step policy stay. [docs] */
  DeleteScalingPolicy(input: Subject & { PolicyName: string }, { store }: Call) {
    const policy = store.scaling.policies.get(`${input.ResourceId}/${input.PolicyName}`);
    if (!policy) throw notThere(`No scaling policy found for ${described(input)}, policy name: ${input.PolicyName}`); // (U) DeleteScalingPolicy: The wording for a missing policy.
    removePolicy(policy, store);
    return {};
  },
} satisfies Handlers;

/** (D) PutScalingPolicy: A policy has the configuration of its type. Predictive scaling is not for AppStream. [docs] */
function checkPolicy(type: string, step: StepPolicy | undefined, tracking: TrackingPolicy | undefined): void {
  if (type === 'PredictiveScaling') throw invalid('PredictiveScaling is not supported for this service namespace.');
  if (
    (type === 'StepScaling') !== (step !== undefined) ||
    (type === 'TargetTrackingScaling') !== (tracking !== undefined)
  ) {
    throw invalid(`The policy type ${type} needs its own configuration and no other.`);
  }
  if (step && (step.StepAdjustments?.length ?? 0) > 20) throw tooMany(20, 'step adjustments');
  const metric = tracking?.PredefinedMetricSpecification?.PredefinedMetricType;
  if (metric !== undefined && metric !== 'AppStreamAverageCapacityUtilization') {
    throw invalid(`The metric ${metric} is not for this service namespace.`);
  }
}

/**
 * (V) PutScalingPolicy: A target tracking policy has two alarms of its own, with these names. [log]
 * (U) PutScalingPolicy: How often and at which values they alarm.
 */
function trackingAlarms(
  policy: ScalingPolicy,
  tracking: TrackingPolicy,
  uuid: string,
  store: Store,
  world: World,
): string[] {
  const fleet = fleetOf(policy.ResourceId);
  const custom = tracking.CustomizedMetricSpecification;
  const common = {
    ...{ Namespace: custom?.Namespace ?? 'AWS/AppStream', MetricName: custom?.MetricName ?? 'CapacityUtilization' },
    ...{
      Statistic: 'Average',
      Period: 60,
      Dimensions: [{ Name: 'Fleet', Value: fleet }],
      AlarmActions: [policy.PolicyARN],
    },
    AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.PolicyARN}.`,
  };
  const high = {
    ...{ ...common, AlarmName: `TargetTracking-fleet/${fleet}-AlarmHigh-${uuid}`, EvaluationPeriods: 3 },
    ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: tracking.TargetValue },
  };
  const low = {
    ...{ ...common, AlarmName: `TargetTracking-fleet/${fleet}-AlarmLow-${uuid}`, EvaluationPeriods: 15 },
    ...{ ComparisonOperator: 'LessThanThreshold', Threshold: tracking.TargetValue * 0.9 },
  };
  return [high, low].map(alarm => putAlarm(alarm, store, world).AlarmName);
}

function alarmsFor(policy: ScalingPolicy, store: Store): { AlarmName: string; AlarmARN: string }[] {
  return [...store.alarms.values()]
    .filter(({ AlarmActions }) => AlarmActions?.includes(policy.PolicyARN))
    .map(({ AlarmName, AlarmArn }) => ({ AlarmName, AlarmARN: AlarmArn }));
}

/** Deletes a policy, and the alarms that are its own. */
export function removePolicy(policy: ScalingPolicy, store: Store): void {
  removeAlarms(policy, store);
  store.scaling.policies.delete(`${policy.ResourceId}/${policy.PolicyName}`);
}

function removeAlarms({ alarms }: ScalingPolicy, store: Store): void {
  for (const name of alarms) store.alarms.delete(name);
}
