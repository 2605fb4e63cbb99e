// Associations between users of the user pool and stacks, listed from both sides. The API changes many pairs in one
// call, which succeeds even when pairs fail; the failures are in the response.
import type { Stack, User, UserStackAssociation } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import type { Api } from '../api/types';
import type { Values } from '../forms/field';
import type { Action, Answers, Ask, Choice, Confirm, Form, Target } from './action';
import { ActionRefused, several, wholeInput } from './action';
import type { Kind } from './kind';
import type { Scope } from './listing';
import { collect, list } from './listing';
import { togetherAction } from './parts/actions';
import type { ChangePairs } from './parts/batch';
import { associatePairs, disassociatePairs } from './parts/batch';
import { pseudonym } from './parts/pseudonym';

const stackName = 'UserStackAssociations.StackName';
const userName = 'UserStackAssociations.UserName';
const sendMail = 'UserStackAssociations.SendEmailNotification';

/** The authentication type of the user pool. AppStream doesn't manage users of SAML providers and domains. */
export const userPool = 'USERPOOL' as const;

const touches = ['userStack', 'stackUser'] as const;

const mailAsk: Ask = {
  member: sendMail,
  title: 'Notify them by e-mail',
  choices: () =>
    Promise.resolve([
      { value: 'false', label: l10n.t("Don't send an e-mail") },
      { value: 'true', label: l10n.t('Send an e-mail with sign-in instructions') },
    ]),
};

type Command = Pick<Action, 'name' | 'title' | 'palette'>;

function associate<T>(command: Command, ask: Ask<T>, pairs: PairsOf<T>): Action<T> {
  return togetherAction<T>({
    ...command,
    group: 'associate',
    operations: ['BatchAssociateUserStack', 'DescribeStacks', 'DescribeUsers'],
    asks: [ask, mailAsk],
    progress: 'Associating…',
    proof: { isDone: async (target, answers) => (await areAssociated(target, pairs(target, answers))).every(Boolean) },
    touches,
    together: (targets, answers) =>
      change(associatePairs, targets, target => withMail(pairs(target, answers), answers)),
  });
}

function disassociate<T>(
  command: Command,
  confirm: Pick<Confirm<T>, 'question' | 'questionAll' | 'names'>,
  asks: readonly Ask<T>[],
  pairs: PairsOf<T>,
): Action<T> {
  return togetherAction<T>({
    ...command,
    // Without questions, the action is on the row of the association itself.
    group: asks.length ? 'associate' : 'delete',
    operations: ['BatchDisassociateUserStack', 'DescribeUserStackAssociations'],
    asks,
    confirm: {
      verb: 'Disassociate',
      ...confirm,
      consequence:
        'The users can no longer start sessions from the stack. An open session may continue for about an hour.',
    },
    progress: 'Disassociating…',
    proof: { isDone: async (target, answers) => !(await areAssociated(target, pairs(target, answers))).some(Boolean) },
    touches,
    together: (targets, answers) => change(disassociatePairs, targets, target => pairs(target, answers)),
  });
}

/** The first five names of a list, so that a question stays readable. */
function someOf(names: readonly string[]): string {
  const maxNames = 5;
  const shown = names.slice(0, maxNames).join(', ');
  return names.length > maxNames ? l10n.t('{0} and {1} more', shown, names.length - maxNames) : shown;
}

type PairsOf<T> = (target: Target<T>, answers: Answers) => readonly UserStackAssociation[];

async function change<T>(
  changePairs: ChangePairs,
  targets: readonly Target<T>[],
  pairsOf: (target: Target<T>) => readonly UserStackAssociation[],
) {
  const [first] = targets;
  return first ? changePairs(first.api, targets.map(pairsOf), first.signal) : [];
}

/** The pairs, with a notification e-mail to each user if the answers ask for it. */
function withMail(pairs: readonly UserStackAssociation[], answers: Answers): readonly UserStackAssociation[] {
  return answers[sendMail] === 'true' ? pairs.map(one => ({ ...one, SendEmailNotification: true })) : pairs;
}

/** Whether each of the pairs is associated now. All pairs are of one stack, or of one user. */
async function areAssociated<T>(
  { api, signal }: Target<T>,
  pairs: readonly UserStackAssociation[],
): Promise<readonly boolean[]> {
  const [first] = pairs;
  if (!first) return [];
  const isOneStack = pairs.every(({ StackName }) => StackName === first.StackName);
  const scope = isOneStack
    ? { StackName: first.StackName, AuthenticationType: first.AuthenticationType }
    : { UserName: first.UserName, AuthenticationType: first.AuthenticationType };
  const existing = await associations(api, scope, signal);
  return pairs.map(({ StackName, UserName }) =>
    existing.some(other => other.StackName === StackName && other.UserName === UserName),
  );
}

const pair = (StackName: string, { UserName, AuthenticationType }: Partial<UserStackAssociation>) => ({
  StackName,
  UserName: UserName ?? '',
  AuthenticationType: AuthenticationType ?? userPool,
});

const stacksOfUser: PairsOf<User> = ({ resource }, answers) =>
  several(answers[stackName]).map(name => pair(name, resource as Partial<UserStackAssociation>));
const usersOfStack: PairsOf<Stack> = ({ resource }, answers) =>
  several(answers[userName]).map(UserName => pair(resource.Name ?? '', { UserName }));
const ownPair: PairsOf<UserStackAssociation> = ({ resource }) => [pair(resource.StackName ?? '', resource)];

const pairsMember = 'UserStackAssociations';

const bulkForm: Form<Stack> = {
  operation: 'BatchAssociateUserStack',
  submit: 'Associate Users',
  hints: {
    members: {
      [pairsMember]: {
        label: 'Users',
        help: 'Users of the user pool who may stream from this stack. Paste several lines to add several users.',
        min: 1,
        // More than one call takes, so several calls are made, one after the other.
        max: 1000,
      },
      [userName]: { label: 'E-mail address', suggest: 'user', sensitive: true, placeholder: 'name@example.com' },
      [stackName]: { hidden: true },
      [`${pairsMember}.AuthenticationType`]: { hidden: true },
      [sendMail]: { label: 'Notify them by e-mail' },
    },
  },
  values: () => ({ [pairsMember]: [{}] }),
  complete: (stack, _scope, entered) => ({
    [pairsMember]: entriesOf(entered).map(entry => ({ ...entry, ...pair(stack.Name ?? '', entry) })),
  }),
};

function entriesOf(entered: Values): readonly Partial<UserStackAssociation>[] {
  return (entered[pairsMember] ?? []) as readonly Partial<UserStackAssociation>[];
}

function bulkPairs(stack: Stack, scope: Scope, entered: Values): readonly UserStackAssociation[] {
  return entriesOf(wholeInput(bulkForm, stack, scope, entered)) as UserStackAssociation[];
}

/** Associates many users at once, from a pasted list. Failures are shown at their lines. */
const bulkAssociate: Action<Stack> = {
  name: 'associateUserList',
  title: 'Associate Users in Bulk…',
  group: 'associate',
  operations: ['BatchAssociateUserStack'],
  form: bulkForm,
  progress: 'Associating…',
  proof: {
    isDone: async (target, _answers, entered) =>
      (await areAssociated(target, bulkPairs(target.resource, target.scope, entered))).every(Boolean),
  },
  touches,
  async perform(target, _answers, entered) {
    const pairs = bulkPairs(target.resource, target.scope, entered);
    const groups = pairs.map(one => [one]);
    const errors = await associatePairs(target.api, groups, target.signal);
    // If a call's response was lost, pairs that are associated now didn't fail.
    const isUnknown = errors.some(error => error?.mayHaveHappened);
    const associated = isUnknown ? await areAssociated(target, pairs).catch(() => undefined) : [];
    const problems = errors.flatMap((error, at) =>
      error && !(error.mayHaveHappened && associated?.[at])
        ? [{ path: [pairsMember, at, 'UserName'], message: [error.message, ...(error.details ?? [])].join(' ') }]
        : [],
    );
    if (!problems.length) return;
    const [failed, all] = [problems.length, pairs.length];
    const message = !associated
      ? l10n.t("It's not known whether {0} of {1} are associated, because the check failed, too.", failed, all)
      : failed < all
        ? l10n.t("{0} of {1} couldn't be associated. The others are associated.", failed, all)
        : l10n.t('No association was created.');
    throw new ActionRefused(message, problems);
  },
};

/** A user's actions for stacks. */
export const userStackActions: readonly Action<User>[] = [
  associate(
    { name: 'associate', title: 'Associate Stacks with User…' },
    {
      member: stackName,
      title: 'Stacks to associate',
      many: true,
      choices: allStacks,
      none: 'This Region has no stacks yet.',
    },
    stacksOfUser,
  ),
  disassociate(
    { name: 'disassociate', title: 'Disassociate Stacks from User…' },
    {
      question: 'Disassociate user {0} from {1}?',
      questionAll: 'Disassociate {0} users from {1}?',
      names: (_user, _scope, answers) => [someOf(several(answers[stackName]))],
    },
    [
      {
        member: stackName,
        title: 'Stacks to disassociate',
        many: true,
        choices: async ({ api, resource, signal }) =>
          (await associations(api, userScope(resource) ?? {}, signal)).map(({ StackName }) => ({
            value: StackName ?? '',
          })),
        none: 'No stack is associated with this user.',
      },
    ],
    stacksOfUser,
  ),
];

/** A stack's actions for users. */
export const stackUserActions: readonly Action<Stack>[] = [
  bulkAssociate,
  associate(
    { name: 'associateUsers', title: 'Associate Users with Stack…' },
    {
      member: userName,
      title: 'Users to associate',
      many: true,
      choices: allUsers,
      none: 'The user pool has no users yet.',
    },
    usersOfStack,
  ),
  disassociate(
    { name: 'disassociateUsers', title: 'Disassociate Users from Stack…' },
    {
      question: 'Disassociate {1} from stack {0}?',
      questionAll: 'Disassociate {1} from {0} stacks?',
      names: (_stack, _scope, answers) => [someOf(several(answers[userName]))],
    },
    [
      {
        member: userName,
        title: 'Users to disassociate',
        many: true,
        choices: async ({ api, resource, signal }) =>
          (await associations(api, { StackName: resource.Name, AuthenticationType: userPool }, signal)).map(
            ({ UserName }) => ({ value: UserName ?? '' }),
          ),
        none: 'No user is associated with this stack.',
      },
    ],
    usersOfStack,
  ),
];

const listing = list('DescribeUserStackAssociations', out => out.UserStackAssociations);
const facts = ({ StackName, AuthenticationType, SendEmailNotification }: Partial<UserStackAssociation>) => [
  { label: 'Stack', value: StackName },
  { label: 'Authentication', value: AuthenticationType },
  { label: 'E-mail sent', value: SendEmailNotification },
];

/** A stack that a user may use. Scope: UserName and AuthenticationType. */
export const userStack: Kind<UserStackAssociation, 'userStack'> = {
  name: 'userStack',
  title: "User's Stack",
  plural: 'Associated Stacks',
  none: 'No associated stacks',
  icon: 'layers',
  list: listing,
  id: association => association.StackName,
  refersTo: { StackName: 'stack' },
  facts,
  actions: [
    disassociate(
      { name: 'disassociate', title: 'Disassociate…', palette: false },
      {
        question: 'Disassociate user {1} from stack {0}?',
        questionAll: 'Disassociate users from {0} stacks?',
        names: ({ UserName }) => [UserName],
      },
      [],
      ownPair,
    ),
  ],
};

/** A user who may use a stack. Scope: StackName. */
export const stackUser: Kind<UserStackAssociation, 'stackUser'> = {
  name: 'stackUser',
  title: "Stack's User",
  plural: 'Users',
  none: 'No users yet',
  icon: 'person',
  list: listing,
  id: association => pseudonym(association.UserName, association.AuthenticationType),
  refersTo: { UserName: 'user', StackName: 'stack' },
  label: association => association.UserName,
  privateLabel: true,
  facts: association => [
    { label: 'ID', value: pseudonym(association.UserName, association.AuthenticationType) },
    ...facts(association),
  ],
  actions: [
    disassociate(
      { name: 'disassociate', title: 'Disassociate…', palette: false },
      {
        question: 'Disassociate user {0} from stack {1}?',
        questionAll: 'Disassociate {0} users from their stacks?',
        names: ({ StackName }) => [StackName],
      },
      [],
      ownPair,
    ),
  ],
};

/** The scope of a user's associations. */
export function userScope({ UserName, AuthenticationType }: Partial<User>): Record<string, string> | undefined {
  return UserName === undefined ? undefined : { UserName, AuthenticationType: AuthenticationType ?? userPool };
}

function associations(
  api: Api,
  scope: { readonly [member: string]: string | undefined },
  signal: AbortSignal,
): Promise<UserStackAssociation[]> {
  return collect(api, 'DescribeUserStackAssociations', scope, out => out.UserStackAssociations, signal);
}

async function allStacks({ api, signal }: Target<User>): Promise<Choice[]> {
  const stacks = await collect(api, 'DescribeStacks', {}, out => out.Stacks, signal);
  return stacks.map(({ Name, DisplayName }) => ({
    value: Name ?? '',
    ...(DisplayName !== undefined && { description: DisplayName }),
  }));
}

async function allUsers({ api, signal }: Target<Stack>): Promise<Choice[]> {
  const users = await collect(api, 'DescribeUsers', { AuthenticationType: userPool }, out => out.Users, signal);
  return users.map(({ UserName, FirstName, LastName }) => ({
    value: UserName ?? '',
    description: [FirstName, LastName].filter(Boolean).join(' '),
  }));
}
