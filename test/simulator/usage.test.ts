import * as assert from 'node:assert/strict';

import { useSimulator } from './simulatorFixture';

describe("The simulator's usage reports", () => {
  const fixture = useSimulator();

  it('have one subscription per Region, and one report per day', async () => {
    const { S3BucketName, Schedule } = await fixture.call('CreateUsageReportSubscription');
    assert.match(S3BucketName as string, /^appstream-logs-eu-west-1-123456789012-[0-9a-z]+$/);
    assert.ok((S3BucketName as string).length <= 63, 'S3 has no longer names');
    assert.equal(Schedule, 'DAILY');
    await fixture.refuses('CreateUsageReportSubscription', {}, 'LimitExceededException');
    const last = async () => {
      const { UsageReportSubscriptions } = await fixture.call('DescribeUsageReportSubscriptions');
      return (UsageReportSubscriptions as { LastGeneratedReportDate?: Date }[])[0]?.LastGeneratedReportDate;
    };
    assert.equal(await last(), undefined);
    fixture.pass(15 * 60 * 60 - 1);
    assert.equal(await last(), undefined, 'until midnight');
    fixture.pass(1);
    assert.equal((await last())?.getTime(), Date.UTC(2026, 10, 25));
    fixture.pass(24 * 60 * 60 - 1);
    assert.equal((await last())?.getTime(), Date.UTC(2026, 10, 25));
    fixture.pass(1);
    assert.equal((await last())?.getTime(), Date.UTC(2026, 10, 26));
    await fixture.call('DeleteUsageReportSubscription');
    await fixture.refuses('DeleteUsageReportSubscription', {}, 'ResourceNotFoundException');
    assert.deepEqual((await fixture.call('DescribeUsageReportSubscriptions')).UsageReportSubscriptions, []);
  });
});

describe("The simulator's license usage", () => {
  const fixture = useSimulator({ seed: 'demo' });

  it('is returned by month', async () => {
    const usages = async (BillingPeriod: string) =>
      ((await fixture.call('DescribeAppLicenseUsage', { BillingPeriod })).AppLicenseUsages as unknown[]).length;
    assert.deepEqual([await usages('2026-11'), await usages('2026-10'), await usages('2026-09')], [2, 1, 0]);
    assert.deepEqual([await usages('2026-01'), await usages('2026-12')], [0, 0]);
    for (const BillingPeriod of ['November', '2026-13', '2026-00', '2026-1', '26-11', '2026-11-01', ' 2026-11']) {
      const operation = 'DescribeAppLicenseUsage';
      await fixture.refuses(operation, { BillingPeriod }, 'InvalidParameterCombinationException', /such as 2026-11/);
    }
  });
});

describe('Draining an instance', () => {
  const fixture = useSimulator({ seed: 'demo' });
  const lesson = { StackName: 'training', FleetName: 'training-lab' };

  async function capacity(): Promise<Record<string, number>> {
    const { Fleets } = await fixture.call('DescribeFleets', { Names: ['training-lab'] });
    return (Fleets as { ComputeCapacityStatus: Record<string, number> }[])[0]?.ComputeCapacityStatus ?? assert.fail();
  }

  it('lets no new user onto it, in any of its sessions', async () => {
    const sessions = (await fixture.call('DescribeSessions', lesson)).Sessions as { Id: string; InstanceId: string }[];
    await fixture.call('DrainSessionInstance', { SessionId: sessions[0]?.Id });
    const after = (await fixture.call('DescribeSessions', lesson)).Sessions as { InstanceDrainStatus: string }[];
    assert.deepEqual(
      after.map(({ InstanceDrainStatus }) => InstanceDrainStatus),
      Array(after.length).fill('DRAINING'),
    );
    const { Draining, DrainModeActiveUserSessions, AvailableUserSessions, ActiveUserSessions } = await capacity();
    assert.deepEqual(
      { Draining, DrainModeActiveUserSessions, AvailableUserSessions, ActiveUserSessions },
      { Draining: 1, DrainModeActiveUserSessions: 4, AvailableUserSessions: 18, ActiveUserSessions: 0 },
    );
    const { StreamingURL } = await fixture.call('CreateStreamingURL', { ...lesson, UserId: 'late' });
    await fetch(StreamingURL as string);
    const late = (await fixture.call('DescribeSessions', { ...lesson, UserId: 'late' })).Sessions as {
      InstanceId: string;
    }[];
    assert.notEqual(late[0]?.InstanceId, sessions[0]?.InstanceId);
    const { InUse, ActualUserSessions, DrainModeUnusedUserSessions } = await capacity();
    assert.deepEqual(
      { InUse, ActualUserSessions, DrainModeUnusedUserSessions },
      {
        InUse: 2,
        ActualUserSessions: 18,
        DrainModeUnusedUserSessions: 2,
      },
    );
    const draining = (await fixture.call('DescribeSessions', lesson)).Sessions as { InstanceDrainStatus: string }[];
    const newcomers = draining.filter(({ InstanceDrainStatus }) => InstanceDrainStatus === 'ACTIVE');
    assert.equal(newcomers.length, 1, 'the other instance takes users still');
  });

  it('requires a multi-session fleet', async () => {
    const cad = { StackName: 'cad', FleetName: 'cad-workstations' };
    const [session] = (await fixture.call('DescribeSessions', cad)).Sessions as { Id: string }[];
    const drain = { SessionId: session?.Id };
    await fixture.refuses('DrainSessionInstance', drain, 'OperationNotPermittedException', /multi-session/);
    await fixture.refuses('DrainSessionInstance', { SessionId: 'none' }, 'ResourceNotFoundException');
  });
});
