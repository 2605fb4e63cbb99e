/** A program that a shell has started. */
export interface Run {
  /** The program's name, then its arguments as it receives them. */
  readonly argv: readonly string[];
  /** Variables of its environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Its standard input. */
  readonly stdin: string;
  /** The contents of files while it ran, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * A command line as a Windows program takes it apart, by the rules of Microsoft's C runtime and CommandLineToArgvW:
 * 2n backslashes before a quote are n and the quote begins or ends a part, 2n+1 are n and the quote itself; two quotes
 * inside a quoted part are one; backslashes elsewhere are themselves.
 */
export function argvOf(line: string): string[] {
  const argv: string[] = [];
  let at = 0;
  while (at < line.length) {
    while (line[at] === ' ' || line[at] === '\t') at++;
    if (at >= line.length) break;
    let word = '';
    let quoted = false;
    while (at < line.length && (quoted || (line[at] !== ' ' && line[at] !== '\t'))) {
      let backslashes = 0;
      while (line[at] === '\\') {
        backslashes++;
        at++;
      }
      if (line[at] !== '"') {
        word += '\\'.repeat(backslashes);
        if (backslashes) continue;
        word += line[at++];
        continue;
      }
      word += '\\'.repeat(Math.floor(backslashes / 2));
      if (backslashes % 2) {
        word += '"';
      } else if (quoted && line[at + 1] === '"') {
        word += '"';
        at++;
      } else {
        quoted = !quoted;
      }
      at++;
    }
    argv.push(word);
  }
  return argv;
}
