// Commands for sh and similar shells, quoted as in POSIX: nothing is special between single quotes.
import type { Command } from './command';

/** A command on one line. */
export function shText({ program, words, options, variables, json }: Command): string {
  const input = program === 'aws' ? '--cli-input-json' : '--data-raw';
  return [
    ...Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`),
    program,
    ...words,
    ...options.flatMap(([name, value]) => [name, quoted(value)]),
    ...(json === undefined ? [] : [input, quoted(json)]),
  ]
    .filter(Boolean)
    .join(' ');
}

/** A text as one word. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
