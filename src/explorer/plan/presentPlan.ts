// How a plan looks: its rows in the Activity view, and the lines of a dialog before it begins.
import * as l10n from '@vscode/l10n';

import type { Icon } from '../../kinds/names';
import { labelOf } from '../forms/formLabel';
import { elapsedText } from '../show/elapsed';
import { durationText, timeOfDay } from '../show/messages';
import type { Presentation } from '../show/presentation';
import { withPlainTexts } from '../show/presentation';
import { rowTokens } from '../tree/tokens';
import type { Plan, Step, StepPlan } from './steps';
import { canGoBack, isKeepable, stepTitle, undoingSteps } from './steps';

/** A step of a plan, as a row. */
export interface StepRow {
  readonly plan: Plan;
  readonly step: Step;
}

export type PlanRow = Plan | StepRow;

/** Whether a row is a plan, not one of its steps. */
export function isPlan(row: PlanRow): row is Plan {
  return 'steps' in row;
}

/** How a row looks now. @param now milliseconds since the epoch */
export function presentPlan(row: PlanRow, now = Date.now()): Presentation {
  return withPlainTexts(isPlan(row) ? planLooks(row, now) : stepLooks(row, now));
}

/** The steps before they begin, one line each: `1. Stop Fleet: design (took 6 min last time)`. */
export function stepLines(steps: readonly StepPlan[]): readonly string[] {
  return steps.map((step, place) => {
    const line = `${place + 1}. ${stepTitle(step)}`;
    const isUpdate = step.held !== undefined || (step.before !== undefined && step.undoes !== undefined);
    if (isUpdate && isKeepable(step)) return l10n.t('{0} ({1})', line, changesText(step));
    const { lastTook, wave, usualMinutes } = step;
    if (wave !== undefined && lastTook !== undefined) {
      return l10n.t('{0} (wave {1}, took {2} last time)', line, wave, durationText(lastTook));
    }
    if (wave !== undefined) return l10n.t('{0} (wave {1})', line, wave);
    if (lastTook !== undefined) return l10n.t('{0} (took {1} last time)', line, durationText(lastTook));
    return usualMinutes === undefined ? line : l10n.t('{0} (usually within {1} minutes)', line, usualMinutes);
  });
}

/** What an update sets, but for the name of what it updates: `Image name: cad-2026-01`. */
function changesText({ input }: StepPlan): string {
  return Object.entries(input)
    .filter(([member]) => member !== 'Name')
    .map(([member, value]) =>
      l10n.t('{0}: {1}', l10n.t(labelOf(member)), typeof value === 'string' ? value : JSON.stringify(value)),
    )
    .join(', ');
}

/** What is done of a plan and what is not, in sentences. */
export function resultText({ steps }: Plan): string {
  const titles = (of: readonly Step[]): string => of.map(stepTitle).join('; ');
  const done = steps.filter(({ state }) => state === 'done');
  const open = steps.filter(({ state }) => state !== 'done');
  return [
    ...(done.length ? [l10n.t('Done: {0}.', titles(done))] : []),
    ...(open.length ? [l10n.t('Not done: {0}.', titles(open))] : []),
  ].join(' ');
}

/** What users can do with a plan now. */
export function offersOf(plan: Plan): { readonly goesOn: boolean; readonly undo: boolean } {
  const isOpen = plan.state === 'paused' || plan.state === 'stopped' || plan.state === 'left';
  const isOver = plan.state === 'cancelled' || canGoBack(plan);
  return { goesOn: isOpen, undo: (isOpen || isOver) && !isUndoing(plan) && undoingSteps(plan.steps).length > 0 };
}

const isUndoing = ({ steps }: Plan): boolean => steps.some(({ undoes }) => undoes !== undefined);

interface Looks {
  readonly icon: Icon;
  readonly color?: string;
}

const looks = {
  waiting: { icon: 'clock' },
  running: { icon: 'sync~spin' },
  done: { icon: 'pass', color: 'charts.green' },
  stopped: { icon: 'error', color: 'list.errorForeground' },
  leftOut: { icon: 'circle-slash', color: 'disabledForeground' },
  paused: { icon: 'debug-pause' },
} as const satisfies Record<string, Looks>;

function planLooks(plan: Plan, now: number): Presentation {
  const { id, title, state, begun, until, steps, said, actor } = plan;
  const isRunning = state === 'running';
  const { goesOn, undo } = offersOf(plan);
  const [profile, region] = placeOf(plan);
  const account = actor.identity?.account;
  const time = isRunning ? elapsedText(now - begun) : timeOfDay(begun);
  const description = [planText(plan), time, ...whereOf(plan)].join(' · ');
  const tokens = rowTokens(
    'activity',
    isRunning && 'activity.pause',
    goesOn && 'activity.goOn',
    undo && 'activity.undo',
    (isRunning || goesOn) && 'activity.cancel',
    !isRunning && 'activity.remove',
  );
  return {
    ...{ id, label: title, description, ...planIcon(plan) },
    expandable: isRunning || state === 'stopped' ? 'expanded' : 'collapsed',
    tokens: `;${tokens.join(';')};`,
    heading: title,
    notes: [...(said === undefined ? [] : [said]), ...(isRunning || goesOn ? [runsText(steps)] : [])],
    facts: [
      { label: l10n.t('Account'), value: account },
      { label: l10n.t('Profile'), value: profile },
      { label: l10n.t('Region'), value: region },
      { label: l10n.t('Began'), value: new Date(begun) },
      { label: l10n.t('Took'), value: until === undefined ? undefined : durationText(until - begun) },
    ],
    accessibleLabel: [title, description].join(', '),
  };
}

/** Says when plans run, and whether they outlast their window. */
export function runsText(steps: readonly StepPlan[]): string {
  return steps.every(isKeepable)
    ? l10n.t('The steps run only while VS Code does. After a reload you are asked whether to go on.')
    : l10n.t(
        "The steps run only while VS Code does. They can't go on after a reload, because a secret or a person's name is never saved.",
      );
}

function planIcon({ state }: Plan): Looks {
  switch (state) {
    case 'running':
      return looks.running;
    case 'paused':
    case 'left':
      return looks.paused;
    case 'stopped':
      return looks.stopped;
    case 'done':
    case 'undone':
      return looks.done;
    case 'cancelled':
      return looks.leftOut;
  }
}

/** How far a plan is, in a few words. */
export function planText(plan: Plan): string {
  const { state, steps, reason } = plan;
  // The steps that take others back are counted by themselves.
  const counted = isUndoing(plan) ? steps.filter(({ undoes }) => undoes !== undefined) : steps;
  const place = counted.findIndex(step => step.state !== 'done') + 1;
  const where = l10n.t('step {0} of {1}', place || counted.length, counted.length);
  switch (state) {
    case 'running':
      return isUndoing(plan) ? l10n.t('undoing, {0}', where) : where;
    case 'paused':
    case 'left':
      return reason === undefined ? l10n.t('paused, {0}', where) : l10n.t('{0}, paused, {1}', reason, where);
    case 'stopped':
      return reason === undefined ? l10n.t('⚠ stopped, {0}', where) : l10n.t('⚠ {0}, {1}', reason, where);
    case 'done':
      return l10n.t('done');
    case 'undone':
      return l10n.t('undone');
    case 'cancelled':
      return l10n.t('cancelled');
  }
}

function stepLooks({ plan, step }: StepRow, now: number): Presentation {
  const { state, since, until, usualMinutes, lastTook } = step;
  const place = plan.steps.indexOf(step);
  const label = stepTitle(step);
  const took =
    since === undefined ? undefined : until === undefined ? elapsedText(now - since) : durationText(until - since);
  const wave = step.wave === undefined ? [] : [l10n.t('wave {0}', step.wave)];
  const time = took === undefined || state === 'waiting' ? [] : [took];
  const description = [stateText(step), ...time, ...wave, ...(step.news ?? [])].join(' · ');
  return {
    ...{ id: `${plan.id}/${place}`, label, description, ...looks[state] },
    expandable: 'no',
    tokens: `;${rowTokens('activity').join(';')};`,
    heading: label,
    notes: state === 'stopped' && plan.said !== undefined ? [plan.said] : [],
    facts: [
      { label: l10n.t('Usually takes'), value: usualMinutes && l10n.t('{0} min at most', usualMinutes) },
      { label: l10n.t('Took last time'), value: lastTook === undefined ? undefined : durationText(lastTook) },
      { label: l10n.t('Began'), value: since === undefined ? undefined : new Date(since) },
    ],
    accessibleLabel: [label, description].join(', '),
  };
}

function stateText({ state, undoes }: Step): string {
  switch (state) {
    case 'waiting':
      return l10n.t('waiting');
    case 'running':
      return undoes === undefined ? l10n.t('under way') : l10n.t('undoing');
    case 'done':
      return l10n.t('done');
    case 'stopped':
      return l10n.t('⚠ stopped');
    case 'leftOut':
      return l10n.t('not done');
  }
}

/** Where a plan acts: the account, if it is known, the profile and the Region. */
export function whereOf(plan: Plan): readonly string[] {
  const account = plan.actor.identity?.account;
  return [...(account === undefined ? [] : [account]), ...placeOf(plan)];
}

/** The profile and the Region of a plan, from the key of its connection. */
function placeOf({ actor: { connection } }: Plan): readonly [string, string] {
  const slash = connection.lastIndexOf('/');
  return [connection.slice(connection.indexOf(':') + 1, slash), connection.slice(slash + 1)];
}
