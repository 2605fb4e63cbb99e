import { notFound, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers } from '../base/world';
import { fleetNamed } from './fleets';
import { stackNamed } from './stacks';

interface Pair {
  FleetName: string;
  StackName: string;
}

// (D) ListAssociatedFleets, ListAssociatedStacks: A request takes no page size. [model]
// (U) ListAssociatedFleets, ListAssociatedStacks: A page has at most 50.
const sizes = { standard: 50, max: 50 };

/** (D) AssociateFleet: A fleet may serve several stacks, and a stack has one fleet at most. [docs] */
export const associationHandlers = {
  AssociateFleet({ FleetName, StackName }: Pair, { store }: Call) {
    const fleet = fleetNamed(store, FleetName);
    const stack = stackNamed(store, StackName);
    if (stack.FleetName !== undefined && stack.FleetName !== fleet.Name) {
      throw new ServiceError('LimitExceededException', `The stack ${stack.Name} is already associated with a fleet.`);
    } // (U) AssociateFleet: The exception and wording for a stack that has another fleet.
    stack.FleetName = fleet.Name; // (U) AssociateFleet: Repeating an association succeeds.
    return {};
  },

  DisassociateFleet({ FleetName, StackName }: Pair, { store }: Call) {
    const fleet = fleetNamed(store, FleetName);
    const stack = stackNamed(store, StackName);
    if (stack.FleetName !== fleet.Name) {
      throw notFound('association of fleet', `${FleetName} with stack ${StackName}`, store.accountId);
    } // (U) DisassociateFleet: The exception and wording for an association that does not exist.
    // (U) DisassociateFleet: A stack with sessions is in use: the model has the exception, but its cause is not documented.
    if (
      [...store.sessions.values()].some(session => session.StackName === StackName && session.FleetName === FleetName)
    ) {
      throw new ServiceError(
        'ResourceInUseException',
        `The stack ${StackName} has streaming sessions on the fleet ${FleetName}.`,
      );
    }
    delete stack.FleetName;
    return {};
  },

  // (U) ListAssociatedFleets, ListAssociatedStacks: A fleet or stack that does not exist has no associations: the model has no exception.
  ListAssociatedFleets(input: { StackName: string; NextToken?: string }, { operation, store }: Call) {
    const fleet = store.stacks.get(input.StackName)?.FleetName;
    const { items, NextToken } = page(operation, input, fleet === undefined ? [] : [fleet], name => name, sizes);
    return { Names: items, NextToken };
  },

  ListAssociatedStacks(input: { FleetName: string; NextToken?: string }, { operation, store }: Call) {
    const stacks = [...store.stacks.values()].filter(stack => stack.FleetName === input.FleetName);
    const { items, NextToken } = page(operation, input, stacks, stack => stack.Name, sizes);
    return { Names: items.map(stack => stack.Name), NextToken };
  },
} satisfies Handlers;
