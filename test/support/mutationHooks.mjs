// Mocha loads this in a run of `npm run mutate`. Tests run there as in `npm test` (see runMocha.mjs), but with a limit that
// is the same for all: a mutant that leaves a test waiting is to cost seconds. The first run, which has no mutant, may be slow.
const limit = () => (Reflect.get(globalThis, '__stryker__')?.activeMutant === undefined ? 120_000 : 10_000);

// Stryker has a listener of its own, which passes over what nobody has handled.
process.removeAllListeners('unhandledRejection');
process.on('unhandledRejection', reason => {
  throw reason instanceof Error ? reason : new Error(String(reason));
});

export const mochaHooks = {
  /** @this {Mocha.Context} */
  beforeEach() {
    this.currentTest?.timeout(limit());
  },
};
