// Application Auto Scaling of fleets: targets, and what was done to them.
import type { Call, Handlers } from '../base/world';
import type { ScalableTarget, SuspendedState } from '../resources/scaling';
import { uuidOf } from './ids';
import { activityAge, keepLimits } from './scaling';
import { removePolicy, scalingPolicyHandlers } from './scalingPolicies';
import type { Subject, Wanted } from './scalingSubject';
import { fifty, invalid, isWanted, limits, pages, registered, requireFleet, tooMany } from './scalingSubject';
import { removeAction, scheduledActionHandlers } from './scheduledActions';

export const autoScalingHandlers = {
  ...scalingPolicyHandlers,
  ...scheduledActionHandlers,

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

  /** (D) DescribeScalingActivities: The newest come first; those that did not scale only if asked for. [docs] */
  DescribeScalingActivities(
    input: Wanted & { IncludeNotScaledActivities?: boolean },
    { operation, store, world }: Call,
  ) {
    const since = world.agenda.now() - activityAge;
    const all = store.scaling.activities.filter(({ StartTime }) => StartTime >= since);
    const numbered = all.map((activity, index) => ({ activity, key: String(all.length - index).padStart(9, '0') }));
    const wanted = numbered.filter(
      ({ activity }) => isWanted(activity, input) && (input.IncludeNotScaledActivities || !activity.NotScaledReasons),
    );
    const { items, NextToken } = pages(operation, input, wanted, ({ key }) => key, fifty);
    return { ScalingActivities: items.map(({ activity }) => activity), NextToken };
  },
} satisfies Handlers;
