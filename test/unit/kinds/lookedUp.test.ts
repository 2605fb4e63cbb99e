// What kinds look up: which calls list and describe them, what a question offers, and whether a lost change was carried out.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { Values } from '../../../src/forms/field';
import { kindNamed } from '../../../src/kinds/all';
import type { Action, Answers, Scope } from '../../../src/kinds/kind';
import type { ActionName, KindName } from '../../../src/kinds/names';
import type { Script } from '../../support/scriptedApi';
import { connection, scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

function actionOf(kind: KindName, name: ActionName): Action {
  return kindNamed(kind).actions.find(action => action.name === name) ?? assert.fail(`no ${kind}.${name}`);
}

const notFound = (): never => {
  throw new ApiError('No.', { reason: 'notFound', operation: 'X', code: 'X', retryable: false, nextStep: '' });
};
const denied = (): never => {
  throw new ApiError('No.', { reason: 'denied', operation: 'X', code: 'X', retryable: false, nextStep: '' });
};

describe('Listed', () => {
  const cases: { kind: KindName; in?: Scope; script: Script; calls: string[]; ids: string[] }[] = [
    {
      kind: 'fleet',
      script: {
        DescribeFleets: ({ NextToken }) =>
          NextToken ? { Fleets: [{ Name: 'b' }] } : { Fleets: [{ Name: 'a' }], NextToken: '1' },
      },
      calls: ['DescribeFleets {}', 'DescribeFleets {"NextToken":"1"}'],
      ids: ['a', 'b'],
    },
    { kind: 'fleet', script: { DescribeFleets: () => ({}) }, calls: ['DescribeFleets {}'], ids: [] },
    {
      ...{ kind: 'image', in: { Type: 'SHARED' }, script: { DescribeImages: () => ({ Images: [{ Name: 'a' }] }) } },
      ...{ calls: ['DescribeImages {"Type":"SHARED","MaxResults":25}'], ids: ['a'] },
    },
    {
      kind: 'imageApplication',
      in: { Arn: 'arn:i' },
      script: { DescribeImages: () => ({ Images: [{ Applications: [{ Name: 'a' }, { Name: 'b' }] }, {}] }) },
      ...{ calls: ['DescribeImages {"Arns":["arn:i"]}'], ids: ['a', 'b'] },
    },
    {
      kind: 'imagePermission',
      in: { Name: 'base' },
      script: {
        DescribeImagePermissions: () => ({ SharedImagePermissionsList: [{ sharedAccountId: '210987654321' }] }),
      },
      ...{ calls: ['DescribeImagePermissions {"Name":"base"}'], ids: ['210987654321'] },
    },
    {
      kind: 'exportImageTask',
      script: { ListExportImageTasks: () => ({ ExportImageTasks: [{ TaskId: 't' }] }) },
      ...{ calls: ['ListExportImageTasks {}'], ids: ['t'] },
    },
    {
      kind: 'software',
      in: { AssociatedResource: 'arn:b', ImageBuilderName: 'packer' },
      script: { DescribeSoftwareAssociations: () => ({ SoftwareAssociations: [{ SoftwareName: 'Office' }] }) },
      ...{ calls: ['DescribeSoftwareAssociations {"AssociatedResource":"arn:b"}'], ids: ['Office'] },
    },
    {
      kind: 'entitlement',
      in: { StackName: 'desk' },
      script: { DescribeEntitlements: () => ({ Entitlements: [{ Name: 'staff' }] }) },
      ...{ calls: ['DescribeEntitlements {"StackName":"desk"}'], ids: ['staff'] },
    },
    {
      kind: 'entitledApplication',
      in: { StackName: 'desk', EntitlementName: 'staff' },
      script: { ListEntitledApplications: () => ({ EntitledApplications: [{ ApplicationIdentifier: 'QGIS' }] }) },
      ...{ calls: ['ListEntitledApplications {"StackName":"desk","EntitlementName":"staff"}'], ids: ['QGIS'] },
    },
    {
      kind: 'theme',
      in: { StackName: 'desk' },
      script: { DescribeThemeForStack: () => ({ Theme: { StackName: 'desk' } }) },
      ...{ calls: ['DescribeThemeForStack {"StackName":"desk"}'], ids: ['desk'] },
    },
    {
      ...{ kind: 'theme', in: { StackName: 'desk' }, script: { DescribeThemeForStack: () => ({}) } },
      ...{ calls: ['DescribeThemeForStack {"StackName":"desk"}'], ids: [] },
    },
    {
      kind: 'session',
      in: { FleetName: 'cad' },
      script: {
        ListAssociatedStacks: () => ({ Names: ['desk'] }),
        DescribeSessions: ({ AuthenticationType }) =>
          AuthenticationType === 'SAML' ? { Sessions: [{ Id: 's-1' }] } : {},
      },
      calls: [
        'ListAssociatedStacks {"FleetName":"cad"}',
        ...['API', 'SAML', 'USERPOOL', 'AWS_AD'].map(
          type => `DescribeSessions {"FleetName":"cad","StackName":"desk","AuthenticationType":"${type}"}`,
        ),
      ],
      ids: ['s-1'],
    },
    {
      ...{ kind: 'session', in: { StackName: 'desk' }, script: { ListAssociatedFleets: () => ({}) } },
      ...{ calls: ['ListAssociatedFleets {"StackName":"desk"}'], ids: [] },
    },
    { kind: 'session', script: {}, calls: [], ids: [] },
    {
      kind: 'associatedFleet',
      in: { StackName: 'desk' },
      script: {
        ListAssociatedFleets: () => ({ Names: ['cad'] }),
        DescribeFleets: () => ({ Fleets: [{ Name: 'cad' }] }),
      },
      calls: ['ListAssociatedFleets {"StackName":"desk"}', 'DescribeFleets {"Names":["cad"]}'],
      ids: ['cad'],
    },
    {
      kind: 'associatedStack',
      in: { FleetName: 'cad' },
      script: {
        ListAssociatedStacks: () => ({ Names: ['gone', 'desk'] }),
        DescribeStacks: ({ Names }) =>
          (Names as string[]).includes('gone') ? notFound() : { Stacks: [{ Name: 'desk' }] },
      },
      calls: [
        ...['ListAssociatedStacks {"FleetName":"cad"}', 'DescribeStacks {"Names":["gone","desk"]}'],
        ...['DescribeStacks {"Names":["gone"]}', 'DescribeStacks {"Names":["desk"]}'],
      ],
      ids: ['desk'],
    },
    {
      kind: 'associatedStack',
      in: { FleetName: 'cad' },
      script: { ListAssociatedStacks: () => ({}) },
      ...{ calls: ['ListAssociatedStacks {"FleetName":"cad"}'], ids: [] },
    },
    {
      kind: 'fleetApplication',
      in: { FleetName: 'site' },
      script: {
        DescribeApplicationFleetAssociations: () => ({
          ApplicationFleetAssociations: [{ FleetName: 'site', ApplicationArn: arn('application/v') }],
        }),
      },
      ...{ calls: ['DescribeApplicationFleetAssociations {"FleetName":"site"}'], ids: ['v'] },
    },
    {
      kind: 'builderAppBlock',
      in: { AppBlockBuilderName: 'packer' },
      script: {
        DescribeAppBlockBuilderAppBlockAssociations: () => ({
          AppBlockBuilderAppBlockAssociations: [{ AppBlockArn: arn('app-block/b') }],
        }),
      },
      ...{ calls: ['DescribeAppBlockBuilderAppBlockAssociations {"AppBlockBuilderName":"packer"}'], ids: ['b'] },
    },
    {
      kind: 'usageReport',
      script: { DescribeUsageReportSubscriptions: () => ({ UsageReportSubscriptions: [{ S3BucketName: 'r' }] }) },
      ...{ calls: ['DescribeUsageReportSubscriptions {}'], ids: ['r'] },
    },
    {
      kind: 'tag',
      in: { ResourceArn: 'arn:x' },
      script: { ListTagsForResource: () => ({ Tags: { team: 'blue' } }) },
      ...{ calls: ['ListTagsForResource {"ResourceArn":"arn:x"}'], ids: ['team'] },
    },
  ];
  for (const { kind, in: scope = {}, script, calls, ids } of cases) {
    it(`are ${ids.join(', ') || 'none'} of ${kind} in ${JSON.stringify(scope)}, by ${calls.length} call(s)`, async () => {
      const api = scriptedApi(script);
      const of = kindNamed(kind);
      const found: unknown[] = [];
      for await (const page of of.list.pages(api, scope, signal)) found.push(...page);
      assert.deepEqual(
        found.map(one => of.id(one)),
        ids,
      );
      assert.deepEqual(api.calls, calls);
    });
  }

  it('are no stacks of a fleet whose stacks may not be read: that is a failure', async () => {
    const api = scriptedApi({ ListAssociatedStacks: () => ({ Names: ['a', 'b'] }), DescribeStacks: denied });
    const pages = kindNamed('associatedStack').list.pages(api, { FleetName: 'cad' }, signal);
    await assert.rejects(async () => {
      for await (const page of pages) void page;
    });
    assert.equal(api.calls.length, 2);
  });
});

describe('Asked again', () => {
  const cases: { kind: KindName; of: object[]; in?: Scope; script: Script; calls: string[]; ids: string[] }[] = [
    {
      ...{ kind: 'fleet', of: [{ Name: 'a' }, { Name: 'b' }, { Name: 'a' }, {}] },
      script: { DescribeFleets: () => ({ Fleets: [{ Name: 'a' }] }) },
      ...{ calls: ['DescribeFleets {"Names":["a","b"]}'], ids: ['a'] },
    },
    { kind: 'fleet', of: [{}, { Name: '' }], script: {}, calls: [], ids: [] },
    {
      ...{ kind: 'stack', of: [{ Name: 'a' }], script: { DescribeStacks: () => ({ Stacks: [{ Name: 'a' }] }) } },
      ...{ calls: ['DescribeStacks {"Names":["a"]}'], ids: ['a'] },
    },
    {
      ...{ kind: 'image', of: [{ Name: 'a', Arn: 'arn:a' }, { Name: 'nameless' }] },
      script: { DescribeImages: () => ({ Images: [{ Arn: 'arn:a' }] }) },
      ...{ calls: ['DescribeImages {"Arns":["arn:a"]}'], ids: ['arn:a'] },
    },
    {
      ...{ kind: 'imageBuilder', of: [{ Name: 'a' }] },
      script: { DescribeImageBuilders: () => ({ ImageBuilders: [{ Name: 'a' }] }) },
      ...{ calls: ['DescribeImageBuilders {"Names":["a"]}'], ids: ['a'] },
    },
    {
      ...{ kind: 'application', of: [{ Name: 'a', Arn: 'arn:a' }] },
      script: { DescribeApplications: () => ({ Applications: [{ Name: 'a' }] }) },
      ...{ calls: ['DescribeApplications {"Arns":["arn:a"]}'], ids: ['a'] },
    },
    {
      ...{ kind: 'appBlock', of: [{ Name: 'a', Arn: 'arn:a' }] },
      script: { DescribeAppBlocks: () => ({ AppBlocks: [{ Name: 'a' }] }) },
      ...{ calls: ['DescribeAppBlocks {"Arns":["arn:a"]}'], ids: ['a'] },
    },
    {
      ...{ kind: 'appBlockBuilder', of: [{ Name: 'a' }] },
      script: { DescribeAppBlockBuilders: () => ({ AppBlockBuilders: [{ Name: 'a' }] }) },
      ...{ calls: ['DescribeAppBlockBuilders {"Names":["a"]}'], ids: ['a'] },
    },
    {
      ...{ kind: 'exportImageTask', of: [{ TaskId: 't' }, {}, { TaskId: 'u' }] },
      script: { GetExportImageTask: ({ TaskId }) => (TaskId === 't' ? { ExportImageTask: { TaskId } } : {}) },
      ...{ calls: ['GetExportImageTask {"TaskId":"t"}', 'GetExportImageTask {"TaskId":"u"}'], ids: ['t'] },
    },
    {
      ...{ kind: 'software', of: [{ SoftwareName: 'Office' }], in: { AssociatedResource: 'arn:b' } },
      script: { DescribeSoftwareAssociations: () => ({ SoftwareAssociations: [{ SoftwareName: 'Office' }] }) },
      ...{ calls: ['DescribeSoftwareAssociations {"AssociatedResource":"arn:b"}'], ids: ['Office'] },
    },
    {
      ...{ kind: 'entitlement', of: [{ Name: 'staff' }], in: { StackName: 'desk' } },
      script: { DescribeEntitlements: () => ({ Entitlements: [{ Name: 'staff' }] }) },
      ...{ calls: ['DescribeEntitlements {"StackName":"desk"}'], ids: ['staff'] },
    },
    {
      ...{ kind: 'usageReport', of: [{ S3BucketName: 'r' }] },
      script: { DescribeUsageReportSubscriptions: () => ({ UsageReportSubscriptions: [{ S3BucketName: 'r' }] }) },
      ...{ calls: ['DescribeUsageReportSubscriptions {}'], ids: ['r'] },
    },
    {
      ...{ kind: 'associatedFleet', of: [{ Name: 'cad' }, { Name: 'left' }], in: { StackName: 'desk' } },
      script: {
        ListAssociatedFleets: () => ({ Names: ['cad', 'other'] }),
        DescribeFleets: () => ({ Fleets: [{ Name: 'cad' }, { Name: 'left' }, {}] }),
      },
      calls: ['ListAssociatedFleets {"StackName":"desk"}', 'DescribeFleets {"Names":["cad","left"]}'],
      ids: ['cad'],
    },
  ];
  for (const { kind, of: things, in: scope = {}, script, calls, ids } of cases) {
    it(`for ${kind} ${JSON.stringify(things)}: ${ids.join(', ') || 'none'} is there`, async () => {
      const api = scriptedApi(script);
      const of = kindNamed(kind);
      const found = (await of.describe?.(api, things, scope, signal)) ?? [];
      assert.deepEqual(
        found.map(one => of.id(one)),
        ids,
      );
      assert.deepEqual(api.calls, calls);
    });
  }
});

describe('A question offers', () => {
  const cases: {
    kind: KindName;
    action: ActionName;
    on?: object;
    at?: number;
    script: Script;
    calls: string[];
    offers: object[];
  }[] = [
    {
      ...{ kind: 'fleet', action: 'associate', on: { Name: 'cad' } },
      script: {
        DescribeStacks: () => ({ Stacks: [{ Name: 'desk' }, { Name: 'gis', DisplayName: 'Maps' }, { Name: 'b' }, {}] }),
        ListAssociatedStacks: () => ({ Names: ['b'] }),
      },
      calls: ['DescribeStacks {}', 'ListAssociatedStacks {"FleetName":"cad"}'],
      offers: [{ value: 'desk' }, { value: 'gis', description: 'Maps' }],
    },
    {
      ...{ kind: 'fleet', action: 'disassociate', on: { Name: 'cad' } },
      script: { ListAssociatedStacks: () => ({ Names: ['desk'] }) },
      ...{ calls: ['ListAssociatedStacks {"FleetName":"cad"}'], offers: [{ value: 'desk' }] },
    },
    {
      ...{ kind: 'stack', action: 'associate', on: { Name: 'desk' } },
      script: { DescribeFleets: () => ({ Fleets: [{ Name: 'cad', State: 'RUNNING' }, { Name: 'old' }] }) },
      calls: ['DescribeFleets {}'],
      offers: [{ value: 'cad', description: 'RUNNING' }, { value: 'old' }],
    },
    {
      ...{ kind: 'stack', action: 'disassociate', on: { Name: 'desk' } },
      script: { ListAssociatedFleets: () => ({ Names: ['cad'] }) },
      ...{ calls: ['ListAssociatedFleets {"StackName":"desk"}'], offers: [{ value: 'cad' }] },
    },
    {
      ...{ kind: 'entitlement', action: 'associate' },
      script: { DescribeApplications: () => ({ Applications: [{ Name: 'a', DisplayName: 'A' }, { Name: 'b' }] }) },
      calls: ['DescribeApplications {}'],
      offers: [{ value: 'a', description: 'A' }, { value: 'b' }],
    },
    {
      ...{ kind: 'application', action: 'associate', on: { Name: 'v', Arn: 'arn:v' } },
      script: {
        DescribeFleets: () => ({
          Fleets: [
            { Name: 'site', FleetType: 'ELASTIC', State: 'RUNNING' },
            { Name: 'offering', FleetType: 'ELASTIC' },
            { Name: 'cad', FleetType: 'ON_DEMAND' },
          ],
        }),
        DescribeApplicationFleetAssociations: () => ({
          ApplicationFleetAssociations: [{ FleetName: 'offering', ApplicationArn: 'arn:v' }],
        }),
      },
      calls: ['DescribeFleets {}', 'DescribeApplicationFleetAssociations {"ApplicationArn":"arn:v"}'],
      offers: [{ value: 'site', description: 'RUNNING' }],
    },
    {
      ...{ kind: 'fleet', action: 'associateApplication', on: { Name: 'site', FleetType: 'ELASTIC' } },
      script: {
        DescribeApplications: () => ({
          Applications: [
            { Name: 'v', Arn: 'arn:v', DisplayName: 'Viewer' },
            { Name: 'e', Arn: 'arn:e' },
          ],
        }),
        DescribeApplicationFleetAssociations: () => ({}),
      },
      calls: ['DescribeApplications {}', 'DescribeApplicationFleetAssociations {"FleetName":"site"}'],
      offers: [
        { value: 'arn:v', label: 'v', description: 'Viewer' },
        { value: 'arn:e', label: 'e' },
      ],
    },
    {
      ...{ kind: 'appBlockBuilder', action: 'associate' },
      script: {
        DescribeAppBlocks: () => ({
          AppBlocks: [
            { Name: 'b', Arn: 'arn:b', State: 'ACTIVE' },
            { Name: 'c', Arn: 'arn:c', PackagingType: 'CUSTOM' },
          ],
        }),
      },
      calls: ['DescribeAppBlocks {}'],
      offers: [{ value: 'arn:b', label: 'b', description: 'ACTIVE' }],
    },
    {
      ...{ kind: 'associatedFleet', action: 'stream', at: 1, on: { Name: 'cad', ImageArn: 'arn:i' } },
      script: {
        DescribeImages: () => ({
          Images: [{ Applications: [{ Name: 'qgis', DisplayName: 'QGIS' }, { Name: 'vim' }] }],
        }),
      },
      calls: ['DescribeImages {"Arns":["arn:i"]}'],
      offers: [{ value: 'qgis', description: 'QGIS' }, { value: 'vim' }],
    },
    {
      ...{ kind: 'associatedFleet', action: 'stream', at: 1, on: { Name: 'cad', ImageArn: 'arn:gone' } },
      ...{ script: { DescribeImages: () => ({}) }, calls: ['DescribeImages {"Arns":["arn:gone"]}'], offers: [] },
    },
    {
      ...{ kind: 'associatedFleet', action: 'stream', at: 1, on: { Name: 'cad' } },
      ...{ script: {}, calls: [], offers: [] },
    },
    {
      ...{ kind: 'user', action: 'associate' },
      script: { DescribeStacks: () => ({ Stacks: [{ Name: 'desk', DisplayName: 'Desk' }, { Name: 'gis' }] }) },
      calls: ['DescribeStacks {}'],
      offers: [{ value: 'desk', description: 'Desk' }, { value: 'gis' }],
    },
    {
      ...{ kind: 'user', action: 'disassociate', on: { UserName: 'ana' } },
      script: { DescribeUserStackAssociations: () => ({ UserStackAssociations: [{ StackName: 'desk' }] }) },
      calls: ['DescribeUserStackAssociations {"UserName":"ana","AuthenticationType":"USERPOOL"}'],
      offers: [{ value: 'desk' }],
    },
    {
      ...{ kind: 'stack', action: 'associateUsers' },
      script: { DescribeUsers: () => ({ Users: [{ UserName: 'ana', FirstName: 'Ana', LastName: 'Li' }] }) },
      calls: ['DescribeUsers {"AuthenticationType":"USERPOOL"}'],
      offers: [{ value: 'ana', description: 'Ana Li' }],
    },
    {
      ...{ kind: 'stack', action: 'disassociateUsers', on: { Name: 'desk' } },
      script: { DescribeUserStackAssociations: () => ({ UserStackAssociations: [{ UserName: 'ana' }] }) },
      calls: ['DescribeUserStackAssociations {"StackName":"desk","AuthenticationType":"USERPOOL"}'],
      offers: [{ value: 'ana' }],
    },
  ];
  for (const { kind, action, on = {}, at = 0, script, calls, offers } of cases) {
    it(`${kind}.${action} of ${JSON.stringify(on)}: ${JSON.stringify(offers)}`, async () => {
      const api = scriptedApi(script);
      const ask = actionOf(kind, action).asks?.[at];
      assert.deepEqual(await ask?.choices?.({ api, resource: on, scope: {}, signal }, {}), offers);
      assert.deepEqual(api.calls, calls);
    });
  }
});

interface Lost {
  readonly kind: KindName;
  readonly action: ActionName;
  readonly on?: object;
  readonly in?: Scope;
  readonly answers?: Answers;
  readonly input?: Values;
  readonly script: Script;
  /** Undefined when a look can't tell. */
  readonly done: boolean | undefined;
}

describe('When the answer to a change was lost, a look finds', () => {
  const pair = { StackName: 'desk', UserName: 'ana' };
  const cases: Lost[] = [
    ...[true, false].flatMap((there): Lost[] => {
      const stacks: Script = { ListAssociatedStacks: () => ({ Names: there ? ['gis', 'desk'] : ['gis'] }) };
      const fleets: Script = { ListAssociatedFleets: () => ({ Names: there ? ['old', 'cad'] : ['old'] }) };
      const offered: Script = {
        DescribeApplicationFleetAssociations: () => ({
          ApplicationFleetAssociations: [{ ApplicationArn: 'arn:e' }, ...(there ? [{ ApplicationArn: 'arn:v' }] : [])],
        }),
      };
      const blocks: Script = {
        DescribeAppBlockBuilderAppBlockAssociations: () => ({
          AppBlockBuilderAppBlockAssociations: [{ AppBlockArn: arn(there ? 'app-block/b' : 'app-block/c') }],
        }),
      };
      const apps: Script = {
        ListEntitledApplications: () => ({ EntitledApplications: [{ ApplicationIdentifier: there ? 'QGIS' : 'vim' }] }),
      };
      const pairs: Script = {
        DescribeUserStackAssociations: () => ({
          UserStackAssociations: [{ ...pair, StackName: 'gis', UserName: 'bo' }, ...(there ? [pair] : [])],
        }),
      };
      const answers = { 'UserStackAssociations.StackName': 'desk', 'UserStackAssociations.UserName': 'ana' };
      const fleet = { Name: 'cad' };
      const stack = { Name: 'desk' };
      return [
        { kind: 'fleet', action: 'associate', on: fleet, answers: { StackName: 'desk' }, script: stacks, done: there },
        {
          ...{ kind: 'fleet', action: 'disassociate', on: fleet, answers: { StackName: 'desk' } },
          ...{ script: stacks, done: !there },
        },
        { kind: 'stack', action: 'associate', on: stack, answers: { FleetName: 'cad' }, script: fleets, done: there },
        {
          ...{ kind: 'stack', action: 'disassociate', on: stack, answers: { FleetName: 'cad' } },
          ...{ script: fleets, done: !there },
        },
        {
          ...{ kind: 'fleet', action: 'associateApplication', on: { Name: 'site' } },
          ...{ answers: { ApplicationArn: 'arn:v' }, script: offered, done: there },
        },
        {
          ...{ kind: 'application', action: 'associate', on: { Arn: 'arn:v' } },
          ...{ answers: { FleetName: 'site' }, script: offered, done: there },
        },
        {
          ...{ kind: 'appBlockBuilder', action: 'associate', on: { Name: 'packer' } },
          ...{ answers: { AppBlockArn: arn('app-block/b') }, script: blocks, done: there },
        },
        {
          ...{ kind: 'entitlement', action: 'associate', on: { Name: 'staff' }, in: { StackName: 'desk' } },
          ...{ answers: { ApplicationIdentifier: 'QGIS' }, script: apps, done: there },
        },
        { kind: 'user', action: 'associate', on: { UserName: 'ana' }, answers, script: pairs, done: there },
        { kind: 'user', action: 'disassociate', on: { UserName: 'ana' }, answers, script: pairs, done: !there },
        { kind: 'stack', action: 'associateUsers', on: stack, answers, script: pairs, done: there },
        { kind: 'stack', action: 'disassociateUsers', on: stack, answers, script: pairs, done: !there },
        {
          ...{ kind: 'stack', action: 'associateUserList', on: stack },
          ...{ input: { UserStackAssociations: [{ UserName: 'ana' }] }, script: pairs, done: there },
        },
        { kind: 'userStack', action: 'disassociate', on: pair, script: pairs, done: !there },
        { kind: 'stackUser', action: 'disassociate', on: pair, script: pairs, done: !there },
      ];
    }),
    ...(['ACTIVE', 'PENDING', 'EXPIRED'] as const).map(State => ({
      ...{ kind: 'session' as const, action: 'expire' as const, on: { Id: 's-1' }, done: State === 'EXPIRED' },
      script: {
        DescribeSessions: () => ({
          Sessions: [
            { Id: 's-1', State },
            { Id: 's-2', State: 'EXPIRED' },
          ],
        }),
      },
    })),
    {
      ...{ kind: 'session', action: 'expire', on: { Id: 's-1' }, done: true },
      script: { DescribeSessions: () => ({ Sessions: [{ Id: 's-2', State: 'ACTIVE' }] }) },
    },
    ...[
      { now: [{ SoftwareName: 'Office', Status: 'INSTALLED' }], done: false },
      { now: [{ SoftwareName: 'Office', Status: 'STAGED_FOR_UNINSTALLATION' }], done: true },
      { now: [{ SoftwareName: 'Visio', Status: 'INSTALLED' }], done: true },
    ].map(({ now, done }) => ({
      ...{ kind: 'software' as const, action: 'disassociate' as const, done },
      on: { SoftwareName: 'Office', Status: 'INSTALLED' },
      script: { DescribeSoftwareAssociations: () => ({ SoftwareAssociations: now }) },
    })),
    ...[
      { now: [{ Status: 'INSTALLED' }, { Status: 'STAGED_FOR_INSTALLATION' }], done: false },
      { now: [{ Status: 'INSTALLED' }, { Status: 'PENDING_INSTALLATION' }, {}], done: true },
    ].map(({ now, done }) => ({
      ...{ kind: 'imageBuilder' as const, action: 'deploySoftware' as const, on: { Name: 'packer' }, done },
      script: { DescribeSoftwareAssociations: () => ({ SoftwareAssociations: now }) },
    })),
    ...[
      { now: ['Office'], done: false },
      { now: ['Visio', 'Office'], done: true },
    ].map(({ now, done }) => ({
      ...{ kind: 'imageBuilder' as const, action: 'associateSoftware' as const, on: { Name: 'packer' }, done },
      input: { SoftwareNames: ['Office', 'Visio'] },
      script: {
        DescribeSoftwareAssociations: () => ({ SoftwareAssociations: now.map(SoftwareName => ({ SoftwareName })) }),
      },
    })),
    ...[
      { region: connection.region, script: { DescribeImages: () => ({ Images: [{}] }) }, done: true },
      { region: connection.region, script: { DescribeImages: notFound }, done: false },
      { region: 'us-east-1', script: {}, done: undefined },
    ].map(({ region, script, done }) => ({
      ...{ kind: 'image' as const, action: 'copy' as const, on: { Name: 'base' }, script, done },
      input: { DestinationRegion: region, DestinationImageName: 'copy' },
    })),
    ...[
      { script: { DescribeImages: () => ({ Images: [{}] }) }, done: true },
      { script: { DescribeImages: () => ({ Images: [] }) }, done: false },
    ].map(given => ({
      ...{ kind: 'image' as const, action: 'update' as const, on: { Name: 'base' }, input: { newImageName: 'new' } },
      ...given,
    })),
    ...[
      { shared: [{ sharedAccountId: '2', imagePermissions: { allowFleet: true } }], done: true },
      { shared: [{ sharedAccountId: '2', imagePermissions: { allowFleet: false } }], done: false },
      { shared: [{ sharedAccountId: '3', imagePermissions: { allowFleet: true } }], done: false },
    ].map(({ shared, done }) => ({
      ...{ kind: 'image' as const, action: 'share' as const, on: { Name: 'base' }, done },
      input: { SharedAccountId: '2', ImagePermissions: { allowFleet: true } },
      script: { DescribeImagePermissions: () => ({ SharedImagePermissionsList: shared }) },
    })),
    ...[
      { now: { team: 'blue', cost: 'x' }, asked: { team: 'blue' }, done: true },
      { now: { team: 'red' }, asked: { team: 'blue' }, done: false },
      { now: { group: 'blue' }, asked: { group: 'blue' }, done: true },
      { now: { group: 'blue', team: 'red' }, asked: { group: 'blue' }, done: false },
      { now: undefined, asked: { team: 'blue' }, done: false },
    ].map(({ now, asked, done }) => ({
      ...{
        kind: 'tag' as const,
        action: 'edit' as const,
        on: { Key: 'team', Value: 'red' },
        in: { ResourceArn: 'arn:x' },
      },
      ...{ input: { Tags: asked }, done },
      script: {
        ListTagsForResource: ({ ResourceArn }: object & { ResourceArn?: unknown }) =>
          ResourceArn === 'arn:x' ? { Tags: now } : {},
      },
    })),
    ...[
      { tasks: [{ AmiName: 'base', State: 'EXPORTING' }], done: true },
      { tasks: [{ AmiName: 'base' }], done: true },
      { tasks: [{ AmiName: 'base', State: 'COMPLETED' }], done: undefined },
      {
        tasks: [
          { AmiName: 'base', State: 'FAILED' },
          { AmiName: 'base', State: 'TIMED_OUT' },
        ],
        done: undefined,
      },
      {
        tasks: [
          { AmiName: 'base', State: 'FAILED' },
          { AmiName: 'base', State: 'EXPORTING' },
        ],
        done: true,
      },
      { tasks: [{ AmiName: 'other', State: 'EXPORTING' }], done: false },
    ].map(({ tasks, done }) => ({
      ...{ kind: 'image' as const, action: 'export' as const, on: { Name: 'base' }, input: { AmiName: 'base' }, done },
      script: { ListExportImageTasks: () => ({ ExportImageTasks: tasks }) },
    })),
  ];
  for (const { kind, action, on = {}, in: scope = {}, answers = {}, input = {}, script, done } of cases) {
    const words = done === undefined ? 'not whether it was carried out' : done ? 'it done' : 'it not done';
    it(`${words}: ${kind}.${action}`, async () => {
      const api = scriptedApi(script);
      const { proof } = actionOf(kind, action);
      assert.ok(typeof proof === 'object' && 'found' in proof);
      assert.equal(await proof.found({ api, resource: on, scope, signal }, answers, input), done);
    });
  }
});
