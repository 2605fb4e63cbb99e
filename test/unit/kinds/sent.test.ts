// What actions send: about which thing, with what of the place where it stands and of what the user answered.
import * as assert from 'node:assert/strict';

import type { Answers } from '../../../src/kinds/action';
import type { Scope } from '../../../src/kinds/listing';
import type { ActionName, KindName } from '../../../src/kinds/names';
import { actionOf } from '../../support/actionOf';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

interface Case {
  readonly kind: KindName;
  readonly action: ActionName;
  readonly on: object;
  readonly in?: Scope;
  readonly answers?: Answers;
  readonly sends: readonly [operation: string, input: object];
}

const fleet = { Name: 'cad', Arn: arn('fleet/cad') };
const stack = { Name: 'desk', Arn: arn('stack/desk') };
const builder = { Name: 'packer', Arn: arn('image-builder/packer') };
const viewer = { Name: 'viewer', Arn: arn('application/viewer') };
const ana = { UserName: 'ana@example.com', AuthenticationType: 'USERPOOL' };
const entitled = { StackName: 'desk', EntitlementName: 'staff' };

const cases: Case[] = [
  { kind: 'fleet', action: 'start', on: fleet, sends: ['StartFleet', { Name: 'cad' }] },
  { kind: 'fleet', action: 'stop', on: fleet, sends: ['StopFleet', { Name: 'cad' }] },
  { kind: 'fleet', action: 'delete', on: fleet, sends: ['DeleteFleet', { Name: 'cad' }] },
  {
    ...{ kind: 'fleet', action: 'associate', on: fleet, answers: { StackName: 'desk' } },
    sends: ['AssociateFleet', { FleetName: 'cad', StackName: 'desk' }],
  },
  {
    ...{ kind: 'fleet', action: 'disassociate', on: fleet, answers: { StackName: 'desk' } },
    sends: ['DisassociateFleet', { FleetName: 'cad', StackName: 'desk' }],
  },
  {
    ...{ kind: 'fleet', action: 'associateApplication', on: fleet, answers: { ApplicationArn: viewer.Arn } },
    sends: ['AssociateApplicationFleet', { FleetName: 'cad', ApplicationArn: viewer.Arn }],
  },
  {
    ...{ kind: 'stack', action: 'associate', on: stack, answers: { FleetName: 'cad' } },
    sends: ['AssociateFleet', { FleetName: 'cad', StackName: 'desk' }],
  },
  {
    ...{ kind: 'stack', action: 'disassociate', on: stack, answers: { FleetName: 'cad' } },
    sends: ['DisassociateFleet', { FleetName: 'cad', StackName: 'desk' }],
  },
  { kind: 'stack', action: 'delete', on: stack, sends: ['DeleteStack', { Name: 'desk' }] },
  {
    ...{ kind: 'associatedFleet', action: 'disassociate', on: fleet, in: { StackName: 'desk' } },
    sends: ['DisassociateFleet', { FleetName: 'cad', StackName: 'desk' }],
  },
  {
    ...{ kind: 'associatedStack', action: 'disassociate', on: stack, in: { FleetName: 'cad' } },
    sends: ['DisassociateFleet', { FleetName: 'cad', StackName: 'desk' }],
  },
  { kind: 'imageBuilder', action: 'start', on: builder, sends: ['StartImageBuilder', { Name: 'packer' }] },
  { kind: 'imageBuilder', action: 'stop', on: builder, sends: ['StopImageBuilder', { Name: 'packer' }] },
  { kind: 'imageBuilder', action: 'delete', on: builder, sends: ['DeleteImageBuilder', { Name: 'packer' }] },
  {
    ...{ kind: 'imageBuilder', action: 'deploySoftware', on: builder },
    sends: ['StartSoftwareDeploymentToImageBuilder', { ImageBuilderName: 'packer' }],
  },
  {
    ...{ kind: 'software', action: 'retry', on: { SoftwareName: 'Office' }, in: { ImageBuilderName: 'packer' } },
    sends: ['StartSoftwareDeploymentToImageBuilder', { ImageBuilderName: 'packer', RetryFailedDeployments: true }],
  },
  {
    ...{ kind: 'software', action: 'disassociate', on: { SoftwareName: 'Office' }, in: { ImageBuilderName: 'packer' } },
    sends: ['DisassociateSoftwareFromImageBuilder', { ImageBuilderName: 'packer', SoftwareNames: ['Office'] }],
  },
  {
    kind: 'image',
    action: 'delete',
    on: { Name: 'base', Arn: arn('image/base') },
    sends: ['DeleteImage', { Name: 'base' }],
  },
  {
    ...{ kind: 'imagePermission', action: 'delete', on: { sharedAccountId: '210987654321' }, in: { Name: 'base' } },
    sends: ['DeleteImagePermissions', { Name: 'base', SharedAccountId: '210987654321' }],
  },
  {
    ...{ kind: 'application', action: 'associate', on: viewer, answers: { FleetName: 'site' } },
    sends: ['AssociateApplicationFleet', { ApplicationArn: viewer.Arn, FleetName: 'site' }],
  },
  { kind: 'application', action: 'delete', on: viewer, sends: ['DeleteApplication', { Name: 'viewer' }] },
  ...(['applicationFleet', 'fleetApplication'] as const).map(kind => ({
    ...{ kind, action: 'disassociate' as const, on: { FleetName: 'site', ApplicationArn: viewer.Arn } },
    sends: ['DisassociateApplicationFleet', { ApplicationArn: viewer.Arn, FleetName: 'site' }] as const,
  })),
  { kind: 'appBlock', action: 'delete', on: { Name: 'tools' }, sends: ['DeleteAppBlock', { Name: 'tools' }] },
  { kind: 'appBlockBuilder', action: 'stop', on: builder, sends: ['StopAppBlockBuilder', { Name: 'packer' }] },
  { kind: 'appBlockBuilder', action: 'delete', on: builder, sends: ['DeleteAppBlockBuilder', { Name: 'packer' }] },
  {
    ...{ kind: 'appBlockBuilder', action: 'associate', on: builder, answers: { AppBlockArn: arn('app-block/tools') } },
    sends: ['AssociateAppBlockBuilderAppBlock', { AppBlockBuilderName: 'packer', AppBlockArn: arn('app-block/tools') }],
  },
  ...(['builderAppBlock', 'blockBuilder'] as const).map(kind => ({
    ...{ kind, action: 'disassociate' as const },
    on: { AppBlockArn: arn('app-block/tools'), AppBlockBuilderName: 'packer' },
    sends: [
      'DisassociateAppBlockBuilderAppBlock',
      { AppBlockArn: arn('app-block/tools'), AppBlockBuilderName: 'packer' },
    ] as const,
  })),
  {
    ...{ kind: 'entitlement', action: 'associate', on: { Name: 'staff' }, in: { StackName: 'desk' } },
    answers: { ApplicationIdentifier: 'QGIS' },
    sends: ['AssociateApplicationToEntitlement', { ...entitled, ApplicationIdentifier: 'QGIS' }],
  },
  {
    ...{ kind: 'entitlement', action: 'delete', on: { Name: 'staff' }, in: { StackName: 'desk' } },
    sends: ['DeleteEntitlement', { StackName: 'desk', Name: 'staff' }],
  },
  {
    ...{ kind: 'entitledApplication', action: 'disassociate', on: { ApplicationIdentifier: 'QGIS' }, in: entitled },
    sends: ['DisassociateApplicationFromEntitlement', { ...entitled, ApplicationIdentifier: 'QGIS' }],
  },
  {
    ...{ kind: 'theme', action: 'delete', on: { ThemeTitleText: 'Maps' }, in: { StackName: 'desk' } },
    sends: ['DeleteThemeForStack', { StackName: 'desk' }],
  },
  { kind: 'session', action: 'expire', on: { Id: 's-1' }, sends: ['ExpireSession', { SessionId: 's-1' }] },
  { kind: 'session', action: 'drain', on: { Id: 's-1' }, sends: ['DrainSessionInstance', { SessionId: 's-1' }] },
  { kind: 'user', action: 'enable', on: ana, sends: ['EnableUser', ana] },
  { kind: 'user', action: 'disable', on: { UserName: ana.UserName }, sends: ['DisableUser', ana] },
  { kind: 'user', action: 'resend', on: ana, sends: ['CreateUser', { ...ana, MessageAction: 'RESEND' }] },
  { kind: 'user', action: 'delete', on: ana, sends: ['DeleteUser', ana] },
  {
    ...{ kind: 'directoryConfig', action: 'delete', on: { DirectoryName: 'corp.example.com' } },
    sends: ['DeleteDirectoryConfig', { DirectoryName: 'corp.example.com' }],
  },
  { kind: 'usageReport', action: 'delete', on: { S3BucketName: 'b' }, sends: ['DeleteUsageReportSubscription', {}] },
  {
    ...{ kind: 'tag', action: 'remove', on: { Key: 'team', Value: 'blue' }, in: { ResourceArn: fleet.Arn } },
    sends: ['UntagResource', { ResourceArn: fleet.Arn, TagKeys: ['team'] }],
  },
];

/** Does an action. @returns what it sent, and what it gave back */
async function perform({ kind, action, on, in: scope = {}, answers = {} }: Omit<Case, 'sends'>, script: Script) {
  const api = scriptedApi(script);
  const given = await actionOf(kind, action).perform({ api, resource: on, scope, signal }, answers, {});
  const sent = api.calls.map(call => {
    const [operation, input = ''] = call.split(/ (.*)/s);
    return [operation, JSON.parse(input)] as const;
  });
  return { sent, given };
}

describe('The request of an action', () => {
  for (const one of cases) {
    const [operation, input] = one.sends;
    it(`${one.kind}.${one.action}: ${operation} ${JSON.stringify(input)}`, async () => {
      const { sent, given } = await perform(one, { [operation]: () => ({}) });
      assert.deepEqual(sent, [one.sends]);
      assert.equal(given, undefined);
    });
  }
});

describe('A streaming URL', () => {
  const expires = new Date('2026-12-01T10:00:00Z');
  const entered = { UserId: 'ana', ApplicationId: 'QGIS', Validity: '600' };
  const answered = [
    { answers: { UserId: 'ana' }, asked: { UserId: 'ana' } },
    { answers: entered, asked: { ...entered, Validity: 600 } },
  ];
  for (const { answers, asked } of answered) {
    it(`of a fleet below its stack is requested with ${JSON.stringify(asked)}`, async () => {
      const { sent, given } = await perform(
        { kind: 'associatedFleet', action: 'stream', on: fleet, in: { StackName: 'desk' }, answers },
        { CreateStreamingURL: () => ({ StreamingURL: 'https://example.com/#x', Expires: expires }) },
      );
      assert.deepEqual(sent, [['CreateStreamingURL', { StackName: 'desk', FleetName: 'cad', ...asked }]]);
      assert.deepEqual(given, { url: 'https://example.com/#x', expires });
    });

    it(`of a stack below its fleet is requested with ${JSON.stringify(asked)}`, async () => {
      const { sent, given } = await perform(
        { kind: 'associatedStack', action: 'stream', on: stack, in: { FleetName: 'cad' }, answers },
        { CreateStreamingURL: () => ({ StreamingURL: 'https://example.com/#x', Expires: expires }) },
      );
      assert.deepEqual(sent, [['CreateStreamingURL', { StackName: 'desk', FleetName: 'cad', ...asked }]]);
      assert.deepEqual(given, { url: 'https://example.com/#x', expires });
    });

    it(`of a stack is for its running fleet, requested with ${JSON.stringify(asked)}`, async () => {
      const { sent, given } = await perform(
        { kind: 'stack', action: 'stream', on: stack, answers },
        {
          ListAssociatedFleets: () => ({ Names: ['old', 'cad'] }),
          DescribeFleets: () => ({
            Fleets: [
              { Name: 'old', State: 'STOPPED' },
              { Name: 'cad', State: 'RUNNING' },
            ],
          }),
          CreateStreamingURL: () => ({ StreamingURL: 'https://example.com/#x', Expires: expires }),
        },
      );
      assert.deepEqual(sent, [
        ['ListAssociatedFleets', { StackName: 'desk' }],
        ['DescribeFleets', { Names: ['old', 'cad'] }],
        ['CreateStreamingURL', { StackName: 'desk', FleetName: 'cad', ...asked }],
      ]);
      assert.deepEqual(given, { url: 'https://example.com/#x', expires });
    });
  }

  it('of a fleet is for the stack that was chosen, and shows the catalog', async () => {
    const { sent, given } = await perform(
      { kind: 'fleet', action: 'stream', on: fleet, answers: { StackName: 'desk', UserId: 'ana', Validity: '600' } },
      { CreateStreamingURL: () => ({ StreamingURL: 'https://example.com/#x', Expires: expires }) },
    );
    assert.deepEqual(sent, [
      ['CreateStreamingURL', { StackName: 'desk', FleetName: 'cad', UserId: 'ana', Validity: 600 }],
    ]);
    assert.deepEqual(given, { url: 'https://example.com/#x', expires });
  });

  const refused: { given: string; script: Script; words: string }[] = [
    {
      given: 'that has no fleet',
      script: { ListAssociatedFleets: () => ({}) },
      words: 'Stack "desk" has no fleet. Associate one with it first.',
    },
    {
      given: 'whose fleet is stopped',
      script: {
        ListAssociatedFleets: () => ({ Names: ['cad'] }),
        DescribeFleets: () => ({ Fleets: [{ Name: 'cad', State: 'STOPPED' }] }),
      },
      words:
        'Stack "desk" can\'t stream now: its fleet "cad" is STOPPED. Start the fleet and wait until it is RUNNING.',
    },
  ];
  for (const { given, script, words } of refused) {
    it(`of a stack ${given} is not requested: ${words}`, async () => {
      await assert.rejects(() => perform({ kind: 'stack', action: 'stream', on: stack, answers: entered }, script), {
        name: 'ActionRefused',
        message: words,
      });
    });
  }
});
