import { ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { Entitlement, EntitlementInput } from '../resources/entitlement';
import { stackNamed } from './stacks';

interface ApplicationOf {
  StackName: string;
  EntitlementName: string;
  ApplicationIdentifier: string;
}

/**
 * Which applications of a stack a SAML user sees, by the user's attributes.
 * (D) CreateEntitlement, UpdateEntitlement, DeleteEntitlement: A stack and a name together name an entitlement. [model]
 * (U) CreateEntitlement, UpdateEntitlement, DeleteEntitlement, DisassociateApplicationFromEntitlement: The wordings of refusals.
 */
export const entitlementHandlers = {
  CreateEntitlement(input: EntitlementInput, { store, world }: Call) {
    stackNamed(store, input.StackName);
    if (store.entitlements.has(keyOf(input.StackName, input.Name))) {
      throw new ServiceError('EntitlementAlreadyExistsException', `The entitlement ${input.Name} already exists.`);
    }
    return { Entitlement: addEntitlement(input, { store, world }) };
  },

  DescribeEntitlements(
    input: { StackName: string; Name?: string; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    stackNamed(store, input.StackName);
    const entitlements =
      input.Name !== undefined
        ? [entitlementNamed(store, input.StackName, input.Name)]
        : [...store.entitlements.values()].filter(({ StackName }) => StackName === input.StackName);
    const { items, NextToken } = page(operation, input, entitlements, entitlement => entitlement.Name, {
      standard: 50,
      max: 50,
    }); // (U) DescribeEntitlements: A page has at most 50.
    return { Entitlements: items, NextToken };
  },

  UpdateEntitlement(input: Partial<EntitlementInput> & { StackName: string; Name: string }, { store, world }: Call) {
    const entitlement = entitlementNamed(store, input.StackName, input.Name);
    Object.assign(entitlement, input, { LastModifiedTime: world.agenda.now() });
    return { Entitlement: entitlement };
  },

  DeleteEntitlement(input: { StackName: string; Name: string }, { store }: Call) {
    entitlementNamed(store, input.StackName, input.Name);
    store.entitlements.delete(keyOf(input.StackName, input.Name));
    return {};
  },

  AssociateApplicationToEntitlement(input: ApplicationOf, { store }: Call) {
    entitlementNamed(store, input.StackName, input.EntitlementName).applications.add(input.ApplicationIdentifier);
    return {};
  },

  DisassociateApplicationFromEntitlement(input: ApplicationOf, { store }: Call) {
    const { applications } = entitlementNamed(store, input.StackName, input.EntitlementName);
    if (!applications.delete(input.ApplicationIdentifier)) {
      throw new ServiceError(
        'ResourceNotFoundException',
        `The application ${input.ApplicationIdentifier} is not associated with the entitlement ${input.EntitlementName}.`,
      );
    }
    return {};
  },

  ListEntitledApplications(
    input: { StackName: string; EntitlementName: string; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const { applications } = entitlementNamed(store, input.StackName, input.EntitlementName);
    const { items, NextToken } = page(operation, input, applications, name => name, { standard: 50, max: 50 }); // (U) ListEntitledApplications: A page has at most 50.
    return { EntitledApplications: items.map(ApplicationIdentifier => ({ ApplicationIdentifier })), NextToken };
  },
} satisfies Handlers;

/** Stores a new entitlement. It checks nothing: the seed calls it, too. */
export function addEntitlement(input: EntitlementInput, { store, world }: Pick<Call, 'store' | 'world'>): Entitlement {
  const now = world.agenda.now();
  const entitlement = { ...input, CreatedTime: now, LastModifiedTime: now, applications: new Set<string>() };
  store.entitlements.set(keyOf(input.StackName, input.Name), entitlement);
  return entitlement;
}

function entitlementNamed(store: Store, stackName: string, name: string): Entitlement {
  stackNamed(store, stackName);
  const entitlement = store.entitlements.get(keyOf(stackName, name));
  if (!entitlement) {
    throw new ServiceError(
      'EntitlementNotFoundException',
      `The entitlement ${name} of the stack ${stackName} does not exist.`,
    );
  }
  return entitlement;
}

function keyOf(stackName: string, name: string): string {
  return `${stackName}/${name}`;
}
