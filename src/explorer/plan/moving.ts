// Moves a stack to another fleet. A stack has one fleet at most: AWS refuses the new one until the old one is disassociated.
import { fleetsOf } from '../../kinds/fleet';
import type { Fleet } from '../../kinds/parts/rollout';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorerTypes';
import { actionNamed } from '../tree/actions';
import type { ResourceNode } from '../tree/node';
import { allInRegion } from './locate';
import type { StepPlan } from './steps';
import { stepOf, stepWith } from './steps';

/** A fleet that a stack could be moved to. */
export interface Destination {
  readonly node: ResourceNode;
  readonly state: string | undefined;
  /** Whether it has the platform of the stack's fleet; undefined if that isn't known. */
  readonly isAlike: boolean | undefined;
}

/** Where a stack could be moved. */
export interface Moving {
  /** The names of the fleets that it is associated with. */
  readonly from: readonly string[];
  /** The other fleets of its Region: first those of the same platform. */
  readonly to: readonly Destination[];
}

/** Looks up where a stack could be moved. @throws ApiError if AWS refuses the look, before anything is changed */
export async function movingOf(explorer: Explorer, stack: Shown, signal: AbortSignal): Promise<Moving> {
  const { api } = await explorer.target(stack, signal);
  const { node } = stack;
  const from = await fleetsOf(api, node.resourceKind.id(node.resource) ?? '', signal);
  const fleets = (await allInRegion(explorer, node, 'fleet')).map(one => ({ one, fleet: one.resource as Fleet }));
  const isFrom = ({ Name = '' }: Fleet): boolean => from.includes(Name);
  const platform = fleets.find(({ fleet }) => isFrom(fleet))?.fleet.Platform;
  const to = fleets.flatMap(({ one, fleet }): Destination[] => {
    const isAlike = platform && fleet.Platform && platform === fleet.Platform;
    return isFrom(fleet) ? [] : [{ node: one, state: fleet.State, isAlike: isAlike || undefined }];
  });
  return { from, to: [...to.filter(({ isAlike }) => isAlike), ...to.filter(({ isAlike }) => !isAlike)] };
}

/**
 * The steps that move a stack.
 * @param from the names of the fleets that it leaves @param starts whether the new fleet is started first
 */
export function movingSteps(
  stack: ResourceNode,
  from: readonly string[],
  to: ResourceNode,
  starts: boolean,
): readonly StepPlan[] {
  const start = starts && actionNamed(to, 'start');
  const [leave, join] = [actionNamed(stack, 'disassociate'), actionNamed(stack, 'associate')];
  if (!leave || !join) return [];
  const fleet = to.resourceKind.id(to.resource) ?? '';
  return [
    ...(start ? [stepOf(to, start)] : []),
    ...from.map(name => stepWith(stack, leave, 'FleetName', name)),
    stepWith(stack, join, 'FleetName', fleet),
  ];
}
