import * as vscode from 'vscode';

import type { Answer, Asked, PromptScript } from './prompts';

/**
 * A list or a text box as an extension sees it. It is answered once it is shown and no longer busy; if it is still open
 * after an answer, that was refused, and it takes the next one.
 */
export class FakeQuickInput {
  title: string | undefined;
  prompt: string | undefined;
  placeholder: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  value = '';
  validationMessage: string | vscode.InputBoxValidationMessage | undefined;
  buttons: readonly vscode.QuickInputButton[] = [];
  items: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  canSelectMany = false;
  matchOnDescription = false;
  ignoreFocusOut = false;
  #busy = false;
  #open = false;
  #waiting = false;
  readonly #accepted = new vscode.EventEmitter<void>();
  readonly #hidden = new vscode.EventEmitter<void>();
  readonly #pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  readonly #typed = new vscode.EventEmitter<string>();
  readonly #selected = new vscode.EventEmitter<readonly vscode.QuickPickItem[]>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidTriggerButton = this.#pressed.event;
  readonly onDidChangeValue = this.#typed.event;
  readonly onDidChangeSelection = this.#selected.event;

  constructor(
    private readonly kind: 'list' | 'text',
    private readonly desk: PromptScript,
  ) {}

  get busy(): boolean {
    return this.#busy;
  }

  set busy(busy: boolean) {
    this.#busy = busy;
    this.#wait();
  }

  show(): void {
    this.#open = true;
    this.#wait();
  }

  hide(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#hidden.fire();
  }

  dispose(): void {
    this.hide();
  }

  // After all that follows at once from what has just happened.
  #wait(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    setImmediate(() => {
      this.#waiting = false;
      if (!this.#open || this.#busy) return;
      const asked = this.#asked();
      const answer = this.desk.answer(asked);
      if (!this.#take(answer)) {
        this.desk.unfit(asked, answer);
        this.hide();
      }
      this.#wait();
    });
  }

  #asked(): Asked {
    const groups = this.items.filter(item => item.kind === vscode.QuickPickItemKind.Separator).map(labelOf);
    const details = this.items.flatMap(item => (item.detail ? [`${labelOf(item)}: ${item.detail}`] : []));
    const descriptions = this.items.flatMap(item =>
      item.description ? [`${labelOf(item)}: ${item.description}`] : [],
    );
    const { kind, title, prompt, placeholder, step, totalSteps, validationMessage: problem } = this;
    return {
      kind,
      text: [title, prompt].filter(Boolean).join(': '),
      ...(placeholder !== undefined && { placeholder }),
      ...(this.value && { value: this.value }),
      ...(step !== undefined && { step: `${step}/${totalSteps}` }),
      ...(problem !== undefined && { problem: typeof problem === 'string' ? problem : problem.message }),
      ...(descriptions.length && { descriptions }),
      ...(details.length && { details }),
      ...(this.canSelectMany && { ticked: this.selectedItems.map(labelOf) }),
      ...(groups.length && { groups }),
      offers: this.items.filter(item => item.kind !== vscode.QuickPickItemKind.Separator).map(labelOf),
    };
  }

  /** Does what the user does. @returns false when that can't be done here */
  #take(answer: Answer): boolean {
    if (answer === 'cancel') this.hide();
    else if (answer === 'back') return this.#goBack();
    else if (answer === 'enter') this.#accepted.fire();
    else if ('pick' in answer) return this.kind === 'list' && this.#pick(answer.pick);
    else if ('check' in answer) return this.canSelectMany && this.#check(answer.check);
    else if ('type' in answer) this.#enter(answer.type);
    else if ('draft' in answer) this.#draft(answer);
    else return false;
    return true;
  }

  #draft({ draft, meanwhile }: Extract<Answer, { readonly draft: string }>): void {
    this.#type(draft);
    if (!meanwhile) return;
    this.busy = true;
    void meanwhile().then(() => (this.busy = false));
  }

  #goBack(): boolean {
    const back = this.buttons.find(button => button === vscode.QuickInputButtons.Back);
    if (back) this.#pressed.fire(back);
    return back !== undefined;
  }

  #pick(label: string): boolean {
    const item = this.items.find(candidate => labelOf(candidate) === label);
    if (!item) return false;
    this.#select([item]);
    this.#accepted.fire();
    return true;
  }

  #check(labels: readonly string[]): boolean {
    this.#select(this.items.filter(item => labels.includes(labelOf(item))));
    for (const label of labels) {
      if (this.selectedItems.some(item => labelOf(item) === label)) continue;
      this.#type(label);
      const item = this.items.find(candidate => labelOf(candidate) === label);
      if (!item) return false;
      this.#select([...this.selectedItems, item]);
    }
    this.#accepted.fire();
    return true;
  }

  // In a list the first item that matches what is typed is the one that Enter takes.
  #enter(text: string): void {
    this.#type(text);
    const matches = (words: string | undefined): boolean => words?.toLowerCase().includes(text.toLowerCase()) ?? false;
    const match = this.items.find(
      item => item.alwaysShow || matches(item.label) || (this.matchOnDescription && matches(item.description)),
    );
    if (this.kind === 'list') this.#select(match ? [match] : []);
    this.#accepted.fire();
  }

  #type(text: string): void {
    this.value = text;
    this.#typed.fire(text);
  }

  #select(items: readonly vscode.QuickPickItem[]): void {
    this.selectedItems = items;
    this.#selected.fire(items);
  }
}

/** Icons stand beside labels, never in them. */
function labelOf({ label }: vscode.QuickPickItem): string {
  return label;
}
