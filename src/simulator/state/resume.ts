// Goes on with what was under way when a snapshot was made.
import type { Pending } from '../base/agenda';
import { accountOf } from '../base/arn';
import type { QuotaName } from '../base/quotas';
import type { Store } from '../base/store';
import type { World } from '../base/world';
import { runAppBlockBuilder } from '../handlers/appBlockBuilders';
import { runExport } from '../handlers/exportImageTasks';
import { awaitInstances } from '../handlers/fleetInstances';
import { startFleet, stopFleet } from '../handlers/fleets';
import { runBuilder } from '../handlers/imageBuilders';
import { runImage } from '../handlers/images';
import { bootForSession } from '../handlers/sessions';
import { deploymentKey, runDeployment } from '../handlers/software';
import { watch } from '../services/alarms';
import { awaitAction } from '../services/scheduledActions';
import { awaitIncrease } from '../services/serviceQuotas';

/** Finds a resource in a store by its key on the agenda, and has the named transitions run on. */
type Resume = (key: string, name: string, store: Store, world: World, pending: Pending) => void;

/** By the kind in the names of transitions, and by what else happens by itself. */
const resumes: Readonly<Record<string, Resume>> = {
  fleet(key, name, store, world) {
    const fleet = found(store.fleets.values(), ({ Arn }) => Arn === key);
    if (name === 'stop') stopFleet(fleet, store, world);
    else startFleet(fleet, store, world);
  },
  image(key, name, store, world) {
    const image = found(store.images.values(), ({ Arn }) => Arn === key);
    runImage(image, name as Parameters<typeof runImage>[1], { store, world });
  },
  imageBuilder(key, name, store, world) {
    const builder = found(store.imageBuilders.values(), ({ Arn }) => Arn === key);
    runBuilder(builder, name as Parameters<typeof runBuilder>[1], { store, world });
  },
  software(key, _name, store, world) {
    const builder = found(store.imageBuilders.values(), ({ Arn }) => `${Arn}${deploymentKey}` === key);
    runDeployment(builder, false, world);
  },
  appBlockBuilder(key, name, store, world) {
    const builder = found(store.appBlockBuilders.values(), ({ Arn }) => Arn === key);
    runAppBlockBuilder(builder, name as Parameters<typeof runAppBlockBuilder>[1], world);
  },
  exportImageTask: (key, _name, store, world) => runExport(store.exportImageTasks.get(key) ?? absent(), world),
  session: (key, _name, store, world) => bootForSession(store.sessions.get(key) ?? absent(), world),
  instances(key, _name, store, world, { of }) {
    const number = of?.step ?? 0;
    const fleet = found(store.fleets.values(), ({ Arn, ordered }) => key.startsWith(`${Arn}/`) && ordered.has(number));
    awaitInstances(number, fleet, store, world);
  },
  alarms(key, _name, store, world) {
    if (key !== `alarms/${store.accountId}/${store.region}`) absent();
    watch(store, world);
  },
  scaling(key, _name, store, world, { at }) {
    const action = found(store.scaling.schedules.values(), ({ ScheduledActionARN }) => ScheduledActionARN === key);
    awaitAction(action, at, store, world);
  },
  quota(key, name, store, world, { of }) {
    if (!key.startsWith(`quota/${store.accountId}/${store.region}/`)) absent();
    awaitIncrease(name as QuotaName, of?.step ?? 0, store, world);
  },
};

/**
 * Schedules a pending step of a snapshot again.
 * @throws Error when the world has no such resource, or the step is not known
 */
export function resume(pending: Pending, world: World): void {
  const { key, of } = pending;
  const [kind = '', name = ''] = (of?.transitions ?? '').split('.');
  const go = Object.hasOwn(resumes, kind) ? resumes[kind] : undefined;
  if (!go) throw new Error(`It is not known how to go on with ${key}.`);
  for (const store of storesOf(key, world)) {
    try {
      return world.agenda.resume(pending, () => go(key, name, store, world, pending));
    } catch (error) {
      if (!(error instanceof Absent)) throw error;
    }
  }
  throw new Error(`There is no ${key} to go on with.`);
}

/** The stores that may have a resource: an ARN names one; an ID may be in any. */
function storesOf(key: string, world: World): Store[] {
  const region = key.startsWith('arn:') ? key.split(':')[3] : undefined;
  return [...world.stores()].filter(
    store => region === undefined || (store.region === region && store.accountId === accountOf(key)),
  );
}

class Absent extends Error {}

function absent(): never {
  throw new Absent();
}

function found<T>(all: Iterable<T>, isMeant: (one: T) => boolean): T {
  for (const one of all) if (isMeant(one)) return one;
  return absent();
}
