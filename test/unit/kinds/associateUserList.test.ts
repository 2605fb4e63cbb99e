// Associates a pasted list of users with a stack: what is sent, and what the form says of the lines that failed.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { ActionRefused } from '../../../src/kinds/action';
import { actionOf } from '../../support/actionOf';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const pair = (UserName: string, StackName = 'desk'): object => ({
  UserName,
  StackName,
  AuthenticationType: 'USERPOOL',
});

const lost = new ApiError('AWS closed the connection.', {
  ...{ reason: 'network', operation: 'BatchAssociateUserStack', code: 'ECONNRESET', retryable: true, nextStep: '' },
  mayHaveHappened: true,
});
const denied = new ApiError('Not allowed.', {
  ...{ reason: 'denied', operation: 'BatchAssociateUserStack', code: 'AccessDenied', retryable: false, nextStep: '' },
});

/** Submits the form with these lines. @returns the problems, `line: message`, with the message of the whole; none if it succeeds */
async function submit(lines: readonly object[], script: Script) {
  const api = scriptedApi(script);
  const action = actionOf('stack', 'associateUserList');
  const target = { api, resource: { Name: 'desk' }, scope: {}, signal };
  const said = await action.perform(target, {}, { UserStackAssociations: lines as never }).then(
    () => [],
    (error: unknown) => {
      assert.ok(error instanceof ActionRefused, String(error));
      return [
        error.message,
        ...error.problems.map(({ path: [list, line, member], message }) => {
          assert.deepEqual([list, member], ['UserStackAssociations', 'UserName']);
          return `${String(line)}: ${message}`;
        }),
      ];
    },
  );
  return { said, calls: api.calls };
}

const users = (...names: string[]): object[] => names.map(UserName => ({ UserName }));
const failing = (...names: string[]): Script => ({
  BatchAssociateUserStack: () => ({
    errors: names.map(name => ({ UserStackAssociation: pair(name), ErrorCode: 'USER_NAME_NOT_FOUND' })),
  }),
});
const noUser = (name: string): string =>
  `The user pool has no user with this name. User names are case-sensitive. ${name} with stack "desk": USER_NAME_NOT_FOUND`;
/** The first call loses its answer; later calls go through. A check finds these users, or fails. */
const losing = (found?: readonly string[]): Script => {
  let calls = 0;
  return {
    BatchAssociateUserStack: () => (calls++ ? { errors: [] } : Promise.reject(lost)),
    DescribeUserStackAssociations: () =>
      found ? { UserStackAssociations: found.map(name => pair(name)) } : Promise.reject(denied),
  };
};

describe('A list of users to associate with a stack', () => {
  const cases: { given: string; lines: object[]; script: Script; says: string[] }[] = [
    { given: 'all go through', lines: users('ana', 'bo'), script: failing(), says: [] },
    { given: 'there are none', lines: [], script: {}, says: [] },
    {
      given: 'one fails',
      ...{ lines: users('ana', 'bo', 'cy'), script: failing('bo') },
      says: ["1 of 3 couldn't be associated. The others are associated.", `1: ${noUser('bo')}`],
    },
    {
      given: 'all fail',
      ...{ lines: users('ana', 'bo'), script: failing('ana', 'bo') },
      says: ['No association was created.', `0: ${noUser('ana')}`, `1: ${noUser('bo')}`],
    },
    {
      given: 'the call is refused',
      lines: users('ana', 'bo'),
      script: { BatchAssociateUserStack: () => Promise.reject(denied) },
      says: ['No association was created.', '0: Not allowed.', '1: Not allowed.'],
    },
    {
      given: 'the answer is lost and a check finds all',
      ...{ lines: users('ana', 'bo'), script: losing(['bo', 'ana', 'cy']), says: [] },
    },
    {
      given: 'the answer is lost and a check finds one',
      ...{ lines: users('ana', 'bo'), script: losing(['bo']) },
      says: ["1 of 2 couldn't be associated. The others are associated.", '0: AWS closed the connection.'],
    },
    {
      given: 'the answer is lost and the check fails',
      ...{ lines: users('ana', 'bo'), script: losing() },
      says: [
        "It's not known whether 2 of 2 are associated, because the check failed, too.",
        ...['0: AWS closed the connection.', '1: AWS closed the connection.'],
      ],
    },
    {
      given: 'one of two answers is lost and the check fails',
      lines: users(...Array.from({ length: 26 }, (_, at) => `u${at}`)),
      script: losing(),
      says: [
        "It's not known whether 25 of 26 are associated, because the check failed, too.",
        ...Array.from({ length: 25 }, (_, at) => `${at}: AWS closed the connection.`),
      ],
    },
  ];
  for (const { given, lines, script, says } of cases) {
    it(`${says[0] ?? 'succeeds'}: ${given}`, async () => {
      assert.deepEqual((await submit(lines, script)).said, says);
    });
  }

  it('sends each user with the stack, the user pool and the wish for an e-mail, whatever else a line holds', async () => {
    const { calls } = await submit(
      [
        { UserName: 'ana', SendEmailNotification: true },
        { UserName: 'bo', StackName: 'other' },
      ],
      failing(),
    );
    const sent = [{ ...pair('ana'), SendEmailNotification: true }, pair('bo')];
    const [call = '', ...more] = calls;
    assert.deepEqual(more, []);
    assert.deepEqual(JSON.parse(call.replace('BatchAssociateUserStack ', '')), { UserStackAssociations: sent });
  });

  it('is checked with one request about the stack, and only if an answer was lost', async () => {
    const { calls } = await submit(users('ana'), losing(['ana']));
    assert.deepEqual(calls.slice(1), [
      'DescribeUserStackAssociations {"StackName":"desk","AuthenticationType":"USERPOOL"}',
    ]);
  });
});

describe('The check of a lost association asks', () => {
  const stackName = 'UserStackAssociations.StackName';
  const cases = [
    { given: 'one stack of a user', stacks: 'desk', asks: '{"StackName":"desk","AuthenticationType":"USERPOOL"}' },
    { given: 'two stacks of a user', stacks: 'desk\ngis', asks: '{"UserName":"ana","AuthenticationType":"USERPOOL"}' },
  ];
  for (const { given, stacks, asks } of cases) {
    it(`for ${given}: ${asks}`, async () => {
      const api = scriptedApi({ DescribeUserStackAssociations: () => ({ UserStackAssociations: [pair('ana')] }) });
      const { proof } = actionOf('user', 'associate');
      assert.ok(typeof proof === 'object' && 'isDone' in proof);
      const target = { api, resource: { UserName: 'ana' }, scope: {}, signal };
      assert.equal(await proof.isDone(target, { [stackName]: stacks }, {}), stacks === 'desk');
      assert.deepEqual(api.calls, [`DescribeUserStackAssociations ${asks}`]);
    });
  }
});
