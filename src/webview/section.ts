// A part of the form that folds. It uses <details>, which the browser unfolds for found text and which screen readers support.
import { fill, type Texts } from '../forms/texts';
import { isLeftEmpty } from '../forms/values';
import { make } from './dom';
import type { DrawnField } from './view';

export interface Section {
  readonly element: HTMLDetailsElement;
  add(drawn: DrawnField): void;
  open(): void;
  /**
   * Updates the counts in the section's title, and hides the section while all its fields are hidden.
   * @param wrong members with visible problems
   * @param changed members that an update sends
   */
  refresh(wrong: readonly string[], changed: readonly string[]): void;
}

/** Draws a section, folded. */
export function drawSection(title: string, texts: Texts): Section {
  const parts: DrawnField[] = [];
  const note = make('span', { className: 'sectionNote' });
  const chevron = make('span', { className: 'chevron' });
  const heading = make('h2', { text: title });
  const body = make('div', { className: 'sectionBody' });
  const element = make('details', {}, make('summary', {}, chevron, heading, note), body);
  return {
    element,
    add(drawn) {
      parts.push(drawn);
      body.append(drawn.view.element);
    },
    open: () => void (element.open = true),
    refresh(wrong, changed) {
      const count = (names: readonly string[]): number =>
        parts.filter(({ field }) => names.includes(field.name)).length;
      const set = parts.filter(({ field, view }) => {
        const value = view.read();
        return value !== undefined && !isLeftEmpty(field, value);
      }).length;
      const notes = [
        { className: 'wrongInside', text: texts.problemsInside, number: count(wrong) },
        { className: 'changedInside', text: texts.changedInside, number: count(changed) },
        { className: 'setInside', text: texts.setInside, number: set },
      ].filter(({ number }) => number > 0);
      note.replaceChildren(
        ...notes.map(({ className, text, number }) => make('span', { className, text: fill(text, number) })),
      );
      element.classList.toggle('changed', count(changed) > 0);
      element.hidden = parts.every(({ view }) => view.element.hidden);
    },
  };
}
