// Commands for cmd, to be pasted at its prompt: in a batch file each % would have to stand twice. It replaces %NAME% even
// between quotes, so a word with one is written without quotes, each character that has a meaning behind a caret.
import type { Command } from './command';

/** Written before the program runs, removed after it. */
const file = '%TEMP%\\appstream-request.json';

/** A command, in lines that run one by one. */
export function cmdText({ program, words, options, variables, json }: Command): string {
  const given = [...words, ...options.flatMap(([name, value]) => [name, quoted(value)])].filter(Boolean).join(' ');
  // --data leaves out the line break that echo adds; the JSON is plain, so that it may be echoed as it is.
  if (program === 'curl') return `echo ${json ?? ''}| curl.exe ${given} --data @-`;
  const aws = `aws ${given}${json === undefined ? '' : ` --cli-input-json "file://${file}"`}`;
  // In a cmd of its own, whose environment ends with it.
  const sets = Object.entries(variables).map(([name, value]) => `set ${name}=${escaped(value)}&`);
  const line = sets.length ? `cmd /d /c ${escaped(`${sets.join('')}${aws}`)}` : aws;
  return json === undefined ? line : [`>"${file}" echo ${json}`, line, `del "${file}"`].join('\n');
}

/** A text as one word, by the rules of Microsoft's C runtime, then by those of cmd. */
function quoted(text: string): string {
  const word = `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
  return /[%"]/.test(text) ? escaped(word) : word;
}

/**
 * A text in which nothing has a meaning to cmd. It replaces %NAME% before it looks at carets: one behind the percent sign makes
 * the name another, that of no variable.
 */
function escaped(text: string): string {
  return text.replace(/[()!^"<>&|]/g, '^$&').replace(/%(?!\^|$)/g, '%^');
}
