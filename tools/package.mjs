// npm run package: packs the extension for users. vsce lists the files with their sizes.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from './root.mjs';
import { packVsix } from './vsix.mjs';

try {
  const { file } = await packVsix({ again: true });
  console.log(`${path.relative(findRoot(), file)}: ${(fs.statSync(file).size / 1024).toFixed(0)} kB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
