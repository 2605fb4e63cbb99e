// Which answers to an action's questions are refused, and why.
import * as assert from 'node:assert/strict';

import { answerProblem } from '../../../src/explorer/forms/answerProblem';
import type { Ask } from '../../../src/kinds/action';

describe('The answer to a question', () => {
  const cases: { given: string; operation: string; ask: Omit<Ask, 'title'>; text: string; problem?: string }[] = [
    { given: 'a name', operation: 'CopyImage', ask: { member: 'DestinationImageName' }, text: 'dev-2' },
    {
      given: 'an empty name',
      operation: 'CopyImage',
      ask: { member: 'DestinationImageName' },
      text: '',
      problem: 'This is required.',
    },
    {
      given: 'no description, which is optional',
      operation: 'CopyImage',
      ask: { member: 'DestinationImageDescription', optional: true },
      text: '',
    },
    {
      given: 'an optional name with characters that AWS refuses',
      operation: 'CopyImage',
      ask: { member: 'DestinationImageName', optional: true },
      text: 'a b',
      problem: 'Use up to 101 letters, digits, . _ -; begin with a letter or digit.',
    },
    { given: 'a number', operation: 'CreateStreamingURL', ask: { member: 'Validity' }, text: '60' },
    {
      given: 'a number below the question’s limit',
      operation: 'CreateStreamingURL',
      ask: { member: 'Validity', min: 10, max: 100 },
      text: '9',
      problem: 'Enter a value from 10 to 100.',
    },
    {
      given: 'a number above the question’s limit',
      operation: 'CreateStreamingURL',
      ask: { member: 'Validity', min: 10, max: 100 },
      text: '101',
      problem: 'Enter a value from 10 to 100.',
    },
    {
      given: 'a number at the limit',
      operation: 'CreateStreamingURL',
      ask: { member: 'Validity', min: 10, max: 100 },
      text: '100',
    },
    {
      given: 'no number',
      operation: 'CreateStreamingURL',
      ask: { member: 'Validity' },
      text: 'ten',
      problem: 'Enter a whole number.',
    },
  ];
  for (const { given, operation, ask, text, problem } of cases) {
    it(`is ${problem === undefined ? 'taken' : 'refused'}: ${given}`, () => {
      assert.equal(answerProblem(operation, { title: 'Question', ...ask }, text), problem);
    });
  }

  it('must belong to a member of the operation', () => {
    assert.throws(() => answerProblem('CopyImage', { title: 'Question', member: 'Nothing' }, 'x'), /no member Nothing/);
  });
});
