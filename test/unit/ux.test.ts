// test/UX.md says which test shows each line of the checklist. Here it is held to that: its lines are complete, and each has a
// test that exists or a reason.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';

import { findRoot } from '../../tools/root.mjs';

const count = 80;

interface Line {
  readonly number: number;
  readonly text: string;
  /** What stands below it, each in one piece. */
  readonly entries: string[];
}

/** The lines of the checklist, in their order. What goes on in a further row is joined. */
function linesOf(page: string): readonly Line[] {
  const lines: Line[] = [];
  const rows = page.replaceAll(/\n +(?!-)(?=\S)/g, ' ').split('\n');
  for (const row of rows) {
    const [, number, text] = /^(\d+)\. (.+)$/.exec(row) ?? [];
    if (number !== undefined && text !== undefined) lines.push({ number: Number(number), text, entries: [] });
    const [, entry] = /^ +- (.+)$/.exec(row) ?? [];
    if (entry !== undefined) lines.at(-1)?.entries.push(entry);
  }
  return lines;
}

/** A text as it stands in the code, with `…` for each value that the code puts in; undefined for anything else. */
function literal(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head, ...node.templateSpans.map(span => span.literal)].map(({ text }) => text).join('…');
}

/** The titles of a test file's tests and groups. If a title comes from a table, all texts of the file can be one. */
function titlesOf(code: string): ReadonlySet<string> {
  const titles = new Set<string>();
  const all = new Set<string>();
  let hasTable = false;
  const visit = (node: ts.Node): void => {
    const text = literal(node);
    if (text !== undefined) all.add(text);
    if (ts.isCallExpression(node) && /^(describe|it)$/.test(node.expression.getText(source))) {
      const [title] = node.arguments;
      const known = title && literal(title);
      if (known === undefined) hasTable = true;
      else titles.add(known);
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest, true);
  visit(source);
  return hasTable ? all : titles;
}

/**
 * What is wrong with a page, in words.
 * @param read reads a file below test/; undefined if there is none
 */
function problemsOf(page: string, read: (file: string) => string | undefined): string[] {
  const problems: string[] = [];
  const lines = linesOf(page);
  for (let number = 1; number <= count; number++) {
    const found = lines.filter(line => line.number === number).length;
    if (found !== 1) problems.push(found ? `line ${number} is there ${found} times` : `line ${number} is missing`);
  }
  for (const { number, entries } of lines) {
    if (number < 1 || number > count) problems.push(`line ${number} is none of the ${count}`);
    let settled = false;
    for (const entry of entries) {
      const [, file, title] = /^`([^`]+)` “([^”]+)”$/.exec(entry) ?? [];
      const [, kind] = /^(Not shown|No test|Not yet): \S.*\.$/.exec(entry) ?? [];
      if (file !== undefined && title !== undefined) {
        settled = true;
        const code = read(file);
        if (code === undefined) problems.push(`line ${number}: there is no ${file}`);
        else if (!titlesOf(code).has(title)) problems.push(`line ${number}: ${file} has no “${title}”`);
      } else if (kind !== undefined) {
        settled ||= kind !== 'Not shown';
        for (const [, named = ''] of entry.matchAll(/`([\w/.]+\.ts)`/g)) {
          if (read(named) === undefined) problems.push(`line ${number}: there is no ${named}`);
        }
      } else {
        problems.push(`line ${number}: neither a test nor a reason: ${entry}`);
      }
    }
    if (!settled) problems.push(`line ${number} has neither a test nor a reason`);
  }
  return problems;
}

const folder = path.join(findRoot(), 'test');
const readTest = (file: string): string | undefined => {
  const full = path.join(folder, file);
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : undefined;
};

describe('The checklist of what a user must find', () => {
  it('has each line once, with tests that exist or a reason', () => {
    assert.deepEqual(problemsOf(readTest('UX.md') ?? '', readTest), []);
  });

  const files: Readonly<Record<string, string>> = {
    'a.test.ts': "describe('A fleet', () => { it(`of ${one} and ${other} starts`, () => use('a word')); });",
    'b.test.ts': "for (const what of ['it stops']) it(what, () => undefined);",
  };
  /** A whole page whose first line has these entries below it. */
  const pageWith = (...entries: readonly string[]): string =>
    Array.from({ length: count }, (_, at) =>
      [`${at + 1}. A line.`, ...(at ? ['Not yet: it.'] : entries).map(entry => `   - ${entry}`)].join('\n'),
    ).join('\n');
  const cases: readonly { given: string; page: string; says: readonly string[] }[] = [
    { given: 'a title of a group', page: pageWith('`a.test.ts` “A fleet”'), says: [] },
    { given: 'a title with values in it', page: pageWith('`a.test.ts` “of … and … starts”'), says: [] },
    {
      given: 'a title that goes on in a further row',
      page: pageWith('`a.test.ts` “of …\n     and … starts”'),
      says: [],
    },
    { given: 'a title from a table', page: pageWith('`b.test.ts` “it stops”'), says: [] },
    { given: 'a reason alone', page: pageWith('No test: only a reader can tell.'), says: [] },
    {
      given: 'a file that is gone',
      page: pageWith('`c.test.ts` “A fleet”'),
      says: ['line 1: there is no c.test.ts'],
    },
    {
      given: 'a part of a title',
      page: pageWith('`a.test.ts` “A fl”'),
      says: ['line 1: a.test.ts has no “A fl”'],
    },
    {
      given: 'a text that is no title',
      page: pageWith('`a.test.ts` “a word”'),
      says: ['line 1: a.test.ts has no “a word”'],
    },
    {
      given: 'a file in a reason that is gone',
      page: pageWith('Not yet: see `c.bench.ts`.'),
      says: ['line 1: there is no c.bench.ts'],
    },
    { given: 'nothing below a line', page: pageWith(), says: ['line 1 has neither a test nor a reason'] },
    {
      given: 'only what no test shows',
      page: pageWith('Not shown: the rest.'),
      says: ['line 1 has neither a test nor a reason'],
    },
    {
      given: 'a reason without words',
      page: pageWith('Not yet:'),
      says: ['line 1: neither a test nor a reason: Not yet:', 'line 1 has neither a test nor a reason'],
    },
    {
      given: 'a line that is there twice and one that is missing',
      page: pageWith('Not yet: it.').replace('\n80. ', '\n79. '),
      says: ['line 79 is there 2 times', 'line 80 is missing'],
    },
    {
      given: 'a line too many',
      page: `${pageWith('Not yet: it.')}\n81. More.\n   - Not yet: it.`,
      says: ['line 81 is none of the 80'],
    },
  ];
  for (const { given, page, says } of cases) {
    it(`${says.length ? 'fails' : 'passes'} with ${given}`, () => {
      assert.deepEqual(
        problemsOf(page, file => files[file]),
        says,
      );
    });
  }
});
