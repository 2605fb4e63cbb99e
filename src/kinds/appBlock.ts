// The packages that Elastic fleets' applications come in.
import type { AppBlock } from '@aws-sdk/client-appstream';

import type { FieldHint } from '../forms/hints';
import { forbiddenWhen, is, isNot, requiredWhen } from '../forms/rules';
import { s3Members } from './formParts';
import { collect, defineKind, list } from './kind';
import { tagsOf } from './tag';

// The packaging that a block has when none is chosen.
const custom = isNot('PackagingType', 'APPSTREAM2');
const appStream = is('PackagingType', 'APPSTREAM2');

const scriptMembers = (script: string): Record<string, FieldHint> => ({
  ...s3Members(`${script}.ScriptS3Location`),
  [`${script}.TimeoutInSeconds`]: { min: 1 },
});

export const appBlock = defineKind<AppBlock>({
  name: 'appBlock',
  title: 'App Block',
  plural: 'App Blocks',
  icon: 'archive',
  list: list('DescribeAppBlocks', out => out.AppBlocks),
  describe: (api, blocks, _scope, signal) =>
    collect(api, 'DescribeAppBlocks', { Arns: blocks.flatMap(block => block.Arn ?? []) }, out => out.AppBlocks, signal),
  id: block => block.Name,
  arn: block => block.Arn,
  state: block => block.State,
  detail: block => block.PackagingType,
  facts: block => [
    { label: 'Display name', value: block.DisplayName },
    { label: 'Description', value: block.Description },
    { label: 'Packaging', value: block.PackagingType },
    {
      label: 'Source',
      value: [block.SourceS3Location?.S3Bucket, block.SourceS3Location?.S3Key].filter(Boolean).join('/'),
    },
    {
      label: 'Setup script',
      value: (block.SetupScriptDetails ?? block.PostSetupScriptDetails)?.ScriptS3Location?.S3Key,
    },
    { label: 'Created', value: block.CreatedTime },
  ],
  errors: block => (block.AppBlockErrors ?? []).map(error => ({ code: error.ErrorCode, message: error.ErrorMessage })),
  children: [{ kind: 'blockBuilder', scope: block => ({ AppBlockArn: block.Arn ?? '' }) }, tagsOf(block => block.Arn)],
  create: {
    title: 'Create App Block…',
    form: {
      operation: 'CreateAppBlock',
      submit: 'Create App Block',
      hints: {
        order: ['Name', 'PackagingType', 'SourceS3Location', 'SetupScriptDetails', 'PostSetupScriptDetails'],
        members: {
          Description: { multiline: true },
          'SourceS3Location.S3Bucket': { suggest: 'bucket' },
          ...scriptMembers('SetupScriptDetails'),
          ...scriptMembers('PostSetupScriptDetails'),
        },
      },
      rules: [
        requiredWhen('SetupScriptDetails', custom),
        requiredWhen('SourceS3Location.S3Key', custom),
        forbiddenWhen('PostSetupScriptDetails', custom),
        forbiddenWhen('SetupScriptDetails', appStream),
      ],
      values: () => ({ PackagingType: 'CUSTOM' }),
    },
    id: ({ Name }) => (typeof Name === 'string' ? Name : undefined),
  },
  actions: [
    {
      name: 'delete',
      title: 'Delete App Block…',
      group: 'delete',
      operations: ['DeleteAppBlock'],
      confirm: { verb: 'Delete', consequence: 'The app block is gone for good. No application may be using it.' },
      progress: 'Deleting…',
      perform: async ({ api, resource, signal }) =>
        void (await api.call('DeleteAppBlock', { Name: resource.Name }, signal)),
    },
  ],
});
