// The activity, and its view, whose code is loaded when it has rows to show.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import { lazy } from '../../api/core/lazy';
import type { Activity, Entry } from '../../explorer/activity/activity';
import { createActivity } from '../../explorer/activity/activity';
import { createUnseen } from '../../explorer/activity/unseen';
import type { ActivityCommandName } from '../../explorer/commands';
import type { Plan } from '../../explorer/plan/steps';
import { createDueRows } from '../../explorer/show/elapsed';
import { setStatusBarMessage } from '../base/door';
import type { ActivityView, ActivityViewOptions, Row } from './activityView';

/** How often it is looked whether the timers of what is under way show another time: milliseconds. */
const tick = 1_000;

/** How long the status bar says that an action is done: milliseconds. */
const saidFor = 5_000;

const said = new WeakSet<Entry>();

/** Says once in the status bar that an action on one thing is done. One on several things has a message. */
function sayDone(entry: Entry): void {
  const [item, ...others] = entry.items;
  if (item?.step !== 'done' || others.length || said.has(entry)) return;
  said.add(entry);
  const { title } = entry;
  const words = item.name === undefined ? l10n.t('{0}: done', title) : l10n.t('{0}: {1} – done', title, item.name);
  setStatusBarMessage(words, saidFor);
}

/** When what the rows of an action or a plan show began: milliseconds since the epoch. The steps of a plan are drawn with it. */
function beginsOf(row: Entry | Plan): readonly number[] {
  if (!('steps' in row)) return [row.since];
  return [row.begun, ...row.steps.flatMap(({ state, since }) => (state === 'running' ? (since ?? []) : []))];
}

export interface LazyActivity extends vscode.Disposable {
  readonly activity: Activity;
  /** A plan has changed; undefined when plans have come or gone. */
  readonly planChanged: (plan: Plan | undefined) => void;
  /** The rows of the view. */
  readonly children: (row: Row | undefined) => Promise<Row[]>;
  readonly item: (row: Row) => Promise<vscode.TreeItem>;
  /** Runs a command of the view. @param row the row that it was run on */
  readonly run: (name: ActivityCommandName, row: Row | undefined) => Promise<void>;
}

/**
 * Makes the activity and its view, without rows.
 * @param view the Activity view. Timers run only while it is visible
 * @param changed fires with the row to draw again, with all rows below it; undefined for all
 * @param options what the view needs once there are rows
 */
export function createLazyActivity(
  view: vscode.TreeView<Row>,
  changed: vscode.EventEmitter<Row | undefined>,
  options: () => ActivityViewOptions,
): LazyActivity {
  let timer: NodeJS.Timeout | undefined;
  const activity = createActivity({
    changed(entry) {
      changed.fire(entry);
      if (entry) sayDone(entry);
      keepTime();
      if (entry?.until !== undefined || !entry) showBadge(); // a batch is counted when it ends
    },
  });
  const rows = lazy<ActivityView>(async () => {
    const { createActivityView } = await import('../later');
    return createActivityView(activity, options());
  });
  const plans = (): readonly Plan[] => options().plans()?.plans.all ?? [];
  const underWay = (): readonly (Entry | Plan)[] => [
    ...activity.entries.filter(({ until }) => until === undefined),
    ...plans().filter(({ state }) => state === 'running'),
  ];

  const unseen = createUnseen(activity, () => plans().filter(({ state }) => state === 'stopped'));
  /** The number beside the icon in the activity bar: what failed since the user last looked. */
  function showBadge(): void {
    const value = unseen(view.visible);
    if (value === (view.badge?.value ?? 0)) return;
    view.badge = value ? { value, tooltip: l10n.t('Failed: {0}. The Activity view says why.', value) } : undefined;
  }

  const dueRows = createDueRows(beginsOf);
  function keepTime(): void {
    const isNeeded = view.visible && underWay().length > 0;
    if (isNeeded) timer ??= setInterval(() => dueRows(underWay(), Date.now()).forEach(row => changed.fire(row)), tick);
    else stop();
  }
  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }
  const followed = view.onDidChangeVisibility(() => {
    keepTime();
    showBadge();
  });

  return {
    activity,
    planChanged(plan) {
      changed.fire(plan);
      keepTime();
      showBadge();
    },
    // Without an entry there is only the welcome text.
    children: async row => (activity.entries.length || plans().length ? (await rows.get()).children(row) : []),
    item: async row => (await rows.get()).item(row),
    run: async (name, row) => void (await (await rows.get()).commands[name](row)),
    dispose() {
      followed.dispose();
      stop();
    },
  };
}
