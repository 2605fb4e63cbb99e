// What stands around every control: label, help, the problem, and why it can't be changed.
import type { Field } from '../forms/field';
import { fill } from '../forms/texts';
import { button } from './controls';
import { freshId, make } from './dom';
import type { FieldLocation, PageContext } from './view';

/** Help of more than this many characters folds after its first paragraph. */
const longHelp = 220;

export interface Frame {
  readonly element: HTMLElement;
  /** Says what is wrong, or with undefined that nothing is. */
  setProblem(message: string | undefined): void;
  setRequired(required: boolean): void;
  /** The elements that describe the control: help, reason, problem. */
  readonly describedBy: readonly HTMLElement[];
}

/** Draws the frame of a field round its body. One with parts of its own is a group to screen readers. */
export function drawFrame(
  field: Field,
  context: PageContext,
  place: FieldLocation,
  ...body: readonly HTMLElement[]
): Frame {
  const composite = field.kind === 'list' || field.kind === 'map' || field.kind === 'group';
  const star = make('span', { className: 'star', text: '*' });
  star.setAttribute('aria-hidden', 'true');
  star.hidden = !field.required;
  // An entry of a list is named by the list.
  const name = place.entry !== undefined && composite ? place.entry : field.label;
  const labelled = place.entry === undefined || composite;
  const label = labelled ? make('div', { className: 'label', text: name }, star) : undefined;
  const help = field.help ? drawHelp(field.help, context) : undefined;
  const locked = field.locked ? describing('locked', field.locked) : undefined;
  const problem = describing('problem', '');
  problem.hidden = true;

  // As in VS Code's settings, a check box stands before the words that explain it.
  const parts =
    field.kind === 'flag'
      ? [
          label,
          make('div', { className: 'flagLine' }, ...body, help ?? make('div', { text: field.label })),
          locked,
          problem,
        ]
      : [label, help, locked, ...body, problem];
  const element = make('div', { className: `field ${field.kind}` }, ...parts);
  if (composite) {
    element.role = 'group';
    element.ariaLabel = name;
    // What is inside is disabled without saying why once more.
    if (locked) element.setAttribute('aria-describedby', locked.id);
  }
  return {
    element,
    describedBy: [help?.text, locked, problem].filter(part => part !== undefined),
    setProblem(message) {
      problem.hidden = message === undefined;
      problem.textContent = message ?? '';
      element.classList.toggle('wrong', message !== undefined);
    },
    setRequired: required => (star.hidden = !required),
  };
}

function describing(className: string, text: string): HTMLElement {
  const element = make('div', { className, text });
  element.id = freshId();
  return element;
}

/** The documentation's words: the first paragraph at once, the rest when asked for. */
function drawHelp(help: string, { texts }: PageContext): HTMLElement & { text: HTMLElement } {
  const [first = '', ...rest] = help.split('\n');
  const text = make('div', { className: 'helpText', text: first });
  text.id = freshId();
  const element = Object.assign(make('div', { className: 'help' }, text), { text });
  if (!rest.length && first.length <= longHelp) return element;

  const more = make('div', { className: 'moreHelp' }, ...rest.map(line => make('div', { text: line })));
  more.id = freshId();
  const toggle = make('button', { className: 'link' });
  toggle.type = 'button';
  toggle.setAttribute('aria-controls', more.id);
  const fold = (folded: boolean): void => {
    more.hidden = folded;
    text.classList.toggle('clamped', folded && first.length > longHelp);
    toggle.textContent = folded ? texts.moreHelp : texts.lessHelp;
    toggle.setAttribute('aria-expanded', String(!folded));
  };
  toggle.addEventListener('click', () => fold(!more.hidden));
  fold(true);
  element.append(more, toggle);
  return element;
}

/** The button that takes an entry away; it names what it takes. */
export function removeButton(what: string, { texts }: PageContext, onClick: () => void): HTMLElement {
  const element = button({ text: '×', label: fill(texts.remove, what), look: 'icon', onClick });
  element.classList.add('remove');
  element.title = fill(texts.remove, what);
  return element;
}
