// What keeps the instances of a fleet from coming up. The simulator has no VPC and no IAM: what a fleet names works, unless the
// seed says otherwise, or the name does: `gone` in an ID or a role's name means that it was deleted, `full` in a subnet's ID that it
// has no free addresses. A subnet that the seed calls `scarce` has a few.
import { accountOf } from '../base/arn';
import type { Store, Trouble } from '../base/store';
import type { World } from '../base/world';
import type { Fleet } from '../resources/fleet';
import { desiredInstances } from './fleetRules';
import { imageWithArn } from './images';

/** The free addresses of a subnet that has a few. */
const scarceAddresses = 2;

type FleetError = Fleet['FleetErrors'][number];

/**
 * The errors of a fleet, for as long as their causes are there.
 * (C) DescribeFleets: An error stays until its cause is gone, and the fleet may be RUNNING with it. [docs]
 * (C) DescribeFleets: These codes belong to these causes, by their names. [docs]
 * (U) DescribeFleets: The messages of errors, and that a STOPPED fleet has them too.
 */
export function troublesOf(fleet: Fleet, store: Store, world: World): FleetError[] {
  const { SubnetIds = [], SecurityGroupIds = [] } = fleet.VpcConfig ?? {};
  const subnets = SubnetIds.flatMap(id => {
    const trouble = troubleOf(id, store);
    if (trouble === 'gone') return { ErrorCode: 'SUBNET_NOT_FOUND', ErrorMessage: `The subnet ${id} does not exist.` };
    if (trouble === undefined || (trouble === 'scarce' && desiredInstances(fleet) <= scarceAddresses)) return [];
    return {
      ErrorCode: 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES',
      ErrorMessage: `The subnet ${id} does not have enough free IP addresses for ${desiredInstances(fleet)} instances.`,
    };
  });
  const groups = SecurityGroupIds.filter(id => troubleOf(id, store) === 'gone').map(id => ({
    ErrorCode: 'SECURITY_GROUPS_NOT_FOUND',
    ErrorMessage: `The security group ${id} does not exist.`,
  }));
  const { IamRoleArn: role } = fleet;
  return [
    ...imageTrouble(fleet, store, world),
    ...subnets,
    ...groups,
    ...(role !== undefined && troubleOf(role, store) === 'gone'
      ? [{ ErrorCode: 'MACHINE_ROLE_IS_MISSING', ErrorMessage: `The role ${role} does not exist.` }]
      : []),
  ];
}

/**
 * How many instances of a fleet can come up.
 * (C) UpdateFleet: No instance comes up for which the fleet's errors leave no room. [docs]
 */
export function roomFor(fleet: Fleet, store: Store, world: World): number {
  const troubles = troublesOf(fleet, store, world);
  if (!troubles.length) return desiredInstances(fleet);
  const { SubnetIds = [] } = fleet.VpcConfig ?? {};
  const isScarce = troubles.length === 1 && SubnetIds.some(id => troubleOf(id, store) === 'scarce');
  return isScarce ? Math.min(scarceAddresses, desiredInstances(fleet)) : 0;
}

/** (C) DescribeFleets: The image of a fleet was deleted, or is no longer shared for fleets. [docs] */
function imageTrouble({ ImageArn }: Fleet, store: Store, world: World): FleetError[] {
  if (ImageArn === undefined) return [];
  const image = imageWithArn(ImageArn, world);
  const owner = accountOf(ImageArn);
  const isFree = owner === '' || owner === store.accountId;
  if (image && (isFree || image.sharedWith.get(store.accountId)?.allowFleet)) return [];
  return [{ ErrorCode: 'IMAGE_NOT_FOUND', ErrorMessage: `The image ${ImageArn} was not found.` }];
}

function troubleOf(id: string, { broken }: Store): Trouble | undefined {
  const known = broken.get(id);
  if (known !== undefined) return known;
  return /gone/i.test(id) ? 'gone' : /^subnet-.*full/i.test(id) ? 'full' : undefined;
}
