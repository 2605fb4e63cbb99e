// Mocha's `spec` reporter, which also writes the counts to a file, because the tests can run in another process, even inside VS Code.
import fs from 'node:fs';
import inspector from 'node:inspector';

import Mocha from 'mocha';

import { mustAssert } from './assertions.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Counts `failures`: titles */

export class CountingReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      const file = process.env['TEST_COUNTS_FILE'];
      const failures = this.failures.map(test => test.fullTitle());
      if (file) fs.writeFileSync(file, JSON.stringify({ passed, failed, skipped, ...(failed && { failures }) }));
    });
  }
}

/**
 * Runs the test files that the environment names: `TEST_FILES` (a JSON list of bundled files), `TEST_TIMEOUT` (milliseconds a test,
 * no limit under a debugger), `TEST_GREP` (optional), `TEST_MUST_ASSERT` (a test that asserts nothing fails) and `TEST_COUNTS_FILE`.
 *
 * @returns {Promise<number>} how many failed
 */
export async function runTestFiles() {
  const env = process.env;
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: CountingReporter,
    ...(env['TEST_MUST_ASSERT'] ? { rootHooks: mustAssert } : {}),
    timeout: inspector.url() ? 0 : Number(env['TEST_TIMEOUT']),
    ...(env['TEST_GREP'] ? { grep: env['TEST_GREP'] } : {}),
  });
  for (const file of JSON.parse(env['TEST_FILES'] ?? '[]')) mocha.addFile(file);
  return new Promise(resolve => mocha.run(resolve));
}
