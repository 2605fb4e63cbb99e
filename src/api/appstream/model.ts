// The facts of AppStream's service model: what its operations take and return.
import type { ApiFacts, Shape } from '../core/facts';
import { modelOf } from '../core/facts';
import facts from './facts.json';

/** The facts: operations, shapes, constraints, errors and paging. */
export const api: ApiFacts = facts as unknown as ApiFacts;

/** Looks up facts by name. */
export const model = modelOf(api);
export const { shape, inputShape, outputShape } = model;

/**
 * The constraints of an input member: `constraints('CreateFleet', 'Name').pattern`.
 * @param member dotted for a member inside another: `VpcConfig.SubnetIds`. After a list, it names a member of its entries
 * @throws Error if the operation has no such input member
 */
export function constraints(operation: string, member: string): Shape {
  let found = inputShape(operation);
  for (const part of member.split('.')) {
    const within = found.type === 'list' ? shape(found.member ?? '') : found;
    const name = within.members?.[part];
    if (!name) throw new Error(`${operation} has no input member ${member}`);
    found = shape(name);
  }
  return found;
}
