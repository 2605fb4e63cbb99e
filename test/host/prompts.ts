// Stands in for the user at VS Code's prompts: lists, text boxes and messages answer by what they say, as told beforehand.
import * as vscode from 'vscode';

import { FakeQuickInput } from './quickInput';
import { replace } from './replace';

/** What the user does at one prompt. */
export type Answer =
  /** takes the item with that label */
  | { readonly pick: string }
  /** ticks the items with these labels and no other; one that is not there is typed */
  | { readonly check: readonly string[] }
  /** types a text, then Enter */
  | { readonly type: string }
  /** types a text and looks on, after something else has happened */
  | { readonly draft: string; readonly meanwhile?: () => PromiseLike<unknown> }
  /** presses a message's button, after something else has happened */
  | { readonly press: string; readonly meanwhile?: () => PromiseLike<unknown> }
  /** Enter, with the text as it is */
  | 'enter'
  /** the arrow of a step */
  | 'back'
  /** Escape */
  | 'cancel';

/** What a prompt showed when it was answered. */
export interface Asked {
  readonly kind: 'list' | 'text' | 'information' | 'warning' | 'error';
  /** The title, message or prompt. */
  readonly text: string;
  readonly placeholder?: string;
  /** The text in it. */
  readonly value?: string;
  readonly detail?: string;
  readonly modal?: boolean;
  readonly step?: string;
  /** The labels of a list's items or of a message's buttons. */
  readonly offers: readonly string[];
  /** What stands beside the labels of a list's items: `Open in Browser: example.com`. */
  readonly descriptions?: readonly string[];
  /** The second lines of a list's items, after their labels: `eu-west-1: Fleets: 3`. */
  readonly details?: readonly string[];
  /** The labels of the items that are ticked already, in a list with boxes to tick. */
  readonly ticked?: readonly string[];
  /** The headings of a list's groups. */
  readonly groups?: readonly string[];
  /** What it said against the answer that was given before. */
  readonly problem?: string;
}

/** Gives the answers, one after the other, and keeps what was asked. */
export interface PromptScript {
  /** Without an answer left it is a cancel, and the test fails. */
  answer(asked: Asked): Answer;
  /** An answer that does not fit the prompt: the test fails. */
  unfit(asked: Asked, answer: Answer): void;
}

/**
 * Does something with somebody at the prompts. Messages that are not modal need no answer; they get one when the next
 * answer is one of their buttons.
 * @returns all that was asked and said, in order
 * @throws Error when an answer is missing, does not fit, or is left over
 */
export async function answering(answers: readonly Answer[], work: () => PromiseLike<unknown>): Promise<Asked[]> {
  const queue = [...answers];
  const asked: Asked[] = [];
  const problems: string[] = [];
  const desk: PromptScript = {
    answer(question) {
      asked.push(question);
      const answer = queue.shift();
      if (answer === undefined) problems.push(`Nobody answers ${JSON.stringify(question)}`);
      return answer ?? 'cancel';
    },
    unfit: (question, answer) =>
      void problems.push(`${JSON.stringify(answer)} does not fit ${JSON.stringify(question)}`),
  };

  const message =
    (kind: Asked['kind']) =>
    (text: string, ...rest: (string | vscode.MessageItem | vscode.MessageOptions)[]): Promise<unknown> => {
      const options = rest.find(value => typeof value === 'object' && !('title' in value)) as
        vscode.MessageOptions | undefined;
      const buttons = rest.filter(value => typeof value === 'string' || 'title' in value);
      const titles = buttons.map(button => (typeof button === 'string' ? button : button.title));
      const said: Asked = { kind, text, offers: titles, ...options };
      const next = queue[0];
      const pressed = typeof next === 'object' && 'press' in next ? titles.indexOf(next.press) : -1;
      if (!options?.modal && pressed < 0) {
        asked.push(said);
        return Promise.resolve(undefined);
      }
      const answer = desk.answer(said);
      if (pressed < 0 && answer !== 'cancel') desk.unfit(said, answer);
      const meanwhile = typeof answer === 'object' && 'press' in answer ? answer.meanwhile : undefined;
      return Promise.resolve(meanwhile?.()).then(() => buttons[pressed]);
    };

  const restore = [
    replace(vscode.window, 'showInformationMessage', message('information')),
    replace(vscode.window, 'showWarningMessage', message('warning')),
    replace(vscode.window, 'showErrorMessage', message('error')),
    replace(vscode.window, 'createQuickPick', () => new FakeQuickInput('list', desk)),
    replace(vscode.window, 'createInputBox', () => new FakeQuickInput('text', desk)),
    replace(
      vscode.window,
      'showQuickPick',
      (items: readonly vscode.QuickPickItem[], options?: vscode.QuickPickOptions) =>
        showQuickPick(items, options, desk),
    ),
    replace(vscode.window, 'showInputBox', (options: vscode.InputBoxOptions) => showInputBox(options, desk)),
  ];
  try {
    await work();
  } finally {
    for (const undo of restore) undo();
  }
  problems.push(...queue.map(answer => `Nothing asked for ${JSON.stringify(answer)}`));
  if (problems.length) throw new Error([...problems, 'Asked:', ...asked.map(one => JSON.stringify(one))].join('\n'));
  return asked;
}

function showQuickPick(
  items: readonly vscode.QuickPickItem[],
  { title, placeHolder }: vscode.QuickPickOptions = {},
  desk: PromptScript,
): Promise<vscode.QuickPickItem | undefined> {
  const input = new FakeQuickInput('list', desk);
  Object.assign(input, { title, placeholder: placeHolder, items });
  return new Promise<vscode.QuickPickItem | undefined>(resolve => {
    input.onDidAccept(() => resolve(input.selectedItems[0]));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}

// As VS Code has it: a text that is told to be an error is not accepted, one with a mere hint is.
async function showInputBox(options: vscode.InputBoxOptions, desk: PromptScript): Promise<string | undefined> {
  const input = new FakeQuickInput('text', desk);
  const { title, prompt, placeHolder, value = '' } = options;
  Object.assign(input, { title, prompt, placeholder: placeHolder, value });
  return new Promise<string | undefined>(resolve => {
    input.onDidAccept(() => {
      void Promise.resolve(options.validateInput?.(input.value)).then(problem => {
        const wrong =
          typeof problem === 'string' || problem?.severity === vscode.InputBoxValidationSeverity.Error
            ? problem
            : undefined;
        input.validationMessage = wrong;
        if (!wrong) resolve(input.value);
      });
    });
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
