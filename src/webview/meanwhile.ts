// Shows above the fields what others have changed at AWS since the form was opened. If the user has changed the same value, the
// user chooses between the two.
import type { Field, Value } from '../forms/field';
import { type Meanwhile, readable } from '../forms/merge';
import { fill, type Texts } from '../forms/texts';
import { freshId, make } from './dom';

export interface MeanwhileOptions {
  /** The label of the submit button: `Update Stack`. */
  readonly submitLabel: string;
  readonly fields: readonly Field[];
  readonly texts: Texts;
  /** Another message, if any. */
  readonly more: string | undefined;
  /** Puts one of the two values into the form. */
  readonly choose: (change: Meanwhile, value: Value | undefined) => void;
}

/** Draws the changes. When the element gets the focus, screen readers read it. */
export function drawMeanwhile(changes: readonly Meanwhile[], options: MeanwhileOptions): HTMLElement {
  const { submitLabel, fields, texts, more } = options;
  const words = (change: Meanwhile, value: Value | undefined): string =>
    readable(fields, change, value) ?? texts.notSet;
  const title = make('div', { className: 'meanwhileTitle', text: fill(texts.meanwhile, submitLabel) });
  title.id = freshId();
  const list = make(
    'ul',
    {},
    ...changes.map(change => {
      const { labels, before, now, mine } = change;
      const label = labels.join(' › ');
      const said = fill(texts.meanwhileChange, label, words(change, before), words(change, now));
      const choice = mine && drawChoice(change, label, mine.value, words, options);
      return make('li', {}, make('div', { text: said }), choice);
    }),
  );
  const element = make(
    'div',
    { className: 'notice meanwhile' },
    title,
    more === undefined ? undefined : make('div', { text: more }),
    changes.length ? list : undefined,
  );
  element.role = 'group';
  element.setAttribute('aria-labelledby', title.id);
  element.tabIndex = -1;
  return element;
}

function drawChoice(
  change: Meanwhile,
  label: string,
  mine: Value | undefined,
  words: (change: Meanwhile, value: Value | undefined) => string,
  { texts, choose }: MeanwhileOptions,
): HTMLElement {
  const name = freshId();
  const option = (text: string, value: Value | undefined, checked: boolean): HTMLElement => {
    const box = make('input');
    Object.assign(box, { type: 'radio', name, checked });
    box.addEventListener('change', () => choose(change, value));
    return make('label', {}, box, make('span', { text: fill(text, words(change, value)) }));
  };
  const group = make(
    'div',
    { className: 'meanwhileChoice' },
    option(texts.keepMine, mine, true),
    option(texts.takeTheirs, change.now, false),
  );
  group.role = 'radiogroup';
  group.ariaLabel = label;
  return group;
}
