import * as assert from 'node:assert/strict';

import { api, outputShape, shape } from '../../src/api/appstream/model';
import { all, useSimulator } from './simulatorFixture';

const training = { StackName: 'training', FleetName: 'training-lab' };

/** What each paging operation needs to answer something in the demo company. */
const inputs: Record<string, object> = {
  DescribeAppLicenseUsage: { BillingPeriod: '2026-11' },
  DescribeEntitlements: { StackName: 'cad' },
  DescribeImagePermissions: { Name: 'hb-cad-2026-10' },
  DescribeSessions: training,
  DescribeSoftwareAssociations: {
    AssociatedResource: 'arn:aws:appstream:eu-west-1:123456789012:image-builder/office-builder',
  },
  DescribeUsers: { AuthenticationType: 'USERPOOL' },
  DescribeUserStackAssociations: { StackName: 'training' },
  ListAssociatedFleets: { StackName: 'cad' },
  ListAssociatedStacks: { FleetName: 'cad-workstations' },
  ListEntitledApplications: { StackName: 'cad', EntitlementName: 'architects' },
};

describe('Every paging operation', () => {
  const fixture = useSimulator({ seed: 'demo' });
  const paging = Object.entries(api.operations).filter(([, { paged }]) => paged);

  before(async () => {
    const IamRoleArn = 'arn:aws:iam::123456789012:role/images';
    for (const AmiName of ['one', 'two']) {
      await fixture.call('CreateExportImageTask', { ImageName: 'hb-cad-2026-10', AmiName, IamRoleArn });
    }
  });

  it('is in the table', () => assert.equal(paging.length, 22));

  for (const [operation, { paged }] of paging) {
    it(`${operation} returns everything, with any page size`, async () => {
      const members = Object.entries(outputShape(operation).members ?? {});
      const [member] = members.find(([, name]) => shape(name).type === 'list') ?? assert.fail(operation);
      const input = inputs[operation] ?? {};
      const whole = await all<object>(fixture, operation, member, input);
      assert.ok(whole.length > 0, 'the demo company has some');
      if (!paged?.limit) return;
      const bit = { ...input, [paged.limit]: 1 };
      assert.equal(((await fixture.call(operation, bit))[member] as unknown[]).length, 1);
      assert.deepEqual(await all<object>(fixture, operation, member, bit), whole);
    });
    if (!paged?.limit) continue;
    const { limit } = paged;
    it(`${operation} refuses a ${limit} below 0 or above 500`, async () => {
      for (const size of [-1, 501]) {
        const asked = { ...inputs[operation], [limit]: size };
        const error = await fixture.call(operation, asked).catch((error: unknown) => error as Error);
        assert.ok(error instanceof Error && /^(ValidationException|InvalidParameterValueException)$/.test(error.name));
        assert.match(error.message, /(maxResults|MaxResults|Limit).*(0|\d+)/);
      }
    });
  }
});

describe('Long lists', () => {
  const fixture = useSimulator({ seed: 60 });

  it('of the stacks of a fleet have more than one page', async () => {
    const FleetName = 'fleet-00001';
    const stacks = Array.from({ length: 60 }, (_, index) => `stack-${String(index + 1).padStart(5, '0')}`);
    for (const [index, StackName] of stacks.slice(1).entries()) {
      await fixture.call('DisassociateFleet', {
        StackName,
        FleetName: `fleet-${String(index + 2).padStart(5, '0')}`,
      });
      await fixture.call('AssociateFleet', { StackName, FleetName });
    }
    const { Names, NextToken } = await fixture.call('ListAssociatedStacks', { FleetName });
    assert.equal((Names as unknown[]).length, 50);
    assert.ok(NextToken);
    assert.deepEqual(await all<string>(fixture, 'ListAssociatedStacks', 'Names', { FleetName }), stacks);
    const other = { FleetName: 'fleet-00002' };
    assert.deepEqual(await all<string>(fixture, 'ListAssociatedStacks', 'Names', other), []);
  });

  /** Ways to have many of what can be many in one list: an input for each, made from a number. */
  const made: { operation: string; member: string; asked?: object; create: string; of: (name: string) => object }[] = [
    {
      operation: 'DescribeDirectoryConfigs',
      member: 'DirectoryConfigs',
      create: 'CreateDirectoryConfig',
      of: name => ({ DirectoryName: name, OrganizationalUnitDistinguishedNames: ['OU=x'] }),
    },
    {
      operation: 'DescribeAppBlocks',
      member: 'AppBlocks',
      create: 'CreateAppBlock',
      of: Name => ({ Name, PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'blocks' } }),
    },
    {
      operation: 'DescribeEntitlements',
      member: 'Entitlements',
      asked: { StackName: 'stack-00001' },
      create: 'CreateEntitlement',
      of: Name => ({
        StackName: 'stack-00001',
        Name,
        AppVisibility: 'ALL',
        Attributes: [{ Name: 'roles', Value: 'x' }],
      }),
    },
    {
      operation: 'ListEntitledApplications',
      member: 'EntitledApplications',
      asked: { StackName: 'stack-00001', EntitlementName: 'one-00' },
      create: 'AssociateApplicationToEntitlement',
      of: name => ({ StackName: 'stack-00001', EntitlementName: 'one-00', ApplicationIdentifier: name }),
    },
    {
      operation: 'DescribeImageBuilders',
      member: 'ImageBuilders',
      create: 'CreateImageBuilder',
      of: Name => ({ Name, InstanceType: 'stream.standard.medium', ImageName: 'AppStream-RHEL8-08-31-2026' }),
    },
  ];
  for (const { operation, member, asked = {}, create, of } of made) {
    it(`${operation} answers ${member} in their order, page by page, whatever the order they came in`, async () => {
      const names = Array.from({ length: 52 }, (_, index) => `one-${String(index).padStart(2, '0')}`);
      for (const name of names.toReversed()) await fixture.call(create, of(name));
      const first = await fixture.call(operation, asked);
      assert.ok((first[member] as unknown[]).length < names.length && first.NextToken !== undefined);
      const text = (item: unknown) => JSON.stringify(item);
      for (const MaxResults of [undefined, 0, 7]) {
        const found = await all<object>(fixture, operation, member, { ...asked, MaxResults });
        assert.equal(found.length, names.length);
        assert.ok(
          found.every((item, index) => text(item).includes(names[index] ?? '')),
          `MaxResults: ${MaxResults}`,
        );
      }
    });
  }
});
