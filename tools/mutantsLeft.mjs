// A reporter for StrykerJS. It lists each mutant that no test notices as soon as it is tested.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from './root.mjs';

let file = '';
let count = 0;

/** Begins a list. @param {string} newFile where it is written */
export function beginList(newFile) {
  file = newFile;
  count = 0;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '');
}

/** How many mutants the list has. */
export function countLeft() {
  return count;
}

/** @type {import('@stryker-mutator/api/report').Reporter} */
const reporter = {
  onMutantTested(mutant) {
    if (mutant.status !== 'Survived' && mutant.status !== 'NoCoverage') return;
    count++;
    fs.appendFileSync(file, line(mutant));
  },
};

export const strykerPlugins = [{ kind: 'Reporter', name: 'left', value: reporter }];

/** @param {import('@stryker-mutator/api/core').MutantResult} mutant */
function line({ fileName, location: { start, end }, status, mutatorName, replacement }) {
  const lines = fs
    .readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const was =
    lines.length === 1 ? lines[0]?.slice(start.column - 1, end.column - 1) : lines[0]?.slice(start.column - 1);
  const place = `${path.relative(findRoot(), fileName)}:${start.line}:${start.column}`;
  return `${place} ${status} ${mutatorName}: ${short(was)} → ${short(replacement)}\n`;
}

/** @param {string | undefined} code */
function short(code = '') {
  const flat = code.replace(/\s+/g, ' ');
  return flat.length > 80 ? `${flat.slice(0, 79)}…` : flat;
}
