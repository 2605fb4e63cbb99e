import type { Fleet, Stack } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import type { Input } from '../api/types';
import type { Choice, Target } from './action';
import { ActionRefused, wholeInput } from './action';
import { describeFleets, disassociated, fleetsOf, stacksOf } from './fleet';
import type { Kind } from './kind';
import { below, collect, list } from './listing';
import { callAction, formAction, namedAction } from './parts/actions';
import { collectExisting } from './parts/existing';
import { describer, errorsIn, withOne } from './parts/reads';
import { createStack, stackValues, updateStack } from './parts/stackForm';
import { createStreamingUrl, streamingAsks, streamingForm, streamingUrl, urlUnseen } from './parts/streaming';
import { tagsOf } from './tag';
import { stackUserActions } from './userStack';

/** Reads stacks again by name, in one request. */
export const describeStacks = describer(
  'DescribeStacks',
  ({ Name }: { readonly Name?: string | undefined }) => Name,
  Names => ({ Names }),
  out => out.Stacks,
);

const streamForm = streamingForm(runningFleet);

export const stack: Kind<Stack, 'stack'> = {
  name: 'stack',
  title: 'Stack',
  plural: 'Stacks',
  none: 'No stacks yet',
  icon: 'layers',
  consolePage: { path: 'stacks', selects: true },
  list: list('DescribeStacks', out => out.Stacks),
  describe: describeStacks,
  id: stack => stack.Name,
  namedBy: { Name: true },
  displayName: stack => stack.DisplayName,
  arn: stack => stack.Arn,
  detail: stack => stack.DisplayName,
  compares: 'stack',
  created: stack => stack.CreatedTime,
  facts: stack => [
    { label: 'Display name', value: stack.DisplayName },
    { label: 'Description', value: stack.Description },
    { label: 'Storage', value: stack.StorageConnectors?.map(connector => connector.ConnectorType).join(', ') },
    { label: 'Application settings', value: stack.ApplicationSettings?.Enabled },
    { label: 'Redirect URL', value: stack.RedirectURL },
    { label: 'Feedback URL', value: stack.FeedbackURL },
    { label: 'Embed host domains', value: stack.EmbedHostDomains?.join(', ') },
    { label: 'Created', value: stack.CreatedTime },
  ],
  errors: stack => errorsIn('StackErrorCode', stack.StackErrors),
  children: [
    { kind: 'associatedFleet', scope: stack => below('StackName', stack.Name) },
    { kind: 'session', scope: stack => below('StackName', stack.Name) },
    { kind: 'entitlement', scope: stack => below('StackName', stack.Name) },
    { kind: 'theme', scope: stack => below('StackName', stack.Name) },
    { kind: 'stackUser', scope: stack => below('StackName', stack.Name) },
    tagsOf(stack => stack.Arn),
  ],
  create: createStack,
  desired: stackValues,
  duplicate: true,
  actions: [
    formAction({ name: 'update', title: 'Update Stack…', group: 'change', progress: 'Updating…', form: updateStack }),
    {
      name: 'stream',
      title: 'Create Streaming URL…',
      group: 'stream',
      operations: ['CreateStreamingURL', 'ListAssociatedFleets', 'DescribeFleets', 'DescribeImages'],
      asks: streamingAsks(runningFleet),
      progress: 'Creating streaming URL…',
      proof: urlUnseen,
      perform: async (target, answers) =>
        streamingUrl(target, target.resource.Name ?? '', (await runningFleet(target)).Name ?? '', answers),
    },
    {
      name: 'streamForm',
      title: 'Create Streaming URL with All Options…',
      group: 'stream',
      seldom: true,
      operations: ['CreateStreamingURL', 'ListAssociatedFleets', 'DescribeFleets'],
      form: streamForm,
      progress: 'Creating streaming URL…',
      proof: urlUnseen,
      perform: ({ api, resource, scope, signal }, _answers, entered) => {
        const input = wholeInput(streamForm, resource, scope, entered);
        return createStreamingUrl(api, input as unknown as Input<'CreateStreamingURL'>, signal);
      },
    },
    callAction({
      name: 'associate',
      title: 'Associate Fleet with Stack…',
      group: 'associate',
      operations: ['AssociateFleet', 'DescribeFleets'],
      asks: [
        {
          member: 'FleetName',
          title: 'Fleet to associate',
          choices: fleetChoices,
          none: 'This Region has no fleets yet.',
        },
      ],
      undoneBy: 'disassociate',
      progress: 'Associating…',
      proof: {
        isDone: async ({ api, resource, signal }, { FleetName = '' }) =>
          (await fleetsOf(api, resource.Name ?? '', signal)).includes(FleetName),
      },
      touches: ['associatedStack', 'associatedFleet', 'session'],
      input: ({ resource }, { FleetName }) => ({ FleetName, StackName: resource.Name }),
    }),
    callAction({
      name: 'disassociate',
      title: 'Disassociate Fleet from Stack…',
      group: 'associate',
      operations: ['DisassociateFleet', 'ListAssociatedFleets'],
      asks: [
        {
          member: 'FleetName',
          title: 'Fleet to disassociate',
          choices: async ({ api, resource, signal }) =>
            (await fleetsOf(api, resource.Name ?? '', signal)).map(value => ({ value })),
          none: 'No fleet is associated with this stack.',
        },
      ],
      confirm: {
        verb: 'Disassociate',
        question: 'Disassociate fleet {1} from stack {0}?',
        questionAll: 'Disassociate fleet {1} from {0} stacks?',
        names: (_stack, _scope, { FleetName }) => [FleetName],
        consequence: disassociated,
      },
      undoneBy: 'associate',
      progress: 'Disassociating…',
      proof: {
        isDone: async ({ api, resource, signal }, { FleetName = '' }) =>
          !(await fleetsOf(api, resource.Name ?? '', signal)).includes(FleetName),
      },
      touches: ['associatedStack', 'associatedFleet', 'session'],
      input: ({ resource }, { FleetName }) => ({ FleetName, StackName: resource.Name }),
    }),
    ...stackUserActions,
    namedAction({
      name: 'delete',
      title: 'Delete Stack…',
      group: 'delete',
      operations: ['DeleteStack', 'ListAssociatedFleets', 'ListAssociatedStacks'],
      blockers: [
        {
          kind: 'fleet',
          one: 'Fleet {0} is associated with the stack. Disassociate it first.',
          many: 'Fleets {0} are associated with the stack. Disassociate them first.',
          show: 'Show Fleet {0}',
          remedy: { own: 'disassociate', member: 'FleetName' },
          also: {
            kind: 'fleet',
            unused: ({ api, signal }, fleets) => withOne(fleets, name => stacksOf(api, name, signal)),
          },
          find: ({ api, resource, signal }) => fleetsOf(api, resource.Name ?? '', signal),
        },
      ],
      confirm: {
        verb: 'Delete',
        question: 'Delete stack {0}?',
        questionAll: 'Delete {0} stacks?',
        consequence:
          "The stack, its settings, theme, entitlements and associations with users are deleted. This can't be undone.",
        typedName: true,
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};

// DescribeStacks doesn't say whether a stack can stream. It needs an associated fleet that is RUNNING.
async function runningFleet(target: Target<Stack>): Promise<Fleet> {
  const { api, resource, signal } = target;
  const names = await fleetsOf(api, resource.Name ?? '', signal);
  if (names.length) return runningFleetIn(target, names);
  throw new ActionRefused(l10n.t('Stack "{0}" has no fleet. Associate one with it first.', resource.Name ?? ''));
}

/** The one of a stack's fleets that is RUNNING. @throws ApiError, or ActionRefused if none is */
export async function runningFleetIn(
  { api, resource, signal }: Target<Stack>,
  names: readonly string[],
): Promise<Fleet> {
  const fleets = await collectExisting(names, some =>
    describeFleets(
      api,
      some.map(Name => ({ Name })),
      {},
      signal,
    ),
  );
  const running = fleets.find(fleet => fleet.State === 'RUNNING');
  if (running) return running;
  const [first] = fleets;
  throw new ActionRefused(
    l10n.t(
      'Stack "{0}" can\'t stream now: its fleet "{1}" is {2}. Start the fleet and wait until it is RUNNING.',
      resource.Name ?? '',
      first?.Name ?? names[0] ?? '',
      first?.State ?? '?',
    ),
  );
}

async function fleetChoices({ api, signal }: Target<Stack>): Promise<Choice[]> {
  const fleets = await collect(api, 'DescribeFleets', {}, out => out.Fleets, signal);
  return fleets.map(fleet => ({ value: fleet.Name ?? '', ...(fleet.State && { description: fleet.State }) }));
}
