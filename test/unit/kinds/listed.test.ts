// Which calls list the resources of a kind, and describe them again, and what is found.
import * as assert from 'node:assert/strict';

import { kindNamed } from '../../../src/kinds/all';
import type { Scope } from '../../../src/kinds/listing';
import type { KindName } from '../../../src/kinds/names';
import { failure } from '../../support/fleets';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

const notFound = (): never => {
  throw failure('notFound');
};
const denied = (): never => {
  throw failure('denied');
};

describe('A list', () => {
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
    it(`of ${kind} in ${JSON.stringify(scope)} has ${ids.join(', ') || 'nothing'}, after ${calls.length} call(s)`, async () => {
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

  it("of a fleet's stacks fails if the stacks may not be read", async () => {
    const api = scriptedApi({ ListAssociatedStacks: () => ({ Names: ['a', 'b'] }), DescribeStacks: denied });
    const pages = kindNamed('associatedStack').list.pages(api, { FleetName: 'cad' }, signal);
    await assert.rejects(async () => {
      for await (const page of pages) void page;
    });
    assert.equal(api.calls.length, 2);
  });
});

describe('Describing', () => {
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
    it(`${kind} ${JSON.stringify(things)} finds ${ids.join(', ') || 'nothing'}`, async () => {
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
