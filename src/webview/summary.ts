import type { FieldProblem } from '../forms/field';
import { fill, type Texts } from '../forms/texts';
import { make } from './dom';

/** Draws the place above the fields where a form says how many problems there are, and those that stand at no field. */
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
      // Said again only when it has changed: a screen reader reads every change of an alert.
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
