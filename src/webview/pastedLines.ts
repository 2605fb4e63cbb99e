// Pasting several lines into an entry of a list creates one entry per line, so that users can copy addresses from a spreadsheet
// or an email.
import type { Field, Value } from '../forms/field';

/** Creates an entry from each line; undefined for a single line and for lists whose entries can't be created from a text. */
export function entriesOf(item: Field, text: string): Value[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(Boolean);
  if (lines.length < 2) return undefined;
  if (item.kind === 'text') return lines;
  const first = item.kind === 'group' ? item.fields.find(({ kind }) => kind === 'text') : undefined;
  return first && lines.map(line => ({ [first.name]: line }));
}

/** Calls `insert` with the entries when more than one is pasted anywhere inside the element. */
export function onPastedEntries(
  element: HTMLElement,
  item: Field,
  insert: (entries: readonly Value[], at: EventTarget | null) => void,
): void {
  element.addEventListener('paste', event => {
    const entries = entriesOf(item, event.clipboardData?.getData('text') ?? '');
    if (!entries) return;
    event.preventDefault();
    insert(entries, event.target);
  });
}
