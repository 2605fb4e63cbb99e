// The only file that uses @vscode/webview-ui-toolkit, which is archived, so that only this file changes when it is replaced.
// Workarounds: submit buttons don't work, so there is no <form>; <label for> has no effect, so controls name themselves; the
// input of a text field is in a shadow tree and can't reference ids of the page.
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

/** A control for entering a value. */
export interface Control<T> {
  readonly element: HTMLElement;
  read(): T;
  write(value: T): void;
  /** Describes the control for screen readers with its help and problem. Works only when the control is in the page. */
  describe(by: readonly HTMLElement[], invalid: boolean): void;
  setRequired(required: boolean): void;
  setDisabled(disabled: boolean): void;
}

export interface TextOptions {
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly multiline?: boolean | undefined;
  /** Masks the text and keeps it from autocompletion. */
  readonly secret?: boolean | undefined;
  readonly onInput: () => void;
}

/** Creates a text box with one line, or several with `multiline`. */
export function textBox({ label, placeholder, multiline, secret, onInput }: TextOptions): Control<string> {
  const box = document.createElement(multiline ? 'vscode-text-area' : 'vscode-text-field') as TextField | TextArea;
  // The text field uses only its text as its accessible name. The style sheet hides that text.
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
      // FAST passes `aria-invalid` on to its input, but not a description.
      box.ariaInvalid = invalid ? 'true' : null;
      (box.control as HTMLElement | undefined)?.setAttribute('aria-description', textOf(by));
    },
    setRequired: required => (box.required = required),
    setDisabled: disabled => (box.disabled = disabled),
  };
}

/** The maximum height of a choice's list, in pixels. The style sheet has the same value. */
const highest = 320;

export interface ChoiceOptions {
  readonly label: string;
  /** The value `''` means that nothing is chosen. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly help?: string | undefined }[];
  readonly value: string;
  readonly onInput: () => void;
}

/** Creates a control for choosing one value. */
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
  // By default, the dropdown would show all text of the chosen option, including its help.
  const shown = part('selectedValue', '');
  shown.slot = 'selected-value';
  box.append(shown);
  const show = (): void => {
    shown.textContent = options.find(option => option.value === box.value)?.label ?? '';
  };
  // The toolkit's own positioning would cover the buttons at the bottom of the window.
  box.setPositioning = () => {
    const { above, height } = roomFor(box, highest);
    box.positionAttribute = box.position = above ? 'above' : 'below';
    box.style.setProperty('--list-room', `${height}px`);
  };
  // On Tab, the toolkit would close an open list, keep the focus and drop the choice. Losing the focus keeps the choice.
  box.addEventListener(
    'keydown',
    event => {
      if (event.key === 'Tab') event.stopImmediatePropagation();
    },
    { capture: true },
  );
  // Set before drawing: then the dropdown selects the option with this value instead of the first.
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
      // By default, the name of an option is all of its text.
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

/** Creates a check box with its label beside it. */
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
  /** The accessible name, if the text alone isn't clear. */
  readonly label?: string;
  readonly look?: 'primary' | 'secondary' | 'icon';
  readonly onClick: () => void;
}

/** Creates a button. Enter and Space press it, too. */
export function button({ text, label, look = 'secondary', onClick }: ButtonOptions): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', look);
  element.textContent = text;
  if (label) element.setAttribute('aria-label', label);
  element.addEventListener('click', onClick);
  return element;
}

/** Disables or enables a button that `button` created. */
export function setButtonDisabled(element: HTMLElement, disabled: boolean): void {
  element.toggleAttribute('disabled', disabled);
}

/** Creates a progress ring. */
export function progressRing(): HTMLElement {
  const ring = document.createElement('vscode-progress-ring');
  ring.setAttribute('aria-hidden', 'true');
  return ring;
}

/** Marks a control for `focusFirstProblem` and for the style sheet. */
export function markInvalid(element: HTMLElement, invalid: boolean): void {
  element.toggleAttribute('data-invalid', invalid);
}

/** Describes a control whose element has the role itself, outside a shadow tree. */
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
