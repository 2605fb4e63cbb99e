// npm run simulator: builds the simulator and runs it in this process with the given arguments.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { exitOnSignalWith } from './cleanup.mjs';
import { findRoot } from './root.mjs';
import { runNode } from './runNode.mjs';

exitOnSignalWith(0);
try {
  await runNode(['esbuild.mjs']);
  await import(pathToFileURL(path.join(findRoot(), 'out', 'simulator.js')).href);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
