// Draws a list with at most one entry per enum value: one row per value, with a switch or a check box.
import type { ListField, Option, Value, Values } from '../forms/field';
import { fill, type Texts } from '../forms/texts';
import { isEmpty, isList, isValues } from '../forms/values';
import { make } from './dom';
import { drawEachRow, type EachField, membersOf, optionsOf, textAt } from './eachRow';
import { drawFrame } from './frame';
import { type FieldLocation, type FieldView, isRequired, ownProblems, type PageContext, problemsAt } from './view';

/** Whether the list is one for `drawEach`. */
export function isEach(field: ListField): field is EachField {
  return field.each !== undefined && field.item.kind === 'group';
}

/** Draws such a list. Entries that the user doesn't change stay as they are, even values that the model doesn't have yet. */
export function drawEach(field: EachField, context: PageContext, place: FieldLocation, value?: Value): FieldView {
  const given = isList(value) ? value.filter(isValues) : [];
  const rows = rowsOf(field, given).map(({ option, entry }) => drawEachRow(field, option, entry, context));
  const holder = make('div', { className: 'each' }, ...rows.map(row => row.element));
  const frame = drawFrame({ ...field, ...helpOf(field, context.texts) }, context, place, holder);

  // Existing entries keep their order, so that the list doesn't count as changed.
  const inOrder = [...rows].sort((a, b) => position(given, a.entry) - position(given, b.entry));
  const filled = () => inOrder.filter(row => row.read() !== undefined);
  const read = () => {
    const entries = filled()
      .map(row => row.read())
      .filter(isValues);
    return entries.length ? entries : undefined;
  };
  return {
    element: frame.element,
    read,
    focus: () => rows[0]?.focus(),
    faults: () =>
      filled().flatMap((row, at) => row.faults().map(({ path, message }) => ({ path: [at, ...path], message }))),
    show(problems, state) {
      const present = filled();
      const own = state.all ? ownProblems(problems, [...present.keys()])[0]?.message : undefined;
      frame.element.hidden = state.forbidden.has(place.path) && isEmpty(read());
      frame.setRequired(isRequired(field, place, state));
      frame.setProblem(own);
      for (const [at, row] of rows.entries()) {
        row.show(present.includes(row) ? problemsAt(problems, present.indexOf(row)) : [], state);
        // A problem of the whole list is shown at the first row, where the user can correct it.
        if (at === 0) row.mark(frame.describedBy, own !== undefined);
      }
    },
  };
}

const position = (given: readonly Values[], entry: Values | undefined): number =>
  entry === undefined ? given.length : given.indexOf(entry);

/** A row for each value: those of the model, then unknown ones. */
function rowsOf({ item, each }: EachField, given: readonly Values[]): { option: Option; entry?: Values }[] {
  const options = optionsOf(item, each.key);
  const known = options.map(({ value }) => value);
  const keyOf = (entry: Values): string => textAt(entry, each.key);
  const unknown = [...new Set(given.map(keyOf))].filter(key => !known.includes(key));
  return [...options, ...unknown.map(value => ({ value }))].flatMap(option => {
    const entries = given.filter(entry => keyOf(entry) === option.value);
    return entries.length ? entries.map(entry => ({ option, entry })) : [{ option }];
  });
}

/** The help of the list. With switches, it includes the members' help, for which their rows have no room. */
function helpOf(field: EachField, texts: Texts): { help?: string } {
  if (!field.each.toggle) return {};
  const parts = membersOf(field).flatMap(({ label, help }) => (help ? [fill(texts.labelled, label, help)] : []));
  const help = [field.help, ...parts].filter(Boolean).join('\n');
  return help ? { help } : {};
}
