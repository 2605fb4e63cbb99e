// npm test [-- STAGE…] [--grep WORDS]: runs the stages, all by default, and ends with one line: N passed, N failed.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { findBrowser } from '../tools/browser.mjs';
import { stopAll, stopWithNpm } from '../tools/cleanup.mjs';
import { installHost } from '../tools/host.mjs';
import { findRoot } from '../tools/root.mjs';
import { needsWorkbench, runStage, stages } from '../tools/stages.mjs';

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string', short: 'g' } },
  allowPositionals: true,
});
const unknown = positionals.filter(name => !(name in stages));
if (unknown.length) {
  console.error(`There is no stage ${unknown.join(', ')}. The stages: ${Object.keys(stages).join(', ')}`);
  process.exit(2);
}
const chosen = Object.entries(stages).filter(([name, stage]) =>
  positionals.length ? positionals.includes(name) : !values.grep || stage.tests !== undefined,
);

stopWithNpm();
// Installed before the first test, whose time is limited.
if (needsWorkbench(chosen.map(([name]) => name))) {
  try {
    installHost();
    findBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
// What earlier runs recorded says nothing of this one.
if (!positionals.length) fs.rmSync(path.join(findRoot(), 'out', 'recorded'), { recursive: true, force: true });

/** What failed, stage by stage: once more at the end, where it is found. @type {string[]} */
const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const round of roundsOf(chosen)) await Promise.all(round.map(stages => runAll(stages, round.length > 1)));
await stopAll();
if (total.passed + total.failed === 0) {
  console.error(`\nNo test matches ${values.grep}.`);
  total.failed = 1;
}
process.exitCode = total.failed ? 1 : 0;
if (failures.length) console.log(`\nFailed:\n${failures.map(failure => `  ${failure}\n`).join('')}`);
console.log(`\n${line(total)}`);

/**
 * What runs at the same time: lists of stages, each of which run one after another.
 *
 * @typedef {[name: string, stage: import('../tools/stages.mjs').Stage][]} Chosen
 * @param {Chosen} chosen
 * @returns {Chosen[][]}
 */
function roundsOf(chosen) {
  const names = chosen.map(([name]) => name);
  return chosen
    .filter(([, { beside = '' }]) => !names.includes(beside))
    .map(one => [[one], chosen.filter(([, { beside }]) => beside === one[0])].filter(({ length }) => length));
}

/** @param {Chosen} chosen @param {boolean} aside */
async function runAll(chosen, aside) {
  for (const [name, stage] of chosen) {
    const title = `\n── ${stage.title} (npm test -- ${name})`;
    if (!aside) console.log(title);
    const started = Date.now();
    const counts = await runStage(stage, { grep: values.grep, aside });
    console.log(`${aside ? `${title} ` : '── '}${line(counts)} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    failures.push(...(counts.failures ?? []).map(title => `${name}: ${title}`));
  }
}

/** @param {import('./support/countingReporter.mjs').Counts} counts @returns {string} */
function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
