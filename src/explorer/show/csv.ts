// Comma-separated values (RFC 4180), for spreadsheets.

/** How a spreadsheet knows that the text is UTF-8. */
const byteOrderMark = '\uFEFF';

/** Writes a table: the titles of the columns first, then the rows. */
export function csvText(lines: readonly (readonly string[])[]): string {
  return `${byteOrderMark}${lines.map(cells => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** A text that a spreadsheet would run as a formula begins with an apostrophe instead. */
export const plainCell = (text: string): string => (/^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text);

/** A cell as a spreadsheet reads it, and not as a formula. */
export function csvCell(text: string): string {
  const plain = plainCell(text);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
