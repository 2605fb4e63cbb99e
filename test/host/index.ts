// The entry that VS Code loads inside the extension host.
import fs from 'node:fs';
import path from 'node:path';

import { runTestFiles } from '../support/countingReporter.mjs';
import { openWorld } from './world';

/** @throws Error when a test failed: that is how VS Code comes to end with a code other than 0 */
export async function run(): Promise<void> {
  // A debugger starts this entry by itself: then nobody has named the test files.
  process.env['TEST_FILES'] ??= JSON.stringify(testsBeside());
  const close = await openWorld();
  try {
    const failed = await runTestFiles();
    if (failed) throw new Error(`${failed} failed`);
  } finally {
    await close();
  }
}

/** The bundles of all host tests. */
function testsBeside(): string[] {
  const files = fs.readdirSync(__dirname).filter(file => file.endsWith('.test.js'));
  return files.map(file => path.join(__dirname, file));
}
