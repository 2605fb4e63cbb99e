// Asks the questions of an action with quick inputs: one step per question, with a Back button.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Action, Answers, Ask, Choice, Target } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { createInputBox, createQuickPick, showWarningMessage } from '../base/door';

type Step =
  { readonly kind: 'answer'; readonly text: string } | { readonly kind: 'back' } | { readonly kind: 'cancel' };

/**
 * Asks all questions of an action, once for all its targets.
 * @param targets resources of one connection; only choices that every target has are offered
 * @param title the title of all steps, which names the resource
 * @returns the answers, without empty ones; undefined if the user cancels
 * @throws ApiError if choices can't be listed; ActionRefused if there is nothing to choose from
 */
export async function askAll(
  action: Action,
  targets: readonly Target<unknown>[],
  title: string,
): Promise<Answers | undefined> {
  const asks = action.asks ?? [];
  const texts: string[] = [];
  while (texts.length < asks.length) {
    const ask = asks[texts.length] as Ask;
    const answers = answersOf(asks, texts);
    const step = await askOne(action.operations[0], ask, targets, answers, {
      title,
      step: texts.length + 1,
      totalSteps: asks.length,
    });
    if (step.kind === 'cancel') return undefined;
    if (step.kind === 'back') texts.pop();
    else texts.push(step.text);
  }
  return answersOf(asks, texts);
}

function answersOf(asks: readonly Ask[], texts: readonly string[]): Answers {
  return Object.fromEntries(texts.flatMap((text, index) => (text === '' ? [] : [[asks[index]?.member ?? '', text]])));
}

interface StepInfo {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

async function askOne(
  operation: string,
  ask: Ask,
  targets: readonly Target<unknown>[],
  answers: Answers,
  place: StepInfo,
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

interface TextBox extends Partial<StepInfo> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** Hides the text. */
  readonly password?: true;
}

/**
 * Asks for a text. It is checked when the user presses Enter, not while the user still types. The box stays open until the
 * text is valid.
 * @param problem returns a message about what is wrong with a text; undefined if it is valid
 */
export function askText(box: TextBox, problem: (text: string) => string | undefined): Promise<Step> {
  const input = createInputBox();
  Object.assign(input, box, { ignoreFocusOut: true });
  input.onDidChangeValue(text => {
    if (input.validationMessage) input.validationMessage = problem(text);
  });
  return settle(input, () => {
    input.validationMessage = problem(input.value);
    return input.validationMessage ? undefined : input.value;
  });
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
    const none = ask.optional ? [{ label: l10n.t('None'), value: '', alwaysShow: !typed }] : [];
    pick.items = [...none, ...items, ...own];
  };
  pick.onDidChangeValue(() => {
    if (ask.free) offer();
  });
  const step = settle(pick, () => {
    const chosen = pick.selectedItems.map(item => item.value);
    const [wrong] = chosen.map(problem).filter(Boolean);
    if (wrong) void showWarningMessage(wrong);
    return wrong || !chosen.length ? undefined : chosen.join('\n');
  });
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
    offer();
    pick.busy = false;
  });
  return Promise.race([step, listed.then(() => step)]).finally(() => pick.dispose());
}

/** Shows a quick input until the user answers, goes back or closes it. @param accept the answer; undefined keeps it open */
function settle(
  input: vscode.InputBox | vscode.QuickPick<ChoiceItem>,
  accept: () => string | undefined,
): Promise<Step> {
  if ((input.step ?? 1) > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<Step>(resolve => {
    input.onDidAccept(() => {
      const text = accept();
      if (text !== undefined) resolve({ kind: 'answer', text });
    });
    input.onDidTriggerButton(() => resolve({ kind: 'back' }));
    input.onDidHide(() => resolve({ kind: 'cancel' }));
    input.show();
  }).finally(() => input.dispose());
}
