// What forms' fields suggest in accounts that lack something: parts of resources, permissions, or resources at all.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { createSuggester } from '../../../src/explorer/suggest/suggest';
import type { Values } from '../../../src/forms/field';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const denied = new ApiError('No.', {
  ...{ reason: 'denied', operation: 'X', code: 'AccessDeniedException', retryable: false, nextStep: '' },
});

/** What a field suggests: values, each with its detail. */
async function suggested(source: string, script: Script, values: Values = {}): Promise<string[]> {
  const suggest = createSuggester({
    ...{ api: () => Promise.resolve(scriptedApi(script)), help: {}, opened: () => ({}), now: () => 0 },
    signal: new AbortController().signal,
  });
  const suggestions = await suggest(source, '', values);
  return suggestions.map(({ value, detail }) => (detail ? `${value}: ${detail}` : value));
}

describe('A field suggests', () => {
  const cases: readonly { what: string; source: string; script: Script; values?: Values; found: string[] }[] = [
    {
      what: 'the subnets of fleets, whether or not others have a network',
      source: 'subnet',
      script: {
        DescribeFleets: () => ({ Fleets: [{ Name: 'a' }, { Name: 'b', VpcConfig: { SubnetIds: ['subnet-1', ''] } }] }),
        DescribeImageBuilders: () => ({ ImageBuilders: [{ Name: 'c', VpcConfig: {} }] }),
        DescribeAppBlockBuilders: () => ({}),
      },
      found: ['subnet-1: Used by b'],
    },
    {
      what: 'security groups that some kinds use, if the others may not be listed',
      source: 'securityGroup',
      script: {
        DescribeFleets: () => Promise.reject(denied),
        DescribeImageBuilders: () => ({
          ImageBuilders: [{ Name: 'a' }, { Name: 'c', VpcConfig: { SecurityGroupIds: ['sg-1'] } }],
        }),
        DescribeAppBlockBuilders: () => Promise.reject(denied),
      },
      found: ['sg-1: Used by c'],
    },
    {
      what: 'buckets of scripts, app blocks and icons',
      source: 'bucket',
      script: {
        DescribeFleets: () => ({ Fleets: [{ Name: 'f' }, { Name: 'g', SessionScriptS3Location: { S3Bucket: 'b1' } }] }),
        DescribeAppBlocks: () => ({
          AppBlocks: [
            { Name: 'x', Arn: 'arn:x' },
            {
              ...{ Name: 'y', Arn: 'arn:y', SourceS3Location: { S3Bucket: 'b2' } },
              ...{ SetupScriptDetails: { ScriptS3Location: { S3Bucket: 'b3' } }, PostSetupScriptDetails: {} },
            },
          ],
        }),
        DescribeApplications: () => ({
          Applications: [
            { Name: 'p', Arn: 'arn:p' },
            { Name: 'q', Arn: 'arn:q', IconS3Location: { S3Bucket: 'b1' } },
          ],
        }),
      },
      found: ['b1: Used by g and q', 'b2: Used by y', 'b3: Used by y'],
    },
    {
      what: 'VPC endpoints of stacks, of which some have none',
      source: 'vpcEndpoint',
      script: {
        DescribeStacks: () => ({ Stacks: [{ Name: 's' }, { Name: 't', AccessEndpoints: [{ VpceId: 'vpce-1' }] }] }),
        DescribeImageBuilders: () => ({}),
        DescribeAppBlockBuilders: () => ({}),
      },
      found: ['vpce-1: Used by t'],
    },
    {
      what: 'screenshot buckets of stacks, of which some have none',
      source: 'screenshotBucket',
      script: {
        DescribeStacks: () => ({
          Stacks: [{ Name: 's' }, { Name: 't', AgentAccessConfig: { S3BucketArn: 'arn:aws:s3:::shots' } }],
        }),
      },
      found: ['arn:aws:s3:::shots: Used by t'],
    },
    {
      what: 'settings groups of stacks, of which some have none',
      source: 'settingsGroup',
      script: {
        DescribeStacks: () => ({ Stacks: [{ Name: 's' }, { Name: 't', ApplicationSettings: { SettingsGroup: 'g' } }] }),
      },
      found: ['g: Used by t'],
    },
    {
      what: 'the accounts that images are shared with, and those that share images',
      source: 'account',
      script: {
        DescribeImages: ({ Type }) => ({
          Images:
            Type === 'PRIVATE'
              ? [
                  { Name: 'b', ImageSharedWithOthers: 'TRUE' },
                  { Name: 'a', ImageSharedWithOthers: 'TRUE' },
                  { Name: 'own', ImageSharedWithOthers: 'FALSE' },
                  { Name: 'denied', ImageSharedWithOthers: 'TRUE' },
                ]
              : [{ Name: 'no ARN' }, { Name: 'theirs', Arn: 'arn:aws:appstream:eu-west-1:222222222222:image/theirs' }],
        }),
        DescribeImagePermissions({ Name }) {
          if (Name === 'denied') throw denied;
          assert.notEqual(Name, 'own', 'an image that is not shared needs no request');
          return { SharedImagePermissionsList: [{ sharedAccountId: '111111111111' }] };
        },
      },
      found: ['111111111111: May use a, b', '222222222222: Shares theirs with this account'],
    },
    {
      what: "a fleet's applications, and its desktop last",
      source: 'streamedApplication',
      values: { FleetName: 'f' },
      script: {
        DescribeFleets: () => ({ Fleets: [{ Name: 'f', ImageArn: 'arn:i' }] }),
        DescribeImages: () => ({
          Images: [{ Name: 'i', Applications: [{ Name: 'cad', DisplayName: 'CAD' }, { Name: 'gis' }] }],
        }),
        DescribeApplicationFleetAssociations: ({ FleetName }) => ({
          ApplicationFleetAssociations: FleetName === 'f' ? [] : assert.fail('another fleet'),
        }),
      },
      found: ['cad: CAD', 'gis', "Desktop: The desktop itself, if it is the fleet's stream view"],
    },
    {
      what: 'no application before a fleet is chosen',
      source: 'streamedApplication',
      values: { FleetName: '' },
      script: {},
      found: [],
    },
    {
      what: 'AMIs that images were exported to',
      source: 'ami',
      script: {
        ListExportImageTasks: () => ({
          ExportImageTasks: [{ TaskId: '1' }, { TaskId: '2', AmiId: 'ami-1', AmiName: 'golden' }],
        }),
      },
      found: ['ami-1: golden'],
    },
  ];
  for (const { what, source, script, values, found } of cases) {
    it(what, async () => assert.deepEqual((await suggested(source, script, values)).sort(), [...found].sort()));
  }
});
