import { randomUUID } from 'node:crypto';

import { notFound, notPermitted } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers, World } from '../base/world';
import type { Fleet } from '../resources/fleet';
import type { AuthenticationType, Session } from '../resources/session';
import { sessionTransitions } from '../transitions/session';
import { runTransitions } from '../transitions/transition';
import { sessionsOf } from './fleetCapacity';
import { freeInstance, noteCapacity } from './fleetInstances';

export interface SessionStart {
  readonly user: string;
  readonly stack: string;
  readonly authentication: AuthenticationType;
  readonly connected?: boolean;
  /** One of its own unless given. */
  readonly id?: string;
}

export const sessionHandlers = {
  DescribeSessions(
    input: {
      StackName: string;
      FleetName: string;
      UserId?: string;
      AuthenticationType?: AuthenticationType;
      InstanceId?: string;
      NextToken?: string;
      Limit?: number;
    },
    { operation, store }: Call,
  ) {
    // (D) DescribeSessions: A stack and a fleet are required; without a type, only sessions of type API are answered. [docs]
    // (D) DescribeSessions: Sessions that have ended are not answered. [docs]
    // (D) DescribeSessions: A page has 20 sessions unless asked for up to 50. [docs]
    // (U) DescribeSessions: A stack or fleet that does not exist has no sessions, since the model has no exception for it.
    const { AuthenticationType = 'API' } = input;
    const sessions = [...store.sessions.values()].filter(
      session =>
        session.StackName === input.StackName &&
        session.FleetName === input.FleetName &&
        session.AuthenticationType === AuthenticationType &&
        (input.UserId === undefined || session.UserId === input.UserId) &&
        (input.InstanceId === undefined || session.InstanceId === input.InstanceId),
    );
    const { items, NextToken } = page(operation, input, sessions, session => session.Id, { standard: 20, max: 50 });
    return { Sessions: items, NextToken };
  },

  /** (D) ExpireSession: It succeeds for a session that does not exist: the model has no exception for it. [model] */
  ExpireSession(input: { SessionId: string }, { store, world }: Call) {
    endSession(input.SessionId, store, world);
    return {};
  },

  /** (D) DrainSessionInstance: The instance takes no new users. This is for multi-session fleets only and cannot be undone. [docs] */
  DrainSessionInstance(input: { SessionId: string }, { store }: Call) {
    const session = store.sessions.get(input.SessionId);
    if (!session) throw notFound('session', input.SessionId, store.accountId);
    if (session.InstanceDrainStatus === 'NOT_APPLICABLE') {
      throw notPermitted(`The fleet ${session.FleetName} is not a multi-session fleet.`);
    } // (U) DrainSessionInstance: The exception and wording for a fleet that is not a multi-session one.
    for (const other of store.sessions.values()) {
      if (other.InstanceId === session.InstanceId) other.InstanceDrainStatus = 'DRAINING';
    }
    return {};
  },
} satisfies Handlers;

/** Starts a session on a fleet. The fleet must have room for it. */
export function beginSession(
  fleet: Fleet,
  { user, stack, authentication, connected = true, id = randomUUID() }: SessionStart,
  store: Store,
  world: World,
): Session {
  const StartTime = world.agenda.now();
  const session: Session = {
    Id: id,
    UserId: user,
    StackName: stack,
    FleetName: fleet.Name,
    State: 'ACTIVE',
    ConnectionState: connected ? 'CONNECTED' : 'NOT_CONNECTED',
    StartTime,
    MaxExpirationTime: StartTime + fleet.MaxUserDurationInSeconds * 1000,
    AuthenticationType: authentication,
    InstanceDrainStatus: fleet.MaxSessionsPerInstance === undefined ? 'NOT_APPLICABLE' : 'ACTIVE',
    ...instanceFor(fleet, store),
  };
  store.sessions.set(session.Id, session);
  noteCapacity(fleet, store, world);
  return session;
}

/** An On-Demand instance boots first, and its session is PENDING for a while. */
export function bootForSession(session: Session, world: World): void {
  runTransitions(sessionTransitions.boot, session.Id, world.agenda, state => {
    session.State = state;
    session.ConnectionState = state === 'ACTIVE' ? 'CONNECTED' : 'NOT_CONNECTED';
  });
}

/** Ends a session, if it exists. */
export function endSession(id: string, store: Store, world: World): void {
  const session = store.sessions.get(id);
  store.sessions.delete(id);
  world.agenda.cancel(id);
  const fleet = store.fleets.get(session?.FleetName ?? '');
  if (session && fleet) freeInstance(session.InstanceId, fleet, store, world);
}

/** Ends the sessions that have reached their maximum duration. */
export function endOverdueSessions(store: Store, world: World): void {
  for (const session of store.sessions.values()) {
    if (session.MaxExpirationTime <= world.agenda.now()) endSession(session.Id, store, world);
  }
}

/** An instance of a multi-session fleet that has room and is not draining, or else a new instance. */
function instanceFor(fleet: Fleet, store: Store): Pick<Session, 'InstanceId' | 'NetworkAccessConfiguration'> {
  const sessions = sessionsOf(fleet, store);
  const shared = sessions.find(
    ({ InstanceId, InstanceDrainStatus }) =>
      InstanceDrainStatus === 'ACTIVE' &&
      sessions.filter(session => session.InstanceId === InstanceId).length < (fleet.MaxSessionsPerInstance ?? 1),
  );
  if (shared) return { InstanceId: shared.InstanceId, NetworkAccessConfiguration: shared.NetworkAccessConfiguration };
  const id = randomUUID().replaceAll('-', '').slice(0, 17);
  const host = 10 + (store.sessions.size % 240);
  return {
    InstanceId: `i-${id}`,
    NetworkAccessConfiguration: { EniPrivateIpAddress: `10.0.2.${host}`, EniId: `eni-${id}` },
  };
}
