// Free text with live suggestions. The input is a plain one: that of the toolkit is in a shadow tree, from where it
// cannot point at the suggestion that is active, so a screen reader would hear nothing of them.
import type { Suggestion } from '../forms/protocol';
import { fill } from '../forms/texts';
import { describeById, type Control, type TextOptions } from './controls';
import { freshId, make } from './dom';
import type { PageContext } from './view';

/** How long typing must pause before the extension is asked, in milliseconds. */
const pause = 150;

export interface ComboOptions extends Omit<TextOptions, 'multiline' | 'secret'> {
  /** Name of the suggestions to ask for. */
  readonly source: string;
}

/** An input with a list of suggestions: they open on typing, on a click and on the Down key, and never insist. */
export function comboBox({ label, placeholder, source, onInput }: ComboOptions, context: PageContext): Control<string> {
  const { texts } = context;
  const list = make('div', { className: 'suggestions' });
  list.id = freshId();
  list.role = 'listbox';
  list.ariaLabel = fill(texts.suggestionsFor, label);
  list.hidden = true;
  const status = make('div', { className: 'comboStatus' });
  status.role = 'status';
  /** A failure stays to be read, below the box. All else lies over the page: it comes and goes, and must move nothing. */
  const say = (text: string, failed = false): void => {
    status.textContent = text;
    status.classList.toggle('failed', failed);
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

  function close(): void {
    asked++; // what is still under way is no longer wanted
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    input.ariaExpanded = 'false';
    activate(-1);
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
    say('');
    close();
    onInput();
  }

  function show(items: readonly Suggestion[]): void {
    list.replaceChildren(...items.map(item => drawSuggestion(item, () => choose(item.value))));
    list.hidden = items.length === 0;
    input.ariaExpanded = String(items.length > 0);
    activate(-1);
    say(items.length ? fill(texts.suggestions, items.length) : texts.noSuggestions);
  }

  async function open(query: string): Promise<void> {
    const turn = ++asked;
    say(texts.searching);
    try {
      const items = await context.suggest(source, query);
      if (turn === asked) show(items);
    } catch (error) {
      if (turn !== asked) return;
      close();
      say(fill(texts.suggestionsFailed, error instanceof Error ? error.message : String(error)), true);
    }
  }

  input.addEventListener('input', () => {
    onInput();
    clearTimeout(timer);
    timer = setTimeout(() => void open(input.value), pause);
  });
  // Everything there is: what was chosen before would otherwise hide the rest.
  input.addEventListener('click', () => {
    if (list.hidden) void open('');
  });
  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const { length } = list.children;
    if (event.key === 'ArrowDown' && !length) void open('');
    else if (event.key === 'ArrowDown') activate((active + 1) % length);
    else if (event.key === 'ArrowUp' && length)
      activate((active + length) % (length + 1) === length ? length - 1 : active - 1);
    else if (event.key === 'Enter' && active >= 0) (list.children[active] as HTMLElement).click();
    else if (event.key === 'Escape' && status.textContent && !hasFailed()) {
      close();
      say('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A press on a suggestion must not take the focus away before its click arrives.
  list.addEventListener('mousedown', event => event.preventDefault());
  input.addEventListener('blur', () => {
    close();
    if (!hasFailed()) say('');
  });

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
