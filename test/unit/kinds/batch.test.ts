// What a batch answer says went wrong: whatever it names, and however it names it, no error may count as success.
import * as assert from 'node:assert/strict';

import type { UserStackAssociation } from '@aws-sdk/client-appstream';
import * as fc from 'fast-check';

import type { ApiErrorFacts } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import { associatePairs } from '../../../src/kinds/parts/batch';
import { scriptedApi } from '../../support/scriptedApi';

const pair = (UserName: string, StackName: string, AuthenticationType = 'USERPOOL'): UserStackAssociation =>
  ({ UserName, StackName, AuthenticationType }) as UserStackAssociation;

/** Changes pairs, each a group of its own, and tells what went wrong with each: its details, or nothing. */
async function outcome(
  pairs: readonly UserStackAssociation[],
  answers: readonly object[],
): Promise<(string[] | undefined)[]> {
  let call = 0;
  const api = scriptedApi({ BatchAssociateUserStack: () => answers[call++] ?? { errors: [] } });
  const failed = await associatePairs(
    api,
    pairs.map(one => [one]),
    new AbortController().signal,
  );
  return failed.map(error => error && [...(error.details ?? [error.message])]);
}

const failing = (outcomes: readonly (readonly string[] | undefined)[]): number[] =>
  [...outcomes.keys()].filter(at => outcomes[at]);

const ana = { office: pair('ana@example.com', 'office'), lab: pair('ana@example.com', 'lab') };
const bob = { office: pair('bob@example.com', 'office') };
const pairs = [ana.office, ana.lab, bob.office];

const cases: readonly { given: string; errors: readonly unknown[] | null; fails: readonly number[] }[] = [
  { given: 'no errors member', errors: null, fails: [] },
  { given: 'no entry', errors: [], fails: [] },
  { given: 'an exact pair', errors: [{ UserStackAssociation: ana.lab, ErrorCode: 'STACK_NOT_FOUND' }], fails: [1] },
  {
    given: 'a pair without AuthenticationType',
    errors: [{ UserStackAssociation: { UserName: 'ana@example.com', StackName: 'lab' }, ErrorCode: 'STACK_NOT_FOUND' }],
    fails: [1],
  },
  {
    given: 'a pair in another case',
    errors: [{ UserStackAssociation: pair('Ana@Example.com', 'LAB'), ErrorCode: 'USER_NAME_NOT_FOUND' }],
    fails: [1],
  },
  {
    given: 'a pair with another AuthenticationType',
    errors: [{ UserStackAssociation: pair('bob@example.com', 'office', 'SAML'), ErrorCode: 'INTERNAL_ERROR' }],
    fails: [2],
  },
  {
    given: 'a stack alone',
    errors: [{ UserStackAssociation: { StackName: 'office' }, ErrorCode: 'STACK_NOT_FOUND' }],
    fails: [0, 2],
  },
  {
    given: 'a user alone',
    errors: [{ UserStackAssociation: { UserName: 'ana@example.com' }, ErrorCode: 'USER_NAME_NOT_FOUND' }],
    fails: [0, 1],
  },
  { given: 'INTERNAL_ERROR alone', errors: [{ ErrorCode: 'INTERNAL_ERROR' }], fails: [0, 1, 2] },
  { given: 'an empty pair', errors: [{ UserStackAssociation: {}, ErrorCode: 'INTERNAL_ERROR' }], fails: [0, 1, 2] },
  { given: 'an empty entry', errors: [{}], fails: [0, 1, 2] },
  {
    given: 'a pair that was not asked for',
    errors: [{ UserStackAssociation: pair('eve@example.com', 'attic'), ErrorCode: 'STACK_NOT_FOUND' }],
    fails: [0, 1, 2],
  },
  {
    given: 'a pair, and one error without any: it concerns the others',
    errors: [{ UserStackAssociation: ana.office, ErrorCode: 'STACK_NOT_FOUND' }, { ErrorCode: 'INTERNAL_ERROR' }],
    fails: [0, 1, 2],
  },
];

const someApiError = (facts: Partial<ApiErrorFacts>): ApiError =>
  new ApiError('It failed.', {
    ...{ reason: 'network', operation: 'BatchAssociateUserStack', code: 'X', retryable: true, nextStep: 'Try again.' },
    ...facts,
  });

describe('The error of a group of pairs', () => {
  /** Associates all pairs as one group. An answer that is an error is thrown. */
  async function errorOf(sent: readonly UserStackAssociation[], answers: readonly unknown[]): Promise<ApiError> {
    let call = 0;
    const api = scriptedApi({
      BatchAssociateUserStack() {
        const answer = answers[call++];
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    const [error] = await associatePairs(api, [sent], new AbortController().signal);
    return error ?? assert.fail('no error');
  }
  const many = Array.from({ length: 26 }, (_, at) => pair(`u${at}`, 'office'));
  const named = (ErrorCode?: string, of = ana.office) => ({
    UserStackAssociation: of,
    ...(ErrorCode && { ErrorCode }),
  });
  const explained: { given: string; errors: object[]; sent?: UserStackAssociation[]; says: string }[] = [
    { given: 'STACK_NOT_FOUND', errors: [named('STACK_NOT_FOUND')], says: 'The stack no longer exists.' },
    { given: 'no code', errors: [named()], says: "AWS couldn't do it and gave no reason." },
    { given: 'a new code', errors: [named('SOMETHING_NEW')], says: 'AWS returned the error SOMETHING_NEW.' },
    {
      given: 'the same code twice',
      errors: [named('STACK_NOT_FOUND'), named('STACK_NOT_FOUND', ana.lab)],
      ...{ sent: pairs, says: '2 of 3 failed. The stack no longer exists.' },
    },
    {
      given: 'two errors of one pair',
      errors: [named('STACK_NOT_FOUND'), named('SOMETHING_NEW')],
      ...{ sent: pairs, says: '1 of 3 failed. The stack no longer exists. AWS returned the error SOMETHING_NEW.' },
    },
    {
      given: 'no pair',
      errors: [{ ErrorCode: 'STACK_NOT_FOUND' }],
      ...{ sent: pairs },
      says: "3 of 3 failed. The stack no longer exists. AWS didn't say which user and stack the error is about.",
    },
  ];
  for (const { given, errors, sent = [ana.office], says } of explained) {
    it(`says "${says}", given ${given}`, async () => {
      assert.equal((await errorOf(sent, [{ errors }])).message, says);
    });
  }

  const sorted: { given: string; codes: (string | undefined)[]; reason: string; code: string }[] = [
    {
      given: 'nothing but things that do not exist',
      codes: ['STACK_NOT_FOUND', 'USER_NAME_NOT_FOUND'],
      reason: 'notFound',
      code: 'STACK_NOT_FOUND',
    },
    {
      given: 'something else, too',
      codes: ['STACK_NOT_FOUND', 'INTERNAL_ERROR'],
      reason: 'conflict',
      code: 'STACK_NOT_FOUND',
    },
    { given: 'no code', codes: [undefined], reason: 'conflict', code: '?' },
  ];
  for (const { given, codes, reason, code } of sorted) {
    it(`has the reason ${reason} and can't succeed when sent again, given ${given}`, async () => {
      const error = await errorOf(pairs, [{ errors: codes.map((one, at) => named(one, pairs[at])) }]);
      const { retryable, mayHaveHappened } = error;
      assert.deepEqual([error.reason, error.code, retryable, mayHaveHappened], [reason, code, false, undefined]);
    });
  }

  it('lists each failed pair with code and message, as far as there are any', async () => {
    const errors = [{ ...named('STACK_NOT_FOUND'), ErrorMessage: 'No stack.' }, named(undefined, ana.lab)];
    const { details } = await errorOf(
      [...pairs, { AuthenticationType: 'USERPOOL' } as UserStackAssociation],
      [{ errors }],
    );
    assert.deepEqual(details, [
      'ana@example.com with stack "office": STACK_NOT_FOUND: No stack.',
      'ana@example.com with stack "lab": ?',
    ]);
  });

  it('is the error of the call if the call failed as a whole', async () => {
    const denied = someApiError({ reason: 'denied' });
    assert.equal(await errorOf(pairs, [denied]), denied);
  });

  const partly = [
    { given: 'one of two calls failed', second: { errors: [] }, failed: 25 },
    { given: 'both calls failed, each in its own way', second: someApiError({ code: 'Y' }), failed: 26 },
    { given: 'the other call refused its pair', second: { errors: [{ ErrorCode: 'STACK_NOT_FOUND' }] }, failed: 26 },
  ];
  for (const { given, second, failed } of partly) {
    it(`sums up ${failed} of 26 failures if ${given}, and whether AWS may have done it`, async () => {
      for (const mayHaveHappened of [true, false]) {
        const error = await errorOf(many, [someApiError({ mayHaveHappened }), second]);
        assert.match(error.message, new RegExp(`^${failed} of 26 failed. It failed.`));
        assert.equal(error.details?.length, failed);
        assert.equal(error.mayHaveHappened, mayHaveHappened || undefined);
        assert.equal(error.reason, 'conflict');
      }
    });
  }
});

describe('The errors of a batch answer', () => {
  for (const { given, errors, fails } of cases) {
    it(`with ${given} belong to ${fails.length ? `pairs ${fails.join(', ')}` : 'no pair'}`, async () => {
      assert.deepEqual(failing(await outcome(pairs, [errors === null ? {} : { errors }])), fails);
    });
  }

  it('without a pair belong to every pair that no other error names', async () => {
    const errors = [
      { UserStackAssociation: ana.office, ErrorCode: 'STACK_NOT_FOUND', ErrorMessage: 'Named' },
      { ErrorCode: 'INTERNAL_ERROR', ErrorMessage: 'Nameless' },
    ];
    const [first, ...others] = await outcome(pairs, [{ errors }]);
    assert.deepEqual(first, ['ana@example.com with stack "office": STACK_NOT_FOUND: Named']);
    for (const other of others) assert.match(other?.join() ?? '', /INTERNAL_ERROR: Nameless/);
  });

  it('belong only to pairs of the same call', async () => {
    const many = Array.from({ length: 26 }, () => ana.office);
    const errors = [{ UserStackAssociation: ana.office, ErrorCode: 'INTERNAL_ERROR' }];
    assert.deepEqual(failing(await outcome(many, [{ errors: [] }, { errors }])), [25]);
  });

  it('are never lost, with any names', async () => {
    const user = fc.constantFrom('ana@example.com', 'Ana@example.com', 'bob@example.com');
    const stack = fc.constantFrom('office', 'Office', 'lab');
    const asked = fc.record({ UserName: user, StackName: stack, AuthenticationType: fc.constant('USERPOOL' as const) });
    const someText = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const named = fc.record(
      {
        UserName: someText(fc.oneof(user, fc.constant(''), fc.constant('eve@example.com'))),
        StackName: someText(fc.oneof(stack, fc.constant(''), fc.constant('attic'))),
        AuthenticationType: someText(fc.constantFrom('USERPOOL', 'SAML', 'userpool')),
      },
      { requiredKeys: [] },
    );
    const entry = fc.record(
      {
        UserStackAssociation: someText(named),
        ErrorCode: someText(fc.constantFrom('STACK_NOT_FOUND', 'INTERNAL_ERROR', 'SOMETHING_NEW')),
      },
      { requiredKeys: [] },
    );
    const input = [
      fc.array(asked, { minLength: 1, maxLength: 60 }),
      fc.array(fc.array(entry, { maxLength: 8 }), { maxLength: 3 }),
    ] as const;
    await fc.assert(
      fc.asyncProperty(...input, async (sent, errorsByCall) => {
        const calls = Math.ceil(sent.length / 25);
        const answers = errorsByCall.slice(0, calls).map((errors, call) => ({
          errors: errors.map((one, at) => ({ ...one, ErrorMessage: `word-${call}-${at}.` })),
        }));
        const outcomes = await outcome(sent, answers);
        const words = outcomes.flat().join(' ');
        for (const [call, { errors }] of answers.entries()) {
          for (const { ErrorMessage } of errors) assert.ok(words.includes(ErrorMessage), ErrorMessage);
          const failed = failing(outcomes).filter(at => Math.floor(at / 25) === call);
          assert.equal(failed.length > 0, errors.length > 0);
        }
      }),
    );
  });
});
