/**
 * A text that somebody else wrote, made harmless wherever it is shown: on one line, without control characters, with marks
 * that nobody sees, or that turn the direction of reading, made visible, without links and without icons. VS Code's
 * notifications make a link, even one that runs a command, of `[words](command:…)`, and its lists draw `$(error)`.
 *
 * What is plain stays as it is: a text may pass here several times.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(invisible, (mark: string, wanted?: string) => (mark === wanted ? mark : '\uFFFD'))
    .replaceAll('](', '] (')
    .replaceAll('$(', '$ (');
}

/**
 * Marks that are not seen, such as one that turns the direction, or that makes two equal names of two. Those that a script
 * or a picture is written with are kept: they come first, so that they are found as the wanted ones.
 */
const invisible = new RegExp(
  [
    // A picture of several, or in colour: 👩‍💻, ❤️.
    '(\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0F]?(?:\\u200D\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0F]?)*',
    // Letters of Arabic and of the scripts of India are joined, or kept apart.
    '|(?<=[\\p{Lo}\\p{M}])[\\u200C\\u200D](?=\\p{Lo}))',
    '|[\\p{Cf}\\p{Default_Ignorable_Code_Point}]',
  ].join(''),
  'gu',
);

/** An error's name or a request's id as a server gave it; undefined for what is too long or has other characters. */
export function plainCode(code: unknown): string | undefined {
  return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code : undefined;
}
