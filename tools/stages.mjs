// The stages of `npm test`. Each runs in its own process and returns how many tests passed, failed and were skipped.
import fs from 'node:fs';
import path from 'node:path';

import { startProcess, temporaryFolder } from './cleanup.mjs';
import { findRoot } from './root.mjs';
import { runNode } from './runNode.mjs';
import { packSimulator } from './simulatorPackage.mjs';
import { packVsix } from './vsix.mjs';

/** @typedef {import('../test/support/countingReporter.mjs').Counts} Counts */

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {readonly [command: string, ...args: string[]]} program
 * @property {string} [tests] the folder of its test files; without, the program is one test
 * @property {boolean} [waits] its tests wait for what is shown, which fails by itself. Those of other stages must assert something
 * @property {number} [processes] how many processes run its test files at the same time. Default: 1
 * @property {number} [batch] how many test files a process runs before the next one starts. Default: its share
 * @property {string} [beside] the stage that it runs beside, because that one mostly waits
 * @property {number} [timeout] how long one test may take, in milliseconds
 * @property {true} [workbench] it runs VS Code, with a browser
 * @property {() => Promise<unknown>} [prepare]
 */

/** @type {readonly [command: string, ...args: string[]]} */
const runMocha = [process.execPath, '--enable-source-maps', 'test/support/runMocha.mjs'];

/** @type {Promise<void> | undefined} */
let built;

/** Bundles the extension and the tests, once per run. */
function build() {
  built ??= runNode(['esbuild.mjs']);
  return built;
}

/** The UI tests use the extension as users get it. */
async function buildAndPack() {
  await build();
  await packVsix();
}

/** The tests of the VSIX measure the build that it was packed from. */
async function buildAndPackAgain() {
  await build();
  await packVsix({ again: true });
  await packSimulator();
}

/** In the order in which they run: the quickest to tell come first. @type {Readonly<Record<string, Stage>>} */
export const stages = {
  types: { title: 'Type check', program: ['npm', 'run', '--silent', 'check'], beside: 'faults' },
  lint: { title: 'Lint', program: ['npm', 'run', '--silent', 'lint'], beside: 'faults' },
  unit: {
    title: 'Unit tests',
    program: runMocha,
    tests: 'test/unit',
    processes: 2,
    batch: 40,
    timeout: 30_000,
    prepare: build,
  },
  simulator: {
    title: 'Simulator tests',
    program: runMocha,
    tests: 'test/simulator',
    processes: 2,
    batch: 8,
    timeout: 30_000,
    prepare: build,
  },
  faults: {
    title: 'Faults in all that the explorer does',
    program: runMocha,
    tests: 'test/faults',
    timeout: 120_000,
    prepare: build,
  },
  soak: {
    title: 'Soak: two minutes of two users and bad luck',
    program: runMocha,
    tests: 'test/soak',
    timeout: 30_000,
    prepare: build,
  },
  host: {
    title: "Tests inside VS Code's extension host",
    program: [process.execPath, 'tools/hostTests.mjs'],
    tests: 'test/host',
    workbench: true,
    timeout: 60_000,
    prepare: build,
  },
  oldest: {
    title: 'The same tests inside the oldest VS Code that package.json allows',
    program: [process.execPath, 'tools/hostTests.mjs', 'oldestHost'],
    tests: 'test/host',
    workbench: true,
    timeout: 60_000,
    prepare: build,
  },
  package: { title: 'The packed extension', program: runMocha, tests: 'test/package', prepare: buildAndPackAgain },
  ui: {
    title: 'UI tests',
    program: runMocha,
    tests: 'test/ui',
    workbench: true,
    waits: true,
    processes: 2,
    batch: 1,
    timeout: 120_000,
    prepare: buildAndPack,
  },
  recorded: { title: 'What arrived from the UI', program: runMocha, tests: 'test/recorded', prepare: build },
};

/**
 * Whether stages need VS Code and a browser, which are large. Nobody should download them to check types.
 * @param {readonly string[]} names
 */
export function needsWorkbench(names) {
  return names.some(name => stages[name]?.workbench);
}

/** The longest time of a stage, in milliseconds: far more than it needs. It ends a stage that hangs. */
const stageLimit = 30 * 60_000;

/**
 * Runs a stage. Any problem counts as a failed test, and so does a stage without tests.
 *
 * @param {Stage} stage
 * @param {{ grep?: string | undefined, limit?: number, aside?: boolean }} [options] `grep`: only tests whose full title
 *   matches; then a stage may have none. `aside`: another stage runs at the same time
 * @returns {Promise<Counts>}
 */
export async function runStage(stage, { grep, limit = stageLimit, aside = false } = {}) {
  const root = findRoot();
  try {
    await stage.prepare?.();
    const files = stage.tests === undefined ? [] : testFiles(root, stage.tests);
    if (stage.tests !== undefined && files.length === 0) return problem(`${stage.tests} has no test files.`);
    const processes = stage.processes ?? 1;
    // With `grep`, few files have tests to run, and loading them one by one would take longest.
    const share = Math.ceil(files.length / processes);
    const batches = inBatches(files, grep ? share : Math.min(stage.batch ?? share, share));
    // The output of several at once would be mixed.
    const later = aside || batches.length > 1;
    const queue = batches.values();
    /** @type {Counts[]} */
    const all = [];
    const work = async () => {
      for (const batch of queue) all.push(await runFiles(stage, batch, { grep, limit, later }));
    };
    await Promise.all(Array.from({ length: processes }, work));
    const counts = all.reduce(sum);
    if (stage.tests !== undefined && counts.passed + counts.failed === 0 && !grep) {
      return problem('It ran no test.', counts);
    }
    return counts;
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {readonly string[]} files
 * @param {number} size
 * @returns {(readonly string[])[]} one at least: a stage without test files runs its program, too
 */
function inBatches(files, size) {
  const batches = [];
  for (let at = 0; at < files.length; at += size) batches.push(files.slice(at, at + size));
  return batches.length ? batches : [[]];
}

/**
 * Runs a stage's program with some of its test files.
 *
 * @param {Stage} stage
 * @param {readonly string[]} files
 * @param {{ grep: string | undefined, limit: number, later: boolean }} options `later`: what it prints appears when it has ended
 * @returns {Promise<Counts>}
 */
async function runFiles(stage, files, { grep, limit, later }) {
  const folder = temporaryFolder('appstream-tests-');
  const countsFile = path.join(folder.path, 'counts.json');
  const printed = path.join(folder.path, 'printed.txt');
  const output = later ? fs.openSync(printed, 'w') : 'inherit';
  const [command, ...args] = stage.program;
  const { ended, stop } = startProcess(command, args, {
    cwd: findRoot(),
    env: {
      ...process.env,
      TEST_FILES: JSON.stringify(files),
      TEST_TIMEOUT: String(stage.timeout ?? ''),
      TEST_GREP: grep ?? '',
      TEST_MUST_ASSERT: stage.waits ? '' : 'yes',
      TEST_COUNTS_FILE: countsFile,
    },
    stdio: ['ignore', output, output],
    shell: command === 'npm' && process.platform === 'win32',
  });
  const code = await within(ended, limit);
  await stop();
  if (typeof output === 'number') {
    fs.closeSync(output);
    process.stdout.write(fs.readFileSync(printed));
  }
  const counts = countsOf(stage, code, read(countsFile), limit);
  folder.remove();
  return counts;
}

/** @param {Stage} stage @param {number | null | 'late'} code @param {Counts | undefined} counts @param {number} limit @returns {Counts} */
function countsOf(stage, code, counts, limit) {
  if (code === 'late') {
    return problem(`It did not end within ${limit / 1000} s. Does a test leave something open?`, counts);
  }
  if (stage.tests === undefined) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (!counts) return problem(`It ended with code ${code} before its tests were through.`);
  if (code !== 0 && counts.failed === 0) return problem(`It ended with code ${code} though no test failed.`, counts);
  return counts;
}

/** @param {Counts} one @param {Counts} other @returns {Counts} */
function sum(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    ...((one.failures || other.failures) && { failures: [...(one.failures ?? []), ...(other.failures ?? [])] }),
  };
}

/**
 * The bundles of a folder's test files. They are told from the sources: a bundle may be left of a test that is gone.
 *
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function testFiles(root, folder) {
  const sources = path.join(root, folder);
  if (!fs.existsSync(sources)) return [];
  return fs
    .readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .sort()
    .map(file => path.join(root, 'out', folder, file.replace(/\.ts$/, '.js')));
}

/**
 * @param {string} sentence what went wrong with the stage as a whole
 * @param {Counts} [counts] what it had counted
 * @returns {Counts}
 */
function problem(sentence, counts = { passed: 0, failed: 0, skipped: 0 }) {
  console.error(`  ${sentence}`);
  return { ...counts, failed: counts.failed + 1 };
}

/** @param {string} file @returns {Counts | undefined} */
function read(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {number} limit
 * @returns {Promise<T | 'late'>}
 */
async function within(promise, limit) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<'late'>} */
  const late = new Promise(resolve => (timer = setTimeout(resolve, limit, 'late')));
  const first = await Promise.race([promise, late]);
  clearTimeout(timer);
  return first;
}
