// CloudWatch alarms on metrics of fleets. They are judged once a minute and have scaling policies act.
import type { Store } from '../base/store';
import type { World } from '../base/world';
import type { Alarm, AlarmInput } from '../resources/alarm';
import type { Statistic } from './metrics';
import { pointsOf } from './metrics';
import { runPolicy } from './scaling';

const minute = 60_000;
/** Adds or replaces an alarm. A changed alarm keeps its state. */
export function putAlarm(input: AlarmInput, store: Store, world: World): Alarm {
  const now = world.agenda.now();
  const before = store.alarms.get(input.AlarmName);
  const alarm: Alarm = {
    ...input,
    ActionsEnabled: input.ActionsEnabled ?? true,
    AlarmArn: `arn:aws:cloudwatch:${store.region}:${store.accountId}:alarm:${input.AlarmName}`,
    AlarmConfigurationUpdatedTimestamp: now,
    StateValue: before?.StateValue ?? 'INSUFFICIENT_DATA',
    StateReason: before?.StateReason ?? 'Unchecked: Initial alarm creation',
    StateUpdatedTimestamp: before?.StateUpdatedTimestamp ?? now,
  };
  store.alarms.set(alarm.AlarmName, alarm);
  watch(store, world);
  return alarm;
}

/** Judges all alarms of a store once a minute, as long as there are some. */
export function watch(store: Store, world: World): void {
  const key = `alarms/${store.accountId}/${store.region}`;
  const next = (Math.floor(world.agenda.now() / minute) + 1) * minute;
  const judgeAll = () => {
    const known = [...store.alarms.values()];
    for (const alarm of known) judge(alarm, store, world);
    if (known.length) watch(store, world);
  };
  world.agenda.at(key, next, judgeAll, { transitions: 'alarms.judge', step: 0 });
}

/** Gives an alarm its state, and asks policies to act. */
function judge(alarm: Alarm, store: Store, world: World): void {
  const value = enterState(alarm, store, world);
  if (alarm.StateValue !== 'ALARM' || !alarm.ActionsEnabled || value === undefined) return;
  for (const policy of store.scaling.policies.values()) {
    if (alarm.AlarmActions?.includes(policy.PolicyARN)) {
      runPolicy(policy, { alarm: alarm.AlarmName, value, threshold: alarm.Threshold ?? 0 }, store, world);
    }
  }
}

/**
 * Gives an alarm the state that follows from its metric.
 * (D) PutMetricAlarm: It is in ALARM when enough of the last periods breach the threshold; what a missing point means is set. [docs]
 * (D) PutMetricAlarm: A scaling policy is asked again each minute for as long as the alarm is in ALARM. [docs]
 * @returns the newest value of the metric; undefined if it has none
 */
export function enterState(alarm: Alarm, store: Store, world: World): number | undefined {
  const { MetricName = '', Period = 60, EvaluationPeriods = 1, TreatMissingData = 'missing' } = alarm;
  const name = alarm.Dimensions?.find(dimension => dimension.Name === 'Fleet')?.Value;
  const fleet = alarm.Namespace === 'AWS/AppStream' ? store.fleets.get(name ?? '') : undefined;
  const now = world.agenda.now();
  const end = Math.floor(now / (Period * 1000)) * Period * 1000;
  const range = { start: end - EvaluationPeriods * Period * 1000, end, period: Period };
  const points = fleet
    ? pointsOf(fleet, { metric: MetricName, statistic: statisticOf(alarm.Statistic), ...range }, now)
    : [];
  const missing = EvaluationPeriods - points.length;
  const breaching =
    points.filter(({ value }) => breaches(value, alarm)).length + (TreatMissingData === 'breaching' ? missing : 0);
  const value = points.at(-1)?.value;
  if (!points.length && TreatMissingData === 'ignore') return value;
  if (!points.length && TreatMissingData === 'missing') {
    enter(alarm, 'INSUFFICIENT_DATA', 'no datapoints', now);
  } else if (breaching >= (alarm.DatapointsToAlarm ?? EvaluationPeriods)) {
    enter(alarm, 'ALARM', words(breaching, alarm), now);
  } else {
    enter(alarm, 'OK', words(breaching, alarm), now);
  }
  return value;
}

/** (U) DescribeAlarms: The wording of the reason for a state. */
function words(breaching: number, { Threshold = 0, ComparisonOperator = '' }: Alarm): string {
  return `Threshold Crossed: ${breaching} datapoints were ${ComparisonOperator} ${Threshold}.`;
}

function enter(alarm: Alarm, state: Alarm['StateValue'], reason: string, now: number): void {
  alarm.StateReason = reason;
  if (alarm.StateValue === state) return;
  alarm.StateValue = state;
  alarm.StateUpdatedTimestamp = now;
}

function breaches(value: number, { ComparisonOperator, Threshold = 0 }: Alarm): boolean {
  switch (ComparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= Threshold;
    case 'GreaterThanThreshold':
      return value > Threshold;
    case 'LessThanThreshold':
      return value < Threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= Threshold;
    default:
      return false;
  }
}

/** The statistic of this name. Others, such as percentiles, are those of the average. */
export function statisticOf(name: string | undefined): Statistic {
  const known: readonly Statistic[] = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'];
  return known.find(statistic => statistic === name) ?? 'Average';
}
