// Makes a test fail if it asserts nothing, because such a test can't find a fault.
import assert from 'node:assert/strict';

let made = 0;
for (const [name, value] of Object.entries(assert)) {
  // assert.ok is not wrapped, because its message quotes the line that calls it.
  const get = () => {
    made += 1;
    return value;
  };
  Object.defineProperty(assert, name, { get, enumerable: true, configurable: true });
}

/** Mocha's root hooks, for stages whose tests all assert something. */
export const mustAssert = {
  /** @this {import('mocha').Context} */
  beforeEach() {
    const test = this.currentTest;
    const run = test?.fn;
    if (!test || !run) return;
    /** @this {import('mocha').Context} */
    test.fn = async function () {
      made = 0;
      await /** @type {import('mocha').AsyncFunc} */ (run).call(this);
      if (made === 0) throw new Error('This test has asserted nothing. Is a list empty that it goes through?');
    };
  },
};
