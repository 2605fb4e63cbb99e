import { arnOf } from '../base/arn';
import { alreadyExists, badCombination, notFound, notPermitted, ServiceError } from '../base/errors';
import { pageOfMap } from '../base/paging';
import { requireQuota } from '../base/requirements';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { AuthenticationType } from '../resources/session';
import type { User, UserInput, UserKey } from '../resources/user';

/**
 * Users of the user pool.
 * (D) CreateUser, DescribeUsers: AppStream keeps user-pool users only. Their names are case-sensitive. [docs]
 * (D) EnableUser, DisableUser: These are the only changes: no operation changes an email address or a name. [model]
 */
export const userHandlers = {
  CreateUser(input: UserInput, { store, world }: Call) {
    // (V) CreateUser: Another type than USERPOOL is refused by this exception, which no operation models, with this message. [log]
    if (input.AuthenticationType !== 'USERPOOL') {
      throw new ServiceError(
        'InvalidParameterValueException',
        `Cannot create a user with '${input.AuthenticationType}' authentication type`,
      );
    }
    const existing = store.users.has(keyOf(input));
    if (input.MessageAction === 'RESEND') {
      if (input.FirstName !== undefined || input.LastName !== undefined) {
        throw badCombination('A welcome message is sent again without first and last name.');
      } // (U) CreateUser: The exception for RESEND with names; the documentation says to leave them out.
      // (U) CreateUser: The exception for RESEND to a user that does not exist.
      if (!existing) throw notPermitted('The user does not exist: there is no welcome message to send again.');
      return {};
    }
    if (existing) throw alreadyExists('user', input.UserName);
    requireQuota(store.users, store, 'users');
    addUser(input, { store, world });
    return {};
  },

  DescribeUsers(
    input: { AuthenticationType: AuthenticationType; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const users = input.AuthenticationType === 'USERPOOL' ? store.users : [];
    const { items, NextToken } = pageOfMap(operation, input, users, { standard: 50, max: 60 }); // (U) DescribeUsers: The sizes of its pages.
    return { Users: items, NextToken };
  },

  EnableUser(input: UserKey, { store }: Call) {
    userNamed(store, input).Enabled = true;
    return {};
  },

  DisableUser(input: UserKey, { store }: Call) {
    userNamed(store, input).Enabled = false;
    return {};
  },

  DeleteUser(input: UserKey, { store }: Call) {
    userNamed(store, input);
    store.users.delete(keyOf(input));
    for (const [key, association] of store.userStackAssociations) {
      if (keyOf(association) === keyOf(input)) store.userStackAssociations.delete(key);
    }
    return {};
  },
} satisfies Handlers;

/** Adds an enabled user. */
export function addUser(
  { UserName, AuthenticationType, FirstName, LastName }: UserInput,
  { store, world }: Pick<Call, 'store' | 'world'>,
): User {
  // There may be 100,000 users: copying objects with `...` takes most of the time.
  const user: User = {
    UserName,
    AuthenticationType,
    Arn: arnOf(store.region, store.accountId, `user/userpool/${encodeURIComponent(UserName)}`), // (U) DescribeUsers: The ARN of a user.
    Enabled: true,
    Status: 'UNCONFIRMED',
    CreatedTime: world.agenda.now(),
  };
  if (FirstName !== undefined) user.FirstName = FirstName;
  if (LastName !== undefined) user.LastName = LastName;
  store.users.set(keyOf(user), user);
  return user;
}

/** Whether the user exists. */
export function hasUser(store: Store, key: UserKey): boolean {
  return store.users.has(keyOf(key));
}

function userNamed(store: Store, key: UserKey): User {
  const user = store.users.get(keyOf(key));
  if (!user) throw notFound('user', key.UserName, store.accountId);
  return user;
}

function keyOf({ AuthenticationType, UserName }: UserKey): string {
  return `${AuthenticationType}/${UserName}`;
}
