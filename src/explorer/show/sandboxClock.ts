// How far the clock of the sandbox can be moved, as the user chooses it: by some time, or until a moment.
import * as l10n from '@vscode/l10n';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What a list offers to move the clock by. @returns the label of each, and its milliseconds */
export function leaps(): readonly { readonly label: string; readonly ms: number }[] {
  return [
    { label: l10n.t('15 minutes'), ms: 15 * minute },
    { label: l10n.t('1 hour'), ms: hour },
    { label: l10n.t('8 hours'), ms: 8 * hour },
    { label: l10n.t('1 day'), ms: day },
  ];
}

/** A moment as the user reads it, in the time zone of this computer. @param at milliseconds since the epoch */
export function momentText(at: number): string {
  return new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

/** What a text box begins with: eight o'clock in the morning of the next day. @param now milliseconds since the epoch */
export function nextMorning(now: number): string {
  const then = new Date(now);
  then.setDate(then.getDate() + 1);
  const [month, date] = [then.getMonth() + 1, then.getDate()].map(number => String(number).padStart(2, '0'));
  return `${then.getFullYear()}-${month}-${date} 08:00`;
}

/**
 * The moment that a text means, in the time zone of this computer. A time without a date is the next one.
 * @param text `18:30` or `2026-12-24 18:30`
 * @param now milliseconds since the epoch
 * @returns milliseconds since the epoch; undefined if there is no such moment
 */
export function momentOf(text: string, now: number): number | undefined {
  const parts = /^\s*(?:(\d{4})-(\d\d?)-(\d\d?)[ T]+)?(\d\d?):(\d\d)\s*$/.exec(text);
  if (!parts) return undefined;
  const [year, month, date, hours = 0, minutes = 0] = parts.slice(1).map(part => (part ? Number(part) : undefined));
  if (hours > 23 || minutes > 59) return undefined;
  const then = new Date(now);
  if (year !== undefined && month !== undefined && date !== undefined) {
    then.setFullYear(year, month - 1, date);
    if (then.getMonth() !== month - 1 || then.getDate() !== date) return undefined; // such as February 30
  }
  then.setHours(hours, minutes, 0, 0);
  if (year === undefined && then.getTime() <= now) then.setDate(then.getDate() + 1);
  return then.getTime();
}

/** What is wrong with a text that momentOf reads. @param now milliseconds since the epoch @returns a message for users; undefined if nothing is */
export function momentProblem(text: string, now: number): string | undefined {
  const then = momentOf(text, now);
  if (then === undefined) return l10n.t('Enter a time such as 18:30, or a date and a time such as 2026-12-24 18:30.');
  if (then <= now) return l10n.t('The clock moves only forward. Enter a time after {0}.', momentText(now));
  if (then - now > 365 * day) return l10n.t('The clock moves forward by a year at most.');
  return undefined;
}
