// App blocks: the packages of applications for Elastic fleets.
import type { AppBlock, AppBlockState } from '@aws-sdk/client-appstream';

import { forbiddenWhen, is, isNot, requiredWhen } from '../forms/rules';
import type { Hints } from './action';
import { appBlocksOf, buildersOf } from './appBlockAssociation';
import type { Kind, States } from './kind';
import { below, collect, list } from './listing';
import { namedAction } from './parts/actions';
import { s3Members } from './parts/formParts';
import { describer, textOf, uncodedErrorsIn, withOne } from './parts/reads';
import { tagsOf } from './tag';

// CUSTOM is the default, so it also holds for an app block without a packaging type.
const custom = isNot('PackagingType', 'APPSTREAM2');
const appStream = is('PackagingType', 'APPSTREAM2');

const scriptMembers = (script: string): Hints => ({
  ...s3Members(`${script}.ScriptS3Location`),
  [`${script}.TimeoutInSeconds`]: { min: 1 },
});

export const appBlock: Kind<AppBlock, 'appBlock'> = {
  name: 'appBlock',
  title: 'App Block',
  plural: 'App Blocks',
  none: 'No app blocks yet',
  icon: 'archive',
  consolePage: { path: 'app-blocks' },
  list: list('DescribeAppBlocks', out => out.AppBlocks),
  describe: describer(
    'DescribeAppBlocks',
    block => block.Arn,
    Arns => ({ Arns }),
    out => out.AppBlocks,
  ),
  describedBy: block => block.Arn,
  id: block => block.Name,
  namedBy: { Name: true, Arn: true },
  displayName: block => block.DisplayName,
  arn: block => block.Arn,
  types: block => [block.PackagingType],
  state: block => block.State,
  states: {
    ACTIVE: 'running',
    INACTIVE: 'stopped',
  } satisfies States<AppBlockState>,
  detail: block => block.PackagingType,
  compares: 'appBlock',
  created: block => block.CreatedTime,
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
  errors: block => uncodedErrorsIn(block.AppBlockErrors),
  children: [{ kind: 'blockBuilder', scope: block => below('AppBlockArn', block.Arn) }, tagsOf(block => block.Arn)],
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
    defaults: { PackagingType: 'CUSTOM' },
    id: textOf('Name'),
  },
  actions: [
    namedAction({
      name: 'delete',
      title: 'Delete App Block…',
      group: 'delete',
      operations: ['DeleteAppBlock', 'DescribeApplications', 'DescribeAppBlockBuilderAppBlockAssociations'],
      blockers: [
        {
          kind: 'application',
          one: 'Application {0} uses the app block. Delete the application first.',
          many: 'Applications {0} use the app block. Delete them first.',
          show: 'Show Application {0}',
          async find({ api, resource: { Arn }, signal }) {
            const apps = await collect(api, 'DescribeApplications', {}, out => out.Applications, signal);
            return apps.flatMap(({ Name, AppBlockArn }) => (Name !== undefined && AppBlockArn === Arn ? [Name] : []));
          },
        },
        {
          kind: 'blockBuilder',
          one: 'App block builder {0} is associated with the app block. Disassociate it first.',
          many: 'App block builders {0} are associated with the app block. Disassociate them first.',
          show: 'Show App Block Builder {0}',
          remedy: { theirs: 'disassociate' },
          also: {
            kind: 'appBlockBuilder',
            unused: ({ api, signal }, builders) =>
              withOne(builders, AppBlockBuilderName => appBlocksOf(api, { AppBlockBuilderName }, signal)),
          },
          find: ({ api, resource, signal }) => buildersOf(api, { AppBlockArn: resource.Arn }, signal),
        },
      ],
      confirm: {
        verb: 'Delete',
        question: 'Delete app block {0}?',
        questionAll: 'Delete {0} app blocks?',
        consequence: "The app block is deleted. This can't be undone.",
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};
