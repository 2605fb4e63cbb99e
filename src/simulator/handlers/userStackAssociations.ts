import { badCombination } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { AuthenticationType } from '../resources/session';
import type { UserStackAssociation } from '../resources/userStackAssociation';
import { hasUser } from './users';

interface Problem {
  ErrorCode: 'STACK_NOT_FOUND' | 'USER_NAME_NOT_FOUND' | 'DIRECTORY_NOT_FOUND' | 'INTERNAL_ERROR';
  ErrorMessage: string;
}

/** (D) DescribeUserStackAssociations: The answer's list has 25 members at most, though MaxResults can be larger. [model] */
const maxPageSize = 25;

/**
 * Which users may use which stacks.
 * (D) BatchAssociateUserStack, BatchDisassociateUserStack: The call succeeds always and lists what failed in `errors`. [docs]
 * (U) BatchAssociateUserStack, BatchDisassociateUserStack: The messages of what failed.
 */
export const userStackAssociationHandlers = {
  BatchAssociateUserStack(input: { UserStackAssociations: UserStackAssociation[] }, { store }: Call) {
    return batch(input.UserStackAssociations, association => {
      const problem = missing(association, store) ?? domainJoined(association, store);
      if (!problem) store.userStackAssociations.set(keyOf(association), association);
      return problem;
    });
  },

  BatchDisassociateUserStack(input: { UserStackAssociations: UserStackAssociation[] }, { store }: Call) {
    return batch(input.UserStackAssociations, association => {
      // (U) BatchDisassociateUserStack: Removing a missing association succeeds.
      store.userStackAssociations.delete(keyOf(association));
      return missing(association, store);
    });
  },

  DescribeUserStackAssociations(
    input: {
      StackName?: string;
      UserName?: string;
      AuthenticationType?: AuthenticationType;
      MaxResults?: number;
      NextToken?: string;
    },
    { operation, store }: Call,
  ) {
    // (D) DescribeUserStackAssociations: It needs a stack, or a user with its authentication type. [docs]
    // (U) DescribeUserStackAssociations: The exception without them.
    if (input.StackName === undefined && (input.UserName === undefined || input.AuthenticationType === undefined)) {
      throw badCombination('Specify a stack, or a user with its authentication type.');
    }
    const associations = [...store.userStackAssociations.values()].filter(association =>
      (['StackName', 'UserName', 'AuthenticationType'] as const).every(
        member => input[member] === undefined || association[member] === input[member],
      ),
    );
    const MaxResults = Math.min(input.MaxResults || maxPageSize, maxPageSize);
    const sizes = { standard: maxPageSize, max: maxPageSize };
    const { items, NextToken } = page(operation, { ...input, MaxResults }, associations, keyOf, sizes);
    return { UserStackAssociations: items, NextToken };
  },
} satisfies Handlers;

function batch(
  associations: UserStackAssociation[],
  perform: (association: UserStackAssociation) => Problem | undefined,
): object {
  return {
    errors: associations.flatMap(association => {
      const problem = perform(association);
      return problem ? [{ UserStackAssociation: association, ...problem }] : [];
    }),
  };
}

function missing(association: UserStackAssociation, store: Store): Problem | undefined {
  if (!store.stacks.has(association.StackName)) {
    return { ErrorCode: 'STACK_NOT_FOUND', ErrorMessage: `The stack ${association.StackName} does not exist.` };
  }
  if (!hasUser(store, association)) {
    return {
      ErrorCode: 'USER_NAME_NOT_FOUND',
      ErrorMessage: 'The user does not exist. User names are case-sensitive.',
    };
  }
  return undefined;
}

/** (D) BatchAssociateUserStack: Users can't be assigned to a stack whose fleet is joined to a domain. [docs] */
function domainJoined({ StackName }: UserStackAssociation, store: Store): Problem | undefined {
  const fleet = store.fleets.get(store.stacks.get(StackName)?.FleetName ?? '');
  return fleet?.DomainJoinInfo
    ? { ErrorCode: 'INTERNAL_ERROR', ErrorMessage: `The fleet of the stack ${StackName} is joined to a domain.` }
    : undefined;
}

function keyOf({ StackName, AuthenticationType, UserName }: UserStackAssociation): string {
  return `${StackName}/${AuthenticationType}/${UserName}`;
}
