// The association between a fleet and a stack, listed from both sides.
import type { Fleet, Stack } from '@aws-sdk/client-appstream';

import type { Api } from '../api/types';
import type { Action, Confirm } from './action';
import { describeFleets, disassociated, fleet, fleetsOf, stacksOf } from './fleet';
import type { Kind } from './kind';
import { stateIs } from './kind';
import type { Scope } from './listing';
import { disassociation } from './parts/actions';
import { collectExisting } from './parts/existing';
import { streamingAsks, streamingUrl, urlUnseen } from './parts/streaming';
import { describeStacks, runningFleetIn, stack } from './stack';

/** A fleet that a stack is associated with. Scope: StackName. */
export const associatedFleet: Kind<Fleet, 'associatedFleet'> = {
  ...fleet,
  ...associated('ListAssociatedFleets', 'DescribeFleets', 'StackName', describeFleets, fleetsOf),
  name: 'associatedFleet',
  title: 'Associated Fleet',
  plural: 'Associated Fleets',
  none: 'No associated fleets',
  refersTo: { ...fleet.refersTo, Name: 'fleet' },
  actions: [
    {
      name: 'stream',
      title: 'Create Streaming URL…',
      palette: false,
      inline: 'link-external',
      group: 'stream',
      operations: ['CreateStreamingURL', 'DescribeImages'],
      when: stateIs('RUNNING'),
      asks: streamingAsks(target => Promise.resolve(target.resource)),
      progress: 'Creating streaming URL…',
      proof: urlUnseen,
      perform: (target, answers) =>
        streamingUrl(target, target.scope['StackName'] ?? '', target.resource.Name ?? '', answers),
    },
    disassociate<Fleet>((fleet, scope) => ({ FleetName: fleet.Name, StackName: scope['StackName'] }), {
      question: 'Disassociate fleet {0} from stack {1}?',
      questionAll: 'Disassociate {0} fleets from their stacks?',
      names: (_fleet, { StackName }) => [StackName],
    }),
  ],
};

/** A stack that a fleet is associated with. Scope: FleetName. */
export const associatedStack: Kind<Stack, 'associatedStack'> = {
  ...stack,
  ...associated('ListAssociatedStacks', 'DescribeStacks', 'FleetName', describeStacks, stacksOf),
  name: 'associatedStack',
  title: 'Associated Stack',
  plural: 'Associated Stacks',
  none: 'No associated stacks',
  compares: 'name',
  refersTo: { Name: 'stack' },
  actions: [
    {
      name: 'stream',
      title: 'Create Streaming URL…',
      palette: false,
      group: 'stream',
      operations: ['CreateStreamingURL', 'DescribeFleets', 'DescribeImages'],
      asks: streamingAsks(target => runningFleetIn(target, [target.scope['FleetName'] ?? ''])),
      progress: 'Creating streaming URL…',
      proof: urlUnseen,
      perform: (target, answers) =>
        streamingUrl(target, target.resource.Name ?? '', target.scope['FleetName'] ?? '', answers),
    },
    disassociate<Stack>((stack, scope) => ({ FleetName: scope['FleetName'], StackName: stack.Name }), {
      question: 'Disassociate stack {0} from fleet {1}?',
      questionAll: 'Disassociate {0} stacks from their fleets?',
      names: (_stack, { FleetName }) => [FleetName],
    }),
  ],
};

// How the resources on one side are read.
function associated<T extends Fleet | Stack>(
  lists: 'ListAssociatedFleets' | 'ListAssociatedStacks',
  describes: 'DescribeFleets' | 'DescribeStacks',
  member: 'FleetName' | 'StackName',
  describe: (
    api: Api,
    named: readonly { Name?: string | undefined }[],
    scope: Scope,
    signal: AbortSignal,
  ) => Promise<T[]>,
  namesOf: (api: Api, name: string, signal: AbortSignal) => Promise<string[]>,
): Pick<Kind<T>, 'list' | 'describe' | 'scoped' | 'children' | 'create'> {
  return {
    list: {
      operations: [lists, describes],
      // Page by page, so earlier pages stay visible when a later one fails.
      async *pages(api, scope, signal) {
        const input = { [member]: scope[member] } as Record<typeof member, string>;
        for await (const { Names } of api.pages(lists, input, signal)) {
          const named = (names: readonly string[]) => names.map(Name => ({ Name }));
          yield await collectExisting(Names ?? [], some => describe(api, named(some), {}, signal));
        }
      },
    },
    scoped: true,
    // A resource may still exist but no longer be associated.
    async describe(api, resources, scope, signal) {
      const [names, existing] = await Promise.all([
        namesOf(api, scope[member] ?? '', signal),
        describe(api, resources, {}, signal),
      ]);
      return existing.filter(({ Name }) => Name !== undefined && names.includes(Name));
    },
    children: [],
    create: undefined, // A new resource isn't associated with anything yet.
  };
}

function disassociate<T>(
  pair: (resource: T, scope: Scope) => { FleetName: string | undefined; StackName: string | undefined },
  confirm: Pick<Confirm<T>, 'question' | 'questionAll' | 'names'>,
): Action<T> {
  return disassociation<T, 'DisassociateFleet'>({
    ...confirm,
    title: 'Disassociate…',
    palette: false,
    operation: 'DisassociateFleet',
    consequence: disassociated,
    touches: ['associatedStack', 'associatedFleet', 'session'],
    input: ({ resource, scope }) => pair(resource, scope),
  });
}
