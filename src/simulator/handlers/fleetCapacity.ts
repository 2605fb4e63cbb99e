import type { Store } from '../base/store';
import type { Fleet } from '../resources/fleet';
import type { Session } from '../resources/session';
import { desiredInstances } from './fleetRules';

/** The sessions of a fleet. */
export function sessionsOf(fleet: Fleet, store: Store): Session[] {
  const sessions: Session[] = [];
  for (const session of store.sessions.values()) if (session.FleetName === fleet.Name) sessions.push(session);
  return sessions;
}

/** A fleet's present capacity, as the API's ComputeCapacityStatus. */
export function capacityStatus(fleet: Fleet, store: Store): object {
  const sessions = sessionsOf(fleet, store);
  if (fleet.MaxSessionsPerInstance !== undefined) return sharedInstances(fleet, fleet.MaxSessionsPerInstance, sessions);

  // (U) DescribeFleets: An Elastic fleet has no instances of its own, so its concurrent sessions count instead.
  const Desired = fleet.FleetType === 'ELASTIC' ? (fleet.MaxConcurrentSessions ?? 0) : desiredInstances(fleet);
  const InUse = sessions.length;
  if (fleet.State !== 'RUNNING') return { Desired, Running: 0, InUse, Available: 0 };
  // (U) DescribeFleets: Running counts all instances of an Always-On fleet, and those in use of another.
  return {
    Desired,
    Running: fleet.FleetType === 'ALWAYS_ON' ? fleet.ready : InUse,
    InUse,
    Available: Math.max(0, (fleet.FleetType === 'ELASTIC' ? Desired : fleet.ready) - InUse),
  };
}

/** Whether another session fits. */
export function hasRoom(fleet: Fleet, store: Store): boolean {
  const status = capacityStatus(fleet, store) as { Available: number; AvailableUserSessions?: number };
  return (status.AvailableUserSessions ?? status.Available) > 0;
}

// An instance of a multi-session fleet holds several users, so sessions are counted. A draining instance takes no new sessions.
function sharedInstances(
  fleet: Fleet,
  perInstance: number,
  sessions: { InstanceId: string; InstanceDrainStatus: string }[],
): object {
  const Desired = desiredInstances(fleet);
  const Running = fleet.ready;
  const draining = sessions.filter(session => session.InstanceDrainStatus === 'DRAINING');
  const instances = (some: { InstanceId: string }[]) => new Set(some.map(session => session.InstanceId)).size;
  const ActiveUserSessions = sessions.length - draining.length;
  const Draining = instances(draining);
  const slots = Math.max(0, Running - Draining) * perInstance;
  const InUse = instances(sessions);
  return {
    Desired,
    Running,
    InUse,
    Available: Math.max(0, Running - InUse),
    DesiredUserSessions: Desired * perInstance,
    ActualUserSessions: slots,
    ActiveUserSessions,
    AvailableUserSessions: Math.max(0, slots - ActiveUserSessions),
    Draining,
    DrainModeActiveUserSessions: draining.length,
    DrainModeUnusedUserSessions: Math.max(0, Draining * perInstance - draining.length),
  };
}
