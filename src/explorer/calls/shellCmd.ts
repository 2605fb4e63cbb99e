// Commands for the cmd prompt. (In a batch file, each % would be doubled.) cmd replaces %NAME% even
// between quotes, so a word with % is written without quotes and with a caret before each special character.
import type { Command } from './command';

/** Written before the program runs, removed after it. */
const file = '%TEMP%\\appstream-request.json';

/** A command, in lines that run one after the other. */
export function cmdText({ program, words, options, variables, json }: Command): string {
  const given = [...words, ...options.flatMap(([name, value]) => [name, quoted(value)])].filter(Boolean).join(' ');
  // --data drops the line break that echo adds. The JSON is plain, so echo prints it unchanged.
  if (program === 'curl') return `echo ${json ?? ''}| curl.exe ${given} --data @-`;
  const aws = `aws ${given}${json === undefined ? '' : ` --cli-input-json "file://${file}"`}`;
  // A separate cmd, so that the variables end with it.
  const sets = Object.entries(variables).map(([name, value]) => `set ${name}=${escaped(value)}&`);
  const line = sets.length ? `cmd /d /c ${escaped(`${sets.join('')}${aws}`)}` : aws;
  return json === undefined ? line : [`>"${file}" echo ${json}`, line, `del "${file}"`].join('\n');
}

/** A text as one word: quoted for Microsoft's C runtime, then for cmd. */
function quoted(text: string): string {
  const word = `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
  return /[%"]/.test(text) ? escaped(word) : word;
}

/**
 * A text without special characters for cmd. cmd replaces %NAME% before it reads carets. A caret after the percent sign makes
 * it a different name, of a variable that doesn't exist.
 */
function escaped(text: string): string {
  return text.replace(/[()!^"<>&|]/g, '^$&').replace(/%(?!\^|$)/g, '%^');
}
