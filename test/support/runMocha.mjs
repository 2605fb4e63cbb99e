// The unit, simulator and UI stages of `npm test`, each in a process of its own: node runMocha.mjs (see runTestFiles).
import { runTestFiles } from './countingReporter.mjs';

// Mocha does not handle unhandled rejections. Throwing one makes the running test fail.
process.on('unhandledRejection', reason => {
  throw reason instanceof Error ? reason : new Error(String(reason));
});

// There is no process.exit, so that a test that leaves something open never ends and is noticed.
process.exitCode = (await runTestFiles()) > 0 ? 1 : 0;
