// Which operations have reached a simulator from the extension, over all the processes of a test run: one empty file each,
// in out/recorded. The last stage of `npm test` holds them against the operations of the SDK.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../workbench/root.mjs';

const folder = (): string => path.join(findRoot(), 'out', 'recorded');

/** Remembers that an operation was answered with success. */
export function record(operation: string): void {
  fs.mkdirSync(folder(), { recursive: true });
  fs.writeFileSync(path.join(folder(), operation), '');
}

/** The operations that have been remembered. */
export function recorded(): readonly string[] {
  return fs.existsSync(folder()) ? fs.readdirSync(folder()) : [];
}
