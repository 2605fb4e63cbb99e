// Users from a file, from the first comparison with the pool to the last row. All of it is in memory, because it names people.
import * as l10n from '@vscode/l10n';

import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Api } from '../../api/types';
import type { Settings } from '../../users/page';
import { noEffect } from '../acting/outcomeErrors';
import { csvText } from '../show/csv';
import { headline, sentence } from '../show/messages';
import type { Entry } from './columns';
import { entriesOf, matchColumns, stackNames } from './columns';
import type { Pool, Verdict } from './dryRun';
import { dryRun } from './dryRun';
import { readPool } from './readPool';
import type { Result, RunOptions, Task } from './run';
import { runRows } from './run';
import type { Mails } from './steps';
import type { Table } from './table';

/** The default quota of users in the user pool. */
const defaultQuota = 50;

/** How long a change may take to show after AWS has said that it was done: milliseconds. */
const patience = 3_000;

export interface ImportOptions {
  readonly table: Table;
  /** Opens the API for reading. */
  readonly api: () => Promise<Api>;
  /** Ends all reading. */
  readonly signal: AbortSignal;
  /** Called when something that is shown has changed. */
  readonly changed: () => void;
  /** Waits some milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

export type RunImport = Omit<RunOptions, 'mails' | 'told'>;

export interface UsersImport {
  readonly table: Table;
  readonly settings: Settings;
  /** One for each row. Empty as long as the pool could not be read. */
  readonly verdicts: readonly Verdict[];
  readonly results: ReadonlyMap<number, Result>;
  readonly state: 'reading' | 'unread' | 'compared' | 'running';
  readonly mails: Mails;
  /** The number of users in the pool. */
  readonly poolSize: number;
  /** What is wrong, in sentences. */
  readonly problems: readonly string[];
  /** Sets what the user has chosen. Not while rows are being sent. */
  set(settings: Settings): Promise<void>;
  /** Reads the pool anew. */
  compare(): Promise<void>;
  /** The rows to do. */
  tasks(): readonly Task[];
  /** Does these rows, then compares them with the pool again. It reads nothing of the file anew. */
  run(tasks: readonly Task[], options: RunImport): Promise<void>;
  /** The rows that failed or can't be done, as they are in the file, with the reasons. @returns undefined if there are none */
  failedCsv(): string | undefined;
}

/** Makes an import of a table. Nothing is read before `compare`. */
export function createImport({ table, api, signal, changed, wait }: ImportOptions): UsersImport {
  const columns = matchColumns(table);
  let settings: Settings = {
    columns,
    choice: columns.deed === undefined ? 'create' : 'column',
    ...{ stacks: '', quota: String(defaultQuota), on: ['welcome'], filter: 'all' },
  };
  let state: UsersImport['state'] = 'reading';
  let pool: Pool | undefined;
  let read: readonly string[] = [];
  let verdicts: readonly Verdict[] = [];
  let problems: readonly string[] = [];
  let ended: string | undefined;
  const results = new Map<number, Result>();

  const entries = (): Entry[] => {
    const { columns: places, choice, stacks } = settings;
    return entriesOf(table, places, choice, choice === 'create' || choice === 'associate' ? stackNames(stacks) : []);
  };
  const stacksOf = (all: readonly Entry[]): string[] => [
    ...new Set(all.flatMap(({ deed, stacks }) => (deed === 'create' || deed === 'associate' ? stacks : []))),
  ];

  function judge(): void {
    const { quota, on } = settings;
    const most = Number.parseInt(quota, 10);
    const rules = {
      ...{ respell: on.includes('respell'), rename: on.includes('rename') },
      quota: Number.isNaN(most) ? undefined : most,
    };
    verdicts = pool ? dryRun(entries(), pool, rules) : [];
  }

  async function compare(): Promise<void> {
    state = 'reading';
    changed();
    try {
      read = stacksOf(entries());
      const answer = await readPool(await api(), read, signal);
      // Only an account whose quota was raised has more users.
      if (!pool && answer.pool.users.size > defaultQuota) settings = { ...settings, quota: '' };
      ({ pool } = answer);
      problems = answer.problems.map(problemText);
      state = 'compared';
    } catch (thrown) {
      if (signal.aborted) return;
      pool = undefined;
      problems = [problemText(toApiError(thrown, 'DescribeUsers'))];
      state = 'unread';
    }
    judge();
    for (const [place, { kind }] of results) {
      if (kind === 'unknown' && verdicts[place]?.kind === 'same') results.set(place, { kind: 'done' });
    }
    changed();
  }

  /** The rows that AWS has said are done, and that the pool does not show so. */
  const unseen = (): number[] =>
    [...results].flatMap(([place, { kind }]) =>
      kind === 'done' && verdicts[place] && verdicts[place].kind !== 'same' ? [place] : [],
    );

  return {
    table,
    get settings() {
      return settings;
    },
    get verdicts() {
      return verdicts;
    },
    results,
    get state() {
      return state;
    },
    get mails() {
      return { welcome: settings.on.includes('welcome'), stacks: settings.on.includes('stacks') };
    },
    get poolSize() {
      return pool?.users.size ?? 0;
    },
    get problems() {
      return ended === undefined ? problems : [ended, ...problems];
    },
    async set(next) {
      if (state === 'running') return;
      const asks = ({ columns: places, choice, stacks }: Settings): string => JSON.stringify([places, choice, stacks]);
      if (asks(next) !== asks(settings)) {
        results.clear();
        ended = undefined;
      }
      settings = next;
      if (state === 'compared' && stacksOf(entries()).some(stack => !read.includes(stack))) return compare();
      judge();
      changed();
    },
    compare,
    tasks: () =>
      state === 'compared'
        ? verdicts.flatMap((verdict, place) =>
            verdict.kind === 'ready' && results.get(place)?.kind !== 'done' ? [{ place, verdict }] : [],
          )
        : [],
    async run(tasks, options) {
      state = 'running';
      ended = undefined;
      // Those that needed attention do not say how it goes.
      settings = { ...settings, filter: 'all' };
      const { mails } = this;
      const told = (place: number, result: Result): void => {
        results.set(place, result);
        changed();
      };
      const stopped = await runRows(tasks, { ...options, mails, told });
      if (stopped) ended = endedText(stopped);
      await compare();
      if (!unseen().length || signal.aborted) return;
      await wait(patience);
      await compare();
      for (const place of unseen()) results.set(place, { kind: 'unknown', text: noEffect('').message });
      changed();
    },
    failedCsv() {
      const lines = verdicts.flatMap(({ kind, notes }, place) => {
        const result = results.get(place);
        const isBad = result ? isFailed(result) : kind !== 'ready' && kind !== 'same';
        return isBad ? [[...(table.rows[place]?.cells ?? []), result?.text ?? notes.join(' ')]] : [];
      });
      return lines.length ? csvText([[...table.headings, l10n.t('Explanation')], ...lines]) : undefined;
    },
  };
}

/** Whether a row was tried, or was to be, and was not done for certain. */
export const isFailed = ({ kind }: Result): boolean => kind === 'failed' || kind === 'unknown' || kind === 'notSent';

function problemText(error: ApiError): string {
  return [`${error.operation}: ${headline(error)}.`, sentence(error.message), error.nextStep].filter(Boolean).join(' ');
}

function endedText(error: ApiError): string {
  return l10n.t('The run has ended early. {0} The rows after it were not sent.', sentence(error.message));
}
