// What the operations of Application Auto Scaling share: whom they are about, their pages, limits and refusals.
import { ServiceError } from '../base/errors';
import type { Page } from '../base/paging';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { ScalableTarget } from '../resources/scaling';
import { fleetOf } from './ids';

export interface Subject {
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
}

/** What the describe operations filter by. */
export interface Wanted {
  readonly ServiceNamespace: string;
  readonly ResourceId?: string;
  readonly ResourceIds?: readonly string[];
  readonly ScalableDimension?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export const namespace = 'appstream';
export const dimension = 'appstream:fleet:DesiredCapacity';

/** (D) RegisterScalableTarget, PutScalingPolicy, PutScheduledAction: A Region has at most so many targets of AppStream; a target has at most so many policies and schedules. [docs] */
export const limits = { targets: 500, policies: 50, schedules: 200 };

/** (D) DescribeScalableTargets, DescribeScheduledActions, DescribeScalingActivities: A page has 50. [docs] */
export const fifty = { standard: 50, max: 50 };
/** (D) DescribeScalingPolicies: A page has at most ten. [docs] */
export const ten = { standard: 10, max: 10 };

/** Whether a describe operation asks for an item. */
export function isWanted(
  item: Subject,
  { ServiceNamespace, ResourceId, ResourceIds, ScalableDimension }: Wanted,
): boolean {
  return (
    item.ServiceNamespace === ServiceNamespace &&
    (ResourceId ?? item.ResourceId) === item.ResourceId &&
    (ResourceIds?.includes(item.ResourceId) ?? true) &&
    (ScalableDimension ?? item.ScalableDimension) === item.ScalableDimension
  );
}

/** (D) DescribeScalableTargets: A token that is not valid is refused by InvalidNextTokenException. [model] */
export function pages<T>(
  operation: string,
  input: Wanted,
  items: T[],
  key: (item: T) => string,
  sizes: { standard: number; max: number },
): Page<T> {
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
export function requireFleet({ ServiceNamespace, ResourceId, ScalableDimension }: Subject, store: Store): void {
  if (ServiceNamespace !== namespace || ScalableDimension !== dimension) {
    throw invalid(`Only the dimension ${dimension} of the service namespace ${namespace} is simulated.`);
  }
  const fleet = ResourceId.startsWith('fleet/') ? store.fleets.get(fleetOf(ResourceId)) : undefined;
  if (!fleet) throw invalid(`The resource ${ResourceId} does not exist.`);
  if (fleet.FleetType === 'ELASTIC') throw invalid(`The fleet ${fleet.Name} is Elastic and is not scaled.`);
}

/** (V) PutScalingPolicy, PutScheduledAction, DeregisterScalableTarget: The message without a target has these words. [log] */
export function registered(subject: Subject, store: Store): ScalableTarget {
  const target = store.scaling.targets.get(subject.ResourceId);
  const fits =
    target?.ServiceNamespace === subject.ServiceNamespace && target.ScalableDimension === subject.ScalableDimension;
  if (!target || !fits) throw notThere(`No scalable target registered for ${described(subject)}`);
  return target;
}

/** Names a subject, for the message of a refusal. */
export function described({ ServiceNamespace, ResourceId, ScalableDimension }: Subject): string {
  return `service namespace: ${ServiceNamespace}, resource ID: ${ResourceId}, scalable dimension: ${ScalableDimension}`;
}

/** (V) DescribeScalingPolicies, DescribeScheduledActions: ARNs of policies and scheduled actions have this form. [log] */
export function arn(
  { region, accountId }: Store,
  kind: string,
  uuid: string,
  resourceId: string,
  name: string,
): string {
  return `arn:aws:autoscaling:${region}:${accountId}:${kind}:${uuid}:resource/${namespace}/${resourceId}:${name}`;
}

/** The refusal of input that makes no sense. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

/** The refusal of something that does not exist. */
export function notThere(message: string): ServiceError {
  return new ServiceError('ObjectNotFoundException', message);
}

/** (U) RegisterScalableTarget, PutScalingPolicy, PutScheduledAction: The wording of the refusal of too many. */
export function tooMany(limit: number, what: string): ServiceError {
  return new ServiceError('LimitExceededException', `The limit of ${limit} ${what} was exceeded.`);
}
