// The rows and commands of the Activity view. They are loaded when there are rows to show.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Failed } from '../../explorer/acting/acting';
import type { Activity, Entry, Item } from '../../explorer/activity/activity';
import type { ActivityRow } from '../../explorer/activity/presentActivity';
import {
  isEntry,
  presentActivity,
  repeatableOf,
  requestIdsOf,
  rowsBelow,
} from '../../explorer/activity/presentActivity';
import type { ActivityCommandName } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import type { PlanRow, StepRow } from '../../explorer/plan/presentPlan';
import { isPlan, presentPlan } from '../../explorer/plan/presentPlan';
import type { Plan, Step } from '../../explorer/plan/steps';
import { findNode } from '../../explorer/tree/findNode';
import type { Node } from '../../explorer/tree/node';
import { isShown } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { setStatusBarMessage, showWarningMessage } from '../base/door';
import type { HostPlans } from '../plans/hostPlans';
import { treeItem } from '../view/treeItem';

/** What the view needs of the other parts. */
export interface ActivityViewOptions {
  readonly explorer: Explorer;
  /** Reveals a node in the tree of resources. */
  readonly reveal: (node: Node) => Promise<void>;
  /** Does an action again for those that failed, as the actors that were shown. */
  readonly again: (action: Action, failed: readonly Failed[]) => Promise<void>;
  /** The plans; undefined as long as there was none. */
  readonly plans: () => HostPlans | undefined;
}

/** A row of the view: an action or a plan, or a part of one. */
export type Row = ActivityRow | PlanRow;

export interface ActivityView {
  readonly children: (row: Row | undefined) => Row[];
  readonly item: (row: Row) => vscode.TreeItem;
  readonly commands: Readonly<Record<ActivityCommandName, (row: Row | undefined) => unknown>>;
}

/** Makes the rows and the commands of the Activity view. It keeps nothing: the entries are those of `activity`. */
export function createActivityView(activity: Activity, options: ActivityViewOptions): ActivityView {
  const stepRows = new WeakMap<Step, StepRow>();
  const stepRow = (plan: Plan, step: Step): StepRow => {
    const row = stepRows.get(step) ?? { plan, step };
    stepRows.set(step, row);
    return row;
  };
  const onAction =
    (run: (row: ActivityRow) => unknown) =>
    (row: Row | undefined): unknown =>
      row && !isOfPlan(row) && run(row);
  const onPlan =
    (run: (plans: HostPlans, plan: Plan) => unknown) =>
    (row: Row | undefined): unknown => {
      const plans = options.plans();
      return plans && row && isOfPlan(row) && isPlan(row) && run(plans, row);
    };
  return {
    children(row) {
      if (!row) return newestFirst(options.plans()?.plans.all ?? [], activity.entries);
      if (!isOfPlan(row)) return [...rowsBelow(row)];
      return isPlan(row) ? row.steps.map(step => stepRow(row, step)) : [];
    },
    item: row => treeItem(isOfPlan(row) ? presentPlan(row) : presentActivity(row), row),
    commands: {
      revealResource: onAction(row => reveal(options, isEntry(row) ? row.items[0] : row)),
      retryItem: onAction(row => again(options, row)),
      retryFailed: onAction(row => again(options, row)),
      copyRequestId: onAction(async row => {
        await vscode.env.clipboard.writeText(requestIdsOf(row).join('\n'));
        setStatusBarMessage(l10n.t('Copied'), 2_000);
      }),
      pausePlan: onPlan(({ plans }, plan) => plans.pause(plan)),
      goOnWithPlan: onPlan(({ plans }, plan) => plans.goOn(plan)),
      undoPlan: onPlan(({ undo }, plan) => undo(plan)),
      cancelPlan: onPlan(({ plans }, plan) => plans.cancel(plan)),
      removePlan: onPlan(({ plans }, plan) => plans.remove(plan)),
      async clearActivity() {
        activity.clear();
        const all = options.plans()?.plans;
        for (const plan of all?.all ?? []) if (plan.until !== undefined) await all?.remove(plan);
      },
    },
  };
}

function isOfPlan(row: Row): row is PlanRow {
  return 'steps' in row || ('step' in row && 'plan' in row);
}

function newestFirst(plans: readonly Plan[], entries: readonly Entry[]): Row[] {
  const since = (row: Plan | Entry): number => ('begun' in row ? row.begun : row.since);
  return [...plans, ...entries].sort((a, b) => since(b) - since(a));
}

/** Does an action again for the items of a row that failed. */
async function again(options: ActivityViewOptions, row: ActivityRow): Promise<void> {
  const { action } = entryOf(row);
  if (!action) return;
  const failed = repeatableOf(row).flatMap(({ subject, actor, error }) =>
    subject.kind === 'resource' ? [{ node: subject, actor, error }] : [],
  );
  await options.again(action, failed);
}

/** @throws ApiError when the list with the resource can't be loaded */
async function reveal({ explorer, reveal }: ActivityViewOptions, item: Item | undefined): Promise<void> {
  if (!item) return;
  const { subject, name, entry } = item;
  const node = isShown(subject) ? subject : await findNode(explorer, subject.id);
  if (node) return reveal(node);
  void showWarningMessage(l10n.t('{0}: {1} is no longer in the view.', entry.title, name ?? '?'));
}

const entryOf = (row: ActivityRow): Entry => (isEntry(row) ? row : row.entry);
