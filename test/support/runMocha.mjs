// The unit, simulator and UI stages of `npm test`, each in a process of its own: node runMocha.mjs (see runTestFiles).
import { runTestFiles } from './countingReporter.mjs';

// Mocha leaves a rejection that nobody has handled to others, of whom there are none: thrown, it fails the test that runs.
process.on('unhandledRejection', reason => {
  throw reason instanceof Error ? reason : new Error(String(reason));
});

// No process.exit: tests that leave something open are to be noticed, by never ending.
process.exitCode = (await runTestFiles()) > 0 ? 1 : 0;
