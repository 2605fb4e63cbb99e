// A text of several lines that is pasted into an entry of a list becomes as many entries: addresses come from a spreadsheet
// or a mail.
import type { Field, Value } from '../forms/field';

/** Makes of each line an entry; undefined for a list whose entries can't be made of one text. */
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

/** Calls `insert` with what is pasted anywhere inside, when it is more than one entry. */
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
