import type { Fleet, FleetState } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import type { Api } from '../api/types';
import type { Choice, Target } from './action';
import { applicationChoices, isOffered } from './application';
import type { Kind, States } from './kind';
import { stateIs } from './kind';
import { below, collect, list } from './listing';
import { callAction, formAction, namedAction } from './parts/actions';
import { createFleet, fleetValues, updateFleet } from './parts/fleetForm';
import { describer, errorsIn, withOne } from './parts/reads';
import { streamingUrl, urlUnseen, urlValidityAsk, userAsk } from './parts/streaming';
import { tagsOf } from './tag';

/** The consequence of disassociating a fleet and a stack. */
export const disassociated = "Users of the stack can't stream from the fleet until you associate the two again.";

/** The names of a fleet's associated stacks. */
export function stacksOf(api: Api, FleetName: string, signal: AbortSignal): Promise<string[]> {
  return collect(api, 'ListAssociatedStacks', { FleetName }, out => out.Names, signal);
}

/** The names of the fleets that a stack is associated with. AWS currently allows one. */
export function fleetsOf(api: Api, StackName: string, signal: AbortSignal): Promise<string[]> {
  return collect(api, 'ListAssociatedFleets', { StackName }, out => out.Names, signal);
}

/** Reads fleets again by name, in one request. */
export const describeFleets = describer(
  'DescribeFleets',
  ({ Name }: { readonly Name?: string | undefined }) => Name,
  Names => ({ Names }),
  out => out.Fleets,
);

export const fleet: Kind<Fleet, 'fleet'> = {
  name: 'fleet',
  title: 'Fleet',
  plural: 'Fleets',
  none: 'No fleets yet',
  icon: 'server',
  consolePage: { path: 'fleets', selects: true },
  list: list('DescribeFleets', out => out.Fleets),
  describe: describeFleets,
  id: fleet => fleet.Name,
  namedBy: { Name: true },
  displayName: fleet => fleet.DisplayName,
  arn: fleet => fleet.Arn,
  images: fleet => [fleet.ImageName, fleet.ImageArn],
  types: fleet => [fleet.FleetType, fleet.InstanceType],
  state: fleet => fleet.State,
  states: {
    STARTING: { to: 'RUNNING' },
    RUNNING: 'running',
    STOPPING: { to: 'STOPPED' },
    STOPPED: 'stopped',
  } satisfies States<FleetState>,
  // Instances that join a domain take up to 25 minutes to start (AWS documentation).
  usualMinutes: ({ DomainJoinInfo }) => (DomainJoinInfo?.DirectoryName ? 25 : 20),
  capacity: ({ State, ComputeCapacityStatus: status }) =>
    State === 'RUNNING' && status?.Running !== undefined
      ? { runs: status.Running, wanted: status.Desired ?? 0 }
      : undefined,
  detail: inUse,
  compares: 'fleet',
  changing: ['ComputeCapacity'],
  created: fleet => fleet.CreatedTime,
  facts: fleet => [
    { label: 'Display name', value: fleet.DisplayName },
    { label: 'Type', value: fleet.FleetType },
    { label: 'Instance type', value: fleet.InstanceType },
    { label: 'Image', value: fleet.ImageName ?? fleet.ImageArn },
    { label: 'Platform', value: fleet.Platform },
    { label: 'Desired', value: fleet.ComputeCapacityStatus?.Desired },
    { label: 'Running', value: fleet.ComputeCapacityStatus?.Running },
    { label: 'In use', value: fleet.ComputeCapacityStatus?.InUse },
    { label: 'Available', value: fleet.ComputeCapacityStatus?.Available },
    { label: 'Active user sessions', value: fleet.ComputeCapacityStatus?.ActiveUserSessions },
    { label: 'Max concurrent sessions', value: fleet.MaxConcurrentSessions },
    { label: 'Stream view', value: fleet.StreamView },
    { label: 'Default internet access', value: fleet.EnableDefaultInternetAccess },
    { label: 'Description', value: fleet.Description },
    { label: 'Created', value: fleet.CreatedTime },
  ],
  refersTo: { ImageName: 'image', ImageArn: 'image', 'DomainJoinInfo.DirectoryName': 'directoryConfig' },
  errors: fleet => errorsIn('FleetErrorCode', fleet.FleetErrors),
  children: [
    { kind: 'associatedStack', scope: fleet => below('FleetName', fleet.Name) },
    { kind: 'session', scope: fleet => below('FleetName', fleet.Name) },
    {
      kind: 'fleetApplication',
      scope: fleet => (fleet.FleetType === 'ELASTIC' ? below('FleetName', fleet.Name) : undefined),
    },
    tagsOf(fleet => fleet.Arn),
  ],
  create: createFleet,
  desired: fleetValues,
  duplicate: true,
  actions: [
    namedAction({
      name: 'start',
      title: 'Start Fleet',
      inline: 'play',
      group: 'state',
      operations: ['StartFleet'],
      when: stateIs('STOPPED'),
      leadsTo: 'RUNNING',
      undoneBy: 'stop',
      progress: 'Starting…',
      proof: 'state',
    }),
    namedAction({
      name: 'stop',
      title: 'Stop Fleet',
      inline: 'debug-stop',
      group: 'state',
      operations: ['StopFleet'],
      when: stateIs('RUNNING'),
      leadsTo: 'STOPPED',
      undoneBy: 'start',
      confirm: {
        verb: 'Stop',
        question: 'Stop fleet {0}?',
        questionAll: 'Stop {0} fleets?',
        consequence:
          'Streaming sessions on the fleet end, and unsaved work is lost. Nobody can stream from the fleet until you start it again.',
      },
      progress: 'Stopping…',
      proof: 'state',
    }),
    {
      name: 'stream',
      title: 'Create Fleet Streaming URL…',
      inline: 'link-external',
      group: 'stream',
      seldom: true, // the row has its icon
      operations: ['CreateStreamingURL', 'ListAssociatedStacks'],
      when: stateIs('RUNNING'),
      // With several stacks, a question for the application would be a fourth. The URL shows the catalog.
      asks: [
        {
          member: 'StackName',
          title: 'Stack',
          takesOnly: true,
          choices: associatedStacks,
          none: 'No stack is associated with this fleet. Associate one with it first.',
        },
        userAsk,
        urlValidityAsk(),
      ],
      progress: 'Creating streaming URL…',
      proof: urlUnseen,
      perform: (target, { StackName = '', UserId = '', Validity = '' }) =>
        streamingUrl(target, StackName, target.resource.Name ?? '', { UserId, Validity }),
    },
    formAction({
      name: 'update',
      title: 'Update Fleet…',
      group: 'change',
      when: stateIs('STOPPED', 'RUNNING'),
      progress: 'Updating…',
      form: updateFleet,
    }),
    callAction({
      name: 'associate',
      title: 'Associate Stack with Fleet…',
      group: 'associate',
      single: true,
      operations: ['AssociateFleet', 'ListAssociatedStacks', 'DescribeStacks'],
      asks: [
        {
          member: 'StackName',
          title: 'Stack to associate',
          choices: unassociatedStacks,
          none: 'This Region has no other stack to associate with this fleet.',
        },
      ],
      undoneBy: 'disassociate',
      progress: 'Associating…',
      proof: {
        isDone: async ({ api, resource, signal }, { StackName = '' }) =>
          (await stacksOf(api, resource.Name ?? '', signal)).includes(StackName),
      },
      touches: ['associatedStack', 'associatedFleet', 'session'],
      input: ({ resource }, { StackName }) => ({ FleetName: resource.Name, StackName }),
    }),
    callAction({
      name: 'associateApplication',
      title: 'Associate Application with Fleet…',
      group: 'associate',
      operations: ['AssociateApplicationFleet', 'DescribeApplications', 'DescribeApplicationFleetAssociations'],
      when: fleet => fleet.FleetType === 'ELASTIC',
      asks: [
        {
          member: 'ApplicationArn',
          title: 'Application to offer',
          choices: applicationChoices,
          none: "This Region has no other application for the fleet's platform.",
        },
      ],
      progress: 'Associating…',
      proof: {
        isDone: ({ api, resource, signal }, { ApplicationArn }) =>
          isOffered(api, resource, { Arn: ApplicationArn }, signal),
      },
      touches: ['applicationFleet', 'fleetApplication'],
      input: ({ resource }, { ApplicationArn }) => ({ FleetName: resource.Name, ApplicationArn }),
    }),
    callAction({
      name: 'disassociate',
      title: 'Disassociate Stack from Fleet…',
      group: 'associate',
      operations: ['DisassociateFleet', 'ListAssociatedStacks'],
      asks: [
        {
          member: 'StackName',
          title: 'Stack to disassociate',
          choices: associatedStacks,
          none: 'No stack is associated with this fleet.',
        },
      ],
      confirm: {
        verb: 'Disassociate',
        question: 'Disassociate stack {1} from fleet {0}?',
        questionAll: 'Disassociate stack {1} from {0} fleets?',
        names: (_fleet, _scope, { StackName }) => [StackName],
        consequence: disassociated,
      },
      undoneBy: 'associate',
      progress: 'Disassociating…',
      proof: {
        isDone: async ({ api, resource, signal }, { StackName = '' }) =>
          !(await stacksOf(api, resource.Name ?? '', signal)).includes(StackName),
      },
      touches: ['associatedStack', 'associatedFleet', 'session'],
      input: ({ resource }, { StackName }) => ({ FleetName: resource.Name, StackName }),
    }),
    namedAction({
      name: 'delete',
      title: 'Delete Fleet…',
      group: 'delete',
      operations: ['DeleteFleet', 'ListAssociatedStacks', 'ListAssociatedFleets'],
      when: stateIs('STOPPED'),
      preparedBy: 'stop',
      blockers: [
        {
          kind: 'stack',
          one: 'Stack {0} is associated with the fleet. Disassociate it first.',
          many: 'Stacks {0} are associated with the fleet. Disassociate them first.',
          show: 'Show Stack {0}',
          remedy: { own: 'disassociate', member: 'StackName' },
          also: {
            kind: 'stack',
            unused: ({ api, signal }, stacks) => withOne(stacks, name => fleetsOf(api, name, signal)),
          },
          find: ({ api, resource, signal }) => stacksOf(api, resource.Name ?? '', signal),
        },
      ],
      confirm: {
        verb: 'Delete',
        question: 'Delete fleet {0}?',
        questionAll: 'Delete {0} fleets?',
        consequence:
          "The fleet and its settings are deleted. This can't be undone. CloudWatch alarms for its scaling stay.",
        typedName: true,
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};

// Elastic and multi-session fleets count sessions, other fleets instances.
function inUse({ ComputeCapacityStatus: status }: Fleet): string | undefined {
  if (!status) return undefined;
  return status.DesiredUserSessions === undefined
    ? l10n.t('{0}/{1} in use', status.InUse ?? 0, status.Desired ?? 0)
    : l10n.t('{0}/{1} sessions', status.ActiveUserSessions ?? 0, status.DesiredUserSessions);
}

async function associatedStacks({ api, resource, signal }: Target<Fleet>): Promise<Choice[]> {
  return (await stacksOf(api, resource.Name ?? '', signal)).map(value => ({ value }));
}

async function unassociatedStacks({ api, resource, signal }: Target<Fleet>): Promise<Choice[]> {
  const [stacks, associated] = await Promise.all([
    collect(api, 'DescribeStacks', {}, out => out.Stacks, signal),
    stacksOf(api, resource.Name ?? '', signal),
  ]);
  return stacks
    .filter(stack => stack.Name !== undefined && !associated.includes(stack.Name))
    .map(stack => ({ value: stack.Name ?? '', ...(stack.DisplayName && { description: stack.DisplayName }) }));
}
