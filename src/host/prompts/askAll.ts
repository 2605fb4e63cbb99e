// Asks the questions of an action with quick inputs: one step per question, with a Back button.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import type { Action, Answers, Ask, Choice, Target } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { createQuickPick, showWarningMessage } from '../base/door';
import type { Step, StepInfo } from './askText';
import { askText, settle } from './askText';

/**
 * The last answers to questions with `remembered`. They stay in memory until the window closes, because they may name a person.
 */
export type LastAnswers = Map<string, string>;

/**
 * Asks all questions of an action, once for all its targets.
 * @param targets resources of one connection; only choices that every target has are offered
 * @param title the title of all steps, which names the resource
 * @param last what to offer again. It is given the new answers
 * @returns the answers, without empty ones; undefined if the user cancels
 * @throws ApiError if choices can't be listed; ActionRefused if there is nothing to choose from
 */
export async function askAll(
  action: Action,
  targets: readonly Target<unknown>[],
  title: string,
  last: LastAnswers,
): Promise<Answers | undefined> {
  const asks = action.asks ?? [];
  const [operation] = action.operations;
  const given: Given[] = [];
  while (given.length < asks.length) {
    const ask = asks[given.length] as Ask;
    const taken = given.filter(({ isTaken }) => isTaken).length;
    const step = await askOne(operation, ask, targets, answersOf(asks, given), {
      title,
      step: given.length - taken + 1,
      totalSteps: asks.length - taken,
      value: ask.remembered && last.get(keyOf(operation, ask, targets)),
    });
    if (step.kind === 'cancel') return undefined;
    if (step.kind === 'answer') given.push(step);
    // Back over what was taken without asking: it would be taken again.
    else while (given.pop()?.isTaken);
  }
  for (const [index, ask] of asks.entries()) {
    if (ask.remembered) last.set(keyOf(operation, ask, targets), given[index]?.text ?? '');
  }
  return answersOf(asks, given);
}

type Given = Pick<Extract<Step, { readonly kind: 'answer' }>, 'text' | 'isTaken'>;

// All targets are of one connection. What fits one operation may not fit another: their URLs can have other validities.
function keyOf(operation: string, { member }: Ask, [target]: readonly Target<unknown>[]): string {
  return JSON.stringify([target?.api.connection.key, operation, member]);
}

function answersOf(asks: readonly Ask[], given: readonly Given[]): Answers {
  return Object.fromEntries(
    given.flatMap(({ text }, index) => (text === '' ? [] : [[asks[index]?.member ?? '', text]])),
  );
}

interface Place extends StepInfo {
  /** The answer to offer. */
  readonly value: string | undefined;
}

async function askOne(
  operation: string,
  ask: Ask,
  targets: readonly Target<unknown>[],
  answers: Answers,
  { value, ...place }: Place,
): Promise<Step> {
  const { answerProblem } = await import('../../explorer/forms/answerProblem');
  // A listed choice is valid; only typed text has to be checked.
  const problem = (text: string): string | undefined =>
    ask.choices && !ask.free ? undefined : answerProblem(operation, ask, text);
  return ask.choices
    ? pickStep(ask, choicesForAll(ask, targets, answers), problem, place)
    : askText(
        {
          ...place,
          prompt: l10n.t(ask.title),
          ...(ask.placeholder !== undefined && { placeholder: l10n.t(ask.placeholder) }),
          ...(value !== undefined && { value }),
        },
        problem,
      );
}

// A choice that only some of the targets have would fail for the others.
async function choicesForAll(
  ask: Ask,
  targets: readonly Target<unknown>[],
  answers: Answers,
): Promise<readonly Choice[]> {
  const choose = async (target: Target<unknown>): Promise<readonly Choice[]> =>
    (await ask.choices?.(target, answers)) ?? [];
  const [first = [], ...others] = await Promise.all(targets.map(choose));
  const common = first.filter(({ value }) => others.every(choices => choices.some(other => other.value === value)));
  if (common.length || !others.length || ask.free || ask.optional) return common;
  throw new ActionRefused(
    l10n.t('{0}: no choice fits all {1} selected items. Select fewer items.', l10n.t(ask.title), targets.length),
  );
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly value: string;
}

async function pickStep(
  ask: Ask,
  choices: Promise<readonly Choice[]>,
  problem: (text: string) => string | undefined,
  place: StepInfo,
): Promise<Step> {
  const pick = createQuickPick<ChoiceItem>();
  Object.assign(pick, place, {
    placeholder:
      ask.placeholder === undefined
        ? l10n.t(ask.title)
        : l10n.t('{0}: {1}', l10n.t(ask.title), l10n.t(ask.placeholder)),
  });
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.canSelectMany = ask.many ?? false;
  pick.busy = true;
  let items: ChoiceItem[] = [];
  const offer = (): void => {
    const typed = pick.value.trim();
    const own =
      ask.free && typed && !items.some(item => item.value === typed)
        ? [{ label: typed, description: l10n.t('as typed'), value: typed }]
        : [];
    const none = ask.optional && !ask.many ? [{ label: l10n.t('None'), value: '', alwaysShow: !typed }] : [];
    pick.items = [...none, ...items, ...own];
  };
  pick.onDidChangeValue(() => {
    if (ask.free) offer();
  });
  const step = settle(pick, () => {
    const chosen = pick.selectedItems.map(item => item.value);
    const [wrong] = chosen.map(problem).filter(Boolean);
    if (wrong) void showWarningMessage(wrong);
    const isAnswer = chosen.length > 0 || (ask.many && ask.optional);
    return wrong || !isAnswer ? undefined : chosen.join('\n');
  });
  let taken: string | undefined;
  // The list is shown at once and filled later. Closing it before then cancels.
  const listed = choices.then(found => {
    items = found.map(({ value, label = value, description }) => ({
      label,
      value,
      ...(description !== undefined && { description }),
    }));
    if (!items.length && !ask.free && !ask.optional) {
      throw new ActionRefused(ask.none === undefined ? l10n.t('There is nothing to choose from.') : l10n.t(ask.none));
    }
    const [only, ...others] = items;
    if (ask.takesOnly && only && !others.length) {
      taken = only.value;
      return;
    }
    offer();
    pick.busy = false;
  });
  const offered = listed.then((): Step | Promise<Step> =>
    taken === undefined ? step : { kind: 'answer', text: taken, isTaken: true },
  );
  return Promise.race([step, offered]).finally(() => pick.dispose());
}
