// Sessions as comma-separated values (RFC 4180), for spreadsheets.
import type { ColumnName } from '../../sessions/page';
import type { ResourceNode } from '../tree/node';
import { cellOf } from './rows';

/** How a spreadsheet knows that the text is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * Writes a table of sessions: a line of titles, and a line for each session. Times are in UTC (ISO 8601).
 * @param columns what to write of each session, with the titles that the user sees
 */
export function csvOf(
  nodes: readonly ResourceNode[],
  columns: readonly { readonly name: ColumnName; readonly title: string }[],
): string {
  const lines = [
    columns.map(({ title }) => title),
    ...nodes.map(node => columns.map(({ name }) => textOf(cellOf(name, node)))),
  ];
  return `${byteOrderMark}${lines.map(cells => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

const textOf = (cell: string | number): string => (typeof cell === 'number' ? new Date(cell).toISOString() : cell);

/** A cell as a spreadsheet reads it. A text that a spreadsheet would run as a formula begins with an apostrophe instead. */
export function csvCell(text: string): string {
  const plain = /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
