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
import { enterFleetState, noteCapacity, replaceInstances, settleInstances } from './fleetInstances';
import { changesRefused, checkFleet } from './fleetRules';
import { troublesOf } from './fleetTroubles';
import { usableImage } from './images';
import { endSession } from './sessions';
import { tagNew, untagAll } from './tags';

/** Fleets by name, or all. @throws ServiceError when a name does not exist */
function describeFleets(input: { Names?: string[]; NextToken?: string }, { operation, store, world }: Call): object {
  const named = input.Names?.map(name => [name, fleetNamed(store, name)] as const) ?? [];
  // (D) DescribeFleets: A request takes no page size. [model]
  // (U) DescribeFleets: A page has at most 50.
  const sizes = { standard: 50, max: 50 };
  const { items, NextToken } = pageOfMap(operation, input, named.length ? named : store.fleets, sizes);
  return { Fleets: items.map(fleet => fleetAnswer(fleet, store, world)), NextToken };
}

export const fleetHandlers = {
  CreateFleet(input: FleetInput, { store, world }: Call) {
    if (store.fleets.has(input.Name)) throw alreadyExists('fleet', input.Name);
    requireQuota(store.fleets, store, 'fleets');
    return { Fleet: fleetAnswer(addFleet(input, { store, world }), store, world) };
  },

  DescribeFleets: describeFleets,

  UpdateFleet(input: FleetUpdate, { store, world }: Call) {
    if (input.Name === undefined) throw badCombination('The name of the fleet is required.'); // (U) UpdateFleet: The exception without a name.
    const fleet = fleetNamed(store, input.Name);
    // (V) UpdateFleet: The refusal while the fleet runs has this message, with ACTIVE for RUNNING. [log]
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
    const hasNewImage = changed.ImageArn !== fleet.ImageArn;
    Object.assign(fleet, changed);
    if (hasNewImage) replaceInstances(fleet, store, world);
    else settleInstances(fleet, store, world);
    return { Fleet: fleetAnswer(fleet, store, world) };
  },

  DeleteFleet(input: { Name: string }, { store }: Call) {
    const fleet = fleetNamed(store, input.Name);
    // (V) DeleteFleet: A fleet with a stack is refused, with this message. [log]
    if ([...store.stacks.values()].some(stack => stack.FleetName === fleet.Name)) {
      throw new ServiceError(
        'ResourceInUseException',
        `The fleet ${fleet.Name} is associated with a stack. To delete the fleet, you must dissociate it from the stack.`,
      );
    }
    // (D) DeleteFleet: The fleet must be STOPPED. [docs]
    // (U) DeleteFleet: The wording of the refusal of a fleet that is not STOPPED.
    if (fleet.State !== 'STOPPED') {
      throw new ServiceError(
        'ResourceInUseException',
        `The fleet ${fleet.Name} is ${fleet.State}. The fleet must be stopped to complete this action.`,
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
    } // (U) StartFleet: The exception and wording for a fleet that is STOPPING.
    if (fleet.State !== 'STOPPED') return {}; // (U) StartFleet: It succeeds for a RUNNING or STARTING fleet.
    if (fleet.ImageArn !== undefined) usableImage({ ImageArn: fleet.ImageArn }, 'allowFleet', { store, world });
    startFleet(fleet, store, world);
    return {};
  },

  StopFleet(input: { Name: string }, { store, world }: Call) {
    const fleet = fleetNamed(store, input.Name);
    // (C) StopFleet: It succeeds for a STOPPED fleet. [clients: Terraform]
    if (fleet.State === 'STOPPED' || fleet.State === 'STOPPING') return {};
    for (const session of store.sessions.values()) {
      if (session.FleetName === fleet.Name) endSession(session.Id, store, world);
    }
    stopFleet(fleet, store, world);
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
  // (V) CreateFleet: Sessions last 57,600 s, a disconnected one 900 s, without an idle limit, in the APP view and without Internet access,
  // unless given. [log]
  const wanted: FleetInput = {
    FleetType: 'ON_DEMAND', // (U) CreateFleet: The type is ON_DEMAND unless given.
    StreamView: 'APP',
    MaxUserDurationInSeconds: 57_600,
    DisconnectTimeoutInSeconds: 900,
    IdleDisconnectTimeoutInSeconds: 0,
    EnableDefaultInternetAccess: false,
    DisableIMDSV1: false, // (U) CreateFleet: IMDSv1 is not disabled by default.
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
    State: 'STOPPED', // (V) CreateFleet: The new fleet is STOPPED; starting is a separate call. [log]
    CreatedTime: world.agenda.now(),
    FleetErrors: [],
    applications: new Set(),
    ready: 0,
    ordered: new Map(),
    outdated: new Set(),
    history: [],
  };
  store.fleets.set(fleet.Name, fleet);
  noteCapacity(fleet, store, world);
  tagNew(store, fleet.Arn, input.Tags);
  return fleet;
}

/** Starts a fleet; it is RUNNING after a while. */
export function startFleet(fleet: Fleet, store: Call['store'], world: Call['world']): void {
  run(fleet, fleet.FleetType === 'ELASTIC' ? 'startElastic' : 'start', store, world);
}

/** Stops a fleet; it is STOPPED after a while. */
export function stopFleet(fleet: Fleet, store: Call['store'], world: Call['world']): void {
  run(fleet, 'stop', store, world);
}

function run(fleet: Fleet, name: keyof typeof fleetTransitions, store: Call['store'], world: Call['world']): void {
  runTransitions(fleetTransitions[name], fleet.Arn, world.agenda, state => enterFleetState(fleet, state, store, world));
}

function fleetAnswer(fleet: Fleet, store: Call['store'], world: Call['world']): object {
  // Twice as quick as a literal with further members.
  const ComputeCapacityStatus = capacityStatus(fleet, store);
  return Object.assign({}, fleet, { ComputeCapacityStatus, FleetErrors: troublesOf(fleet, store, world) });
}

/** (C) CreateFleet, UpdateFleet: The fleet has the image's name and ARN, whichever was given. [clients: Terraform] */
function chooseImage(
  wanted: FleetInput,
  given: Pick<FleetInput, 'ImageName' | 'ImageArn'>,
  before: Fleet | undefined,
  call: Pick<Call, 'store' | 'world'>,
): void {
  if (given.ImageName !== undefined && given.ImageArn !== undefined) {
    throw badCombination('Specify either the image name or the image ARN, not both.');
  } // (U) CreateFleet, UpdateFleet: The image's name and its ARN exclude one another.
  const image = usableImage(given, 'allowFleet', call);
  // (D) UpdateFleet: To change the operating system, the fleet must be STOPPED. [docs]
  // (U) UpdateFleet: The exception and wording for an image of another operating system.
  if (before && before.State !== 'STOPPED' && before.Platform !== image.Platform) {
    throw new ServiceError(
      'IncompatibleImageException',
      `The image ${image.Name} has another operating system than the fleet ${before.Name}. Stop the fleet first.`,
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
