import { badCombination, outOfRange, ServiceError, tooSmall } from '../base/errors';
import type { Fleet, FleetInput, FleetUpdate } from '../resources/fleet';
import { requireKey } from './s3';

/** (D) CreateFleet, UpdateFleet: These limits of the durations are documented; the model lacks them. An idle limit of 0 means none. [docs] */
const ranges = {
  MaxUserDurationInSeconds: [600, 432_000],
  DisconnectTimeoutInSeconds: [60, 36_000],
  IdleDisconnectTimeoutInSeconds: [60, 36_000],
} as const;

/** (D) CreateFleet, UpdateFleet: Users share instances on Windows Server 2019, 2022 and 2025 only. [docs] */
const multiSessionPlatforms = ['WINDOWS_SERVER_2019', 'WINDOWS_SERVER_2022', 'WINDOWS_SERVER_2025'];

const maxInstances = 100;

/**
 * The rules between a fleet's members.
 * @throws ServiceError when the members break a rule
 */
export function checkFleet(fleet: FleetInput): void {
  for (const [member, [min, max]] of Object.entries(ranges)) {
    const value = fleet[member as keyof typeof ranges];
    const isUnlimited = member === 'IdleDisconnectTimeoutInSeconds' && value === 0;
    if (value !== undefined && !isUnlimited && (value < min || value > max)) throw outOfRange(member, value, min, max);
  }
  const minimums = [
    ['computeCapacity.desiredInstances', fleet.ComputeCapacity?.DesiredInstances, 0],
    ['computeCapacity.desiredSessions', fleet.ComputeCapacity?.DesiredSessions, 0],
    ['maxSessionsPerInstance', fleet.MaxSessionsPerInstance, 1],
    ['maxConcurrentSessions', fleet.MaxConcurrentSessions, 1],
  ] as const;
  // (U) CreateFleet, UpdateFleet: The minimums of capacities and numbers of sessions: the real ones may be higher.
  for (const [member, value, min] of minimums) {
    if (value !== undefined && value < min) throw tooSmall(member, value, min);
  }
  checkVolume(fleet.RootVolumeConfig);
  requireKey(fleet.SessionScriptS3Location, 'sessionScriptS3Location');
  if (fleet.FleetType === 'ELASTIC') checkElastic(fleet);
  else checkInstances(fleet);
}

/** @throws ServiceError for a root volume of a size that instances can't have */
export function checkVolume(volume: { VolumeSizeInGb?: number } | undefined): void {
  if (volume?.VolumeSizeInGb !== undefined && (volume.VolumeSizeInGb < 200 || volume.VolumeSizeInGb > 500)) {
    throw outOfRange('rootVolumeConfig.volumeSizeInGb', volume.VolumeSizeInGb, 200, 500);
  }
}

// (D) CreateFleet, UpdateFleet: An Elastic fleet needs two subnets and its number of concurrent sessions, and takes no image, capacity or
// domain. [docs]
// (C) CreateFleet: An Elastic fleet needs a platform. [clients]
function checkElastic(fleet: FleetInput): void {
  if (fleet.ImageName !== undefined || fleet.ImageArn !== undefined) {
    throw badCombination('An Elastic fleet takes no image.');
  }
  if (fleet.ComputeCapacity) throw badCombination('An Elastic fleet takes no compute capacity.');
  if (fleet.DomainJoinInfo) throw badCombination('An Elastic fleet cannot join a domain.');
  if (fleet.MaxSessionsPerInstance !== undefined) throw badCombination('An Elastic fleet is no multi-session fleet.');
  if (fleet.MaxConcurrentSessions === undefined) {
    throw badCombination('An Elastic fleet requires the maximum number of concurrent sessions.');
  }
  if (fleet.Platform === undefined) throw badCombination('An Elastic fleet requires a platform.');
  if ((fleet.VpcConfig?.SubnetIds?.length ?? 0) < 2) {
    throw badCombination('An Elastic fleet requires at least two subnets in different Availability Zones.');
  }
}

function checkInstances(fleet: FleetInput): void {
  // Whether a request has its name or its ARN, a fleet has both.
  // (D) CreateFleet, UpdateFleet: A fleet that is not Elastic needs an image and either instances or sessions. [docs]
  if (fleet.ImageArn === undefined) {
    throw badCombination('Specify the image name or the image ARN.');
  }
  if (fleet.MaxConcurrentSessions !== undefined) {
    throw badCombination('The maximum number of concurrent sessions is for Elastic fleets only.');
  }
  if (fleet.SessionScriptS3Location) throw badCombination('Session scripts in S3 are for Elastic fleets only.');
  const { DesiredInstances, DesiredSessions } = fleet.ComputeCapacity ?? {};
  if ((DesiredInstances === undefined) === (DesiredSessions === undefined)) {
    throw badCombination('Specify either the desired instances or the desired sessions.');
  }
  if ((DesiredSessions === undefined) !== (fleet.MaxSessionsPerInstance === undefined)) {
    throw badCombination(
      'A multi-session fleet requires both the desired sessions and the maximum sessions per instance.',
    );
  }
  if (DesiredSessions !== undefined && !multiSessionPlatforms.includes(fleet.Platform ?? '')) {
    throw badCombination('A multi-session fleet requires a Windows Server 2019, 2022 or 2025 image.');
  }
  const instances = desiredInstances(fleet);
  if (instances > maxInstances) {
    // (V) CreateFleet, UpdateFleet: The refusal of too much capacity has this message, with a stray apostrophe. [log]
    // (U) CreateFleet, UpdateFleet: Each type of instance has a limit of its own; here all have the one that the message was seen with.
    throw new ServiceError(
      'LimitExceededException',
      `The Instance type '${fleet.InstanceType}' capacity limit for fleet ${fleet.Name}' was exceeded. Requested: ${instances}, Limit: ${maxInstances}`,
    );
  }
}

/** How many instances a fleet wants. */
export function desiredInstances({ ComputeCapacity, MaxSessionsPerInstance = 1 }: FleetInput): number {
  const { DesiredInstances, DesiredSessions = 0 } = ComputeCapacity ?? {};
  return DesiredInstances ?? Math.ceil(DesiredSessions / MaxSessionsPerInstance);
}

/** (D) UpdateFleet: While a fleet runs, only these members can change; while it is STARTING or STOPPING, nothing can. [docs] */
const changeableWhileRunning: Record<'instances' | 'elastic', readonly string[]> = {
  instances: [
    'DisplayName',
    'ComputeCapacity',
    'ImageName',
    'ImageArn',
    'IdleDisconnectTimeoutInSeconds',
    'DisconnectTimeoutInSeconds',
  ],
  elastic: [
    'DisplayName',
    'IdleDisconnectTimeoutInSeconds',
    'DisconnectTimeoutInSeconds',
    'MaxConcurrentSessions',
    'SessionScriptS3Location',
    'UsbDeviceFilterStrings',
  ],
};

/** The members that can be both set and deleted while a fleet runs. */
const memberOf: Record<string, string> = {
  USB_DEVICE_FILTER_STRINGS: 'UsbDeviceFilterStrings',
  SESSION_SCRIPT_S3_LOCATION: 'SessionScriptS3Location',
};

/** Whether an update changes something that can't change in the fleet's state. */
export function changesRefused(fleet: Fleet, update: FleetUpdate): boolean {
  if (fleet.State === 'STOPPED') return false;
  const changeable = changeableWhileRunning[fleet.FleetType === 'ELASTIC' ? 'elastic' : 'instances'];
  const { AttributesToDelete = [] } = update;
  const changes = [
    ...Object.keys(update).filter(member => member !== 'Name' && member !== 'AttributesToDelete'),
    ...AttributesToDelete.map(attribute => memberOf[attribute] ?? attribute),
  ];
  return changes.some(member => fleet.State !== 'RUNNING' || !changeable.includes(member));
}
