// `npm test` lets no test pass that asserts nothing.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { temporaryFolder } from '../../../tools/cleanup.mjs';
import { runTestFile } from '../../support/runTestFile';

describe('A test', () => {
  const cases = [
    { given: 'that asserts', body: "it('x', () => assert.equal(1, 1));", counts: [1, 0, 0] },
    { given: 'that asserts later', body: "it('x', async () => { await null; assert.ok(1); });", counts: [1, 0, 0] },
    { given: 'that asserts what is wrong', body: "it('x', () => assert.equal(1, 2));", counts: [0, 1, 0] },
    {
      given: 'that goes through an empty list',
      body: "it('x', () => { for (const one of []) assert.ok(one); });",
      counts: [0, 1, 0],
    },
    {
      given: 'that asserts nothing after one that asserts',
      body: "it('x', () => assert.ok(1)); it('y', async () => {});",
      counts: [1, 1, 0],
    },
    {
      given: 'whose hook alone asserts',
      body: "beforeEach(() => assert.ok(1)); it('x', () => {});",
      counts: [0, 1, 0],
    },
    { given: 'that skips itself', body: "it('x', function () { this.skip(); });", counts: [0, 0, 1] },
  ];
  for (const { given, body, counts } of cases) {
    const [passed, failed, skipped] = counts;
    it(`${given} counts as ${passed ? 'passed' : failed ? 'failed' : 'skipped'}`, () => {
      const folder = temporaryFolder('appstream-asserts-');
      try {
        const file = path.join(folder.path, 'some.test.cjs');
        fs.writeFileSync(file, `const assert = require('node:assert/strict');\n${body}\n`);
        const run = runTestFile(file);
        const { failures = [], ...numbers } = run.counts;
        assert.deepEqual(numbers, { passed, failed, skipped }, run.printed);
        assert.equal(failures.length, failed, 'those that failed are named');
      } finally {
        folder.remove();
      }
    });
  }
});
