// What has reached a simulator from the extension, and which forms were submitted, over all the processes of a test run:
// one empty file each, in out/recorded. The last stage of `npm test` holds them against the SDK and the kinds.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';

export type Recorded = 'operations' | 'forms';

const folder = (what: Recorded): string => path.join(findRoot(), 'out', 'recorded', what);

/** Remembers that an operation was answered with success, or that a form was submitted. */
export function record(what: Recorded, name: string): void {
  fs.mkdirSync(folder(what), { recursive: true });
  fs.writeFileSync(path.join(folder(what), name), '');
}

/** What has been remembered. */
export function recorded(what: Recorded): readonly string[] {
  return fs.existsSync(folder(what)) ? fs.readdirSync(folder(what)) : [];
}
