// The operations that reached a simulator from the extension, and the submitted forms, over all processes of a test run:
// one empty file each, in out/recorded. The last stage of `npm test` compares them with the SDK and the kinds.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';

export type Recorded = 'operations' | 'forms';

const folder = (what: Recorded): string => path.join(findRoot(), 'out', 'recorded', what);

/** Records that an operation succeeded, or that a form was submitted. */
export function record(what: Recorded, name: string): void {
  fs.mkdirSync(folder(what), { recursive: true });
  fs.writeFileSync(path.join(folder(what), name), '');
}

/** Everything that was recorded. */
export function recorded(what: Recorded): readonly string[] {
  return fs.existsSync(folder(what)) ? fs.readdirSync(folder(what)) : [];
}
