// The unit, simulator and UI stages of `npm test`, each in a process of its own: node runMocha.mjs (see runTestFiles).
import { runTestFiles } from './countingReporter.mjs';

// No process.exit: tests that leave something open are to be noticed, by never ending.
process.exitCode = (await runTestFiles()) > 0 ? 1 : 0;
