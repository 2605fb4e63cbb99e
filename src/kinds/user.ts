// Users of the user pool. Their names are e-mail addresses, which are shown but never part of an id.
import type { User } from '@aws-sdk/client-appstream';

import type { Action, Create, Target } from './action';
import type { Kind } from './kind';
import { collect, list } from './listing';
import { callAction } from './parts/actions';
import { pseudonym } from './parts/pseudonym';
import { userPool, userScope, userStackActions } from './userStack';

const idOf = ({ UserName, AuthenticationType }: Partial<User>): string | undefined =>
  pseudonym(UserName, AuthenticationType ?? userPool);

const createUser: Create = {
  title: 'Create User…',
  form: {
    operation: 'CreateUser',
    submit: 'Create User',
    hints: {
      order: ['UserName', 'FirstName', 'LastName', 'MessageAction'],
      members: {
        UserName: { label: 'E-mail address', placeholder: 'name@example.com' },
        MessageAction: {
          label: 'Welcome e-mail',
          help: 'AWS sends the user an e-mail with sign-in instructions, unless you suppress it.',
          options: [{ value: 'SUPPRESS' }],
        },
      },
    },
    fixed: () => ({ AuthenticationType: userPool }),
  },
  id: ({ UserName }) => (typeof UserName === 'string' ? idOf({ UserName }) : undefined),
};

const isEnabled = (user: User): boolean => user.Enabled !== false;

// The members that identify a user in all calls.
const keyOf = ({ resource }: Target<User>) => ({
  UserName: resource.UserName,
  AuthenticationType: resource.AuthenticationType ?? userPool,
});

const actions: readonly Action<User>[] = [
  callAction({
    name: 'enable',
    title: 'Enable User',
    group: 'state',
    operations: ['EnableUser'],
    when: user => !isEnabled(user),
    progress: 'Enabling…',
    proof: 'state',
    input: keyOf,
  }),
  callAction({
    name: 'disable',
    title: 'Disable User…',
    group: 'state',
    operations: ['DisableUser'],
    when: isEnabled,
    confirm: {
      verb: 'Disable',
      question: 'Disable user {0}?',
      questionAll: 'Disable {0} users?',
      consequence:
        "The user can't sign in until you enable the user again. An open session may continue for about an hour. The associations with stacks stay.",
    },
    progress: 'Disabling…',
    proof: 'state',
    input: keyOf,
  }),
  callAction({
    name: 'resend',
    title: 'Resend Welcome E-mail',
    group: 'change',
    operations: ['CreateUser'],
    // A user who has signed in once doesn't need the e-mail again.
    when: user => isEnabled(user) && user.Status !== 'CONFIRMED',
    progress: 'Sending…',
    proof: { uncheckable: 'AWS may have sent the e-mail.' },
    // Without first and last name, since the API refuses them when resending.
    input: target => ({ ...keyOf(target), MessageAction: 'RESEND' as const }),
  }),
  ...userStackActions,
  callAction({
    name: 'delete',
    title: 'Delete User…',
    group: 'delete',
    operations: ['DeleteUser'],
    confirm: {
      verb: 'Delete',
      question: 'Delete user {0}?',
      questionAll: 'Delete {0} users?',
      consequence: "The user and the user's associations with stacks are deleted. This can't be undone.",
      typedName: true,
    },
    progress: 'Deleting…',
    proof: 'gone',
    touches: ['stackUser'],
    input: keyOf,
  }),
];

export const user: Kind<User, 'user'> = {
  name: 'user',
  title: 'User',
  plural: 'Users',
  none: 'No users yet',
  icon: 'person',
  consolePage: { path: 'user-pool' },
  list: list(
    'DescribeUsers',
    out => out.Users,
    () => ({ AuthenticationType: userPool }),
  ),
  // The API can't describe a single user.
  describe: (api, _users, _scope, signal) =>
    collect(api, 'DescribeUsers', { AuthenticationType: userPool }, out => out.Users, signal),
  id: idOf,
  label: user => user.UserName,
  privateLabel: true,
  arn: user => user.Arn,
  state: ({ Enabled }) => (Enabled === undefined ? undefined : Enabled ? 'ENABLED' : 'DISABLED'),
  detail: ({ Status, FirstName, LastName }) =>
    [[FirstName, LastName].filter(Boolean).join(' '), Status].filter(Boolean).join(' · '),
  created: user => user.CreatedTime,
  facts: user => [
    { label: 'ID', value: idOf(user) },
    { label: 'First name', value: user.FirstName },
    { label: 'Last name', value: user.LastName },
    { label: 'Status', value: user.Status },
    { label: 'Authentication', value: user.AuthenticationType },
    { label: 'Created', value: user.CreatedTime },
  ],
  children: [{ kind: 'userStack', scope: userScope }],
  create: createUser,
  actions,
};
