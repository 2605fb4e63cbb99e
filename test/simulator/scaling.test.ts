// Application Auto Scaling and CloudWatch beside AppStream: targets, schedules, policies, alarms and metrics of fleets.
import * as assert from 'node:assert/strict';

import * as scaling from '@aws-sdk/client-application-auto-scaling';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';

import { readSchedule } from '../../src/simulator/services/schedule';
import { elasticFleetInput, fleetInput, useSimulator } from './simulatorFixture';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('A schedule', () => {
  const table: [schedule: string, zone: string, from: string, next: string | undefined][] = [
    ['at(2026-12-01T08:00:00)', 'UTC', '2026-11-28T00:00', '2026-12-01T08:00'],
    ['at(2026-12-01T08:00:00)', 'Europe/Berlin', '2026-11-28T00:00', '2026-12-01T07:00'],
    ['at(2026-11-01T08:00:00)', 'UTC', '2026-11-28T00:00', undefined],
    ['rate(2 hours)', 'UTC', '2026-11-28T03:10', '2026-11-28T04:00'],
    ['cron(0 8 ? * MON-FRI *)', 'UTC', '2026-11-28T00:00', '2026-11-30T08:00'],
    ['cron(0 8 ? * MON-FRI *)', 'America/New_York', '2026-11-28T00:00', '2026-11-30T13:00'],
    ['cron(30 7,19 1 * ? *)', 'UTC', '2026-11-28T00:00', '2026-12-01T07:30'],
    ['cron(0/15 9-10 * * ? 2026)', 'UTC', '2026-11-28T09:16', '2026-11-28T09:30'],
    ['cron(0 0 8 ? * MON-FRI *)', 'UTC', '2026-11-28T00:00', '2026-11-30T08:00'],
    ['cron(30 2 29 3 ? 2026)', 'Europe/Berlin', '2026-01-01T00:00', undefined],
  ];
  for (const [schedule, zone, from, next] of table) {
    it(`${schedule} in ${zone} is due at ${next ?? 'no time'} after ${from}`, () => {
      const due = readSchedule(schedule, zone, utc('2026-11-28T00:00'))?.(utc(from));
      assert.equal(due, next === undefined ? undefined : utc(next));
    });
  }

  const unread = [
    '',
    'cron(0 8 * * *)',
    'cron(61 8 ? * * *)',
    'cron(x 8 ? * * *)',
    'rate(0 hours)',
    'rate(1 week)',
    'at(soon)',
  ];
  for (const schedule of unread) {
    it(`is not ${schedule || 'an empty text'}`, () => assert.equal(readSchedule(schedule, 'UTC', 0), undefined));
  }
});

describe('Application Auto Scaling', () => {
  const fixture = useSimulator();
  let client: scaling.ApplicationAutoScalingClient;
  let watch: cloudWatch.CloudWatchClient;
  const fleet = {
    ServiceNamespace: 'appstream',
    ResourceId: 'fleet/cad',
    ScalableDimension: 'appstream:fleet:DesiredCapacity',
  } as const;
  const all = { ServiceNamespace: 'appstream' } as const;

  before(async () => {
    const config = {
      ...{ endpoint: fixture.url, region: 'eu-west-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    };
    client = new scaling.ApplicationAutoScalingClient(config);
    watch = new cloudWatch.CloudWatchClient(config);
    await fixture.call('CreateFleet', { ...fleetInput, FleetType: 'ALWAYS_ON' });
    await fixture.call('CreateFleet', elasticFleetInput);
    await fixture.call('CreateStack', { Name: 'design' });
    await fixture.call('AssociateFleet', { FleetName: 'cad', StackName: 'design' });
    await fixture.call('StartFleet', { Name: 'cad' });
    fixture.pass(500);
  });
  after(() => {
    client.destroy();
    watch.destroy();
  });

  const register = (MinCapacity: number, MaxCapacity: number, more: object = {}) =>
    client.send(new scaling.RegisterScalableTargetCommand({ ...fleet, MinCapacity, MaxCapacity, ...more }));
  async function desired(): Promise<number> {
    const { Fleets } = await fixture.call('DescribeFleets', { Names: ['cad'] });
    const [only] = Fleets as { ComputeCapacityStatus: { Desired: number } }[];
    return only?.ComputeCapacityStatus.Desired ?? assert.fail('no fleet');
  }
  async function activities(more: object = {}): Promise<scaling.ScalingActivity[]> {
    const answer = await client.send(new scaling.DescribeScalingActivitiesCommand({ ...all, ...more }));
    return answer.ScalingActivities ?? [];
  }

  it('refuses policies and schedules of a fleet that is not registered, in AWS’s words', async () => {
    const ask = client.send(
      new scaling.PutScheduledActionCommand({ ...fleet, ScheduledActionName: 'a', Schedule: 'rate(1 day)' }),
    );
    await assert.rejects(ask, {
      name: 'ObjectNotFoundException',
      message:
        'No scalable target registered for service namespace: appstream, resource ID: fleet/cad, scalable dimension: appstream:fleet:DesiredCapacity',
    });
  });

  const refused: [given: string, ask: () => Promise<unknown>, message: RegExp][] = [
    [
      'without limits',
      () => client.send(new scaling.RegisterScalableTargetCommand(fleet)),
      /minimum capacity and maximum/,
    ],
    ['with limits the wrong way round', () => register(3, 2), /less than minimum/],
    ['of a fleet that does not exist', () => register(1, 2, { ResourceId: 'fleet/none' }), /does not exist/],
    ['of an Elastic fleet', () => register(1, 2, { ResourceId: 'fleet/site' }), /Elastic/],
    ['of another service', () => register(1, 2, { ServiceNamespace: 'ecs' }), /Only the dimension/],
  ];
  for (const [given, ask, message] of refused) {
    it(`refuses a target ${given}`, () => assert.rejects(ask(), { name: 'ValidationException', message }));
  }

  it('moves the desired capacity of a running fleet into its limits, and says why', async () => {
    const { ScalableTargetARN } = await register(3, 8);
    assert.match(
      ScalableTargetARN ?? '',
      /^arn:aws:application-autoscaling:eu-west-1:123456789012:scalable-target\/[0-9a-f]{32}$/,
    );
    assert.equal(await desired(), 3);
    const [activity] = await activities();
    assert.deepEqual(
      [activity?.Cause, activity?.Description, activity?.StatusCode, activity?.StatusMessage],
      [
        'minimum capacity was set to 3',
        'Setting desired capacity to 3.',
        'Successful',
        'Successfully set desired capacity to 3. Change successfully fulfilled by appstream.',
      ],
    );
    assert.equal(activity?.StartTime?.getTime(), fixture.now());
    const { ScalableTargets } = await client.send(new scaling.DescribeScalableTargetsCommand(all));
    assert.deepEqual(
      ScalableTargets?.map(({ ResourceId, MinCapacity, MaxCapacity }) => [ResourceId, MinCapacity, MaxCapacity]),
      [['fleet/cad', 3, 8]],
    );
  });

  it('keeps a limit that is not given again', async () => {
    await client.send(new scaling.RegisterScalableTargetCommand({ ...fleet, MinCapacity: 2 }));
    const { ScalableTargets } = await client.send(
      new scaling.DescribeScalableTargetsCommand({ ...all, ResourceIds: ['fleet/cad'] }),
    );
    assert.deepEqual([ScalableTargets?.[0]?.MinCapacity, ScalableTargets?.[0]?.MaxCapacity], [2, 8]);
    assert.equal(await desired(), 3);
  });

  it('shows a refusal of AppStream in the activity alone', async () => {
    await register(150, 200);
    const [activity] = await activities();
    assert.equal(activity?.StatusCode, 'Failed');
    assert.match(
      activity.StatusMessage ?? '',
      /^Failed to set desired capacity to 150\. Reason: The Instance type 'stream\.standard\.medium' capacity limit for fleet cad' was exceeded\. Requested: 150, Limit: 100 \(Service: AmazonAppStream; Status Code: 400; Error Code: LimitExceededException/,
    );
    assert.equal(await desired(), 3);
    await register(2, 8);
  });

  it('runs scheduled actions when the calendar says so, again and again, until they are deleted', async () => {
    const ScheduledActionName = 'morning';
    await client.send(
      new scaling.PutScheduledActionCommand({
        ...{ ...fleet, ScheduledActionName, Schedule: 'cron(0 8 * * ? *)', Timezone: 'Europe/Berlin' },
        ScalableTargetAction: { MinCapacity: 5, MaxCapacity: 9 },
      }),
    );
    const { ScheduledActions } = await client.send(new scaling.DescribeScheduledActionsCommand(all));
    assert.match(
      ScheduledActions?.[0]?.ScheduledActionARN ?? '',
      /^arn:aws:autoscaling:eu-west-1:123456789012:scheduledAction:[0-9a-f-]{36}:resource\/appstream\/fleet\/cad:scheduledActionName\/morning$/,
    );
    const day = 24 * 3600;
    const untilSeven = (7 * 3600 - (Math.floor(fixture.now() / 1000) % day) + day) % day;
    fixture.pass(untilSeven - 1);
    assert.equal(await desired(), 3);
    fixture.pass(1);
    assert.equal(await desired(), 5);
    assert.equal((await activities())[0]?.Cause, 'scheduled action name morning was triggered');
    await register(1, 8);
    await fixture.call('UpdateFleet', { Name: 'cad', ComputeCapacity: { DesiredInstances: 2 } });
    fixture.pass(day);
    assert.equal(await desired(), 5);
    await client.send(new scaling.DeleteScheduledActionCommand({ ...fleet, ScheduledActionName }));
    await register(1, 8);
    await fixture.call('UpdateFleet', { Name: 'cad', ComputeCapacity: { DesiredInstances: 2 } });
    fixture.pass(day);
    assert.equal(await desired(), 2);
  });

  it('scales by steps for as long as an alarm lasts, after each cooldown, up to the limit', async () => {
    const policy = {
      ...{ ...fleet, PolicyName: 'out', PolicyType: 'StepScaling' as const },
      StepScalingPolicyConfiguration: {
        ...{ AdjustmentType: 'ChangeInCapacity' as const, Cooldown: 120, MetricAggregationType: 'Average' as const },
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
      },
    };
    const { PolicyARN = '' } = await client.send(new scaling.PutScalingPolicyCommand(policy));
    assert.match(PolicyARN, /:scalingPolicy:[0-9a-f-]{36}:resource\/appstream\/fleet\/cad:policyName\/out$/);
    await watch.send(
      new cloudWatch.PutMetricAlarmCommand({
        ...{ AlarmName: 'Appstream2-cad-out-Alarm', AlarmActions: [PolicyARN], Namespace: 'AWS/AppStream' },
        ...{ MetricName: 'AvailableCapacity', Dimensions: [{ Name: 'Fleet', Value: 'cad' }], Statistic: 'Average' },
        ...{ Period: 60, EvaluationPeriods: 1, Threshold: 100, ComparisonOperator: 'LessThanThreshold' },
      }),
    );
    // The value is below the threshold, so only a step without an upper limit at 0 would apply.
    fixture.pass(180);
    assert.equal(await desired(), 2);
    policy.StepScalingPolicyConfiguration.StepAdjustments = [
      { MetricIntervalUpperBound: 0, ScalingAdjustment: 2 } as never,
    ];
    await client.send(new scaling.PutScalingPolicyCommand(policy));
    fixture.pass(60);
    assert.equal(await desired(), 4);
    fixture.pass(60);
    assert.equal(await desired(), 4);
    fixture.pass(60);
    assert.equal(await desired(), 6);
    fixture.pass(600);
    assert.equal(await desired(), 8);
    const all = await activities({ IncludeNotScaledActivities: true });
    assert.deepEqual(
      all[0]?.NotScaledReasons?.map(({ Code }) => Code),
      ['AlreadyAtMaxCapacity'],
    );
    fixture.pass(3600);
    const later = await activities({ IncludeNotScaledActivities: true });
    assert.equal(later.length, all.length, 'while nothing can be done, there is one activity that says so');
    assert.match(
      (await activities())[0]?.Cause ?? '',
      /^monitor alarm Appstream2-cad-out-Alarm in state ALARM triggered policy out$/,
    );
    const { ScalingPolicies } = await client.send(
      new scaling.DescribeScalingPoliciesCommand({ ServiceNamespace: 'appstream' }),
    );
    assert.deepEqual(
      ScalingPolicies?.[0]?.Alarms?.map(({ AlarmName }) => AlarmName),
      ['Appstream2-cad-out-Alarm'],
    );
    await client.send(new scaling.DeleteScalingPolicyCommand({ ...fleet, PolicyName: 'out' }));
    const { MetricAlarms } = await watch.send(new cloudWatch.DescribeAlarmsCommand({ AlarmNamePrefix: 'Appstream2-' }));
    assert.equal(MetricAlarms?.[0]?.StateValue, 'ALARM', 'the alarm of a step policy stays');
    await watch.send(new cloudWatch.DeleteAlarmsCommand({ AlarmNames: ['Appstream2-cad-out-Alarm'] }));
  });

  it('follows a target with two alarms of its own, which end with the policy', async () => {
    const policy = { ...fleet, PolicyName: 'track', PolicyType: 'TargetTrackingScaling' as const };
    const { Alarms } = await client.send(
      new scaling.PutScalingPolicyCommand({
        ...policy,
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 75,
          PredefinedMetricSpecification: { PredefinedMetricType: 'AppStreamAverageCapacityUtilization' },
        },
      }),
    );
    assert.deepEqual(
      Alarms?.map(({ AlarmName = '' }) => AlarmName.replace(/-[0-9a-f-]{36}$/, '')),
      ['TargetTracking-fleet/cad-AlarmHigh', 'TargetTracking-fleet/cad-AlarmLow'],
    );
    fixture.pass(20 * 60);
    assert.equal(await desired(), 1, 'nobody streams, so it is at the minimum');
    await client.send(new scaling.DeregisterScalableTargetCommand(fleet));
    const { MetricAlarms } = await watch.send(new cloudWatch.DescribeAlarmsCommand({}));
    assert.deepEqual(MetricAlarms, []);
  });

  it('names an operation that it lacks', async () => {
    const response = await fetch(fixture.url, {
      method: 'POST',
      body: '{}',
      headers: {
        'x-amz-target': 'AnyScaleFrontendService.GetPredictiveScalingForecast',
        authorization:
          'AWS4-HMAC-SHA256 Credential=SANDBOXPRODUCTION/20261128/eu-west-1/application-autoscaling/aws4_request, Signature=a',
      },
    });
    assert.match(await response.text(), /GetPredictiveScalingForecast is not simulated/);
  });
});

describe('The scaling of the demo company', () => {
  const fixture = useSimulator({ seed: 'demo' });
  const all = { ServiceNamespace: 'appstream' } as const;
  let client: scaling.ApplicationAutoScalingClient;
  let watch: cloudWatch.CloudWatchClient;

  before(() => {
    const config = {
      ...{ endpoint: fixture.url, region: 'eu-west-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    };
    client = new scaling.ApplicationAutoScalingClient(config);
    watch = new cloudWatch.CloudWatchClient(config);
  });
  after(() => [client, watch].forEach(one => one.destroy()));

  it('has targets, policies, schedules, activities and alarms', async () => {
    const { ScalableTargets = [] } = await client.send(new scaling.DescribeScalableTargetsCommand(all));
    assert.deepEqual(
      ScalableTargets.map(({ ResourceId, MinCapacity, MaxCapacity }) => [ResourceId, MinCapacity, MaxCapacity]),
      [
        ['fleet/cad-workstations', 10, 20], // the fixture's clock shows a Tuesday morning
        ['fleet/office-desktops', 10, 30],
        ['fleet/training-lab', 12, 48],
      ],
    );
    const { ScalingPolicies = [] } = await client.send(new scaling.DescribeScalingPoliciesCommand(all));
    assert.deepEqual(
      ScalingPolicies.map(({ PolicyName, Alarms }) => [PolicyName, Alarms?.length]),
      [
        ['default-scale-in', 1],
        ['default-scale-out', 1],
        ['three-quarters-in-use', 2],
      ],
    );
    const { ScheduledActions = [] } = await client.send(new scaling.DescribeScheduledActionsCommand(all));
    assert.deepEqual(
      ScheduledActions.map(({ ScheduledActionName }) => ScheduledActionName),
      ['office-hours-begin', 'office-hours-end'],
    );
    const { ScalingActivities = [] } = await client.send(new scaling.DescribeScalingActivitiesCommand(all));
    assert.equal(ScalingActivities[0]?.Description, 'Setting desired capacity to 20.');
    const { MetricAlarms = [] } = await watch.send(new cloudWatch.DescribeAlarmsCommand({}));
    assert.equal(MetricAlarms.length, 5);
    const states = MetricAlarms.map(({ AlarmName = '', StateValue }) => [AlarmName, StateValue] as const);
    assert.ok(
      states.every(([, state]) => state === 'OK' || state === 'ALARM'),
      states.join('\n'),
    );
    assert.ok(
      states.some(([name]) => name === 'Appstream2-office-2024-default-scale-out-Alarm'),
      'of a deleted fleet',
    );
  });

  it('follows the calendar', async () => {
    fixture.pass(12 * 3600);
    const { ScalableTargets = [] } = await client.send(new scaling.DescribeScalableTargetsCommand(all));
    assert.equal(ScalableTargets[0]?.MinCapacity, 4);
    fixture.pass(12 * 3600);
    const { ScalableTargets: next = [] } = await client.send(new scaling.DescribeScalableTargetsCommand(all));
    assert.equal(next[0]?.MinCapacity, 10);
  });
});
