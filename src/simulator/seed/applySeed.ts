import type { Store } from '../base/store';
import type { World } from '../base/world';
import { enterFleetState } from '../handlers/fleetInstances';
import { addFleet, startFleet, stopFleet } from '../handlers/fleets';
import { addImageBuilder, runBuilder, setBuilderState } from '../handlers/imageBuilders';
import { addImage, runImage } from '../handlers/images';
import { beginSession } from '../handlers/sessions';
import { addStack } from '../handlers/stacks';
import type { Fleet } from '../resources/fleet';
import { applyApplications } from './applyApplications';
import { applyDirectories, applyPeople } from './applyPeople';
import type { SeedData, SeedFleet, SeedImage, SeedImageBuilder, SeedSession, SeedStack } from './data';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Puts data into a store: directories and images first, then what needs them. @throws ServiceError when the data breaks a rule */
export function applySeed(data: SeedData, store: Store, world: World): void {
  for (const [id, trouble] of Object.entries(data.broken ?? {})) store.broken.set(id, trouble);
  applyDirectories(data, store, world);
  for (const image of data.images ?? []) applyImage(image, store, world);
  for (const fleet of data.fleets ?? []) applyFleet(fleet, store, world);
  for (const stack of data.stacks ?? []) applyStack(stack, store, world);
  for (const builder of data.imageBuilders ?? []) applyImageBuilder(builder, store, world);
  for (const session of data.sessions ?? []) applySession(session, store, world);
  applyPeople(data, store, world);
  applyApplications(data, store, world);
}

function applyImage(
  { age, state = 'AVAILABLE', reason, sharedWith = {}, ...input }: SeedImage,
  store: Store,
  world: World,
): void {
  const image = addImage(input, state, { store, world });
  image.CreatedTime -= age * day;
  if (store.accountId === '') image.PublicBaseImageReleasedDate = image.CreatedTime;
  if (reason) image.StateChangeReason = reason;
  for (const [account, permissions] of Object.entries(sharedWith)) image.sharedWith.set(account, permissions);
  if (state === 'PENDING') runImage(image, 'create', { store, world });
}

function applyFleet({ age, state, ...input }: SeedFleet, store: Store, world: World): void {
  const fleet = addFleet(input, { store, world });
  fleet.CreatedTime -= age * day;
  const reach: Record<Fleet['State'], () => void> = {
    STOPPED: () => {},
    STARTING: () => startFleet(fleet, store, world),
    RUNNING: () => enterFleetState(fleet, 'RUNNING', store, world),
    STOPPING: () => stopFleet(fleet, store, world),
  };
  reach[state ?? 'STOPPED']();
}

function applyStack({ age, fleet, ...input }: SeedStack, store: Store, world: World): void {
  const stack = addStack(input, { store, world });
  stack.CreatedTime -= age * day;
  if (fleet !== undefined) stack.FleetName = fleet;
}

function applyImageBuilder(
  { age, state = 'STOPPED', reason, ...input }: SeedImageBuilder,
  store: Store,
  world: World,
): void {
  const builder = addImageBuilder(input, { store, world });
  builder.CreatedTime -= age * day;
  if (reason) builder.StateChangeReason = reason;
  if (state === 'PENDING') runBuilder(builder, 'start', { store, world });
  else if (state === 'SNAPSHOTTING') runBuilder(builder, 'snapshot', { store, world });
  else setBuilderState(builder, state);
}

function applySession({ age, ...start }: SeedSession, store: Store, world: World): void {
  const fleet = store.fleets.get(store.stacks.get(start.stack)?.FleetName ?? '');
  if (!fleet) throw new Error(`The seed has a session of the stack ${start.stack}, which has no fleet`);
  const session = beginSession(fleet, start, store, world);
  session.StartTime -= age * minute;
  session.MaxExpirationTime -= age * minute;
}
