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
  }
});
