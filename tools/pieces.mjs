/**
 * What the extension host loads, in pieces: what `activate` needs, and what is loaded when it is first needed. esbuild can only
 * split ES modules, so esbuild.mjs has it write those, and rewrites each of them.
 */
export const pieces = {
  extension: 'src/extension.ts',
  main: 'src/host/main.ts',
  later: 'src/host/later.ts',
  runtime: 'src/api/runtime.ts',
  simulator: 'src/simulator/simulator.ts',
};
