// npm run screenshots [-- NAME…]: makes the pictures of the README, all by default, in a real workbench with the demo company.
import { stopAll, stopWithNpm } from '../../tools/cleanup.mjs';
import { runNode } from '../../tools/runNode.mjs';
import { packVsix } from '../../tools/vsix.mjs';

stopWithNpm();
try {
  await runNode(['esbuild.mjs']);
  await packVsix();
  await runNode(['--no-warnings', 'out/test/pictures/readme.pictures.js', ...process.argv.slice(2)]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
await stopAll();
