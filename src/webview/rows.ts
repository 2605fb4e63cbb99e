// Rows that can be added and taken away, as lists and maps have them.
import type { Field } from '../forms/field';
import { fill } from '../forms/texts';
import { button, describeById, setButtonDisabled } from './controls';
import { make } from './dom';
import { drawFrame, type Frame, removeButton } from './frame';
import type { FieldLocation, PageContext } from './view';

/** One row: what is drawn of it and where its focus goes. */
export interface Row {
  readonly element: HTMLElement;
  focus(): void;
}

export interface Rows<R extends Row, V> {
  readonly frame: Frame;
  readonly rows: readonly R[];
  add(value: V): R;
  /** Takes a row away; the focus goes to its neighbour. */
  remove(row: R): void;
  focus(): void;
  /** Shows what is wrong with the rows as a whole. */
  setProblem(message: string | undefined): void;
}

/** Draws the rows' frame and the button that adds one. `draw` makes a row, an empty one when it has no value. */
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
    label: `${context.texts.add}: ${place.entry ?? field.label}`,
    onClick: () => {
      const row = add();
      context.changed();
      row.focus();
    },
  });
  setButtonDisabled(adder, field.locked !== undefined);
  const frame = drawFrame(field, context, place, holder, adder);

  function add(value?: V): R {
    // Numbered as they were made: two rows never have the same name, whichever were taken away before.
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
    // The focus would otherwise be lost with the row.
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
