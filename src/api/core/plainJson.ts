/**
 * The same JSON in characters that no shell, code page or console changes on the way: what is not plain ASCII, quotes inside
 * texts and what cmd gives a meaning to are written as `\u0022`. What reads the JSON sees no difference.
 * @param json as `JSON.stringify` writes it, on one line
 */
export function plainJson(json: string): string {
  // A backslash that is escaped itself must not be taken for the one before a quote.
  return json.replace(/\\\\|\\"|[^\x20-\x7e]|[%!^&|<>?]/g, found =>
    found === '\\\\'
      ? found
      : `\\u${found
          .charCodeAt(found.length - 1)
          .toString(16)
          .padStart(4, '0')}`,
  );
}
