// npm run bench [-- [NAME…] [OPTIONS]]: builds the extension for users, measures it, and prints the table of targets.
import fs from 'node:fs';
import path from 'node:path';

import { stopAll, temporaryFolder } from '../../tools/cleanup.mjs';
import { runNode } from '../../tools/runNode.mjs';
import { packVsix } from '../../tools/vsix.mjs';
import { readArguments, tableOf, usage, UsageError } from './report.mjs';

/** What each measures. `NAME.bench.ts` has the code; it adds rows to the table with `target` of table.ts. */
const benches = {
  sizes: 'what is loaded, and when; the size of the VSIX',
  activation: "loading and activation, and a click on the view's icon until its first row, beside other extensions",
  group: 'the first list after a click, and two profiles with ten Regions each',
  listing: 'listing many fleets and users beside the AWS SDK and the AWS CLI',
  list10000: 'a group of 10,000 fleets: to list, draw and refresh it, and each key of a filter',
  memory: 'memory, listeners and handles after many refreshes and forms',
  polling: 'requests a minute while fleets start',
  form: 'a form until it can be typed in, beside an empty page',
  profiles: 'the picker of many profiles',
  scrub: 'taking secrets out of error messages',
  simulator: 'the simulator: many pages, many users, and its start',
  start: 'npm start in a bare clone',
};

/** They take minutes, or need the network. */
const onRequest = ['start'];

try {
  const asked = readArguments(process.argv.slice(2), Object.keys(benches), onRequest);
  if (asked === 'help') console.log(usage(benches, onRequest));
  else await measure(asked);
} catch (error) {
  failed(error);
  if (error instanceof UsageError) {
    console.error(`\n${usage(benches, onRequest)}`);
    process.exitCode = 2;
  }
}
await stopAll();

/** The other benchmarks still run. @param {unknown} error */
function failed(error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {Exclude<ReturnType<typeof readArguments>, 'help'>} asked */
async function measure({ names, runs, options }) {
  await runNode(['esbuild.mjs']);
  await packVsix({ again: true }); // the build for users comes last, because the tests' own build has replaced it
  const folder = temporaryFolder('appstream-bench-');
  const rowsFile = path.join(folder.path, 'rows');
  fs.writeFileSync(rowsFile, '');
  for (let run = 1; run <= runs; run++) {
    if (runs > 1) console.log(`\nRun ${run} of ${runs}`);
    for (const name of names) {
      const program = `out/test/bench/${name}.bench.js`;
      await runNode(['--no-warnings', program, JSON.stringify({ ...options, rowsFile })]).catch(failed);
    }
  }
  const rows = fs
    .readFileSync(rowsFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  folder.remove();
  if (rows.length) console.log(`\n${runs > 1 ? `Median of ${runs} runs` : 'One run'}\n\n${tableOf(rows)}`);
}
