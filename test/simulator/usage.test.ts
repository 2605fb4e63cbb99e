import * as assert from 'node:assert/strict';

import { useLab } from './lab';

describe("The simulator's usage reports", () => {
  const lab = useLab();

  it('have one subscription a Region, and a report a day', async () => {
    const { S3BucketName, Schedule } = await lab.call('CreateUsageReportSubscription');
    assert.match(S3BucketName as string, /^appstream-logs-eu-west-1-123456789012-[0-9a-z]+$/);
    assert.equal(Schedule, 'DAILY');
    await lab.refuses('CreateUsageReportSubscription', {}, 'LimitExceededException');
    const last = async () => {
      const { UsageReportSubscriptions } = await lab.call('DescribeUsageReportSubscriptions');
      return (UsageReportSubscriptions as { LastGeneratedReportDate?: Date }[])[0]?.LastGeneratedReportDate;
    };
    assert.equal(await last(), undefined);
    lab.pass(24 * 60 * 60);
    assert.equal((await last())?.getTime(), Date.UTC(2026, 10, 25));
    await lab.call('DeleteUsageReportSubscription');
    await lab.refuses('DeleteUsageReportSubscription', {}, 'ResourceNotFoundException');
    assert.deepEqual((await lab.call('DescribeUsageReportSubscriptions')).UsageReportSubscriptions, []);
  });
});

describe("The simulator's licence usage", () => {
  const lab = useLab({ seed: 'demo' });

  it('is told by month', async () => {
    const usages = async (BillingPeriod: string) =>
      ((await lab.call('DescribeAppLicenseUsage', { BillingPeriod })).AppLicenseUsages as unknown[]).length;
    assert.deepEqual([await usages('2026-11'), await usages('2026-10'), await usages('2026-09')], [2, 1, 0]);
    await lab.refuses('DescribeAppLicenseUsage', { BillingPeriod: 'November' }, 'InvalidParameterCombinationException');
  });
});

describe('Draining an instance', () => {
  const lab = useLab({ seed: 'demo' });
  const lesson = { StackName: 'training', FleetName: 'training-lab' };

  async function capacity(): Promise<Record<string, number>> {
    const { Fleets } = await lab.call('DescribeFleets', { Names: ['training-lab'] });
    return (Fleets as { ComputeCapacityStatus: Record<string, number> }[])[0]?.ComputeCapacityStatus ?? assert.fail();
  }

  it('lets nobody new onto it, for all of its sessions', async () => {
    const sessions = (await lab.call('DescribeSessions', lesson)).Sessions as { Id: string; InstanceId: string }[];
    await lab.call('DrainSessionInstance', { SessionId: sessions[0]?.Id });
    const after = (await lab.call('DescribeSessions', lesson)).Sessions as { InstanceDrainStatus: string }[];
    assert.deepEqual(
      after.map(({ InstanceDrainStatus }) => InstanceDrainStatus),
      Array(after.length).fill('DRAINING'),
    );
    const { Draining, DrainModeActiveUserSessions, AvailableUserSessions, ActiveUserSessions } = await capacity();
    assert.deepEqual(
      { Draining, DrainModeActiveUserSessions, AvailableUserSessions, ActiveUserSessions },
      { Draining: 1, DrainModeActiveUserSessions: 4, AvailableUserSessions: 18, ActiveUserSessions: 0 },
    );
    const { StreamingURL } = await lab.call('CreateStreamingURL', { ...lesson, UserId: 'late' });
    await fetch(StreamingURL as string);
    const late = (await lab.call('DescribeSessions', { ...lesson, UserId: 'late' })).Sessions as {
      InstanceId: string;
    }[];
    assert.notEqual(late[0]?.InstanceId, sessions[0]?.InstanceId);
  });

  it('is for multi-session fleets', async () => {
    const cad = { StackName: 'cad', FleetName: 'cad-workstations' };
    const [session] = (await lab.call('DescribeSessions', cad)).Sessions as { Id: string }[];
    const drain = { SessionId: session?.Id };
    await lab.refuses('DrainSessionInstance', drain, 'OperationNotPermittedException', /multi-session/);
    await lab.refuses('DrainSessionInstance', { SessionId: 'none' }, 'ResourceNotFoundException');
  });
});
