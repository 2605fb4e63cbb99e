// What the stages of `npm test` need before they run.
import * as assert from 'node:assert/strict';

import { needsWorkbench, stages } from '../../../tools/stages.mjs';

describe('The stages of npm test', () => {
  for (const names of [
    ['types'],
    ['lint'],
    ['unit'],
    ['types', 'simulator', 'faults', 'soak', 'package', 'recorded'],
  ]) {
    it(`run without VS Code and a browser: ${names.join(', ')}`, () => assert.equal(needsWorkbench(names), false));
  }
  it('run beside stages that there are', () => {
    const missing = Object.values(stages).filter(({ beside }) => beside !== undefined && !(beside in stages));
    assert.deepEqual(missing, []);
  });
  for (const names of [['host'], ['oldest'], ['ui'], ['types', 'ui'], Object.keys(stages)]) {
    it(`need VS Code and a browser: ${names.join(', ')}`, () => assert.equal(needsWorkbench(names), true));
  }
});
