// The text of a file as a table. The package d3-dsv reads it. What it would read leniently, and lose characters, is refused here.
import * as l10n from '@vscode/l10n';
import { dsvFormat } from 'd3-dsv';

/** A file as a table. All rows have as many cells as there are headings. */
export interface Table {
  /** The first row; made-up headings if it has an address already. */
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** Its number in a spreadsheet: the first row of the file is 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Why a file can't be read, as a whole sentence. It quotes nothing of the file. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
}

const delimiters = [',', ';', '\t'] as const;

/** How many rows a file may have. An account has a few thousand users at most. */
const mostRows = 50_000;

/**
 * Reads a text with commas, semicolons or tabs between the cells. Empty rows and empty columns at the end are left out.
 * @throws UnreadableTable for a text without rows, with too many, or with quotation marks that don't match
 */
export function readTable(text: string): Table {
  // Excel's own first line, which names the delimiter.
  const [declared = '', named] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  const body = text.slice(declared.length).replace(/^\uFEFF/, '');
  const delimiter = named ?? likelyDelimiter(body);
  const unquoted = misquotedRow(body, delimiter);
  const before = declared ? 1 : 0;
  if (unquoted !== undefined) {
    throw new UnreadableTable(
      l10n.t('Row {0} has quotation marks that do not match. Correct it and try again.', unquoted + before),
    );
  }
  const all = dsvFormat(delimiter)
    .parseRows(body)
    .map((cells, place) => ({ number: place + 1 + before, cells: cells.map(cleanCell) }))
    .filter(({ cells }) => cells.some(Boolean));
  if (all.length > mostRows) {
    throw new UnreadableTable(l10n.t('There are more than {0} rows. Split them into several files.', mostRows));
  }
  const [first, ...others] = all;
  if (!first) throw new UnreadableTable(l10n.t('There are no rows.'));
  const hasHeadings = !first.cells.some(cell => cell.includes('@'));
  const rows = hasHeadings ? others : all;
  if (!rows.length) throw new UnreadableTable(l10n.t('There are no rows below the headings.'));
  const width = Math.max(
    ...all
      .slice(0, 1)
      .concat(rows)
      .map(({ cells }) => filled(cells)),
  );
  const headings = Array.from({ length: width }, (_, place) =>
    hasHeadings && first.cells[place] ? first.cells[place] : l10n.t('Column {0}', place + 1),
  );
  return {
    headings,
    rows: rows.map(({ number, cells }) => ({ number, cells: headings.map((_, place) => cells[place] ?? '') })),
  };
}

/** Up to and with the last cell that is not empty. */
const filled = (cells: readonly string[]): number => cells.findLastIndex(Boolean) + 1;

/** The most frequent one in the first row that has any, outside quotation marks. */
function likelyDelimiter(text: string): string {
  const bare = text.slice(0, 10_000).replace(/"[^"]*"/g, '');
  const line = bare.split(/[\r\n]/).find(one => delimiters.some(delimiter => one.includes(delimiter))) ?? '';
  const counts = delimiters.map(delimiter => line.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The first row in which text follows a closing quotation mark, or an opened one is not closed: from 1. */
function misquotedRow(text: string, delimiter: string): number | undefined {
  const escaped = `\\u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const cell = new RegExp(`(?:"[^"]*(?:""[^"]*)*"|(?!")[^${escaped}\\r\\n]*)(?:(${escaped})|(\\r\\n|\\r|\\n)|$)`, 'y');
  let row = 1;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) return row;
    if (found[2] !== undefined) row += 1;
  }
  return undefined;
}

/**
 * A cell without blanks at its ends and invisible characters. The apostrophe that disarms a formula in a saved file is taken away
 * again.
 */
function cleanCell(text: string): string {
  return text
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .normalize('NFC')
    .trim()
    .replace(/^'(?=\s*[=+\-@])/, '');
}
