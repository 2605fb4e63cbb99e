/**
 * Rewrites JSON with characters that no shell, code page or console changes. Characters outside ASCII, quotation marks inside
 * texts and characters with a meaning in cmd are written as escapes such as `\u0022`. The JSON's value stays the same.
 * @param json as `JSON.stringify` writes it, on one line
 */
export function plainJson(json: string): string {
  // An escaped backslash must not be taken for the backslash before a quotation mark.
  return json.replace(/\\\\|\\"|[^\x20-\x7e]|[%!^&|<>?]/g, found =>
    found === '\\\\'
      ? found
      : `\\u${found
          .charCodeAt(found.length - 1)
          .toString(16)
          .padStart(4, '0')}`,
  );
}
