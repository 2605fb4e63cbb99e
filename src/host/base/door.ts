// The one door to what VS Code shows outside the tree. Names, states, errors and what files say are anybody's to choose, so
// whatever goes through here is made plain: no link, no icon, no line of its own. A lint rule keeps all other modules from
// VS Code's own functions of these names.
import * as vscode from 'vscode';

import { plainText } from '../../api/core/plainText';

type Button = string | vscode.MessageItem;
type Show = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

/** VS Code's own, made plain. @returns the button that was pressed */
export function showInformationMessage<B extends Button>(message: string, ...buttons: B[]): Promise<B | undefined> {
  return show('showInformationMessage', message, {}, buttons);
}

/** VS Code's own, made plain. @returns the button that was pressed */
export function showWarningMessage<B extends Button>(message: string, ...buttons: B[]): Promise<B | undefined> {
  return show('showWarningMessage', message, {}, buttons);
}

/** VS Code's own, made plain. @returns the button that was pressed */
export function showErrorMessage<B extends Button>(message: string, ...buttons: B[]): Promise<B | undefined> {
  return show('showErrorMessage', message, {}, buttons);
}

/** What a dialog says: VS Code shows nothing else until it is answered. */
export interface Dialog {
  readonly kind: 'information' | 'warning';
  readonly message: string;
  /** Below the message, smaller. A line can't become two, whoever wrote it. */
  readonly detail: readonly string[];
}

/** A modal message, made plain. @returns the button that was pressed; undefined for Cancel */
export function showDialog<B extends Button>(
  { kind, message, detail }: Dialog,
  ...buttons: B[]
): Promise<B | undefined> {
  const options = { modal: true, detail: detail.map(plainText).join('\n') };
  return show(kind === 'warning' ? 'showWarningMessage' : 'showInformationMessage', message, options, buttons);
}

async function show<B extends Button>(
  how: Show,
  message: string,
  options: vscode.MessageOptions,
  buttons: readonly B[],
): Promise<B | undefined> {
  const items = buttons.map((button: Button): vscode.MessageItem => {
    const item = typeof button === 'string' ? { title: button } : button;
    return { ...item, title: plainText(item.title) };
  });
  const pressed = await vscode.window[how](plainText(message), options, ...items);
  return buttons[items.findIndex(item => item === pressed)];
}

/** VS Code's own, made plain. @returns the item that was picked */
export async function showQuickPick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: Pick<vscode.QuickPickOptions, 'title' | 'placeHolder' | 'matchOnDescription' | 'ignoreFocusOut'>,
): Promise<T | undefined> {
  const { title, placeHolder, ...others } = options;
  const plain = items.map(plainItem);
  const picked = await vscode.window.showQuickPick(plain, {
    ...others,
    ...(title !== undefined && { title: plainText(title) }),
    ...(placeHolder !== undefined && { placeHolder: plainText(placeHolder) }),
  });
  return items[plain.findIndex(item => item === picked)];
}

/** VS Code's own: whatever is assigned to it is made plain. Icons are an item's `iconPath`. */
export function createQuickPick<T extends vscode.QuickPickItem>(): vscode.QuickPick<T> {
  return plainInput(vscode.window.createQuickPick<T>());
}

/** VS Code's own: whatever is assigned to it is made plain, but for the value, which is the user's. */
export function createInputBox(): vscode.InputBox {
  return plainInput(vscode.window.createInputBox());
}

/** VS Code's own; the title and what is reported are made plain. */
export function withProgress<R>(
  options: vscode.ProgressOptions,
  task: (progress: vscode.Progress<{ message: string }>, token: vscode.CancellationToken) => Thenable<R>,
): Thenable<R> {
  const { title } = options;
  return vscode.window.withProgress(
    { ...options, ...(title !== undefined && { title: plainText(title) }) },
    (progress, token) => task({ report: ({ message }) => progress.report({ message: plainText(message) }) }, token),
  );
}

/** VS Code's own, made plain. @param time how long it stays, in milliseconds */
export function setStatusBarMessage(text: string, time: number): void {
  vscode.window.setStatusBarMessage(plainText(text), time);
}

/** A list or box that hands on what is assigned to it once it is plain. */
function plainInput<I extends vscode.QuickInput>(input: I): I {
  return new Proxy(input, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
    set: (target, name, value: unknown) =>
      Reflect.set(target, name, name === 'value' ? value : plainValue(value), target),
  });
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  return Array.isArray(value) ? value.map(item => (isItem(item) ? plainItem(item) : (item as unknown))) : value;
}

function isItem(item: unknown): item is vscode.QuickPickItem {
  return typeof item === 'object' && item !== null && 'label' in item;
}

/** The plain item of each, and of itself: VS Code knows selected and active items by their identity. */
const plainItems = new WeakMap<vscode.QuickPickItem, vscode.QuickPickItem>();

function plainItem<T extends vscode.QuickPickItem>(item: T): T {
  const known = plainItems.get(item);
  if (known) return known as T;
  const { label, description, detail } = item;
  const plain: T = {
    ...item,
    label: plainText(label),
    ...(description !== undefined && { description: plainText(description) }),
    ...(detail !== undefined && { detail: plainText(detail) }),
  };
  plainItems.set(item, plain);
  plainItems.set(plain, plain);
  return plain;
}
