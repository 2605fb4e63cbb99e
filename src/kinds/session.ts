import type { AuthenticationType, Session, SessionState } from '@aws-sdk/client-appstream';

import { isApiError } from '../api/core/errors';
import type { Api } from '../api/types';
import type { Kind, States } from './kind';
import { stateIs } from './kind';
import type { Scope } from './listing';
import { callAction } from './parts/actions';

// Without a type, DescribeSessions returns only sessions of type API, so those of SAML and user-pool users would be
// missing.
const authenticationTypes: AuthenticationType[] = ['API', 'SAML', 'USERPOOL', 'AWS_AD'];

const stackAndFleet = 'Stack {1}, fleet {2}';
const stackAndFleetNames = ({ StackName, FleetName }: Session) => [StackName, FleetName];

/** A live streaming session. Scope: FleetName or StackName; UserId and AuthenticationType ask for those of one user. */
export const session: Kind<Session, 'session'> = {
  name: 'session',
  title: 'Session',
  plural: 'Sessions',
  none: 'No sessions',
  icon: 'device-desktop',
  list: {
    operations: ['DescribeSessions', 'ListAssociatedStacks', 'ListAssociatedFleets'],
    // DescribeSessions has no list-all: it needs a stack and a fleet.
    async *pages(api, scope, signal, told) {
      const all: Pair[] = [];
      for await (const pair of pairs(api, scope, signal)) all.push(pair);
      told?.({ asked: all.length, answered: 0 });
      const { UserId, AuthenticationType } = scope;
      const types = authenticationTypes.filter(type => (AuthenticationType ?? type) === type);
      for (const [place, pair] of all.entries()) {
        yield* sessionsOf(api, { ...pair, ...(UserId !== undefined && { UserId }) }, signal, types);
        told?.({ asked: all.length, answered: place + 1 });
      }
    },
  },
  id: session => session.Id,
  label: session => session.UserId,
  privateLabel: true,
  types: session => [session.AuthenticationType],
  state: session => session.State,
  states: {
    PENDING: 'other',
    ACTIVE: 'running',
    EXPIRED: 'stopped',
  } satisfies States<SessionState>,
  unused: session => session.ConnectionState === 'NOT_CONNECTED',
  detail: session =>
    [
      session.ConnectionState,
      session.AuthenticationType,
      session.StackName,
      session.InstanceDrainStatus === 'DRAINING' ? 'DRAINING' : undefined,
    ]
      .filter(word => word !== undefined)
      .join(' · '),
  created: session => session.StartTime,
  refersTo: { StackName: 'stack', FleetName: 'fleet' },
  facts: session => [
    { label: 'Session ID', value: session.Id },
    { label: 'Stack', value: session.StackName },
    { label: 'Fleet', value: session.FleetName },
    { label: 'Authentication', value: session.AuthenticationType },
    { label: 'Connection', value: session.ConnectionState },
    { label: 'Started', value: session.StartTime },
    { label: 'Ends by', value: session.MaxExpirationTime },
    { label: 'Instance', value: session.InstanceId },
    { label: 'Instance drain status', value: session.InstanceDrainStatus },
    { label: 'Private IP address', value: session.NetworkAccessConfiguration?.EniPrivateIpAddress },
  ],
  actions: [
    callAction({
      name: 'drain',
      title: "Drain Session's Instance…",
      group: 'change',
      operations: ['DrainSessionInstance'],
      // The drain status is NOT_APPLICABLE unless the fleet is a multi-session fleet.
      when: session => session.State === 'ACTIVE' && session.InstanceDrainStatus === 'ACTIVE',
      confirm: {
        verb: 'Drain Instance',
        question: 'Drain the instance that {0} streams from?',
        questionAll: 'Drain the instances of {0} sessions?',
        names: stackAndFleetNames,
        about: stackAndFleet,
        everywhere: true,
        consequence:
          "No new sessions start on the session's instance. Open sessions on it continue until they end. This can't be undone: a draining instance never accepts sessions again.",
      },
      progress: 'Draining…',
      proof: 'state',
      touches: ['session'],
      input: ({ resource }) => ({ SessionId: resource.Id }),
    }),
    callAction({
      name: 'expire',
      title: 'Expire Session…',
      group: 'delete',
      operations: ['ExpireSession'],
      when: stateIs('ACTIVE', 'PENDING'),
      confirm: {
        verb: 'Expire Session',
        question: 'Expire the session of {0}?',
        questionAll: 'Expire {0} sessions?',
        names: stackAndFleetNames,
        about: stackAndFleet,
        everywhere: true,
        consequence: 'The user is disconnected immediately, and unsaved work is lost.',
      },
      progress: 'Expiring…',
      // AWS may list it as EXPIRED for a while.
      proof: {
        async isDone({ api, resource: { Id, StackName, FleetName, AuthenticationType }, signal }) {
          const pair = { StackName: StackName ?? '', FleetName: FleetName ?? '' };
          for await (const sessions of sessionsOf(api, pair, signal, [AuthenticationType])) {
            const isOpen = sessions.some(
              ({ Id: id, State }) => id === Id && (State === 'ACTIVE' || State === 'PENDING'),
            );
            if (isOpen) return false;
          }
          return true;
        },
      },
      touches: ['session'],
      input: ({ resource }) => ({ SessionId: resource.Id }),
    }),
  ],
};

async function* sessionsOf(
  api: Api,
  pair: Pair,
  signal: AbortSignal,
  types: readonly Session['AuthenticationType'][] = authenticationTypes,
): AsyncGenerator<readonly Session[]> {
  try {
    for (const AuthenticationType of types) {
      for await (const page of api.pages('DescribeSessions', { ...pair, AuthenticationType }, signal)) {
        yield page.Sessions ?? [];
      }
    }
  } catch (error) {
    // Somebody has deleted the fleet or the stack since the pairs were listed. Its sessions are gone. Those of others are not.
    if (!isApiError(error) || error.reason !== 'notFound') throw error;
  }
}

interface Pair {
  readonly FleetName: string;
  readonly StackName: string;
}

async function* pairs(api: Api, { FleetName, StackName }: Scope, signal: AbortSignal): AsyncGenerator<Pair> {
  if (FleetName !== undefined) {
    for await (const { Names = [] } of api.pages('ListAssociatedStacks', { FleetName }, signal)) {
      yield* Names.map(StackName => ({ FleetName, StackName }));
    }
  } else if (StackName !== undefined) {
    for await (const { Names = [] } of api.pages('ListAssociatedFleets', { StackName }, signal)) {
      yield* Names.map(FleetName => ({ FleetName, StackName }));
    }
  }
}
