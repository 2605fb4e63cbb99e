// The instances of fleets: how many are ready, and what is on its way.
import { durations } from '../base/durations';
import type { Store } from '../base/store';
import type { World } from '../base/world';
import type { Fleet } from '../resources/fleet';
import { sessionsOf } from './fleetCapacity';
import { desiredInstances } from './fleetRules';
import { roomFor } from './fleetTroubles';

/**
 * Gives a fleet a state, with the instances that go with it.
 * (U) StartFleet: All desired instances are ready when the fleet is RUNNING.
 */
export function enterFleetState(fleet: Fleet, state: Fleet['State'], store: Store, world: World): void {
  fleet.State = state;
  cancelOrders(fleet, world, Infinity);
  fleet.outdated.clear();
  fleet.ready = state === 'RUNNING' && fleet.FleetType !== 'ELASTIC' ? roomFor(fleet, store, world) : 0;
  noteCapacity(fleet, store, world);
}

/**
 * Brings a running fleet to its desired number of instances, after that number, its image or its sessions have changed.
 * (D) UpdateFleet: More instances take a while. With fewer, idle instances go, and sessions stay. [docs]
 */
export function settleInstances(fleet: Fleet, store: Store, world: World): void {
  if (fleet.State === 'RUNNING' && fleet.FleetType !== 'ELASTIC') settle(fleet, store, world);
  noteCapacity(fleet, store, world);
}

function settle(fleet: Fleet, store: Store, world: World): void {
  const desired = desiredInstances(fleet);
  fleet.ready = Math.max(instancesInUse(fleet, store).size, Math.min(fleet.ready, desired));
  const onTheWay = fleet.ready + pendingInstances(fleet);
  if (onTheWay > desired) cancelOrders(fleet, world, onTheWay - desired);
  const missing = roomFor(fleet, store, world) - onTheWay;
  if (missing > 0) order(missing, fleet, store, world);
}

/**
 * Has a running fleet take up its new image.
 * (D) UpdateFleet: With another image, idle instances are replaced first; those in use when their sessions have ended. [docs]
 */
export function replaceInstances(fleet: Fleet, store: Store, world: World): void {
  if (fleet.State !== 'RUNNING') return;
  const used = instancesInUse(fleet, store);
  fleet.outdated.clear();
  for (const id of used) fleet.outdated.add(id);
  fleet.ready = used.size;
  cancelOrders(fleet, world, Infinity);
  settleInstances(fleet, store, world);
}

/** Takes back the instance of a session that has ended. @param id of the instance */
export function freeInstance(id: string, fleet: Fleet, store: Store, world: World): void {
  if (instancesInUse(fleet, store).has(id)) return;
  if (fleet.outdated.delete(id)) fleet.ready--;
  settleInstances(fleet, store, world);
}

/** The longest history of a fleet. */
const mostSamples = 5000;

/** Remembers the capacity of a fleet, for its metrics. Of several at the same time, the last counts. */
export function noteCapacity(fleet: Fleet, store: Store, world: World): void {
  const sessions = sessionsOf(fleet, store);
  const time = world.agenda.now();
  if (fleet.history.at(-1)?.time === time) fleet.history.pop();
  fleet.history.push({
    time,
    state: fleet.State,
    desired: fleet.FleetType === 'ELASTIC' ? 0 : desiredInstances(fleet),
    ready: fleet.ready,
    pending: pendingInstances(fleet),
    inUse: new Set(sessions.map(({ InstanceId }) => InstanceId)).size,
    sessions: sessions.length,
  });
  if (fleet.history.length > mostSamples) fleet.history.shift();
}

/** How many instances of a fleet are on their way. All of a fleet that is STARTING are. */
export function pendingInstances(fleet: Fleet): number {
  if (fleet.State === 'STARTING') return desiredInstances(fleet);
  return [...fleet.ordered.values()].reduce((sum, count) => sum + count, 0);
}

function instancesInUse(fleet: Fleet, store: Store): Set<string> {
  return new Set(sessionsOf(fleet, store).map(({ InstanceId }) => InstanceId));
}

function order(count: number, fleet: Fleet, store: Store, world: World): void {
  const number = Math.max(0, ...fleet.ordered.keys()) + 1;
  fleet.ordered.set(number, count);
  awaitInstances(number, fleet, store, world);
}

/** Has the instances of an order be ready after a while. @param number of the order, which the fleet has */
export function awaitInstances(number: number, fleet: Fleet, store: Store, world: World): void {
  const ready = () => {
    fleet.ready += fleet.ordered.get(number) ?? 0;
    fleet.ordered.delete(number);
    settleInstances(fleet, store, world);
  };
  world.agenda.after(keyOf(fleet, number), durations.instanceStart, ready, {
    transitions: 'instances.start',
    step: number,
  });
}

/** Cancels this many of the instances that are on their way, the last ones first. */
function cancelOrders(fleet: Fleet, world: World, count: number): void {
  let left = count;
  for (const [number, ordered] of [...fleet.ordered].reverse()) {
    const cancelled = Math.min(left, ordered);
    left -= cancelled;
    if (cancelled < ordered) {
      fleet.ordered.set(number, ordered - cancelled);
    } else {
      fleet.ordered.delete(number);
      world.agenda.cancel(keyOf(fleet, number));
    }
    if (left <= 0) return;
  }
}

function keyOf(fleet: Fleet, number: number): string {
  return `${fleet.Arn}/instances/${number}`;
}
