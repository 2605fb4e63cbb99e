// CloudWatch's metrics of fleets.
import * as assert from 'node:assert/strict';

import * as cloudWatch from '@aws-sdk/client-cloudwatch';

import { useSimulator } from './simulatorFixture';

describe('The metrics of a fleet', () => {
  const fixture = useSimulator({ seed: 'demo' });
  let client: cloudWatch.CloudWatchClient;
  before(() => {
    client = new cloudWatch.CloudWatchClient({
      ...{ endpoint: fixture.url, region: 'eu-west-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    });
  });
  after(() => client.destroy());

  const day = 24 * 3600 * 1000;
  async function values(Fleet: string, MetricName: string, Period = 300): Promise<number[]> {
    const { MetricDataResults } = await client.send(
      new cloudWatch.GetMetricDataCommand({
        StartTime: new Date(fixture.now() - day),
        EndTime: new Date(fixture.now() + 1000),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'a',
            MetricStat: {
              ...{ Period, Stat: 'Average' },
              Metric: { Namespace: 'AWS/AppStream', MetricName, Dimensions: [{ Name: 'Fleet', Value: Fleet }] },
            },
          },
        ],
      }),
    );
    return MetricDataResults?.[0]?.Values ?? [];
  }

  it('are of a whole day, busy by day and quiet at night, and end at what is now', async () => {
    await fixture.call('DescribeFleets');
    const inUse = await values('office-desktops', 'InUseCapacity');
    assert.ok(inUse.length >= 288 && inUse.length <= 289, `${inUse.length}`);
    assert.ok(Math.max(...inUse) >= 10 && Math.min(...inUse) <= 2, `${Math.min(...inUse)} to ${Math.max(...inUse)}`);
    const { Fleets } = await fixture.call('DescribeFleets', { Names: ['office-desktops'] });
    const [now] = Fleets as { ComputeCapacityStatus: { InUse: number; Available: number } }[];
    assert.equal(inUse.at(-1), now?.ComputeCapacityStatus.InUse);
    assert.equal((await values('office-desktops', 'AvailableCapacity')).at(-1), now?.ComputeCapacityStatus.Available);
    const utilization = await values('office-desktops', 'CapacityUtilization');
    assert.ok(utilization.every(value => value >= 0 && value <= 100));
  });

  const gaps: [fleet: string, metric: string][] = [
    ['finance-desktops', 'InUseCapacity'], // STOPPED
    ['office-desktops', 'RunningCapacity'], // of Always-On fleets only
    ['site-apps', 'CapacityUtilization'], // of an Elastic fleet
    ['training-lab', 'InUseCapacity'], // of a multi-session fleet
    ['office-desktops', 'CpuUtilizationInstance'], // not simulated
    ['no-such-fleet', 'InUseCapacity'],
  ];
  for (const [fleet, metric] of gaps) {
    it(`have no points of ${metric} for ${fleet}`, async () => assert.deepEqual(await values(fleet, metric), []));
  }

  it('count user sessions of a multi-session fleet', async () => {
    assert.equal((await values('training-lab', 'ActualUserSessionCapacity')).at(-1), 24);
  });

  it('follow what the fleet does: a stop leaves a gap', async () => {
    fixture.pass(60);
    await fixture.call('StopFleet', { Name: 'cad-workstations' });
    fixture.pass(300);
    await fixture.call('DescribeFleets');
    fixture.pass(3600);
    const minutes = await values('cad-workstations', 'ActualCapacity', 60);
    assert.ok(minutes.length > 24 * 60 - 66 && minutes.length < 24 * 60 - 55, `${minutes.length}`);
  });

  it('can be searched for all fleets at once', async () => {
    const { MetricDataResults = [] } = await client.send(
      new cloudWatch.GetMetricDataCommand({
        ...{ StartTime: new Date(fixture.now() - day), EndTime: new Date(fixture.now()) },
        MetricDataQueries: [
          { Id: 'all', Expression: `SEARCH('{AWS/AppStream,Fleet} MetricName="InUseCapacity"','Average',300)` },
        ],
      }),
    );
    assert.ok(MetricDataResults.length >= 6);
    const [first = []] = MetricDataResults.map(({ Timestamps = [] }) => Timestamps).filter(({ length }) => length > 1);
    assert.ok((first[0]?.getTime() ?? 0) > (first[1]?.getTime() ?? 0), 'the newest first');
  });

  it('come as statistics, too', async () => {
    const { Label, Datapoints = [] } = await client.send(
      new cloudWatch.GetMetricStatisticsCommand({
        ...{ Namespace: 'AWS/AppStream', MetricName: 'DesiredCapacity', Period: 3600 },
        Dimensions: [{ Name: 'Fleet', Value: 'office-desktops' }],
        ...{ StartTime: new Date(fixture.now() - day), EndTime: new Date(fixture.now()) },
        Statistics: ['Average', 'Maximum'],
      }),
    );
    assert.equal(Label, 'DesiredCapacity');
    assert.ok(Datapoints.length >= 23);
    assert.deepEqual([Datapoints[0]?.Average, Datapoints[0]?.Maximum, Datapoints[0]?.Unit], [20, 20, 'Count']);
  });

  it('come in pages', async () => {
    const Metric = (MetricName: string) => ({
      ...{ Namespace: 'AWS/AppStream', MetricName, Dimensions: [{ Name: 'Fleet', Value: 'office-desktops' }] },
    });
    const input: cloudWatch.GetMetricDataCommandInput = {
      ...{ StartTime: new Date(fixture.now() - day), EndTime: new Date(fixture.now()) },
      ScanBy: 'TimestampAscending',
      MetricDataQueries: ['InUseCapacity', 'DesiredCapacity', 'NoSuchCapacity'].map((name, index) => ({
        ...{ Id: `m${index}`, MetricStat: { Metric: Metric(name), Period: 3600, Stat: 'Average' } },
      })),
    };
    const whole = await client.send(new cloudWatch.GetMetricDataCommand(input));
    assert.equal(whole.NextToken, undefined);
    const found = new Map<string, number[]>();
    let pages = 0;
    let NextToken: string | undefined;
    for (; pages === 0 || (NextToken !== undefined && pages < 100); pages++) {
      const page: cloudWatch.GetMetricDataCommandOutput = await client.send(
        new cloudWatch.GetMetricDataCommand({ ...input, MaxDatapoints: 10, NextToken }),
      );
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) {
        found.set(Id, [...(found.get(Id) ?? []), ...Values]);
      }
      NextToken = page.NextToken;
    }
    assert.ok(pages >= 5, `${pages} pages`);
    assert.deepEqual(
      [...found],
      whole.MetricDataResults?.map(({ Id, Values }) => [Id, Values]),
    );
  });

  it('have a point a minute at most, and none before their fleet was there', async () => {
    const { Fleets } = await fixture.call('DescribeFleets', { Names: ['office-desktops'] });
    const [fleet] = Fleets as { CreatedTime: Date }[];
    const { Datapoints = [] } = await client.send(
      new cloudWatch.GetMetricStatisticsCommand({
        ...{ Namespace: 'AWS/AppStream', MetricName: 'DesiredCapacity', Period: 86_400, Statistics: ['Average'] },
        Dimensions: [{ Name: 'Fleet', Value: 'office-desktops' }],
        ...{ StartTime: new Date(fixture.now() - 400 * day), EndTime: new Date(fixture.now()) },
      }),
    );
    const first = Math.min(...Datapoints.map(({ Timestamp }) => Timestamp?.getTime() ?? 0));
    assert.ok(first > (fleet?.CreatedTime.getTime() ?? NaN) - day);
    assert.ok((await values('office-desktops', 'DesiredCapacity', 1)).length <= 24 * 60 + 1);
  });

  const statistics = {
    ...{ Namespace: 'AWS/AppStream', MetricName: 'InUseCapacity', Period: 60, Statistics: ['Average'] },
    ...{ StartTime: new Date(Date.UTC(2026, 0, 1)), EndTime: new Date(Date.UTC(2026, 0, 1, 1)) },
  };
  const data = { StartTime: statistics.StartTime, EndTime: statistics.EndTime, MetricDataQueries: [{ Id: 'a' }] };
  const refused: { what: string; operation: 'Statistics' | 'Data'; input: object; says: RegExp }[] = [
    {
      what: 'statistics of a time that ends before it begins',
      ...{
        operation: 'Statistics',
        input: { ...statistics, EndTime: statistics.StartTime },
        says: /StartTime must be less/,
      },
    },
    {
      what: 'statistics of a year, minute by minute',
      ...{
        operation: 'Statistics',
        input: { ...statistics, StartTime: new Date(0) },
        says: /more than 1440 datapoints/,
      },
    },
    {
      what: 'no statistic',
      ...{ operation: 'Statistics', input: { ...statistics, Statistics: undefined }, says: /must be specified/ },
    },
    { what: 'a query for nothing', operation: 'Data', input: data, says: /needs either MetricStat or Expression/ },
    {
      what: 'a sum of metrics',
      operation: 'Data',
      input: { ...data, MetricDataQueries: [{ Id: 'a', Expression: 'SUM(METRICS())' }] },
      says: /is not simulated/,
    },
    {
      what: 'a token that it never gave',
      operation: 'Data',
      input: { ...data, MetricDataQueries: [], NextToken: 'next' },
      says: /token/,
    },
  ];
  for (const { what, operation, input, says } of refused) {
    it(`refuse ${what}`, () =>
      assert.rejects(
        operation === 'Data'
          ? client.send(new cloudWatch.GetMetricDataCommand(input as cloudWatch.GetMetricDataCommandInput))
          : client.send(new cloudWatch.GetMetricStatisticsCommand(input as cloudWatch.GetMetricStatisticsCommandInput)),
        says,
      ));
  }
});
