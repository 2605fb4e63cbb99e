// The CloudWatch metrics of fleets: what the simulator has seen, and a believable day before it.
import { createHash } from 'node:crypto';

import type { CapacitySample, Fleet } from '../resources/fleet';

const minute = 60_000;
const hour = 60 * minute;

/** How the points of a period become one. */
export type Statistic = 'Average' | 'Minimum' | 'Maximum' | 'Sum' | 'SampleCount';

export interface Point {
  /** The beginning of the period, in milliseconds since the epoch. */
  readonly time: number;
  readonly value: number;
}

export interface PointsAsked {
  readonly metric: string;
  /** Milliseconds since the epoch; the end is excluded. */
  readonly start: number;
  readonly end: number;
  /** Seconds. */
  readonly period: number;
  readonly statistic: Statistic;
}

type Read = (sample: CapacitySample, fleet: Fleet) => number | undefined;

const none: Read = () => 0;
const share = (used: number, all: number): number => (all > 0 ? (used / all) * 100 : 0);

/** (D) GetMetricData: A single-session fleet has these metrics; Running is for Always-On fleets. [docs] */
const instanceMetrics: Readonly<Record<string, Read>> = {
  ActualCapacity: ({ ready }) => ready,
  AvailableCapacity: ({ ready, inUse }) => Math.max(0, ready - inUse),
  InUseCapacity: ({ inUse }) => inUse,
  PendingCapacity: ({ pending }) => pending,
  DesiredCapacity: ({ desired }) => desired,
  RunningCapacity: ({ ready }, { FleetType }) => (FleetType === 'ALWAYS_ON' ? ready : undefined),
  CapacityUtilization: ({ ready, inUse }) => share(inUse, ready),
  InsufficientCapacityError: none,
};

const each = ({ MaxSessionsPerInstance = 1 }: Fleet): number => MaxSessionsPerInstance;

/** (D) GetMetricData: A multi-session fleet has these metrics, which count user sessions. [docs] */
const sessionMetrics: Readonly<Record<string, Read>> = {
  ActualUserSessionCapacity: ({ ready }, fleet) => ready * each(fleet),
  AvailableUserSessionCapacity: ({ ready, sessions }, fleet) => Math.max(0, ready * each(fleet) - sessions),
  ActiveUserSessionCapacity: ({ sessions }) => sessions,
  PendingUserSessionCapacity: ({ pending }, fleet) => pending * each(fleet),
  DesiredUserSessionCapacity: ({ desired }, fleet) => desired * each(fleet),
  RunningUserSessionCapacity: ({ ready }, fleet) => (fleet.FleetType === 'ALWAYS_ON' ? ready * each(fleet) : undefined),
  CapacityUtilization: ({ ready, sessions }, fleet) => share(sessions, ready * each(fleet)),
  InsufficientCapacityError: none,
};

/** (D) GetMetricData: An Elastic fleet has these metrics only. [docs] */
const elasticMetrics: Readonly<Record<string, Read>> = {
  InUseCapacity: ({ sessions }) => sessions,
  InsufficientCapacityError: none,
  InsufficientConcurrencyLimitError: none,
};

/** The metrics of a fleet, by name. */
export function metricsOf(fleet: Fleet): Readonly<Record<string, Read>> {
  if (fleet.FleetType === 'ELASTIC') return elasticMetrics;
  return fleet.MaxSessionsPerInstance === undefined ? instanceMetrics : sessionMetrics;
}

/**
 * The points of a fleet's metric, the oldest first. Periods without a value are left out.
 * (D) GetMetricData, GetMetricStatistics: Capacity has a point a minute. [docs]
 * @param now milliseconds since the epoch: nothing is known of later times
 */
export function pointsOf(fleet: Fleet, { metric, start, end, period, statistic }: PointsAsked, now: number): Point[] {
  const read = metricsOf(fleet)[metric];
  if (!read) return [];
  const length = Math.max(minute, period * 1000);
  const step = Math.max(minute, Math.floor(length / 60 / minute) * minute);
  const points: Point[] = [];
  for (
    let time = Math.ceil(Math.max(start, fleet.CreatedTime - length) / length) * length;
    time < end && time <= now;
    time += length
  ) {
    const values: number[] = [];
    for (let at = time; at < time + length && at <= now; at += step) {
      const sample = sampleAt(fleet, at);
      const value = sample && read(sample, fleet);
      if (value !== undefined) values.push(value);
    }
    if (values.length) points.push({ time, value: combine(values, statistic) });
  }
  return points;
}

function combine(values: readonly number[], statistic: Statistic): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case 'Average':
      return sum / values.length;
    case 'Minimum':
      return Math.min(...values);
    case 'Maximum':
      return Math.max(...values);
    case 'Sum':
      return sum;
    case 'SampleCount':
      return values.length;
  }
}

/** (C) GetMetricData, GetMetricStatistics: A stopped fleet has no points. [docs] */
function sampleAt(fleet: Fleet, time: number): CapacitySample | undefined {
  const { history } = fleet;
  const [first] = history;
  if (!first || time < fleet.CreatedTime) return undefined;
  const sample = time < first.time ? imagined(fleet, first, time) : history.findLast(known => known.time <= time);
  return sample?.state === 'STOPPED' ? undefined : sample;
}

/** What a fleet may have had before the simulator began: busy in office hours, and near its beginning as it was then. */
function imagined(fleet: Fleet, first: CapacitySample, time: number): CapacitySample | undefined {
  if (first.state !== 'RUNNING') return undefined;
  const limit = fleet.FleetType === 'ELASTIC' ? (fleet.MaxConcurrentSessions ?? 0) : first.ready * each(fleet);
  const near = Math.exp((time - first.time) / (hour / 2));
  const usual =
    Math.max(first.sessions, limit * 0.8) * demand(time) + noise(`${fleet.Arn}/${Math.floor(time / (5 * minute))}`);
  const sessions = Math.min(limit, Math.max(0, Math.round(near * first.sessions + (1 - near) * usual)));
  return { ...first, time, pending: 0, sessions, inUse: Math.ceil(sessions / each(fleet)) };
}

/** The part of the users who work at a time, from 0 to 1. */
function demand(time: number): number {
  const date = new Date(time);
  const at = date.getUTCHours() + date.getUTCMinutes() / 60;
  const day = [0, 6].includes(date.getUTCDay()) ? 0.15 : 1;
  return day * Math.max(0.04, Math.exp(-((at - 10.5) ** 2) / 4), 0.95 * Math.exp(-((at - 14.5) ** 2) / 5));
}

/** A number from -1 to 1 that follows from a text. */
function noise(text: string): number {
  return createHash('sha256').update(text).digest().readUInt16BE(0) / 32_768 - 1;
}
