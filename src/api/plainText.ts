/**
 * A text that somebody else wrote, made harmless wherever it is shown: on one line, without control characters, with marks
 * that turn the direction of reading made visible, and without links. VS Code's notifications make a link, even one that
 * runs a command, of `[words](command:…)`.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
    .replaceAll('](', '] (');
}

/** An error's name or a request's id as a server gave it; undefined for what is too long or has other characters. */
export function plainCode(code: unknown): string | undefined {
  return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? code : undefined;
}
