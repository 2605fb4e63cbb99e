// Rows that users can add and remove, for lists and maps.
import type { Field } from '../forms/field';
import { fill } from '../forms/texts';
import { button, describeById, setButtonDisabled } from './controls';
import { make } from './dom';
import { drawFrame, type Frame, removeButton } from './frame';
import type { FieldLocation, PageContext } from './view';

/** One row. */
export interface Row {
  readonly element: HTMLElement;
  focus(): void;
}

export interface Rows<R extends Row, V> {
  readonly frame: Frame;
  readonly rows: readonly R[];
  add(value: V): R;
  /** Removes a row and moves the focus to its neighbor. */
  remove(row: R): void;
  focus(): void;
  /** Shows a problem of the whole list or map; undefined removes it. */
  setProblem(message: string | undefined): void;
}

/** Draws the rows' frame and the button that adds a row. @param draw draws a row, an empty one without a value */
export function drawRows<R extends Row, V>(
  field: Field,
  context: PageContext,
  place: FieldLocation,
  draw: (name: string, value?: V) => R,
): Rows<R, V> {
  const rows: R[] = [];
  const lines = new Map<R, HTMLElement>();
  let made = 0;
  const holder = make('div', { className: 'rows' });
  const adder = button({
    text: context.texts.add,
    label: fill(context.texts.addTo, place.entry ?? field.label),
    onClick: () => {
      const row = add();
      context.changed();
      row.focus();
    },
  });
  setButtonDisabled(adder, field.locked !== undefined);
  const frame = drawFrame(field, context, place, holder, adder);

  function add(value?: V): R {
    // Numbered in the order of their creation, so that two rows never have the same name, even after removing some.
    const name = fill(context.texts.entry, field.label, ++made);
    const row = draw(name, value);
    const line = make('div', { className: 'row' }, row.element);
    if (field.locked === undefined) line.append(removeButton(name, context, () => remove(row)));
    rows.push(row);
    lines.set(row, line);
    holder.append(line);
    return row;
  }

  function remove(row: R): void {
    const at = rows.indexOf(row);
    rows.splice(at, 1);
    lines.get(row)?.remove();
    lines.delete(row);
    context.changed();
    // Otherwise, the focus would be lost with the row.
    (rows[at] ?? rows[at - 1] ?? adder).focus();
  }

  return {
    frame,
    rows,
    add,
    remove,
    focus: () => (rows[0] ?? adder).focus(),
    setProblem(message) {
      frame.setProblem(message);
      describeById(adder, frame.describedBy, message !== undefined);
    },
  };
}
