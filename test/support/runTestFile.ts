import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';

import { findRoot } from '../../tools/root.mjs';
import type { Counts } from './countingReporter.mjs';

export interface TestRun {
  readonly counts: Counts;
  readonly printed: string;
}

/** Runs a test file in its own process, as `npm test` does. It writes the counts beside the file. */
export function runTestFile(file: string): TestRun {
  const countsFile = `${file}.counts.json`;
  const env = {
    ...process.env,
    TEST_FILES: JSON.stringify([file]),
    TEST_TIMEOUT: '20000',
    TEST_GREP: '',
    TEST_MUST_ASSERT: 'yes',
    TEST_COUNTS_FILE: countsFile,
  };
  const { stdout, stderr } = spawnSync(process.execPath, ['test/support/runMocha.mjs'], {
    cwd: findRoot(),
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { counts: JSON.parse(fs.readFileSync(countsFile, 'utf8')) as Counts, printed: `${stdout}${stderr}` };
}
