// App block builders: the instances that package app blocks. They have the same states as fleets.
import type { AppBlockBuilder, AppBlockBuilderState } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import type { Rule } from '../forms/rules';
import { atLeast } from '../forms/rules';
import type { Hints } from './action';
import { ActionRefused } from './action';
import { appBlockChoices, appBlocksOf } from './appBlockAssociation';
import { nameIn } from './application';
import type { Kind, States } from './kind';
import { stateIs } from './kind';
import { below, collect, list } from './listing';
import { callAction, formAction, namedAction } from './parts/actions';
import { connectedUserLosesWork, endpointMembers, networkMembers, roleMembers } from './parts/formParts';
import { describer, errorsIn, reasonIn, textOf } from './parts/reads';
import { builderStream } from './parts/streaming';
import { tagsOf } from './tag';

const members: Hints = {
  InstanceType: { suggest: 'appBlockBuilderType', placeholder: 'stream.standard.medium' },
  Description: { multiline: true },
  // The API model of the update allows all platforms of images.
  Platform: { options: [{ value: 'WINDOWS_SERVER_2019' }] },
  ...networkMembers,
  ...endpointMembers,
  ...roleMembers,
};
const rules: readonly Rule[] = [
  {
    ...atLeast(2, 'VpcConfig.SubnetIds'),
    message: 'An app block builder needs at least two subnets, in different Availability Zones.',
  },
];
const sections = [{ title: 'Network', members: ['VpcConfig', 'EnableDefaultInternetAccess', 'AccessEndpoints'] }];

export const appBlockBuilder: Kind<AppBlockBuilder, 'appBlockBuilder'> = {
  name: 'appBlockBuilder',
  title: 'App Block Builder',
  plural: 'App Block Builders',
  none: 'No app block builders yet',
  icon: 'server-process',
  list: list('DescribeAppBlockBuilders', out => out.AppBlockBuilders),
  describe: describer(
    'DescribeAppBlockBuilders',
    builder => builder.Name,
    Names => ({ Names }),
    out => out.AppBlockBuilders,
  ),
  id: builder => builder.Name,
  namedBy: { Name: true },
  displayName: builder => builder.DisplayName,
  arn: builder => builder.Arn,
  types: builder => [builder.InstanceType],
  state: builder => builder.State,
  states: {
    STARTING: { to: 'RUNNING' },
    RUNNING: 'running',
    STOPPING: { to: 'STOPPED' },
    STOPPED: 'stopped',
  } satisfies States<AppBlockBuilderState>,
  detail: builder => builder.InstanceType,
  compares: 'appBlockBuilder',
  created: builder => builder.CreatedTime,
  facts: builder => [
    { label: 'Display name', value: builder.DisplayName },
    { label: 'Instance type', value: builder.InstanceType },
    { label: 'Platform', value: builder.Platform },
    { label: 'Default internet access', value: builder.EnableDefaultInternetAccess },
    { label: 'Description', value: builder.Description },
    { label: 'Created', value: builder.CreatedTime },
  ],
  errors: builder => [
    ...reasonIn('AppBlockBuilderStateChangeReasonCode', builder.StateChangeReason),
    ...errorsIn('FleetErrorCode', builder.AppBlockBuilderErrors),
  ],
  children: [
    { kind: 'builderAppBlock', scope: builder => below('AppBlockBuilderName', builder.Name) },
    tagsOf(builder => builder.Arn),
  ],
  create: {
    title: 'Create App Block Builder…',
    form: {
      operation: 'CreateAppBlockBuilder',
      submit: 'Create App Block Builder',
      hints: {
        order: ['Name', 'Platform', 'InstanceType', 'VpcConfig', 'DisplayName', 'Description'],
        sections,
        members,
      },
      rules,
      values: () => ({ Platform: 'WINDOWS_SERVER_2019', InstanceType: 'stream.standard.medium' }),
    },
    defaults: { EnableDefaultInternetAccess: false, DisableIMDSV1: false },
    id: textOf('Name'),
  },
  actions: [
    {
      name: 'start',
      title: 'Start App Block Builder',
      inline: 'play',
      group: 'state',
      operations: ['StartAppBlockBuilder', 'DescribeAppBlockBuilderAppBlockAssociations'],
      when: stateIs('STOPPED'),
      leadsTo: 'RUNNING',
      undoneBy: 'stop',
      progress: 'Starting…',
      proof: 'state',
      async perform({ api, resource: { Name }, signal }) {
        // DescribeAppBlockBuilders doesn't return the app block; a builder without one can't start.
        const input = { AppBlockBuilderName: Name };
        const blocks = await collect(
          api,
          'DescribeAppBlockBuilderAppBlockAssociations',
          input,
          out => out.AppBlockBuilderAppBlockAssociations,
          signal,
        );
        if (!blocks.length) {
          throw new ActionRefused(
            l10n.t('App block builder "{0}" has no app block. Associate one with it first.', Name ?? ''),
          );
        }
        await api.call('StartAppBlockBuilder', { Name }, signal);
      },
    },
    namedAction({
      name: 'stop',
      title: 'Stop App Block Builder',
      inline: 'debug-stop',
      group: 'state',
      operations: ['StopAppBlockBuilder'],
      when: stateIs('RUNNING'),
      leadsTo: 'STOPPED',
      undoneBy: 'start',
      confirm: {
        verb: 'Stop',
        question: 'Stop app block builder {0}?',
        questionAll: 'Stop {0} app block builders?',
        consequence: connectedUserLosesWork,
      },
      progress: 'Stopping…',
      proof: 'state',
    }),
    builderStream('Create App Block Builder Streaming URL…', 'CreateAppBlockBuilderStreamingURL', ({ Name }) => ({
      AppBlockBuilderName: Name,
    })),
    formAction({
      name: 'update',
      title: 'Update App Block Builder…',
      group: 'change',
      when: stateIs('STOPPED', 'RUNNING'),
      progress: 'Updating…',
      form: {
        operation: 'UpdateAppBlockBuilder',
        submit: 'Update App Block Builder',
        hints: { order: ['DisplayName', 'Description'], hide: ['AttributesToDelete'], sections, members },
        rules,
        fixed: builder => ({ Name: builder.Name ?? '' }),
        locked: ({ State }): Record<string, string> => {
          if (State !== 'RUNNING') return {};
          const reason = 'You can change this only while the app block builder is STOPPED.';
          const lockedMembers = [
            'Platform',
            'InstanceType',
            'VpcConfig',
            'EnableDefaultInternetAccess',
            'IamRoleArn',
            'AccessEndpoints',
            'DisableIMDSV1',
          ];
          return Object.fromEntries(lockedMembers.map(member => [member, reason]));
        },
        unlockedBy: {
          stop: 'stop',
          start: 'start',
          question: 'Stop app block builder {0}, update it and start it again?',
        },
        clears: {
          IamRoleArn: 'IAM_ROLE_ARN',
          AccessEndpoints: 'ACCESS_ENDPOINTS',
          'VpcConfig.SecurityGroupIds': 'VPC_CONFIGURATION_SECURITY_GROUP_IDS',
        },
      },
    }),
    callAction({
      name: 'associate',
      title: 'Associate App Block…',
      group: 'associate',
      seldom: true,
      operations: ['AssociateAppBlockBuilderAppBlock', 'DescribeAppBlocks'],
      asks: [
        {
          member: 'AppBlockArn',
          title: 'App block to package',
          choices: appBlockChoices,
          none: 'This Region has no app block yet that a builder can package.',
        },
      ],
      progress: 'Associating…',
      proof: {
        isDone: async ({ api, resource, signal }, { AppBlockArn }) =>
          (await appBlocksOf(api, { AppBlockBuilderName: resource.Name }, signal)).includes(nameIn(AppBlockArn) ?? ''),
      },
      touches: ['builderAppBlock', 'blockBuilder'],
      input: ({ resource }, { AppBlockArn }) => ({ AppBlockBuilderName: resource.Name, AppBlockArn }),
    }),
    namedAction({
      name: 'delete',
      title: 'Delete App Block Builder…',
      group: 'delete',
      operations: ['DeleteAppBlockBuilder', 'DescribeAppBlockBuilderAppBlockAssociations'],
      when: stateIs('STOPPED'),
      preparedBy: 'stop',
      blockers: [
        {
          kind: 'builderAppBlock',
          one: 'App block {0} is associated with the builder. Disassociate it first.',
          many: 'App blocks {0} are associated with the builder. Disassociate them first.',
          show: 'Show App Block {0}',
          remedy: { theirs: 'disassociate' },
          find: ({ api, resource, signal }) => appBlocksOf(api, { AppBlockBuilderName: resource.Name }, signal),
        },
      ],
      confirm: {
        verb: 'Delete',
        question: 'Delete app block builder {0}?',
        questionAll: 'Delete {0} app block builders?',
        consequence: "The app block builder is deleted. The app blocks that it created stay. This can't be undone.",
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};
