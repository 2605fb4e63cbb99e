// npm run bench [-- COUNT]: builds the production bundles, then measures them with this number of fleets and profiles.
import { runNode } from '../../tools/runNode.mjs';
import { packVsix } from '../../tools/vsix.mjs';

await runNode(['esbuild.mjs']);
await runNode(['esbuild.mjs', '--production']);
await packVsix();
for (const bench of ['activation', 'form', 'scrub']) await runNode([`out/test/bench/${bench}.bench.js`]);
for (const bench of ['listing', 'profiles']) {
  await runNode([`out/test/bench/${bench}.bench.js`, ...process.argv.slice(2)]);
}
