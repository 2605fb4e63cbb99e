// The only module that shows messages, lists, boxes and progress. Resource names, states, errors and file contents can be any
// text, so every text is made plain here: without links, icons and line breaks. A lint rule keeps other modules from calling
// VS Code's functions of these names directly.
import * as vscode from 'vscode';

import { plainText } from '../../api/core/plainText';
import type { Icon } from '../../kinds/names';

type Button = string | vscode.MessageItem;
type Show = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

/** `vscode.window.showInformationMessage` with plain texts. @returns the button that was pressed */
export function showInformationMessage<B extends Button>(message: string, ...buttons: B[]): Promise<B | undefined> {
  return show('showInformationMessage', message, {}, buttons);
}

/** `vscode.window.showWarningMessage` with plain texts. @returns the button that was pressed */
export function showWarningMessage<B extends Button>(message: string, ...buttons: B[]): Promise<B | undefined> {
  return show('showWarningMessage', message, {}, buttons);
}

/** `vscode.window.showErrorMessage` with plain texts. @returns the button that was pressed */
export function showErrorMessage<B extends Button>(message: string, ...buttons: B[]): Promise<B | undefined> {
  return show('showErrorMessage', message, {}, buttons);
}

/** The texts of a modal dialog. */
export interface Dialog {
  readonly kind: 'information' | 'warning';
  readonly message: string;
  /** Lines in smaller type below the message. Line breaks inside a line are removed. */
  readonly detail: readonly string[];
}

/** Shows a modal dialog with plain texts. @returns the button that was pressed; undefined for Cancel */
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

/** `vscode.window.showQuickPick` with plain texts. @returns the item that was picked */
export async function showQuickPick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: QuickPickOptions,
): Promise<T | undefined> {
  const plain = items.map(plainItem);
  const picked = await vscode.window.showQuickPick(plain, plainOptions(options));
  return items[plain.findIndex(item => item === picked)];
}

/** The same, where the user picks any number of items. @returns undefined if the user cancels */
export async function showQuickPickMany<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: QuickPickOptions,
): Promise<readonly T[] | undefined> {
  const plain = items.map(plainItem);
  const picked = await vscode.window.showQuickPick(plain, { ...plainOptions(options), canPickMany: true });
  return picked && items.filter((_, place) => picked.some(item => item === plain[place]));
}

type QuickPickOptions = Pick<
  vscode.QuickPickOptions,
  'title' | 'placeHolder' | 'matchOnDescription' | 'ignoreFocusOut'
>;

function plainOptions({ title, placeHolder, ...others }: QuickPickOptions): QuickPickOptions {
  return {
    ...others,
    ...(title !== undefined && { title: plainText(title) }),
    ...(placeHolder !== undefined && { placeHolder: plainText(placeHolder) }),
  };
}

/** `vscode.window.createQuickPick`, which makes all texts assigned to it plain. For icons, use an item's `iconPath`. */
export function createQuickPick<T extends vscode.QuickPickItem>(): vscode.QuickPick<T> {
  return plainInput(vscode.window.createQuickPick<T>());
}

/** Shows a list whose items can be ticked. @returns those that are ticked when the user presses Enter; none after Escape */
export function ticked<T extends vscode.QuickPickItem>(pick: vscode.QuickPick<T>): Promise<readonly T[]> {
  pick.show();
  return new Promise<readonly T[]>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems));
    pick.onDidHide(() => resolve([]));
  }).finally(() => pick.dispose());
}

/** `vscode.window.createInputBox`, which makes all texts assigned to it plain, except the value, which the user edits. */
export function createInputBox(): vscode.InputBox {
  return plainInput(vscode.window.createInputBox());
}

/** `vscode.window.withProgress` with a plain title and plain reports. */
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

/** `vscode.window.setStatusBarMessage` with a plain text. @param time how long it stays, in milliseconds */
export function setStatusBarMessage(text: string, time: number): void {
  vscode.window.setStatusBarMessage(plainText(text), time);
}

/** An item of the status bar. */
export interface StatusBarItem extends vscode.Disposable {
  /** Shows it: an icon, a plain text behind it, and a tooltip of plain lines. */
  readonly show: (icon: Icon, text: string, tooltip: readonly string[]) => void;
  readonly hide: () => void;
}

/**
 * `vscode.window.createStatusBarItem` with plain texts. It is hidden at first.
 * @param name what VS Code calls it in the menu that hides it @param command what a click runs
 */
export function createStatusBarItem(id: string, name: string, command: string): StatusBarItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left);
  item.name = name;
  item.command = command;
  return {
    show(icon, text, tooltip) {
      item.text = `$(${icon}) ${plainText(text)}`;
      item.tooltip = tooltip.map(plainText).join('\n');
      item.accessibilityInformation = { label: [text, ...tooltip].map(plainText).join(', ') };
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}

/** Wraps a list or box so that texts assigned to it are made plain first. */
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

/** The plain copy of each item; a plain copy maps to itself. VS Code compares selected and active items by identity. */
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
