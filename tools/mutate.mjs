// npm run mutate [-- ROOM[/FOLDER or /FILE.ts]…]: changes the code in one place at a time, and lists the changes that no test notices.
// Of the simulator it takes a sample. SEED=… takes another one.
// StrykerJS writes all changes (mutants) into one copy of the code, and switches them on one by one.
import fs from 'node:fs';
import path from 'node:path';

import { Stryker } from '@stryker-mutator/core';

import { beginList, countLeft } from './mutantsLeft.mjs';
import { findRoot } from './root.mjs';

/**
 * The tests that a room is measured with: its own, and some of the rooms that use it. They run many times in one process, and
 * only some of them at a time. A figure is what these tests notice at least: with all tests it would be higher, and take hours.
 * Those without a server come first for the API: they notice most changes within milliseconds. Its tests with random answers are
 * left out, because each takes seconds.
 * `endOfLife` is left out for the explorer: it takes half a minute, and reaches nearly every line.
 * Mocha silently ignores patterns with braces.
 * The simulator's tests build on one another, so each change runs all of them: see `sample`. `awsCli` is left out, because the
 * AWS CLI takes seconds to start, and a test that is over its time would count as one that noticed the change.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const testsOf = {
  api: [
    ...['unit/api/core/**', 'unit/api/!(anyAnswer|apiDrift|readOnly)'],
    ...['filesChanged', 'mfaSession', 'signIn*'].map(name => `unit/aws/${name}`),
  ],
  aws: ['unit/aws/**', 'unit/api/apiCall', 'unit/api/identity'],
  explorer: ['unit/explorer/!(endOfLife)', 'unit/kinds/**', 'unit/forms/**'],
  forms: ['unit/forms/**', 'unit/explorer/**'],
  kinds: [
    'unit/kinds/**',
    ...['blocked', 'confirmations', 'imageField', 'images'].map(name => `unit/explorer/${name}`),
  ],
  simulator: ['simulator/!(awsCli)'],
};

const root = findRoot();
const reports = path.join(root, 'out', 'mutants');

/** Lines that are next to one another, and how many such places a sample has. */
const lines = 8;
const places = 30;

/**
 * Places of the simulator, chosen at random: to change all of it would take a day. Its examples of accounts (`seed/`) are data.
 * @param {string} folder @returns {string[]} `src/simulator/base/clock.ts:9-16`
 */
function sample(folder) {
  let state = Number(process.env['SEED'] ?? 7);
  const all = fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.startsWith('seed'))
    .sort()
    .flatMap(file => {
      const count = fs.readFileSync(path.join(root, folder, file), 'utf8').split('\n').length;
      return Array.from({ length: Math.ceil(count / lines) }, (_, index) => {
        const first = index * lines + 1;
        return `${folder}/${file}:${first}-${Math.min(first + lines - 1, count)}`;
      });
    });
  return Array.from({ length: Math.min(places, all.length) }, () => {
    state = (state * 48_271) % 2_147_483_647; // the generator of Park and Miller
    return all.splice(state % all.length, 1);
  }).flat();
}

/** @param {string} place a room, or a folder or file in it */
async function mutate(place) {
  const tests = testsOf[place.split('/')[0] ?? ''];
  if (!tests) throw new Error(`${place} can't be measured. The rooms that can: ${Object.keys(testsOf).join(', ')}`);
  const isSample = place.startsWith('simulator');
  const report = path.join(reports, place.replaceAll('/', '-'));
  beginList(`${report}.txt`);
  await new Stryker({
    mutate: isSample ? sample('src/simulator') : [`src/${place}${place.endsWith('.ts') ? '' : '/**/*.ts'}`],
    // Most strings are texts, and no test should repeat a text. This leaves out names that are compared, too, such as 'RUNNING'.
    mutator: { plugins: null, excludedMutations: ['StringLiteral'] },
    // Code that runs when a module is loaded would need its own process for each mutant. Those of a sample have one.
    ...(isSample
      ? { coverageAnalysis: 'off', maxTestRunnerReuse: 1 }
      : { coverageAnalysis: 'perTest', ignoreStatic: true }),
    ignorePatterns: ['/out', '/dist', '/tools/host/node_modules', '/tools/browser'],
    tempDirName: 'out/stryker',
    buildCommand: 'node esbuild.mjs',
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner', path.join(root, 'tools', 'mutantsLeft.mjs')],
    mochaOptions: {
      'no-config': true,
      require: ['./test/support/mutationHooks.mjs'],
      spec: tests.map(files => `out/test/${files}${files.endsWith('**') ? '/*' : ''}.test.js`),
    },
    concurrency: 2,
    timeoutMS: isSample ? 30_000 : 8000, // on top of one and a half times what the tests usually take
    reporters: ['html', 'progress-append-only', 'clear-text', 'left'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
    htmlReporter: { fileName: `${report}.html` },
    allowConsoleColors: false,
    logLevel: /** @type {import('@stryker-mutator/api/core').LogLevel} */ ('error'), // it warns of each test file, since those are made by the build
  }).runMutationTest();
  console.log(`${countLeft()} mutants of ${place} are left: ${path.relative(root, report)}.txt`);
}

const asked = process.argv.slice(2);
for (const place of asked.length ? asked : Object.keys(testsOf)) await mutate(place);
