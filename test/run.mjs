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
for (const [name, stage] of chosen) {
  console.log(`\n── ${stage.title} (npm test -- ${name})`);
  const started = Date.now();
  const counts = await runStage(stage, { grep: values.grep });
  console.log(`── ${line(counts)} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  failures.push(...(counts.failures ?? []).map(title => `${name}: ${title}`));
}
await stopAll();
if (total.passed + total.failed === 0) {
  console.error(`\nNo test matches ${values.grep}.`);
  total.failed = 1;
}
process.exitCode = total.failed ? 1 : 0;
if (failures.length) console.log(`\nFailed:\n${failures.map(failure => `  ${failure}\n`).join('')}`);
console.log(`\n${line(total)}`);

/** @param {import('./support/countingReporter.mjs').Counts} counts @returns {string} */
function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
