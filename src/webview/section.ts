// A part of the form that folds. The browser's own element for it: found text unfolds it, and screen readers know it.
import type { Field } from '../forms/field';
import { fill, type Texts } from '../forms/texts';
import { isLeftEmpty } from '../forms/values';
import { make } from './dom';
import type { FieldView } from './view';

export interface Section {
  readonly element: HTMLDetailsElement;
  add(field: Field, view: FieldView): void;
  open(): void;
  /** Says what is set inside, and hides it while there is nothing to see in it. */
  refresh(): void;
}

/** Draws a section, folded. */
export function drawSection(title: string, texts: Texts): Section {
  const parts: { field: Field; view: FieldView }[] = [];
  const note = make('span', { className: 'sectionNote' });
  const chevron = make('span', { className: 'chevron' });
  const heading = make('h2', { text: title });
  const body = make('div', { className: 'sectionBody' });
  const element = make('details', {}, make('summary', {}, chevron, heading, note), body);
  return {
    element,
    add(field, view) {
      parts.push({ field, view });
      body.append(view.element);
    },
    open: () => void (element.open = true),
    refresh() {
      const set = parts.filter(({ field, view }) => {
        const value = view.read();
        return value !== undefined && !isLeftEmpty(field, value);
      }).length;
      note.textContent = set ? fill(texts.setInside, set) : '';
      element.hidden = parts.every(({ view }) => view.element.hidden);
    },
  };
}
