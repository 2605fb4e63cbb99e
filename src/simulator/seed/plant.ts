import { durations } from '../durations';
import { addFleet, startFleet, stopFleet } from '../handlers/fleets';
import { addImageBuilder, run, startBuilder, stopBuilder } from '../handlers/imageBuilders';
import { addImage } from '../handlers/images';
import { beginSession } from '../handlers/sessions';
import { addStack } from '../handlers/stacks';
import type { Fleet } from '../resources/fleet';
import type { Store } from '../store';
import type { World } from '../world';
import type { SeedData, SeedFleet, SeedImage, SeedImageBuilder, SeedSession, SeedStack } from './data';
import { plantApplications } from './plantApplications';
import { plantDirectories, plantPeople } from './plantPeople';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Puts data into a store: directories and images first, then what needs them. @throws ServiceError when the data breaks a rule */
export function plant(data: SeedData, store: Store, world: World): void {
  plantDirectories(data, store, world);
  for (const image of data.images ?? []) plantImage(image, store, world);
  for (const fleet of data.fleets ?? []) plantFleet(fleet, store, world);
  for (const stack of data.stacks ?? []) plantStack(stack, store, world);
  for (const builder of data.imageBuilders ?? []) plantImageBuilder(builder, store, world);
  for (const session of data.sessions ?? []) plantSession(session, store, world);
  plantPeople(data, store, world);
  plantApplications(data, store, world);
}

function plantImage(
  { age, state = 'AVAILABLE', reason, sharedWith = {}, ...input }: SeedImage,
  store: Store,
  world: World,
): void {
  const image = addImage(input, state, { store, world });
  image.CreatedTime -= age * day;
  if (store.accountId === '') image.PublicBaseImageReleasedDate = image.CreatedTime;
  if (reason) image.StateChangeReason = reason;
  for (const [account, permissions] of Object.entries(sharedWith)) image.sharedWith.set(account, permissions);
  if (state === 'PENDING') {
    world.agenda.after(image.Arn, durations.builderSnapshot, () => void (image.State = 'AVAILABLE'));
  }
}

function plantFleet({ age, state, errors = [], ...input }: SeedFleet, store: Store, world: World): void {
  const fleet = addFleet(input, { store, world });
  fleet.CreatedTime -= age * day;
  fleet.FleetErrors = errors;
  const reach: Record<Fleet['State'], () => void> = {
    STOPPED: () => {},
    STARTING: () => startFleet(fleet, world),
    RUNNING: () => void (fleet.State = 'RUNNING'),
    STOPPING: () => stopFleet(fleet, world),
  };
  reach[state ?? 'STOPPED']();
}

function plantStack({ age, fleet, ...input }: SeedStack, store: Store, world: World): void {
  const stack = addStack(input, { store, world });
  stack.CreatedTime -= age * day;
  if (fleet !== undefined) stack.FleetName = fleet;
}

function plantImageBuilder(
  { age, state = 'STOPPED', reason, ...input }: SeedImageBuilder,
  store: Store,
  world: World,
): void {
  const builder = addImageBuilder(input, { store, world });
  builder.CreatedTime -= age * day;
  if (reason) builder.StateChangeReason = reason;
  if (state === 'RUNNING') run(builder);
  else if (state === 'PENDING') startBuilder(builder, world);
  else builder.State = state;
  // A builder stops itself once its snapshot is taken.
  if (state === 'SNAPSHOTTING') {
    world.agenda.after(builder.Arn, durations.builderSnapshot, () => stopBuilder(builder, world));
  }
}

function plantSession({ age, ...start }: SeedSession, store: Store, world: World): void {
  const fleet = store.fleets.get(store.stacks.get(start.stack)?.FleetName ?? '');
  if (!fleet) throw new Error(`The seed has a session of the stack ${start.stack}, which has no fleet`);
  const session = beginSession(fleet, start, store, world);
  session.StartTime -= age * minute;
  session.MaxExpirationTime -= age * minute;
}
