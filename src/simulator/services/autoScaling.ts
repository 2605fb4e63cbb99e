// Application Auto Scaling of fleets: targets, policies, schedules and what they did.
import { badValue, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers, World } from '../base/world';
import type {
  ScalableTarget,
  ScalingPolicy,
  ScheduledAction,
  StepPolicy,
  SuspendedState,
  TrackingPolicy,
} from '../resources/scaling';
import { putAlarm } from './alarms';
import { fleetOf, uuidOf } from './ids';
import { keepLimits } from './scaling';
import { isTimeZone, readSchedule } from './schedule';

interface Subject {
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
}

/** What the describe operations filter by. */
interface Wanted {
  readonly ServiceNamespace: string;
  readonly ResourceId?: string;
  readonly ResourceIds?: readonly string[];
  readonly ScalableDimension?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

const namespace = 'appstream';
const dimension = 'appstream:fleet:DesiredCapacity';

/** (D) RegisterScalableTarget, PutScalingPolicy, PutScheduledAction: A Region has at most so many targets of AppStream; a target has at most so many policies and schedules. [docs] */
const limits = { targets: 500, policies: 50, schedules: 200 };

/** (D) DescribeScalableTargets, DescribeScheduledActions, DescribeScalingActivities: A page has 50. [docs] */
const fifty = { standard: 50, max: 50 };
/** (D) DescribeScalingPolicies: A page has at most ten. [docs] */
const ten = { standard: 10, max: 10 };

export const autoScalingHandlers = {
  RegisterScalableTarget(
    input: Subject & { MinCapacity?: number; MaxCapacity?: number; SuspendedState?: SuspendedState },
    { store, world }: Call,
  ) {
    requireFleet(input, store);
    const { targets } = store.scaling;
    const known = targets.get(input.ResourceId);
    // (D) RegisterScalableTarget: The first time needs both limits; later, what is not given stays. [docs]
    const MinCapacity = input.MinCapacity ?? known?.MinCapacity;
    const MaxCapacity = input.MaxCapacity ?? known?.MaxCapacity;
    if (MinCapacity === undefined || MaxCapacity === undefined) {
      throw invalid('Both minimum capacity and maximum capacity are required to register a scalable target.');
    } // (U) RegisterScalableTarget: The wordings of its refusals.
    if (MinCapacity < 0 || MinCapacity > MaxCapacity) {
      throw invalid('Maximum capacity cannot be less than minimum capacity, which cannot be negative.');
    }
    if (!known && targets.size >= limits.targets) throw tooMany(limits.targets, 'scalable targets');
    const { ServiceNamespace, ResourceId, ScalableDimension } = input;
    const id = uuidOf(`${store.accountId}/${store.region}/${ResourceId}`).replaceAll('-', '');
    const target: ScalableTarget = known ?? {
      ...{ ServiceNamespace, ResourceId, ScalableDimension, MinCapacity, MaxCapacity },
      RoleARN:
        `arn:aws:iam::${store.accountId}:role/aws-service-role/appstream.application-autoscaling.amazonaws.com/` +
        'AWSServiceRoleForApplicationAutoScaling_AppStreamFleet',
      CreationTime: world.agenda.now(),
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
      ScalableTargetARN: `arn:aws:application-autoscaling:${store.region}:${store.accountId}:scalable-target/${id}`,
    };
    Object.assign(target, { MinCapacity, MaxCapacity });
    target.SuspendedState = { ...target.SuspendedState, ...input.SuspendedState };
    targets.set(ResourceId, target);
    keepLimits(target, store, world);
    return { ScalableTargetARN: target.ScalableTargetARN };
  },

  /** (D) DeregisterScalableTarget: Its policies and scheduled actions end with it. [docs] */
  DeregisterScalableTarget(input: Subject, { store, world }: Call) {
    const target = registered(input, store);
    const { targets, policies, schedules } = store.scaling;
    targets.delete(target.ResourceId);
    for (const policy of [...policies.values()]) {
      if (policy.ResourceId === target.ResourceId) removePolicy(policy, store);
    }
    for (const action of [...schedules.values()]) {
      if (action.ResourceId === target.ResourceId) removeAction(action, store, world);
    }
    return {};
  },

  DescribeScalableTargets(input: Wanted, { operation, store }: Call) {
    const targets = [...store.scaling.targets.values()].filter(target => isWanted(target, input));
    const { items, NextToken } = pages(operation, input, targets, target => target.ResourceId, fifty);
    return { ScalableTargets: items, NextToken };
  },

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

  /** (D) DescribeScalingActivities: The newest come first; those that did not scale only if asked for. [docs] */
  DescribeScalingActivities(input: Wanted & { IncludeNotScaledActivities?: boolean }, { operation, store }: Call) {
    const all = store.scaling.activities;
    const numbered = all.map((activity, index) => ({ activity, key: String(all.length - index).padStart(9, '0') }));
    const wanted = numbered.filter(
      ({ activity }) => isWanted(activity, input) && (input.IncludeNotScaledActivities || !activity.NotScaledReasons),
    );
    const { items, NextToken } = pages(operation, input, wanted, ({ key }) => key, fifty);
    return { ScalingActivities: items.map(({ activity }) => activity), NextToken };
  },
} satisfies Handlers;

function isWanted(item: Subject, { ServiceNamespace, ResourceId, ResourceIds, ScalableDimension }: Wanted): boolean {
  return (
    item.ServiceNamespace === ServiceNamespace &&
    (ResourceId ?? item.ResourceId) === item.ResourceId &&
    (ResourceIds?.includes(item.ResourceId) ?? true) &&
    (ScalableDimension ?? item.ScalableDimension) === item.ScalableDimension
  );
}

/** (D) DescribeScalableTargets: A token that is not valid is refused by InvalidNextTokenException. [model] */
function pages<T>(
  operation: string,
  input: Wanted,
  items: T[],
  key: (item: T) => string,
  sizes: { standard: number; max: number },
) {
  try {
    return page(operation, input, items, key, sizes);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw input.NextToken === undefined
      ? invalid(error.message)
      : new ServiceError('InvalidNextTokenException', 'The specified token is not valid.');
  }
}

/** (U) RegisterScalableTarget: How it refuses a fleet that does not exist, is Elastic, or is of another service than AppStream. */
function requireFleet({ ServiceNamespace, ResourceId, ScalableDimension }: Subject, store: Store): void {
  if (ServiceNamespace !== namespace || ScalableDimension !== dimension) {
    throw invalid(`Only the dimension ${dimension} of the service namespace ${namespace} is simulated.`);
  }
  const fleet = ResourceId.startsWith('fleet/') ? store.fleets.get(fleetOf(ResourceId)) : undefined;
  if (!fleet) throw invalid(`The resource ${ResourceId} does not exist.`);
  if (fleet.FleetType === 'ELASTIC') throw invalid(`The fleet ${fleet.Name} is Elastic and is not scaled.`);
}

/** (V) PutScalingPolicy, PutScheduledAction, DeregisterScalableTarget: The message without a target has these words. [log] */
function registered(subject: Subject, store: Store): ScalableTarget {
  const target = store.scaling.targets.get(subject.ResourceId);
  const fits =
    target?.ServiceNamespace === subject.ServiceNamespace && target.ScalableDimension === subject.ScalableDimension;
  if (!target || !fits) throw notThere(`No scalable target registered for ${described(subject)}`);
  return target;
}

function described({ ServiceNamespace, ResourceId, ScalableDimension }: Subject): string {
  return `service namespace: ${ServiceNamespace}, resource ID: ${ResourceId}, scalable dimension: ${ScalableDimension}`;
}

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

function removePolicy(policy: ScalingPolicy, store: Store): void {
  removeAlarms(policy, store);
  store.scaling.policies.delete(`${policy.ResourceId}/${policy.PolicyName}`);
}

function removeAlarms({ alarms }: ScalingPolicy, store: Store): void {
  for (const name of alarms) store.alarms.delete(name);
}

function removeAction(action: ScheduledAction, store: Store, world: World): void {
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

/** (V) DescribeScalingPolicies, DescribeScheduledActions: ARNs of policies and scheduled actions have this form. [log] */
function arn({ region, accountId }: Store, kind: string, uuid: string, resourceId: string, name: string): string {
  return `arn:aws:autoscaling:${region}:${accountId}:${kind}:${uuid}:resource/${namespace}/${resourceId}:${name}`;
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

function notThere(message: string): ServiceError {
  return new ServiceError('ObjectNotFoundException', message);
}

/** (U) RegisterScalableTarget, PutScalingPolicy, PutScheduledAction: The wording of the refusal of too many. */
function tooMany(limit: number, what: string): ServiceError {
  return new ServiceError('LimitExceededException', `The limit of ${limit} ${what} was exceeded.`);
}
