// The forms of fleets, with the rules that the API model lacks.
import type { Fleet } from '@aws-sdk/client-appstream';

import type { Values } from '../../forms/field';
import type { Rule } from '../../forms/rules';
import { atLeast, forbiddenWhen, given, is, isNot, oneOf, range, requiredWhen } from '../../forms/rules';
import type { Create, Form, Hints } from '../action';
import {
  domainMembers,
  domainRules,
  imageMembers,
  imageValues,
  networkMembers,
  roleMembers,
  rootVolumeMembers,
  s3Members,
} from './formParts';

const members: Hints = {
  ...imageMembers('fleet'),
  InstanceType: { suggest: 'instanceType', placeholder: 'stream.standard.medium' },
  Description: { multiline: true },
  MaxUserDurationInSeconds: { min: 600, max: 432_000, placeholder: '57600' },
  DisconnectTimeoutInSeconds: { min: 60, max: 36_000, placeholder: '900' },
  IdleDisconnectTimeoutInSeconds: { placeholder: '0' },
  'ComputeCapacity.DesiredInstances': { min: 0 },
  'ComputeCapacity.DesiredSessions': { min: 0 },
  MaxSessionsPerInstance: {
    min: 1,
    help: 'The number of users that share an instance of a multi-session fleet. Its image must be Windows Server 2019, 2022 or 2025.',
  },
  MaxConcurrentSessions: { min: 1 },
  ...networkMembers,
  ...domainMembers,
  ...roleMembers,
  ...s3Members('SessionScriptS3Location'),
  ...rootVolumeMembers,
};

const sections = [
  {
    title: 'Sessions',
    members: [
      'MaxUserDurationInSeconds',
      'DisconnectTimeoutInSeconds',
      'IdleDisconnectTimeoutInSeconds',
      'StreamView',
      'MaxSessionsPerInstance',
    ],
  },
  { title: 'Network', members: ['VpcConfig', 'EnableDefaultInternetAccess', 'DomainJoinInfo'] },
  { title: 'Elastic', members: ['Platform', 'MaxConcurrentSessions', 'SessionScriptS3Location'] },
];

const idle = range('IdleDisconnectTimeoutInSeconds', 60, 36_000, [0]);

// The members that only one of the two types of fleets has.
const ofInstances = ['ImageName', 'ComputeCapacity', 'DomainJoinInfo', 'MaxSessionsPerInstance'];
const ofElastic = ['Platform', 'MaxConcurrentSessions', 'SessionScriptS3Location'];

const elastic = is('FleetType', 'ELASTIC');
const other = isNot('FleetType', 'ELASTIC');

const rules: readonly Rule[] = [
  idle,
  requiredWhen('MaxConcurrentSessions', elastic),
  requiredWhen('Platform', elastic),
  {
    ...atLeast(2, 'VpcConfig.SubnetIds', elastic),
    message: 'An Elastic fleet needs at least two subnets, in different Availability Zones.',
  },
  ...ofInstances.map(member => forbiddenWhen(member, elastic)),
  requiredWhen('ImageName', other),
  oneOf(['ComputeCapacity.DesiredInstances', 'ComputeCapacity.DesiredSessions'], other),
  ...ofElastic.map(member => forbiddenWhen(member, other)),
  // Each of the two members requires the other.
  ...[
    requiredWhen('MaxSessionsPerInstance', given('ComputeCapacity.DesiredSessions')),
    requiredWhen('ComputeCapacity.DesiredSessions', given('MaxSessionsPerInstance')),
  ].map(rule => ({
    ...rule,
    message: 'A multi-session fleet needs both: the desired sessions and the maximum sessions per instance.',
  })),
  ...domainRules,
];

export const createFleet: Create = {
  title: 'Create Fleet…',
  next: 'start',
  form: {
    operation: 'CreateFleet',
    submit: 'Create Fleet',
    hints: {
      order: ['Name', 'FleetType', 'InstanceType', 'ImageName', 'ComputeCapacity', 'DisplayName', 'Description'],
      sections,
      members,
    },
    rules,
    values: () => ({
      FleetType: 'ON_DEMAND',
      InstanceType: 'stream.standard.medium',
      ComputeCapacity: { DesiredInstances: 1 },
    }),
  },
  defaults: {
    FleetType: 'ON_DEMAND',
    StreamView: 'APP',
    MaxUserDurationInSeconds: 57_600,
    DisconnectTimeoutInSeconds: 900,
    IdleDisconnectTimeoutInSeconds: 0,
    EnableDefaultInternetAccess: false,
    DisableIMDSV1: false,
  },
  id: input => text(input['Name']),
};

/** Values for updating a fleet or making it again, where DescribeFleets uses other members than the input. */
export function fleetValues(fleet: Fleet): Values {
  const { ComputeCapacityStatus: status, FleetType } = fleet;
  return {
    ...(FleetType !== 'ELASTIC' &&
      status && {
        ComputeCapacity:
          status.DesiredUserSessions === undefined
            ? { DesiredInstances: status.Desired }
            : { DesiredSessions: status.DesiredUserSessions },
      }),
    ...imageValues(fleet),
    // DescribeFleets returns members of the other type too: every fleet has the platform of its image.
    ...(FleetType === 'ELASTIC' && { ImageArn: undefined }),
    ...Object.fromEntries((FleetType === 'ELASTIC' ? ofInstances : ofElastic).map(member => [member, undefined])),
  };
}

// The members that can change while the fleet is RUNNING. All others need it STOPPED.
const changeableWhileRunning: readonly string[] = [
  'DisplayName',
  'ComputeCapacity',
  'ImageName',
  'IdleDisconnectTimeoutInSeconds',
  'DisconnectTimeoutInSeconds',
];
const elasticChangeableWhileRunning: readonly string[] = [
  'DisplayName',
  'IdleDisconnectTimeoutInSeconds',
  'DisconnectTimeoutInSeconds',
  'MaxConcurrentSessions',
  'SessionScriptS3Location',
  'UsbDeviceFilterStrings',
];
const allMembers = [
  'ImageName',
  'InstanceType',
  'ComputeCapacity',
  'VpcConfig',
  'MaxUserDurationInSeconds',
  'DisconnectTimeoutInSeconds',
  'Description',
  'DisplayName',
  'EnableDefaultInternetAccess',
  'DomainJoinInfo',
  'IdleDisconnectTimeoutInSeconds',
  'IamRoleArn',
  'StreamView',
  'Platform',
  'MaxConcurrentSessions',
  'UsbDeviceFilterStrings',
  'SessionScriptS3Location',
  'MaxSessionsPerInstance',
  'RootVolumeConfig',
  'DisableIMDSV1',
];

export const updateFleet: Form<Fleet> = {
  operation: 'UpdateFleet',
  submit: 'Update Fleet',
  hints: {
    order: ['DisplayName', 'Description', 'InstanceType', 'ImageName', 'ComputeCapacity'],
    hide: ['AttributesToDelete', 'DeleteVpcConfig'],
    sections,
    members: {
      ...members,
      ...imageMembers('fleet', ' While the fleet is RUNNING, the new image must have the same operating system.'),
    },
  },
  rules,
  known: ({ FleetType = 'ON_DEMAND' }) => ({ FleetType }),
  fixed: fleet => ({ Name: fleet.Name ?? '' }),
  values: fleetValues,
  locked: ({ State, FleetType }): Record<string, string> => {
    if (State !== 'RUNNING') return {};
    const open = FleetType === 'ELASTIC' ? elasticChangeableWhileRunning : changeableWhileRunning;
    const reason = 'You can change this only while the fleet is STOPPED.';
    return Object.fromEntries(allMembers.filter(member => !open.includes(member)).map(member => [member, reason]));
  },
  unlockedBy: {
    stop: 'stop',
    start: 'start',
    question: 'Stop fleet {0}, update it and start it again?',
    consequence:
      'Streaming sessions on the fleet end, and unsaved work is lost. Nobody can stream from the fleet until it runs again.',
  },
  clears: {
    VpcConfig: 'VPC_CONFIGURATION',
    'VpcConfig.SecurityGroupIds': 'VPC_CONFIGURATION_SECURITY_GROUP_IDS',
    DomainJoinInfo: 'DOMAIN_JOIN_INFO',
    IamRoleArn: 'IAM_ROLE_ARN',
    UsbDeviceFilterStrings: 'USB_DEVICE_FILTER_STRINGS',
    SessionScriptS3Location: 'SESSION_SCRIPT_S3_LOCATION',
    MaxSessionsPerInstance: 'MAX_SESSIONS_PER_INSTANCE',
    RootVolumeConfig: 'VOLUME_CONFIGURATION',
  },
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
