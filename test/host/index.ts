// The entry that VS Code loads inside the extension host.
import { runTestFiles } from '../support/countingReporter.mjs';
import { openWorld } from './world';

/** @throws Error when a test failed: that is how VS Code comes to end with a code other than 0 */
export async function run(): Promise<void> {
  const close = await openWorld();
  try {
    const failed = await runTestFiles();
    if (failed) throw new Error(`${failed} failed`);
  } finally {
    await close();
  }
}
