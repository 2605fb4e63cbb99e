// A text box that asks for one text, and how a box or a list ends.
import * as vscode from 'vscode';

import { createInputBox } from '../base/door';

/** How a box or a list ended. */
export type Step =
  | {
      readonly kind: 'answer';
      readonly text: string;
      /** Whether it was the only choice, and taken without asking. */
      readonly isTaken?: true;
    }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancel' };

/** Where a question stands among those of its action. */
export interface StepInfo {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

interface TextBox extends Partial<StepInfo> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** The text that it begins with, selected. */
  readonly value?: string;
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

/** Shows a quick input until the user answers, goes back or closes it. @param accept the answer; undefined keeps it open */
export function settle(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
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
