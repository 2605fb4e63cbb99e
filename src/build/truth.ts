// Collects what the simulator's rules rest on from the marks in its comments, and writes them as a table. The simulator's README
// says how a mark is written.
import * as fs from 'node:fs';
import * as path from 'node:path';

import type { ApiFacts } from '../api/core/facts';

/** Seen in an answer or log of AWS, documented or modelled, concluded from clients, or unknown. */
export type Evidence = 'V' | 'D' | 'C' | 'U';

/** A rule of the simulator, with what it rests on. */
export interface Mark {
  readonly evidence: Evidence;
  /** Names of operations; `Every operation` alone for a rule of all. */
  readonly operations: readonly string[];
  /** A sentence. */
  readonly rule: string;
  /** Where it is known from: a word of `sources`, which details may follow after a colon. Empty for a guess. */
  readonly source: string;
  /** The file below the simulator's folder. */
  readonly file: string;
}

/** What the first word of a source means, by evidence. */
const sources: Readonly<Record<Evidence, Readonly<Record<string, string>>>> = {
  V: { log: 'an answer or log of AWS that somebody published' },
  D: { docs: "AWS's documentation", model: "the API's model" },
  C: { clients: 'code that works against AWS', docs: "AWS's documentation" },
  U: {},
};

const meanings: Readonly<Record<Evidence, string>> = {
  V: 'seen word for word in an answer or log of AWS',
  D: "documented by AWS, or part of the API's model",
  C: 'concluded, mostly from client code that works against AWS',
  U: 'unknown: a guess',
};

const every = 'Every operation';
const markText = /^\(([VDCU])\) (Every operation|[A-Z]\w+(?:, [A-Z]\w+)*): (.+?)(?: \[([^\]]+)\])?$/;

/**
 * The marks in the comments of a file.
 * @param file its path below the simulator's folder
 * @param known names of all operations
 * @returns the marks, and a sentence for each that is written in another way
 */
export function marksIn(text: string, file: string, known: ReadonlySet<string>): { marks: Mark[]; problems: string[] } {
  const marks: Mark[] = [];
  const problems: string[] = [];
  for (const piece of commentsIn(text).flatMap(comment => comment.split(/(?<=^|\s)(?=\([VDCU]\)(?:\s|$))/))) {
    const written = piece.trim();
    // A mark within a sentence, or with two letters, would be in no table.
    if (!/\([VDCU](\)|[,:] )/.test(written)) continue;
    const [, letter, names = '', rule = '', source = ''] = markText.exec(written) ?? [];
    const evidence = letter as Evidence | undefined;
    const operations = names.split(', ');
    const problem = !evidence
      ? 'is not written as “(D) Operation: rule. [docs]”'
      : /\([VDCU](\)|[,:] )/.test(rule)
        ? 'has another mark inside'
        : !sourceFits(evidence, source)
          ? `has no source that fits its letter: ${Object.keys(sources[evidence]).join(' or ') || 'a guess has none'}`
          : unknown(operations, known);
    if (problem || !evidence) problems.push(`${file}: “${written.slice(0, 80)}” ${problem}`);
    else marks.push({ evidence, operations, rule, source, file });
  }
  return { marks, problems };
}

function sourceFits(evidence: Evidence, source: string): boolean {
  return evidence === 'U' ? source === '' : Object.hasOwn(sources[evidence], source.split(':')[0] ?? '');
}

function unknown(operations: readonly string[], known: ReadonlySet<string>): string | undefined {
  const name = operations.find(operation => operation !== every && !known.has(operation));
  return name === undefined ? undefined : `names an operation that no service has: ${name}`;
}

/** The texts of comments: lines that follow one another are one text, and a tag such as @throws begins another. */
function commentsIn(text: string): string[] {
  const comments: string[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    const [, whole] = /^\s*(?:\/\/|\/\*\*?|\*(?!\/))\s?(.*?)\s*(?:\*\/)?\s*$/.exec(line) ?? [];
    const [, behind] = /\S\s\/\/ (\([VDCU]\b.*)$/.exec(line) ?? [];
    const begins = !open || /^\s*\/\*/.test(line) || whole?.startsWith('@');
    if (whole !== undefined) {
      if (begins) comments.push(whole);
      else comments[comments.length - 1] += ` ${whole}`;
    } else if (behind !== undefined) {
      comments.push(behind);
    }
    open = whole !== undefined && !/\*\/\s*$/.test(line);
  }
  return comments;
}

/** A service's operations, as its facts name them. */
interface Operations {
  /** Its folder in src/api. */
  readonly service: string;
  readonly names: readonly string[];
  /** Whether the facts leave out operations that the project doesn't use. */
  readonly partial: boolean;
}

/**
 * All marks of the simulator's files.
 * @param root the project's folder
 * @throws Error that lists the marks that can't be read
 */
export function readTruth(root: string): { services: Operations[]; marks: Mark[] } {
  const api = path.join(root, 'src/api');
  const services = fs
    .readdirSync(api)
    .filter(service => fs.existsSync(path.join(api, service, 'facts.json')))
    .sort()
    .map(service => {
      const facts = JSON.parse(fs.readFileSync(path.join(api, service, 'facts.json'), 'utf8')) as ApiFacts;
      return { service, names: Object.keys(facts.operations).sort(), partial: facts.partial === true };
    });
  const known = new Set(services.flatMap(({ names }) => names));
  const folder = path.join(root, 'src/simulator');
  const read = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => file.split(path.sep).join('/'))
    .sort()
    .map(file => marksIn(fs.readFileSync(path.join(folder, file), 'utf8'), file, known));
  const problems = read.flatMap(file => file.problems);
  if (problems.length) throw new Error(`Marks of the simulator that can't be read:\n${problems.join('\n')}`);
  return { services, marks: read.flatMap(file => file.marks) };
}

/** The text of the simulator's TRUTH.md: each operation with its rules. */
export function truthTable({ services, marks }: ReturnType<typeof readTruth>): string {
  const tables = services.map(({ service, names, partial }) => {
    const note = partial ? ' The simulator knows these operations of the service; it refuses all others by name.' : '';
    return [
      `## ${service}\n\n${names.length} operations.${note}\n`,
      ...header,
      ...names.flatMap(name => rows(name, marks)),
    ].join('\n');
  });
  return [
    '# What the rules of the simulator rest on',
    'Made by `npm run generate` from the marks in the code. To change a row, change the mark beside the rule; `README.md` says how.',
    countsOf({ services, marks }),
    `## Every operation\n\n${[...header, ...rows(every, marks)].join('\n')}`,
    ...tables,
  ]
    .join('\n\n')
    .concat('\n');
}

const header = ['| operation | | rule | source | code |', '| --- | --- | --- | --- | --- |'];

function rows(operation: string, marks: readonly Mark[]): string[] {
  const own = marks.filter(({ operations }) => operations.includes(operation));
  if (!own.length) return [`| ${operation} | D | shape from the API's model; no further rule | the API's model | |`];
  return own.map(({ evidence, rule, source, file }) => {
    return `| ${operation} | ${evidence} | ${cell(rule)} | ${cell(sourceText(evidence, source))} | \`${file}\` |`;
  });
}

function sourceText(evidence: Evidence, source: string): string {
  const [kind = '', ...details] = source.split(':');
  const words = sources[evidence][kind] ?? '';
  return details.length ? `${words}:${details.join(':')}` : words;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** How many rules rest on what, for the simulator's README. */
export function countsOf({ services, marks }: ReturnType<typeof readTruth>): string {
  const names = services.flatMap(service => service.names);
  const bare = names.filter(name => !marks.some(({ operations }) => operations.includes(name)));
  return [
    '| | means | rules |',
    '| --- | --- | --- |',
    ...(Object.keys(meanings) as Evidence[]).map(
      letter => `| ${letter} | ${meanings[letter]} | ${marks.filter(({ evidence }) => evidence === letter).length} |`,
    ),
    `\nOf ${names.length} operations of ${services.length} services, ${bare.length} have no rule beyond the API's model.`,
  ].join('\n');
}
