// CloudWatch: metrics of fleets and alarms on them.
import { badCombination, notPermitted, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { AlarmInput } from '../resources/alarm';
import { putAlarm, statisticOf } from './alarms';
import type { Point, PointsAsked } from './metrics';
import { metricsOf, pointsOf } from './metrics';

interface Metric {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

interface Query {
  readonly Id: string;
  readonly MetricStat?: { readonly Metric: Metric; readonly Period: number; readonly Stat: string };
  readonly Expression?: string;
  readonly Label?: string;
  readonly Period?: number;
  readonly ReturnData?: boolean;
}

/** (D) GetMetricData: A request has at most 500 queries. [docs] */
const mostQueries = 500;
/** (D) GetMetricData: An answer has at most 100,800 points. [docs] */
const mostDataPoints = 100_800;
/** (D) GetMetricStatistics: An answer has at most 1,440 points. [docs] */
const mostPoints = 1440;

const namespace = 'AWS/AppStream';
const alarmPages = { standard: 50, max: 100 };

export const cloudWatchHandlers = {
  GetMetricData(
    input: {
      MetricDataQueries: Query[];
      StartTime: number;
      EndTime: number;
      ScanBy?: string;
      MaxDatapoints?: number;
      NextToken?: string;
    },
    { store, world }: Call,
  ) {
    if (input.MetricDataQueries.length > mostQueries) throw invalid(`At most ${mostQueries} queries are allowed.`);
    // (D) GetMetricData: The newest points come first unless TimestampAscending is asked for. [docs]
    const newestFirst = input.ScanBy !== 'TimestampAscending';
    const range = { start: input.StartTime * 1000, end: input.EndTime * 1000 };
    if (range.start >= range.end) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
    const results = input.MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false).flatMap(query =>
      seriesOf(query, store).map(({ fleet, asked, label }) => {
        const points = pointsOfFleet(fleet, { ...asked, ...range }, store, world.agenda.now());
        if (newestFirst) points.reverse();
        return { Id: query.Id, Label: query.Label ?? label, points };
      }),
    );
    return { ...pageOfPoints(results, input), Messages: [] };
  },

  GetMetricStatistics(
    input: Metric & { StartTime: number; EndTime: number; Period: number; Statistics?: string[] },
    { store, world }: Call,
  ) {
    const { MetricName = '', Period: period, Statistics = [] } = input;
    const [start, end] = [input.StartTime * 1000, input.EndTime * 1000];
    // (U) GetMetricStatistics: The exceptions and wordings of its refusals. Extended statistics, such as percentiles, are not simulated.
    if (!Statistics.length) throw badCombination('At least one of the parameters Statistics must be specified.');
    if (start >= end) throw badCombination('The parameter StartTime must be less than the parameter EndTime.');
    if ((end - start) / 1000 / period > mostPoints) {
      throw badCombination(`You have requested more than ${mostPoints} datapoints.`);
    }
    const datapoints = new Map<number, Record<string, unknown>>();
    for (const name of Statistics) {
      const asked: PointsAsked = { metric: MetricName, statistic: statisticOf(name), period, start, end };
      for (const { time, value } of pointsOfFleet(fleetIn(input), asked, store, world.agenda.now())) {
        const Unit = MetricName === 'CapacityUtilization' ? 'Percent' : 'Count';
        datapoints.set(time, { Timestamp: time, Unit, ...datapoints.get(time), [name]: value });
      }
    }
    return { Label: MetricName, Datapoints: [...datapoints.values()] };
  },

  PutMetricAlarm(input: AlarmInput, { store, world }: Call) {
    // (D) PutMetricAlarm: An alarm watches one metric; alarms of expressions are not simulated. [docs]
    if (input.MetricName === undefined || input.Namespace === undefined) {
      throw notPermitted('Alarms without a metric of their own are not simulated.');
    }
    putAlarm(input, store, world);
    return {};
  },

  DescribeAlarms(
    input: {
      AlarmNames?: string[];
      AlarmNamePrefix?: string;
      StateValue?: string;
      ActionPrefix?: string;
      MaxRecords?: number;
      NextToken?: string;
    },
    { operation, store }: Call,
  ) {
    const wanted = [...store.alarms.values()].filter(
      alarm =>
        (input.AlarmNames?.includes(alarm.AlarmName) ?? true) &&
        alarm.AlarmName.startsWith(input.AlarmNamePrefix ?? '') &&
        (input.StateValue ?? alarm.StateValue) === alarm.StateValue &&
        (input.ActionPrefix === undefined ||
          alarm.AlarmActions?.some(action => action.startsWith(input.ActionPrefix ?? ''))),
    );
    // (D) DescribeAlarms: A page has at most 100 alarms, and 50 unless asked for more. [docs]
    const sizes = { ...alarmPages, standard: Math.min(input.MaxRecords ?? alarmPages.standard, alarmPages.max) };
    const token = input.NextToken === undefined ? {} : { NextToken: input.NextToken };
    try {
      const { items, NextToken } = page(operation, token, wanted, alarm => alarm.AlarmName, sizes);
      return { MetricAlarms: items, CompositeAlarms: [], NextToken };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError('InvalidNextToken', 'The next token specified is invalid.');
    }
  },

  /** (D) DeleteAlarms: If an alarm does not exist, none is deleted. [docs] */
  DeleteAlarms({ AlarmNames }: { AlarmNames: string[] }, { store }: Call) {
    const known = store.alarms;
    const missing = AlarmNames.filter(name => !known.has(name));
    if (missing.length) {
      throw new ServiceError('ResourceNotFound', `The alarms ${missing.join(', ')} do not exist.`, 404);
    } // (U) DeleteAlarms: The wording for missing alarms.
    for (const name of AlarmNames) known.delete(name);
    return {};
  },
} satisfies Handlers;

interface Series {
  readonly Id: string;
  readonly Label: string;
  readonly points: readonly Point[];
}

/**
 * The results of one answer, and the token of the next.
 * (D) GetMetricData: After MaxDatapoints, or 100,800 points, the answer ends with a token. [docs]
 * (U) GetMetricData: A result that goes on in the next answer is PartialData.
 */
function pageOfPoints(
  all: readonly Series[],
  { MaxDatapoints = mostDataPoints, NextToken }: { readonly MaxDatapoints?: number; readonly NextToken?: string },
): object {
  const first = NextToken === undefined ? 0 : Number(/^points-(\d+)$/.exec(NextToken)?.[1] ?? NaN);
  if (Number.isNaN(first)) throw new ServiceError('InvalidNextToken', 'The next token specified is invalid.');
  if (!(MaxDatapoints >= 1)) throw invalid('The parameter MaxDatapoints must be greater than or equal to 1.');
  const end = first + Math.min(MaxDatapoints, mostDataPoints);
  let before = 0;
  const MetricDataResults = all.flatMap(({ Id, Label, points }) => {
    const [from, to] = [Math.max(0, first - before), end - before];
    const size = points.length || 1; // A result without points counts as one.
    before += size;
    if (from >= size || to <= 0) return [];
    const shown = points.slice(from, to);
    const [Timestamps, Values] = [shown.map(({ time }) => time), shown.map(({ value }) => value)];
    return [{ Id, Label, Timestamps, Values, StatusCode: to < points.length ? 'PartialData' : 'Complete' }];
  });
  return { MetricDataResults, ...(before > end && { NextToken: `points-${end}` }) };
}

/** What a query asks for: one metric, or a search for a metric of all fleets. */
function seriesOf(
  query: Query,
  store: Store,
): { fleet: string | undefined; asked: Omit<PointsAsked, 'start' | 'end'>; label: string }[] {
  const { MetricStat, Expression } = query;
  if ((MetricStat === undefined) === (Expression === undefined)) {
    throw invalid(`The query ${query.Id} needs either MetricStat or Expression.`);
  }
  if (MetricStat) {
    const { Metric, Period: period, Stat } = MetricStat;
    const asked = { metric: Metric.MetricName ?? '', statistic: statisticOf(Stat), period };
    return [{ fleet: fleetIn(Metric), asked, label: asked.metric }];
  }
  // (C) GetMetricData: One search answers a metric of all fleets. Other expressions are not simulated. [docs]
  const [, metric = '', stat = '', period = ''] =
    /^SEARCH\('\{AWS\/AppStream, ?Fleet\} MetricName="(\w+)"', ?'(\w+)'(?:, ?(\d+))?\)$/.exec(Expression ?? '') ?? [];
  if (!metric) throw invalid(`The expression of the query ${query.Id} is not simulated.`);
  const asked = { metric, statistic: statisticOf(stat), period: Number(period) || (query.Period ?? 300) };
  return [...store.fleets.values()]
    .filter(fleet => metricsOf(fleet)[metric])
    .map(({ Name }) => ({ fleet: Name, asked, label: `${Name} ${metric}` }));
}

/** The fleet whose capacity a metric tells. Metrics of instances, sessions and users are not simulated and have no points. */
function fleetIn({ Namespace, Dimensions = [] }: Metric): string | undefined {
  const [only, ...others] = Dimensions;
  return Namespace === namespace && only?.Name === 'Fleet' && !others.length ? only.Value : undefined;
}

function pointsOfFleet(name: string | undefined, asked: PointsAsked, store: Store, now: number): Point[] {
  const fleet = store.fleets.get(name ?? '');
  return fleet ? pointsOf(fleet, asked, now) : [];
}

/** (U) GetMetricData: The exception and wordings of its refusals. */
function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
