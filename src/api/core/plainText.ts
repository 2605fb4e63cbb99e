/**
 * Makes a text from outside safe to show: on one line, without control characters, links and icons. Invisible characters and
 * those that change the text direction become visible. VS Code's notifications turn `[text](command:…)` into a link, which can
 * even run a command, and its lists draw `$(error)` as an icon.
 *
 * A plain text stays as it is, so a text may be passed several times.
 */
export function plainText(text: string): string {
  const visible = allVisible.test(text)
    ? text
    : text
        .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
        .replace(invisible, (mark: string, wanted?: string) => (mark === wanted ? mark : '\uFFFD'));
  return visible.replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/** Most texts have only these characters. It takes milliseconds to compile the pattern for the others. */
const allVisible = /^[ -~\u00A1-\u00AC\u00AE-\u024F]*$/;

/**
 * Invisible characters, such as those that change the text direction or make two names look equal. Invisible characters that
 * scripts and emoji need are kept: they come first in the pattern, in the capturing group.
 */
const invisible = new RegExp(
  [
    // Emoji that are composed, or have a color: 👩‍💻, ❤️.
    '(\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0F]?(?:\\u200D\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0F]?)*',
    // In Arabic and Indic scripts, letters are joined or separated.
    '|(?<=[\\p{Lo}\\p{M}])[\\u200C\\u200D](?=\\p{Lo}))',
    '|[\\p{Cf}\\p{Default_Ignorable_Code_Point}]',
  ].join(''),
  'gu',
);

/** The name of an error or a request id from a server; undefined if it is too long or has unexpected characters. */
export function plainCode(code: unknown): string | undefined {
  return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code : undefined;
}
