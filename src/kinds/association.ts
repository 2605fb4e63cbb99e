// A fleet below its stack, and a stack below its fleet: the same association seen from its two ends.
import type { Fleet, Stack } from '@aws-sdk/client-appstream';

import { describeFleets, disassociated, fleet, stacksOf } from './fleet';
import { defineKind, stateIs } from './kind';
import type { Action, Confirm, Scope } from './kind';
import { describeStacks, fleetsOf, stack } from './stack';
import { streamingAsks, streamingUrl } from './streaming';

/** A fleet that a stack is associated with. Scope: StackName. */
export const associatedFleet = defineKind<Fleet>({
  ...fleet,
  create: undefined, // What is made is not associated with anything yet.
  name: 'associatedFleet',
  title: 'Associated Fleet',
  plural: 'Associated Fleets',
  list: {
    operations: ['ListAssociatedFleets', 'DescribeFleets'],
    async *pages(api, { StackName }, signal) {
      const names = await fleetsOf(api, StackName ?? '', signal);
      if (names.length)
        yield await describeFleets(
          api,
          names.map(Name => ({ Name }) as Fleet),
          signal,
        );
    },
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
      perform: (target, answers) =>
        streamingUrl(target, target.scope['StackName'] ?? '', target.resource.Name ?? '', answers),
    },
    disassociate<Fleet>((fleet, scope) => ({ FleetName: fleet.Name, StackName: scope['StackName'] }), {
      question: 'Disassociate fleet {0} from stack {1}?',
      questionAll: 'Disassociate {0} fleets from their stacks?',
      names: (_fleet, { StackName }) => [StackName],
    }),
  ],
});

/** A stack that a fleet is associated with. Scope: FleetName. */
export const associatedStack = defineKind<Stack>({
  ...stack,
  create: undefined,
  name: 'associatedStack',
  title: 'Associated Stack',
  plural: 'Associated Stacks',
  list: {
    operations: ['ListAssociatedStacks', 'DescribeStacks'],
    async *pages(api, { FleetName }, signal) {
      const names = await stacksOf(api, FleetName ?? '', signal);
      if (names.length)
        yield await describeStacks(
          api,
          names.map(Name => ({ Name })),
          signal,
        );
    },
  },
  children: [],
  actions: [
    disassociate<Stack>((stack, scope) => ({ FleetName: scope['FleetName'], StackName: stack.Name }), {
      question: 'Disassociate stack {0} from fleet {1}?',
      questionAll: 'Disassociate {0} stacks from their fleets?',
      names: (_stack, { FleetName }) => [FleetName],
    }),
  ],
});

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
    touches: ['associatedStack', 'associatedFleet', 'session'],
    perform: async ({ api, resource, scope, signal }) =>
      void (await api.call('DisassociateFleet', pair(resource, scope), signal)),
  };
}
