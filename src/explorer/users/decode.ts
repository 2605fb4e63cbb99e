// Bytes of a file as text. Spreadsheets write UTF-8 and UTF-16, with and without a mark, and older programs the code page of Windows.

/**
 * Reads the bytes of a text file. A byte order mark says what they are; without one, UTF-16 is told by its zero bytes, and what is not
 * UTF-8 is in the code page that Windows uses for the language.
 * @param language of VS Code, such as `ja`
 * @returns the text, without the mark
 */
export function decoded(bytes: Uint8Array, language: string): string {
  const encoding = marked(bytes) ?? unmarked(bytes);
  if (encoding !== 'utf-8') return read(bytes, encoding);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return read(bytes, language.startsWith('ja') ? 'shift_jis' : 'windows-1252');
  }
}

const read = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

function marked([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}

/** How many bytes are looked at to tell UTF-16. */
const looked = 1_000;

/** Headings and addresses are mostly ASCII, so that in UTF-16 every other byte of them is zero. */
function unmarked(bytes: Uint8Array): string {
  const zeros = [0, 0];
  const begin = bytes.subarray(0, looked);
  for (const [place, byte] of begin.entries()) if (!byte) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const many = begin.length / 4;
  const [even = 0, odd = 0] = zeros;
  if (odd > many) return 'utf-16le';
  return even > many ? 'utf-16be' : 'utf-8';
}
