// What AppStream accepts and answers: the facts of its service model.
import type { ApiFacts, Shape } from '../core/facts';
import { modelOf } from '../core/facts';
import facts from './facts.json';

/** The API as facts: operations, shapes, constraints, errors and paging. */
export const api: ApiFacts = facts as unknown as ApiFacts;

/** The same, looked up by name. */
export const model = modelOf(api);
export const { shape, inputShape, outputShape } = model;

/**
 * The constraints of one input member, read, never retyped: `constraints('CreateFleet', 'Name').pattern`.
 * @param member dotted for one inside another, `VpcConfig.SubnetIds`; of a list it is the entries' member
 * @throws Error when the operation has no such input member
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
