import { arnOf } from '../base/arn';
import { alreadyExists, badCombination, notFound, ServiceError } from '../base/errors';
import { pageOfMap } from '../base/paging';
import { requireQuota, requireRole } from '../base/requirements';
import type { Call, Handlers } from '../base/world';
import type { Fleet, FleetInput, FleetUpdate } from '../resources/fleet';
import { fleetTransitions } from '../transitions/fleet';
import { runTransitions } from '../transitions/transition';
import { requireDirectory } from './directoryConfigs';
import { capacityStatus } from './fleetCapacity';
import { changesRefused, checkFleet } from './fleetRules';
import { usableImage } from './images';
import { endSession } from './sessions';
import { tagNew, untagAll } from './tags';

/** Fleets by name, or all. @throws ServiceError when a name does not exist */
function describeFleets(input: { Names?: string[]; NextToken?: string }, { operation, store }: Call): object {
  const named = input.Names?.map(name => [name, fleetNamed(store, name)] as const) ?? [];
  // The page's size is AWS's own choice; this one is a guess (U).
  const sizes = { standard: 50, max: 50 };
  const { items, NextToken } = pageOfMap(operation, input, named.length ? named : store.fleets, sizes);
  return { Fleets: items.map(fleet => fleetAnswer(fleet, store)), NextToken };
}

export const fleetHandlers = {
  CreateFleet(input: FleetInput, { store, world }: Call) {
    if (store.fleets.has(input.Name)) throw alreadyExists('fleet', input.Name);
    requireQuota(store.fleets, store, 'fleets');
    return { Fleet: fleetAnswer(addFleet(input, { store, world }), store) };
  },

  DescribeFleets: describeFleets,

  UpdateFleet(input: FleetUpdate, { store, world }: Call) {
    if (input.Name === undefined) throw badCombination('The name of the fleet is required.'); // (U)
    const fleet = fleetNamed(store, input.Name);
    if (changesRefused(fleet, input)) {
      throw new ServiceError(
        'ResourceInUseException',
        `Cannot update the attribute for fleet ${fleet.Name} when it is ${fleet.State === 'RUNNING' ? 'ACTIVE' : fleet.State}. ` +
          'The fleet must be stopped to complete this action.',
      );
    }
    const { AttributesToDelete = [], DeleteVpcConfig, ...changes } = input;
    const changed: FleetInput = { ...fleet, ...changes };
    if (changes.ImageName !== undefined || changes.ImageArn !== undefined) {
      chooseImage(changed, changes, fleet, { store, world });
    }
    if (DeleteVpcConfig) delete changed.VpcConfig;
    for (const attribute of AttributesToDelete) deleteAttribute[attribute]?.(changed);
    checkFleet(changed);
    requireRole(changed.IamRoleArn, store);
    requireDirectory(changed.DomainJoinInfo, store);
    for (const member of Object.keys(fleet)) {
      if (!(member in changed)) delete (fleet as Partial<Fleet>)[member as keyof Fleet];
    }
    Object.assign(fleet, changed);
    return { Fleet: fleetAnswer(fleet, store) };
  },

  DeleteFleet(input: { Name: string }, { store }: Call) {
    const fleet = fleetNamed(store, input.Name);
    if ([...store.stacks.values()].some(stack => stack.FleetName === fleet.Name)) {
      throw new ServiceError(
        'ResourceInUseException',
        `The fleet ${fleet.Name} is associated with a stack. To delete the fleet, you must dissociate it from the stack.`,
      );
    }
    if (fleet.State !== 'STOPPED') {
      throw new ServiceError(
        'ResourceInUseException',
        `The fleet ${fleet.Name} is ${fleet.State}. The fleet must be stopped to complete this action.`, // (U)
      );
    }
    store.fleets.delete(fleet.Name);
    untagAll(store, fleet.Arn);
    return {};
  },

  StartFleet(input: { Name: string }, { store, world }: Call) {
    const fleet = fleetNamed(store, input.Name);
    if (fleet.State === 'STOPPING') {
      throw new ServiceError('OperationNotPermittedException', `The fleet ${fleet.Name} is STOPPING.`);
    } // (U)
    if (fleet.State !== 'STOPPED') return {}; // Starting a RUNNING or STARTING fleet succeeds (U).
    if (fleet.ImageArn !== undefined) usableImage({ ImageArn: fleet.ImageArn }, 'allowFleet', { store, world });
    startFleet(fleet, world);
    return {};
  },

  StopFleet(input: { Name: string }, { store, world }: Call) {
    const fleet = fleetNamed(store, input.Name);
    if (fleet.State === 'STOPPED' || fleet.State === 'STOPPING') return {};
    for (const session of store.sessions.values()) {
      if (session.FleetName === fleet.Name) endSession(session.Id, store, world);
    }
    stopFleet(fleet, world);
    return {};
  },
} satisfies Handlers;

/** @throws ServiceError ResourceNotFoundException */
export function fleetNamed(store: Call['store'], name: string): Fleet {
  const fleet = store.fleets.get(name);
  if (!fleet) throw notFound('fleet', name, store.accountId);
  return fleet;
}

/** Checks and adds a STOPPED fleet, with defaults for what is not given. @throws ServiceError when it breaks a rule */
export function addFleet(input: FleetInput, { store, world }: Pick<Call, 'store' | 'world'>): Fleet {
  const wanted: FleetInput = {
    FleetType: 'ON_DEMAND', // (U)
    StreamView: 'APP',
    MaxUserDurationInSeconds: 57_600,
    DisconnectTimeoutInSeconds: 900,
    IdleDisconnectTimeoutInSeconds: 0,
    EnableDefaultInternetAccess: false,
    DisableIMDSV1: false, // (U)
    ...input,
  };
  if (wanted.FleetType !== 'ELASTIC' && (input.ImageName !== undefined || input.ImageArn !== undefined)) {
    chooseImage(wanted, input, undefined, { store, world });
  }
  checkFleet(wanted);
  requireRole(wanted.IamRoleArn, store);
  requireDirectory(wanted.DomainJoinInfo, store);
  const fleet: Fleet = {
    ...(wanted as FleetInput & Pick<Fleet, 'FleetType' | 'MaxUserDurationInSeconds'>),
    Arn: arnOf(store.region, store.accountId, `fleet/${input.Name}`),
    State: 'STOPPED',
    CreatedTime: world.agenda.now(),
    FleetErrors: [],
    applications: new Set(),
  };
  store.fleets.set(fleet.Name, fleet);
  tagNew(store, fleet.Arn, input.Tags);
  return fleet;
}

/** Starts a fleet; it is RUNNING after a while. */
export function startFleet(fleet: Fleet, world: Call['world']): void {
  run(fleet, fleet.FleetType === 'ELASTIC' ? 'startElastic' : 'start', world);
}

/** Stops a fleet; it is STOPPED after a while. */
export function stopFleet(fleet: Fleet, world: Call['world']): void {
  run(fleet, 'stop', world);
}

function run(fleet: Fleet, name: keyof typeof fleetTransitions, { agenda }: Call['world']): void {
  runTransitions(fleetTransitions[name], fleet.Arn, agenda, state => void (fleet.State = state));
}

function fleetAnswer(fleet: Fleet, store: Call['store']): object {
  return { ...fleet, ComputeCapacityStatus: capacityStatus(fleet, store) };
}

/** Sets the image's name, ARN and platform, whether the name or the ARN was given. */
function chooseImage(
  wanted: FleetInput,
  given: Pick<FleetInput, 'ImageName' | 'ImageArn'>,
  before: Fleet | undefined,
  call: Pick<Call, 'store' | 'world'>,
): void {
  if (given.ImageName !== undefined && given.ImageArn !== undefined) {
    throw badCombination('Specify either the image name or the image ARN, not both.');
  } // (U)
  const image = usableImage(given, 'allowFleet', call);
  // To change the operating system, the fleet must be stopped.
  if (before && before.State !== 'STOPPED' && before.Platform !== image.Platform) {
    throw new ServiceError(
      'IncompatibleImageException',
      `The image ${image.Name} has another operating system than the fleet ${before.Name}. Stop the fleet first.`, // (U)
    );
  }
  wanted.ImageName = image.Name;
  wanted.ImageArn = image.Arn;
  wanted.Platform = image.Platform;
}

const deleteAttribute: Record<string, (fleet: FleetInput) => void> = {
  VPC_CONFIGURATION: fleet => delete fleet.VpcConfig,
  VPC_CONFIGURATION_SECURITY_GROUP_IDS: fleet => {
    if (fleet.VpcConfig) fleet.VpcConfig = { SubnetIds: fleet.VpcConfig.SubnetIds ?? [] };
  },
  DOMAIN_JOIN_INFO: fleet => delete fleet.DomainJoinInfo,
  IAM_ROLE_ARN: fleet => delete fleet.IamRoleArn,
  USB_DEVICE_FILTER_STRINGS: fleet => delete fleet.UsbDeviceFilterStrings,
  SESSION_SCRIPT_S3_LOCATION: fleet => delete fleet.SessionScriptS3Location,
  MAX_SESSIONS_PER_INSTANCE: fleet => delete fleet.MaxSessionsPerInstance,
  VOLUME_CONFIGURATION: fleet => delete fleet.RootVolumeConfig,
};
