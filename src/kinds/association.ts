// A fleet below its stack, and a stack below its fleet: the same association seen from its two ends.
import type { Fleet, Stack } from '@aws-sdk/client-appstream';

import { describeFleets, disassociated, fleet, stacksOf } from './fleet';
import type { Action, Confirm, Kind, Scope } from './kind';
import { stateIs } from './kind';
import { collectExisting } from './parts/existing';
import { streamingAsks, streamingUrl, urlUnseen } from './parts/streaming';
import { describeStacks, fleetsOf, stack } from './stack';

/** A fleet that a stack is associated with. Scope: StackName. */
export const associatedFleet: Kind<Fleet, 'associatedFleet'> = {
  ...fleet,
  create: undefined, // What is made is not associated with anything yet.
  name: 'associatedFleet',
  title: 'Associated Fleet',
  plural: 'Associated Fleets',
  list: {
    operations: ['ListAssociatedFleets', 'DescribeFleets'],
    // Page by page: what has come stays when a later page is refused.
    async *pages(api, { StackName }, signal) {
      for await (const { Names } of api.pages('ListAssociatedFleets', { StackName }, signal)) {
        yield await collectExisting(Names ?? [], some => describeFleets(api, named(some), signal));
      }
    },
  },
  scoped: true,
  // A fleet may be there that is associated no more.
  async describe(api, fleets, { StackName }, signal) {
    const [names, found] = await Promise.all([
      fleetsOf(api, StackName ?? '', signal),
      describeFleets(api, fleets, signal),
    ]);
    return found.filter(({ Name }) => Name !== undefined && names.includes(Name));
  },
  children: [],
  actions: [
    {
      name: 'stream',
      title: 'Create Streaming URL…',
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
  create: undefined,
  name: 'associatedStack',
  title: 'Associated Stack',
  plural: 'Associated Stacks',
  list: {
    operations: ['ListAssociatedStacks', 'DescribeStacks'],
    async *pages(api, { FleetName }, signal) {
      for await (const { Names } of api.pages('ListAssociatedStacks', { FleetName }, signal)) {
        yield await collectExisting(Names ?? [], some => describeStacks(api, named(some), signal));
      }
    },
  },
  scoped: true,
  async describe(api, stacks, { FleetName }, signal) {
    const [names, found] = await Promise.all([
      stacksOf(api, FleetName ?? '', signal),
      describeStacks(api, stacks, signal),
    ]);
    return found.filter(({ Name }) => Name !== undefined && names.includes(Name));
  },
  children: [],
  actions: [
    disassociate<Stack>((stack, scope) => ({ FleetName: scope['FleetName'], StackName: stack.Name }), {
      question: 'Disassociate stack {0} from fleet {1}?',
      questionAll: 'Disassociate {0} stacks from their fleets?',
      names: (_stack, { FleetName }) => [FleetName],
    }),
  ],
};

function named(names: readonly string[]): { Name: string }[] {
  return names.map(Name => ({ Name }));
}

function disassociate<T>(
  pair: (resource: T, scope: Scope) => { FleetName: string | undefined; StackName: string | undefined },
  asked: Pick<Confirm<T>, 'question' | 'questionAll' | 'names'>,
): Action<T> {
  return {
    name: 'disassociate',
    title: 'Disassociate…',
    group: 'delete',
    operations: ['DisassociateFleet'],
    confirm: { verb: 'Disassociate', ...asked, consequence: disassociated },
    progress: 'Disassociating…',
    proof: 'gone',
    touches: ['associatedStack', 'associatedFleet', 'session'],
    perform: async ({ api, resource, scope, signal }) =>
      void (await api.call('DisassociateFleet', pair(resource, scope), signal)),
  };
}
