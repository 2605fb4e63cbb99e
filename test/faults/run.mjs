// npm run faults [-- --grep WORDS]: every fault in everything that the explorer does, once and until it is over. It takes a
// while; out/faults.txt then says what is wrong with which cell. SEED does not matter: all cells are run.
import path from 'node:path';
import { parseArgs } from 'node:util';

import { stopAll, stopWithNpm } from '../../tools/cleanup.mjs';
import { findRoot } from '../../tools/root.mjs';
import { runStage, stages } from '../../tools/stages.mjs';

const stage = stages['faults'];
if (!stage) throw new Error('There is no stage for faults.');

/** Milliseconds: far more than it needs. */
const limit = 3 * 60 * 60_000;

const { values } = parseArgs({ options: { grep: { type: 'string', short: 'g' } } });
stopWithNpm();
process.env['FAULTS'] = 'all';
process.env['FAULTS_FILE'] = path.join(findRoot(), 'out', 'faults.txt');
const { passed, failed, skipped } = await runStage(stage, { grep: values.grep, limit });
await stopAll();
process.exitCode = failed ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
