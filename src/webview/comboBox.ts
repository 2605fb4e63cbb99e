// A text box with suggestions, according to ARIA's combo box pattern. It uses a plain input: the toolkit's input is in a shadow
// tree and can't reference the active suggestion, so screen readers wouldn't read it.
import type { Suggestion } from '../forms/protocol';
import { fill } from '../forms/texts';
import { type Control, describeById, type TextOptions } from './controls';
import { freshId, make } from './dom';
import { roomFor } from './room';
import type { PageContext } from './view';

/** How long the user must stop typing before suggestions are requested, in milliseconds. */
const pause = 150;

/** The maximum height of the list, in pixels. */
const highest = 230;

export interface ComboOptions extends Omit<TextOptions, 'multiline' | 'secret'> {
  /** The name of the source of suggestions. */
  readonly source: string;
  /** Values in neighboring fields, which aren't suggested again. */
  readonly taken: () => readonly string[];
}

/** Which suggestion is marked at first: `first` and `last` mean the entered value or else the first or last one. */
type Mark = 'first' | 'last' | 'none';

/** Creates a text box with suggestions. They open on typing, clicks and arrow keys; any other text can be entered, too. */
export function comboBox(options: ComboOptions, context: PageContext): Control<string> {
  const { label, placeholder, source, taken, onInput } = options;
  const { texts } = context;
  const list = make('div', { className: 'suggestions' });
  list.id = freshId();
  list.role = 'listbox';
  list.ariaLabel = fill(texts.suggestionsFor, label);
  list.tabIndex = -1; // scrollable elements are Tab stops by default, but the list closes when the input loses the focus
  list.hidden = true;
  const status = make('div', { className: 'comboStatus' });
  status.role = 'status';
  /** Shows a status. A failure stays below the box. Any other status overlays the page, so that nothing moves. */
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
  // `focusFirstProblem` focuses the box, which must focus its input.
  const element = Object.assign(make('div', { className: 'combo' }, input, list, status), {
    focus: () => input.focus(),
  });

  let lastRequest = 0;
  let active = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Keeps the list inside the window and away from the buttons. */
  function place(): void {
    list.style.maxHeight = '';
    // The status line needs room, too.
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
    lastRequest++; // ignores the answer to a running request
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
    const entered = items.findIndex(({ value }) => value === input.value);
    // A list with nothing but what was typed would only cover the next field.
    if (mark === 'none' && items.length < 2 && !entered) return close();
    const some = items.length > 0;
    list.replaceChildren(...items.map(item => drawSuggestion(item, () => choose(item.value))));
    list.hidden = !some;
    input.ariaExpanded = String(some);
    follow(some);
    say(some ? fill(texts.suggestions, items.length) : texts.noSuggestions);
    place();
    const end = mark === 'first' && some ? 0 : items.length - 1;
    activate(mark === 'none' ? -1 : entered < 0 ? end : entered);
  }

  async function open(query: string, mark: Mark): Promise<void> {
    const request = ++lastRequest;
    clearTimeout(timer);
    say(texts.searching);
    try {
      const items = await context.suggest(source, query);
      if (request === lastRequest) show(items, mark);
    } catch (error) {
      if (request !== lastRequest) return;
      close();
      say(fill(texts.suggestionsFailed, error instanceof Error ? error.message : String(error)), true);
    }
  }

  /** The number of suggestions on one page of the list. */
  const page = (): number =>
    Math.max(1, Math.floor(list.clientHeight / (list.firstElementChild?.clientHeight || 1)) - 1);

  /** The index that a key moves to in the open list; undefined if the key is for the input. */
  function moved({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): number | undefined {
    const last = list.children.length - 1;
    if (last < 0 || altKey || ctrlKey || metaKey || shiftKey) return undefined;
    if (key === 'ArrowDown') return active === last ? 0 : active + 1;
    if (key === 'ArrowUp') return active <= 0 ? last : active - 1;
    if (key === 'PageDown') return Math.min(last, Math.max(active, 0) + page());
    if (key === 'PageUp') return Math.max(0, active - page());
    if (active < 0) return undefined; // the key moves the cursor in the text
    if (key === 'Home') return 0;
    return key === 'End' ? last : undefined;
  }

  /** Handles a key. @returns whether the key was for the list, so that nothing else handles it */
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
      // Tab enters the marked suggestion; without one, the typed text stays.
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
  // A click shows all suggestions: filtered by the entered value, the others would be hidden.
  input.addEventListener('click', () => {
    if (list.hidden) void open('', 'none');
  });
  input.addEventListener('keydown', event => {
    if (event.isComposing || !press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Pressing the mouse on a suggestion must not move the focus, which would close the list before the click.
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
