// npm run bench [-- FLEETS]: builds what is measured as it is shipped, then measures it.
import { runNode } from '../workbench/runNode.mjs';

await runNode(['esbuild.mjs']);
await runNode(['esbuild.mjs', '--production']);
await runNode(['out/test/bench/form.bench.js']);
await runNode(['out/test/bench/listing.bench.js', ...process.argv.slice(2)]);
