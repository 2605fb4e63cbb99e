// Free text with live suggestions, as the ARIA pattern of a combo box has it. The input is a plain one: that of the toolkit is in
// a shadow tree, from where it cannot point at the suggestion that is active, so a screen reader would hear nothing of them.
import type { Suggestion } from '../forms/protocol';
import { fill } from '../forms/texts';
import { type Control, describeById, type TextOptions } from './controls';
import { freshId, make } from './dom';
import { roomFor } from './room';
import type { PageContext } from './view';

/** How long typing must pause before the extension is asked, in milliseconds. */
const pause = 150;

/** The height that a list has at most, in pixels. */
const highest = 230;

export interface ComboOptions extends Omit<TextOptions, 'multiline' | 'secret'> {
  /** Name of the suggestions to ask for. */
  readonly source: string;
  /** What is entered beside it already, and need not be suggested again. */
  readonly taken: () => readonly string[];
}

/** Which suggestion is marked when they are shown: the one that is entered, or else the first or last; or none. */
type Mark = 'first' | 'last' | 'none';

/** An input with a list of suggestions: they open on typing, on a click and on the arrow keys, and never insist. */
export function comboBox(options: ComboOptions, context: PageContext): Control<string> {
  const { label, placeholder, source, taken, onInput } = options;
  const { texts } = context;
  const list = make('div', { className: 'suggestions' });
  list.id = freshId();
  list.role = 'listbox';
  list.ariaLabel = fill(texts.suggestionsFor, label);
  list.tabIndex = -1; // what scrolls is a stop of the Tab key otherwise, and would be gone when the key arrives there
  list.hidden = true;
  const status = make('div', { className: 'comboStatus' });
  status.role = 'status';
  /** A failure stays to be read, below the box. All else lies over the page: it comes and goes, and must move nothing. */
  const say = (text: string, failed = false): void => {
    status.textContent = text;
    status.classList.toggle('failed', failed);
    if (text) place();
  };
  const hasFailed = (): boolean => status.classList.contains('failed');
  const input = make('input');
  input.type = 'text';
  input.role = 'combobox';
  input.ariaLabel = label;
  input.ariaAutoComplete = 'list';
  input.ariaExpanded = 'false';
  input.setAttribute('aria-controls', list.id);
  input.autocomplete = 'off';
  input.spellcheck = false;
  if (placeholder) input.placeholder = placeholder;
  // Focusing the box, as `focusFirstProblem` does, is focusing its input.
  const element = Object.assign(make('div', { className: 'combo' }, input, list, status), {
    focus: () => input.focus(),
  });

  let asked = 0;
  let active = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Keeps the list inside the window and off the buttons. */
  function place(): void {
    list.style.maxHeight = '';
    // What is said of suggestions is one line, which needs room, too.
    const { above, height } = roomFor(input, Math.min(Math.max(list.scrollHeight, 30), highest));
    element.classList.toggle('above', above);
    list.style.maxHeight = `${Math.min(height, highest)}px`;
  }

  function follow(open: boolean): void {
    for (const event of ['scroll', 'resize'] as const) {
      if (open) window.addEventListener(event, place);
      else window.removeEventListener(event, place);
    }
  }

  function close(): void {
    asked++; // what is still under way is no longer wanted
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    input.ariaExpanded = 'false';
    follow(false);
    activate(-1);
    if (!hasFailed()) say('');
  }

  function activate(next: number): void {
    active = next;
    [...list.children].forEach((option, at) => {
      option.ariaSelected = String(at === active);
      if (at === active) option.scrollIntoView({ block: 'nearest' });
    });
    const id = list.children[active]?.id;
    if (id) input.setAttribute('aria-activedescendant', id);
    else input.removeAttribute('aria-activedescendant');
  }

  function choose(value: string): void {
    input.value = value;
    close();
    onInput();
  }

  function show(found: readonly Suggestion[], mark: Mark): void {
    const others = taken();
    const items = found.filter(({ value }) => value === input.value || !others.includes(value));
    list.replaceChildren(...items.map(item => drawSuggestion(item, () => choose(item.value))));
    list.hidden = items.length === 0;
    input.ariaExpanded = String(items.length > 0);
    follow(items.length > 0);
    say(items.length ? fill(texts.suggestions, items.length) : texts.noSuggestions);
    place();
    const entered = items.findIndex(({ value }) => value === input.value);
    const end = mark === 'first' ? Math.min(0, items.length - 1) : items.length - 1;
    activate(mark === 'none' ? -1 : entered < 0 ? end : entered);
  }

  async function open(query: string, mark: Mark): Promise<void> {
    const turn = ++asked;
    clearTimeout(timer);
    say(texts.searching);
    try {
      const items = await context.suggest(source, query);
      if (turn === asked) show(items, mark);
    } catch (error) {
      if (turn !== asked) return;
      close();
      say(fill(texts.suggestionsFailed, error instanceof Error ? error.message : String(error)), true);
    }
  }

  /** How many suggestions one page of the list has. */
  const page = (): number =>
    Math.max(1, Math.floor(list.clientHeight / (list.firstElementChild?.clientHeight || 1)) - 1);

  /** Where a key leads in the open list; undefined for a key that is the input's own. */
  function moved({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): number | undefined {
    const last = list.children.length - 1;
    if (last < 0 || altKey || ctrlKey || metaKey || shiftKey) return undefined;
    if (key === 'ArrowDown') return active === last ? 0 : active + 1;
    if (key === 'ArrowUp') return active <= 0 ? last : active - 1;
    if (key === 'PageDown') return Math.min(last, Math.max(active, 0) + page());
    if (key === 'PageUp') return Math.max(0, active - page());
    if (active < 0) return undefined; // it is the text that is gone through
    if (key === 'Home') return 0;
    return key === 'End' ? last : undefined;
  }

  /** @returns whether the key was for the list, and nobody else is to have it */
  function press(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    const isOpen = !list.hidden;
    const next = moved(event);
    if (next !== undefined) {
      activate(next);
    } else if (key === 'ArrowDown' && !isOpen) {
      void open('', event.altKey ? 'none' : 'first');
    } else if (key === 'ArrowUp' && !isOpen && !event.altKey) {
      void open('', 'last');
    } else if (key === 'ArrowUp' && event.altKey) {
      close();
    } else if (key === 'Enter' && active >= 0 && !ctrlKey && !metaKey) {
      (list.children[active] as HTMLElement).click();
    } else if (key === 'Escape' && status.textContent && !hasFailed()) {
      close();
    } else {
      // What was marked is taken on the way to the next field; what was typed stays as it is. The form is submitted with it.
      if (key === 'Tab' && !shiftKey && active >= 0) (list.children[active] as HTMLElement).click();
      if (key === 'Tab' || key === 'Enter') close();
      return false;
    }
    return true;
  }

  input.addEventListener('input', () => {
    onInput();
    clearTimeout(timer);
    timer = setTimeout(() => void open(input.value, 'none'), pause);
  });
  // Everything there is: what was chosen before would otherwise hide the rest.
  input.addEventListener('click', () => {
    if (list.hidden) void open('', 'none');
  });
  input.addEventListener('keydown', event => {
    if (event.isComposing || !press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A press on a suggestion must not take the focus away before its click arrives.
  list.addEventListener('mousedown', event => event.preventDefault());
  input.addEventListener('blur', close);

  return {
    element,
    read: () => input.value,
    write: value => (input.value = value),
    describe(by, invalid) {
      describeById(input, by, invalid);
    },
    setRequired: required => (input.ariaRequired = String(required)),
    setDisabled: disabled => (input.disabled = disabled),
  };
}

function drawSuggestion({ value, detail }: Suggestion, onClick: () => void): HTMLElement {
  const option = make(
    'div',
    { className: 'suggestion' },
    make('span', { text: value }),
    detail ? make('span', { className: 'detail', text: detail }) : undefined,
  );
  option.id = freshId();
  option.role = 'option';
  option.addEventListener('click', onClick);
  return option;
}
