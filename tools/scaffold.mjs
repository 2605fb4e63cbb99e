// npm run scaffold -- KIND [--of Name]: writes a new kind's files, see scaffoldKind.mjs.
import { parseArgs } from 'node:util';

import { findRoot } from './root.mjs';
import { scaffold } from './scaffoldKind.mjs';

try {
  const { values, positionals } = parseArgs({ options: { of: { type: 'string' } }, allowPositionals: true });
  if (!positionals[0]) throw new Error('npm run scaffold -- KIND [--of Name], as: imageBuilder --of ImageBuilder');
  const files = scaffold(findRoot(), positionals[0], values.of);
  console.log(
    `${files.join('\n')}\n\nNext: npx eslint --fix src test, npm run format, npm run generate, then make the descriptions true.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
