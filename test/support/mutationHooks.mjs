// Mocha loads this in a run of `npm run mutate`. Tests run as in `npm test` (see runMocha.mjs), but with a time limit that
// is the same for all, so that a mutant that makes a test hang costs only seconds. The first run, which has no mutant, may be slow.
import { DefaultRateLimiter, Retry } from '@smithy/core/retry';

/** @returns {string | undefined} the mutant that is switched on */
const activeMutant = () => Reflect.get(globalThis, '__stryker__')?.activeMutant;
const limit = () => (activeMutant() === undefined ? 120_000 : 10_000);

// The SDK waits for seconds after throttling. Its time runs faster here, because many mutants would wait that long.
const faster = 10;
Object.assign(DefaultRateLimiter, {
  setTimeoutFn: (/** @type {() => void} */ then, /** @type {number} */ delay) => setTimeout(then, delay / faster),
});
Object.assign(DefaultRateLimiter.prototype, { getCurrentTimeInSeconds: () => (Date.now() / 1000) * faster });
Object.assign(Retry, { delay: () => 50 / faster, throttlingDelay: () => 1000 / faster });

// Stryker's own listener ignores unhandled rejections.
process.removeAllListeners('unhandledRejection');
process.on('unhandledRejection', reason => {
  throw reason instanceof Error ? reason : new Error(String(reason));
});

export const mochaHooks = {
  /** Programs that tests start have the mutant, too. */
  beforeAll() {
    const mutant = activeMutant();
    if (mutant === undefined) delete process.env['__STRYKER_ACTIVE_MUTANT__'];
    else process.env['__STRYKER_ACTIVE_MUTANT__'] = mutant;
  },

  /** @this {Mocha.Context} */
  beforeEach() {
    this.currentTest?.timeout(limit());
  },
};
