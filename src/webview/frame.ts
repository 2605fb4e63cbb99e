// Draws the parts around each control: its label, help, problem, and why it can't be changed.
import type { Field } from '../forms/field';
import { fill } from '../forms/texts';
import { button } from './controls';
import { freshId, make } from './dom';
import type { FieldLocation, PageContext } from './view';

/** A first paragraph of help with more characters is clamped. */
const longHelp = 220;

export interface Frame {
  readonly element: HTMLElement;
  /** Shows a problem; undefined removes it. */
  setProblem(message: string | undefined): void;
  setRequired(required: boolean): void;
  /** The elements that describe the control: help, reason, problem. */
  readonly describedBy: readonly HTMLElement[];
}

/** Draws the frame of a field around its body. Screen readers see a field with several parts as a group. */
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
  // An entry of a list is named after the list.
  const name = place.entry !== undefined && composite ? place.entry : field.label;
  const labelled = place.entry === undefined || composite;
  const label = labelled ? make('div', { className: 'label', text: name }, star) : undefined;
  const help = field.help ? drawHelp(field.help, context) : undefined;
  const locked = field.locked ? describing('locked', field.locked) : undefined;
  const problem = describing('problem', '');
  problem.hidden = true;

  // As in VS Code's settings, a check box comes before its description.
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
    // The reason is only given here, not at each part inside.
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

/** Draws a help text: the first paragraph, and the others behind a link. */
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

/** Creates the button that removes an entry. @param what the name of the entry, for the button's label */
export function removeButton(what: string, { texts }: PageContext, onClick: () => void): HTMLElement {
  const element = button({ text: '×', label: fill(texts.remove, what), look: 'icon', onClick });
  element.classList.add('remove');
  element.title = fill(texts.remove, what);
  return element;
}
