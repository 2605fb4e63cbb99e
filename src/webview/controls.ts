// The only file that knows @vscode/webview-ui-toolkit, which is archived: whoever replaces it changes this file alone.
// Ways round its faults: a button of type submit is dead, so there is no <form>; a <label for> names nothing, so
// controls name themselves; the input of a text field is in a shadow tree, where ids of the page mean nothing.
import {
  type Checkbox,
  type Dropdown,
  provideVSCodeDesignSystem,
  type TextArea,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

import { roomFor } from './room';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

/** Something a value is entered in. */
export interface Control<T> {
  readonly element: HTMLElement;
  read(): T;
  write(value: T): void;
  /** Ties help and problem to the control for screen readers. Only a control that is in the page can be described. */
  describe(by: readonly HTMLElement[], invalid: boolean): void;
  setRequired(required: boolean): void;
  setDisabled(disabled: boolean): void;
}

export interface TextOptions {
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly multiline?: boolean | undefined;
  /** Masked, and kept away from the browser's memory. */
  readonly secret?: boolean | undefined;
  readonly onInput: () => void;
}

/** A line, or with `multiline` some lines, of text. */
export function textBox({ label, placeholder, multiline, secret, onInput }: TextOptions): Control<string> {
  const box = document.createElement(multiline ? 'vscode-text-area' : 'vscode-text-field') as TextField | TextArea;
  // Once in the page it names itself by its text, and by nothing else; the style sheet hides that text.
  box.textContent = label;
  if (placeholder) box.placeholder = placeholder;
  if (multiline) box.setAttribute('resize', 'vertical');
  if (secret) box.setAttribute('type', 'password');
  box.spellcheck = false;
  box.addEventListener('input', onInput);
  return {
    element: box,
    read: () => box.value,
    write: value => (box.value = value),
    describe(by, invalid) {
      markInvalid(box, invalid);
      // FAST hands `aria-invalid` on to its input, a description it does not.
      box.ariaInvalid = invalid ? 'true' : null;
      (box.control as HTMLElement | undefined)?.setAttribute('aria-description', textOf(by));
    },
    setRequired: required => (box.required = required),
    setDisabled: disabled => (box.disabled = disabled),
  };
}

/** The height that the list of a choice has at most, in pixels; the style sheet has it, too. */
const highest = 320;

export interface ChoiceOptions {
  readonly label: string;
  /** `''` is the choice of nothing. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly help?: string | undefined }[];
  readonly value: string;
  readonly onInput: () => void;
}

/** One of some values. */
export function choiceBox({ label, options, value, onInput }: ChoiceOptions): Control<string> {
  const box = document.createElement('vscode-dropdown') as Dropdown;
  box.ariaLabel = label;
  for (const option of options) {
    const item = document.createElement('vscode-option');
    item.setAttribute('value', option.value);
    item.append(part('optionLabel', option.label));
    if (option.help) {
      item.append(part('optionHelp', option.help));
      item.ariaDescription = option.help;
    }
    box.append(item);
  }
  // It would show all of the option's text, its help too.
  const shown = part('selectedValue', '');
  shown.slot = 'selected-value';
  box.append(shown);
  const show = (): void => {
    shown.textContent = options.find(option => option.value === box.value)?.label ?? '';
  };
  // It knows nothing of the buttons that stay in sight.
  box.setPositioning = () => {
    const { above, height } = roomFor(box, highest);
    box.positionAttribute = box.position = above ? 'above' : 'below';
    box.style.setProperty('--list-room', `${height}px`);
  };
  // It would close an open list by Tab, stay, and forget what was chosen. Losing the focus it does what is right.
  box.addEventListener(
    'keydown',
    event => {
      if (event.key === 'Tab') event.stopImmediatePropagation();
    },
    { capture: true },
  );
  // Before it is drawn: it then picks the option with its value, and otherwise the first.
  box.value = value;
  let chosen = value;
  for (const event of ['input', 'change']) box.addEventListener(event, show);
  box.addEventListener('change', () => {
    chosen = box.value;
    onInput();
  });
  shown.textContent = options.find(option => option.value === value)?.label ?? '';
  return {
    element: box,
    read: () => chosen,
    write(next) {
      box.value = chosen = next;
      show();
    },
    describe(by, invalid) {
      // Once in the page an option names itself by all of its text.
      for (const [at, item] of box.querySelectorAll('vscode-option').entries()) {
        item.ariaLabel = options[at]?.label ?? '';
      }
      describeById(box, by, invalid);
    },
    setRequired: required => (box.ariaRequired = String(required)),
    setDisabled: disabled => (box.disabled = disabled),
  };
}

function part(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}

/** Yes or no, with its label beside it. */
export function checkBox({ label, onInput }: { label: string; onInput: () => void }): Control<boolean> {
  const box = document.createElement('vscode-checkbox') as Checkbox;
  box.textContent = label;
  box.addEventListener('change', onInput);
  return {
    element: box,
    read: () => box.checked,
    write: value => (box.checked = value),
    describe: (by, invalid) => describeById(box, by, invalid),
    setRequired: () => undefined,
    setDisabled: disabled => (box.disabled = disabled),
  };
}

export interface ButtonOptions {
  readonly text: string;
  /** Accessible name, where the text alone says too little. */
  readonly label?: string;
  readonly look?: 'primary' | 'secondary' | 'icon';
  readonly onClick: () => void;
}

/** A button; it answers to Enter and Space by itself. */
export function button({ text, label, look = 'secondary', onClick }: ButtonOptions): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', look);
  element.textContent = text;
  if (label) element.setAttribute('aria-label', label);
  element.addEventListener('click', onClick);
  return element;
}

/** Disables a button that `button` made, or enables it. */
export function setButtonDisabled(element: HTMLElement, disabled: boolean): void {
  element.toggleAttribute('disabled', disabled);
}

/** A turning ring: something is under way. */
export function progressRing(): HTMLElement {
  const ring = document.createElement('vscode-progress-ring');
  ring.setAttribute('aria-hidden', 'true');
  return ring;
}

/** Marks a control for `focusFirstProblem` and for the style sheet. */
export function markInvalid(element: HTMLElement, invalid: boolean): void {
  element.toggleAttribute('data-invalid', invalid);
}

/** Describes a control that bears its role itself, outside any shadow tree. */
export function describeById(element: HTMLElement, by: readonly HTMLElement[], invalid: boolean): void {
  markInvalid(element, invalid);
  element.setAttribute('aria-invalid', String(invalid));
  const shown = by.filter(part => !part.hidden);
  if (shown.length) element.setAttribute('aria-describedby', shown.map(part => part.id).join(' '));
  else element.removeAttribute('aria-describedby');
}

const textOf = (parts: readonly HTMLElement[]): string =>
  parts
    .filter(part => !part.hidden)
    .map(part => part.textContent)
    .join(' ');
