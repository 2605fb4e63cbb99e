// Signals that live as long as a session or a connection: whatever was asked with them leaves nothing there.
import * as assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';

import { abortable, withAny, within } from '../../../src/api/core/abortable';

const never = new Promise<never>(() => undefined);

describe('A request leaves no listener on an abort signal that outlives it', () => {
  const ways: readonly (readonly [
    way: string,
    ask: (task: Promise<string>, signal: AbortSignal) => Promise<string>,
  ])[] = [
    ['abortable', abortable],
    ['within a time', (task, signal) => within(20, signal, () => task)],
    ['with either of two signals', (task, signal) => withAny([signal, new AbortController().signal], () => task)],
    [
      'as the other of two signals',
      (task, signal) => withAny([new AbortController().signal, signal], either => abortable(task, either)),
    ],
  ];
  for (const [way, ask] of ways) {
    it(`${way}, when the request succeeds`, async () => {
      const { signal } = new AbortController();
      assert.equal(await ask(Promise.resolve('answer'), signal), 'answer');
      assert.deepEqual(getEventListeners(signal, 'abort'), []);
    });
    it(`${way}, when the request fails`, async () => {
      const { signal } = new AbortController();
      await assert.rejects(ask(Promise.reject(new Error('no')), signal), /^Error: no$/);
      assert.deepEqual(getEventListeners(signal, 'abort'), []);
    });
  }
  it('within a time, when the time is over', async () => {
    const { signal } = new AbortController();
    await assert.rejects(
      within(5, signal, () => never),
      { name: 'TimeoutError' },
    );
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });
  it("and Node.js doesn't warn while many requests share a signal", async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error): void => void warnings.push(warning);
    process.on('warning', warned);
    const [one, other] = [new AbortController(), new AbortController()];
    const all = Array.from({ length: 30 }, () =>
      withAny([one.signal, other.signal], either => abortable(never, either)),
    );
    await new Promise(resolve => setImmediate(resolve));
    other.abort(new Error('given up'));
    for (const asked of all) await assert.rejects(asked, /^Error: given up$/);
    process.off('warning', warned);
    assert.deepEqual(warnings, []);
  });
  it("and an abort ends a pending request with the abort's reason", async () => {
    for (const [, ask] of ways.filter(([way]) => way !== 'with either of two signals')) {
      const abort = new AbortController();
      const asked = ask(never, abort.signal);
      abort.abort(new Error('given up'));
      await assert.rejects(asked, /^Error: given up$/);
    }
  });
});
