// Sessions as text: comma-separated values (RFC 4180) for files, and values between tabs for the clipboard.
import type { ColumnName } from '../../sessions/page';
import { csvText, plainCell } from '../show/csv';
import type { ResourceNode } from '../tree/node';
import { cellOf } from './rows';

/** What to write of each session, with the titles that the user sees. */
type Columns = readonly { readonly name: ColumnName; readonly title: string }[];

/** Writes a table of sessions: a line of titles, and a line for each session. Times are in UTC (ISO 8601). */
export function csvOf(nodes: readonly ResourceNode[], columns: Columns): string {
  return csvText(linesOf(nodes, columns));
}

/** The same table with tabs between the values, as a spreadsheet takes it from the clipboard. */
export function tsvOf(nodes: readonly ResourceNode[], columns: Columns): string {
  const cell = (text: string): string => plainCell(text).replaceAll(/[\t\r\n]+/g, ' ');
  return linesOf(nodes, columns)
    .map(cells => `${cells.map(cell).join('\t')}\n`)
    .join('');
}

const linesOf = (nodes: readonly ResourceNode[], columns: Columns): readonly (readonly string[])[] => [
  columns.map(({ title }) => title),
  ...nodes.map(node => columns.map(({ name }) => textOf(cellOf(name, node)))),
];

const textOf = (cell: string | number): string => (typeof cell === 'number' ? new Date(cell).toISOString() : cell);
