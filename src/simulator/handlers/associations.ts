import { notFound, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers } from '../base/world';
import { fleetNamed } from './fleets';
import { stackNamed } from './stacks';

interface Pair {
  FleetName: string;
  StackName: string;
}

// The page's size is AWS's own choice; this one is a guess (U).
const sizes = { standard: 50, max: 50 };

/** Associations of fleets and stacks: a fleet may serve several stacks, and a stack has one fleet. */
export const associationHandlers = {
  AssociateFleet({ FleetName, StackName }: Pair, { store }: Call) {
    const fleet = fleetNamed(store, FleetName);
    const stack = stackNamed(store, StackName);
    if (stack.FleetName !== undefined && stack.FleetName !== fleet.Name) {
      throw new ServiceError('LimitExceededException', `The stack ${stack.Name} is already associated with a fleet.`);
    } // (U)
    stack.FleetName = fleet.Name; // Repeating an association succeeds (U).
    return {};
  },

  DisassociateFleet({ FleetName, StackName }: Pair, { store }: Call) {
    const fleet = fleetNamed(store, FleetName);
    const stack = stackNamed(store, StackName);
    if (stack.FleetName !== fleet.Name) {
      throw notFound('association of fleet', `${FleetName} with stack ${StackName}`, store.accountId);
    } // (U)
    if (
      [...store.sessions.values()].some(session => session.StackName === StackName && session.FleetName === FleetName)
    ) {
      throw new ServiceError(
        'ResourceInUseException',
        `The stack ${StackName} has streaming sessions on the fleet ${FleetName}.`, // (U): the model has the exception, but its cause is not documented
      );
    }
    delete stack.FleetName;
    return {};
  },

  // The model has no error for these lists, so a missing fleet or stack has no associations (U).
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
