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

/** The size of the largest page, from the model's limit of the list. A larger MaxResults has no effect. */
const maxPageSize = 25;

/** Which users may use which stacks. The Batch calls always succeed and list what failed. The messages are guesses (U). */
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
      store.userStackAssociations.delete(keyOf(association)); // Removing a missing association succeeds (U).
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
    if (input.StackName === undefined && (input.UserName === undefined || input.AuthenticationType === undefined)) {
      throw badCombination('Specify a stack, or a user with its authentication type.');
    } // (U)
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

/** User-pool users cannot sign in to a domain. */
function domainJoined({ StackName }: UserStackAssociation, store: Store): Problem | undefined {
  const fleet = store.fleets.get(store.stacks.get(StackName)?.FleetName ?? '');
  return fleet?.DomainJoinInfo
    ? { ErrorCode: 'INTERNAL_ERROR', ErrorMessage: `The fleet of the stack ${StackName} is joined to a domain.` }
    : undefined;
}

function keyOf({ StackName, AuthenticationType, UserName }: UserStackAssociation): string {
  return `${StackName}/${AuthenticationType}/${UserName}`;
}
