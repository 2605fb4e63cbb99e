import type { ImageBuilder, ImageBuilderState } from '@aws-sdk/client-appstream';

import { required } from '../forms/rules';
import type { Kind, States } from './kind';
import { stateIs } from './kind';
import { list } from './listing';
import { namedAction } from './parts/actions';
import {
  connectedUserLosesWork,
  domainMembers,
  domainRules,
  endpointMembers,
  imageMembers,
  imageValues,
  networkMembers,
  roleMembers,
  rootVolumeMembers,
} from './parts/formParts';
import { describer, errorsIn, reasonIn, textOf } from './parts/reads';
import { builderStream } from './parts/streaming';
import { softwareActions, softwareOf } from './software';
import { tagsOf } from './tag';

export const imageBuilder: Kind<ImageBuilder, 'imageBuilder'> = {
  name: 'imageBuilder',
  title: 'Image Builder',
  plural: 'Image Builders',
  none: 'No image builders yet',
  icon: 'tools',
  consolePage: { path: 'image-builder' },
  list: list('DescribeImageBuilders', out => out.ImageBuilders),
  describe: describer(
    'DescribeImageBuilders',
    builder => builder.Name,
    Names => ({ Names }),
    out => out.ImageBuilders,
  ),
  id: builder => builder.Name,
  namedBy: { Name: true },
  displayName: builder => builder.DisplayName,
  arn: builder => builder.Arn,
  images: builder => [builder.ImageArn],
  types: builder => [builder.InstanceType],
  state: builder => builder.State,
  states: {
    PENDING: { to: 'RUNNING' },
    PENDING_IMAGE_IMPORT: { to: 'RUNNING' },
    PENDING_QUALIFICATION: { to: 'RUNNING' },
    PENDING_SYNCING_APPS: { to: 'RUNNING' },
    REBOOTING: { to: 'RUNNING' },
    SYNCING_APPS: { to: 'RUNNING' },
    UPDATING: { to: 'RUNNING' },
    UPDATING_AGENT: { to: 'RUNNING' },
    RUNNING: 'running',
    STOPPING: { to: 'STOPPED' },
    // An image builder stops by itself after it has created its image.
    SNAPSHOTTING: { to: 'STOPPED' },
    STOPPED: 'stopped',
    FAILED: 'failed',
    DELETING: { to: 'gone' },
  } satisfies States<ImageBuilderState>,
  usualMinutes: () => 25,
  detail: builder => builder.InstanceType,
  compares: 'imageBuilder',
  created: builder => builder.CreatedTime,
  refersTo: { ImageArn: 'image', 'DomainJoinInfo.DirectoryName': 'directoryConfig' },
  facts: builder => [
    { label: 'Display name', value: builder.DisplayName },
    { label: 'Instance type', value: builder.InstanceType },
    { label: 'Platform', value: builder.Platform },
    { label: 'Image', value: builder.ImageArn },
    { label: 'Agent version', value: builder.AppstreamAgentVersion },
    { label: 'Latest agent', value: builder.LatestAppstreamAgentVersion },
    { label: 'Default internet access', value: builder.EnableDefaultInternetAccess },
    { label: 'Private IP address', value: builder.NetworkAccessConfiguration?.EniPrivateIpAddress },
    { label: 'Description', value: builder.Description },
    { label: 'Created', value: builder.CreatedTime },
  ],
  errors: builder => [
    ...reasonIn('ImageBuilderStateChangeReasonCode', builder.StateChangeReason),
    ...errorsIn('FleetErrorCode', builder.ImageBuilderErrors),
  ],
  children: [
    { kind: 'software', scope: builder => softwareOf(builder.Arn, builder.Name) },
    tagsOf(builder => builder.Arn),
  ],
  create: {
    title: 'Create Image Builder…',
    form: {
      operation: 'CreateImageBuilder',
      submit: 'Create Image Builder',
      hints: {
        order: ['Name', 'InstanceType', 'ImageName', 'DisplayName', 'Description'],
        sections: [
          {
            title: 'Network',
            members: ['VpcConfig', 'EnableDefaultInternetAccess', 'DomainJoinInfo', 'AccessEndpoints'],
          },
        ],
        members: {
          ...imageMembers('imageBuilder'),
          InstanceType: { suggest: 'instanceType', placeholder: 'stream.standard.medium' },
          Description: { multiline: true },
          AppstreamAgentVersion: { suggest: 'agentVersion', placeholder: 'LATEST' },
          SoftwaresToInstall: { label: 'Software to install', suggest: 'software' },
          SoftwaresToUninstall: { label: 'Software to uninstall', suggest: 'software' },
          ...networkMembers,
          ...endpointMembers,
          ...domainMembers,
          ...roleMembers,
          ...rootVolumeMembers,
        },
      },
      rules: [
        required('ImageName'),
        { kind: 'entries', member: 'VpcConfig.SubnetIds', max: 1, message: 'An image builder takes one subnet.' },
        ...domainRules,
      ],
      values: () => ({ InstanceType: 'stream.standard.medium' }),
    },
    defaults: { EnableDefaultInternetAccess: false, DisableIMDSV1: false },
    id: textOf('Name'),
  },
  // The agent version of an existing image builder may no longer be available for a new one.
  desired: builder => ({ ...imageValues(builder), AppstreamAgentVersion: undefined }),
  duplicate: true,
  actions: [
    namedAction({
      name: 'start',
      title: 'Start Image Builder',
      inline: 'play',
      group: 'state',
      operations: ['StartImageBuilder'],
      when: stateIs('STOPPED'),
      leadsTo: 'RUNNING',
      undoneBy: 'stop',
      progress: 'Starting…',
      proof: 'state',
    }),
    namedAction({
      name: 'stop',
      title: 'Stop Image Builder',
      inline: 'debug-stop',
      group: 'state',
      operations: ['StopImageBuilder'],
      when: stateIs('RUNNING'),
      leadsTo: 'STOPPED',
      undoneBy: 'start',
      confirm: {
        verb: 'Stop',
        question: 'Stop image builder {0}?',
        questionAll: 'Stop {0} image builders?',
        consequence: connectedUserLosesWork,
      },
      progress: 'Stopping…',
      proof: 'state',
    }),
    builderStream('Create Image Builder Streaming URL…', 'CreateImageBuilderStreamingURL', ({ Name }) => ({ Name })),
    ...softwareActions,
    namedAction({
      name: 'delete',
      title: 'Delete Image Builder…',
      group: 'delete',
      operations: ['DeleteImageBuilder'],
      // The documentation requires STOPPED, but other clients also delete RUNNING and FAILED image builders
      // successfully.
      when: stateIs('RUNNING', 'STOPPED', 'FAILED'),
      confirm: {
        verb: 'Delete',
        question: 'Delete image builder {0}?',
        questionAll: 'Delete {0} image builders?',
        consequence:
          "The image builder is deleted with everything that is installed on it and isn't in an image. A connected user is disconnected. This can't be undone.",
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};
