import type { FieldProblem } from '../forms/field';
import { fill, type Texts } from '../forms/texts';
import { make } from './dom';

/** Draws the summary above the fields: how many problems there are, and those that belong to no field. */
export function drawSummary(texts: Texts) {
  const title = make('div', { className: 'summaryTitle' });
  const list = make('ul');
  const element = make('div', { className: 'summary' }, title, list);
  element.role = 'alert';
  element.tabIndex = -1;
  element.hidden = true;
  let shown = '';
  return {
    element,
    focus: () => element.focus(),
    show(count: number, whole: readonly FieldProblem[]): void {
      // Updated only if it has changed: screen readers read every change of an alert.
      const now = JSON.stringify([count, whole]);
      if (now === shown) return;
      shown = now;
      element.hidden = count === 0;
      title.textContent = count ? fill(texts.problems, count) : '';
      list.replaceChildren(...whole.map(({ message }) => make('li', { text: message })));
      list.hidden = whole.length === 0;
    },
  };
}
