import type { ListField, Value } from '../forms/field';
import { isEmpty, isList } from '../forms/values';
import { onPastedEntries } from './pastedLines';
import { drawRows, type Row } from './rows';
import { type FieldLocation, type FieldView, isRequired, ownProblems, type PageContext, problemsAt } from './view';

/** Draws a list: one row per entry. An empty entry keeps its index, so that problems appear at the right rows. */
export function drawList(field: ListField, context: PageContext, place: FieldLocation, value?: Value): FieldView {
  const drawEntry = (entry: string, given?: Value): Row & { view: FieldView } => {
    const item = field.locked === undefined ? field.item : { ...field.item, locked: '' };
    const others = () => list.rows.filter(row => row.view !== view).map(row => row.view.read());
    const view: FieldView = context.draw(item, { path: '', entry, others }, given);
    return { view, element: view.element, focus: () => view.focus() };
  };
  const list = drawRows(field, context, place, drawEntry);
  for (const entry of isList(value) ? value : []) list.add(entry);

  if (field.locked === undefined) {
    onPastedEntries(list.frame.element, field.item, (entries, at) => {
      const into = list.rows.find(({ element }) => at instanceof Node && element.contains(at));
      const added = entries.map(entry => list.add(entry));
      if (into && into.view.read() === undefined) list.remove(into);
      context.changed();
      added.at(-1)?.focus();
    });
  }

  const read = () => {
    const entries = list.rows.map(({ view }) => view.read() ?? '');
    return entries.length ? entries : undefined;
  };
  return {
    element: list.frame.element,
    read,
    focus: () => list.focus(),
    faults: () =>
      list.rows.flatMap(({ view }, at) =>
        (view.faults?.() ?? []).map(({ path, message }) => ({ path: [at, ...path], message })),
      ),
    show(problems, state) {
      const own = ownProblems(problems, [...list.rows.keys()])[0]?.message;
      list.frame.element.hidden = state.forbidden.has(place.path) && isEmpty(read());
      list.frame.setRequired(isRequired(field, place, state));
      list.setProblem(state.all ? own : undefined);
      list.rows.forEach(({ view }, at) => view.show(problemsAt(problems, at), { ...state, idle: false }));
    },
  };
}
