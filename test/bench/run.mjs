// npm run bench [-- COUNT]: builds what is measured as it is shipped, then measures it with so many fleets and profiles.
import { runNode } from '../../tools/runNode.mjs';
import { packVsix } from '../../tools/vsix.mjs';

await runNode(['esbuild.mjs']);
await runNode(['esbuild.mjs', '--production']);
await packVsix();
for (const bench of ['activation', 'form', 'scrub']) await runNode([`out/test/bench/${bench}.bench.js`]);
for (const bench of ['listing', 'profiles']) {
  await runNode([`out/test/bench/${bench}.bench.js`, ...process.argv.slice(2)]);
}
