// How long something is under way, as rows show it. A row that is drawn anew closes its tooltip, so the time changes seldom: each second
// at first, each ten seconds after that, and each minute after the first.
import * as l10n from '@vscode/l10n';

/** The seconds that are shown of a time. @param ms milliseconds */
function shownSeconds(ms: number): number {
  const seconds = Math.max(Math.floor(ms / 1000), 0);
  const step = seconds < 10 ? 1 : seconds < 60 ? 10 : 60;
  return seconds - (seconds % step);
}

/** How long something is under way: `7 s`, `40 s`, `3 min`. @param ms milliseconds */
export function elapsedText(ms: number): string {
  const seconds = shownSeconds(ms);
  return seconds < 60 ? l10n.t('{0} s', seconds) : l10n.t('{0} min', seconds / 60);
}

/**
 * Makes a function that returns the rows whose shown time has changed since it last returned them.
 * @param begins when what a row shows began: milliseconds since the epoch
 * @returns the function. `now`: milliseconds since the epoch
 */
export function createDueRows<Row extends object>(
  begins: (row: Row) => readonly number[],
): (rows: readonly Row[], now: number) => readonly Row[] {
  const last = new WeakMap<Row, string>();
  return (rows, now) =>
    rows.filter(row => {
      const shown = begins(row)
        .map(since => shownSeconds(now - since))
        .join();
      const isDue = last.get(row) !== shown;
      last.set(row, shown);
      return isDue;
    });
}
