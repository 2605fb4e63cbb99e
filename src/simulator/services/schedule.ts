// When scheduled actions are due: `at(…)`, `rate(…)` and `cron(…)` with a time zone.

/** Finds the next time at or after a given one, in milliseconds since the epoch. */
export type Schedule = (from: number) => number | undefined;

const minute = 60_000;
const day = 24 * 60 * minute;
const units: Readonly<Record<string, number>> = { minute, hour: 60 * minute, day };

/**
 * Reads a schedule.
 * (D) PutScheduledAction: Schedules are `at(yyyy-mm-ddThh:mm:ss)`, `rate(n unit)` and `cron(…)` of six fields, in UTC unless a time zone is
 * given. [docs]
 * (V) DescribeScheduledActions: A published answer of AWS has a cron expression of seven fields, with seconds in front. [log: an example of the AWS CLI]
 * @param start of a rate, in milliseconds
 * @returns undefined for text that is no schedule
 */
export function readSchedule(text: string, timeZone: string, start: number): Schedule | undefined {
  const [, kind, content = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text.trim()) ?? [];
  if (kind === 'at') return readTime(content, timeZone);
  if (kind === 'rate') return readRate(content, start);
  return kind === 'cron' ? readCron(content, timeZone) : undefined;
}

/** Whether this computer knows a time zone, such as `Europe/Dublin`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function readTime(text: string, timeZone: string): Schedule | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 1, date = 1, hour = 0, min = 0, second = 0] = parts;
  const due = timeIn(timeZone, Date.UTC(year, month - 1, date, hour, min, second));
  return from => (due !== undefined && due >= from ? due : undefined);
}

function readRate(text: string, start: number): Schedule | undefined {
  const [, count = '', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  const length = Number(count) * (units[unit] ?? 0);
  if (!length) return undefined;
  return from => start + Math.max(1, Math.ceil((from - start) / length)) * length;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** How far ahead a schedule is looked for. */
const longest = 5 * 366;

function readCron(text: string, timeZone: string): Schedule | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length === 7) fields.shift();
  const [minutes = '', hours = '', dates = '', monthNames = '', days = '', years = ''] = fields;
  const parts = [
    readField(minutes, 0, 59),
    readField(hours, 0, 23),
    readField(dates, 1, 31),
    readField(monthNames, 1, 12, months),
    readField(days, 1, 7, weekdays),
    readField(years, 1970, 2199),
  ];
  if (fields.length !== 6 || parts.includes(undefined)) return undefined;
  const [minuteSet, hourSet, dateSet, monthSet, daySet, yearSet] = parts as Set<number>[];
  if (!minuteSet || !hourSet || !dateSet || !monthSet || !daySet || !yearSet) return undefined;
  return from => {
    const first = Math.floor(localTime(timeZone, from) / day) * day;
    for (let ahead = 0; ahead <= longest; ahead++) {
      const midnight = first + ahead * day;
      const date = new Date(midnight);
      const fits =
        yearSet.has(date.getUTCFullYear()) &&
        monthSet.has(date.getUTCMonth() + 1) &&
        dateSet.has(date.getUTCDate()) &&
        daySet.has(date.getUTCDay() + 1);
      if (!fits) continue;
      for (const hour of hourSet) {
        for (const min of minuteSet) {
          const due = timeIn(timeZone, midnight + (hour * 60 + min) * minute);
          if (due !== undefined && due >= from) return due;
        }
      }
    }
    return undefined;
  };
}

/** The values of a field of a cron expression, in order; undefined for one that can't be read. */
function readField(text: string, min: number, max: number, names: readonly string[] = []): Set<number> | undefined {
  const values = new Set<number>();
  const valueOf = (word: string): number => {
    const named = names.indexOf(word.toUpperCase());
    return named >= 0 ? named + min : /^\d+$/.test(word) ? Number(word) : NaN;
  };
  for (const part of text.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [from, to] = range === '*' || range === '?' ? [min, max] : range.split('-').map(valueOf);
    if (from === undefined || !(from >= min && from <= max)) return undefined;
    const last = to ?? (part.includes('/') ? max : from);
    const by = Number(step);
    if (!(last >= from && last <= max) || !(by >= 1)) return undefined;
    for (let value = from; value <= last; value += by) values.add(value);
  }
  return new Set([...values].sort((a, b) => a - b));
}

/** By time zone: to make one takes longer than to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formats.set(timeZone, made);
  return made;
}

/** The time that clocks of a zone show, as if it were UTC. */
function localTime(timeZone: string, time: number): number {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: min = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, date, hour, min, second);
}

/** When clocks of a zone show a time. Undefined for one that they skip when summer begins. */
function timeIn(timeZone: string, local: number): number | undefined {
  if (timeZone === 'UTC') return local;
  let time = local;
  for (let round = 0; round < 3; round++) time -= localTime(timeZone, time) - local;
  return localTime(timeZone, time) === local ? time : undefined;
}
