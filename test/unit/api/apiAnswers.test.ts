// Answers of any shape: what reaches the rest has the types of the service model, and one bad entry costs no other.
import * as assert from 'node:assert/strict';

import { collectAnswer, largestAnswer } from '../../../src/api/core/checkedJson';
import { isApiError } from '../../../src/api/core/errors';
import { asSent } from '../../../src/api/core/raw';
import type { ActingApi, Operation, Output, Runtime } from '../../../src/api/types';
import { actingIn, runtimeUnderTest, sandboxConnection } from '../../support/awsRuntime';
import type { Answer, AwsServer } from '../../support/awsServer';
import { startAwsServer } from '../../support/awsServer';
import { failure } from '../../support/failure';

describe('an answer', () => {
  let server: AwsServer;
  let runtime: Runtime;
  let api: ActingApi;
  let answer: Answer;

  // A client makes its readers once, so each test has its own client.
  beforeEach(async () => {
    server = await startAwsServer(() => answer);
    ({ runtime } = runtimeUnderTest());
    api = actingIn(runtime, sandboxConnection(server.url));
  });
  afterEach(async () => {
    runtime.dispose();
    await server.close();
  });

  async function answered<O extends Operation>(operation: O, output: unknown): Promise<Output<O>> {
    answer = { kind: 'ok', output };
    return api.call(operation, {});
  }

  const fleets: readonly { given: string; answer: unknown; becomes: readonly object[] | undefined }[] = [
    {
      given: 'errors that are no list',
      answer: [{ Name: 'a', FleetErrors: {} }, { Name: 'b' }],
      becomes: [{ Name: 'a' }, { Name: 'b' }],
    },
    {
      given: 'an entry that is null',
      answer: [{ Name: 'a' }, null, { Name: 'b' }],
      becomes: [{ Name: 'a' }, {}, { Name: 'b' }],
    },
    {
      given: 'an entry that is a word',
      answer: ['a', { Name: 'b' }],
      becomes: [{}, { Name: 'b' }],
    },
    {
      given: 'a name that is a number',
      answer: [{ Name: 7, DisplayName: true }],
      becomes: [{ Name: '7', DisplayName: 'true' }],
    },
    {
      given: 'a name that is an object',
      answer: [{ Name: {}, State: 'RUNNING' }],
      becomes: [{ State: 'RUNNING' }],
    },
    {
      given: 'numbers and yes or no in words',
      answer: [{ MaxUserDurationInSeconds: '600', EnableDefaultInternetAccess: 'False' }],
      becomes: [{ MaxUserDurationInSeconds: 600, EnableDefaultInternetAccess: false }],
    },
    {
      given: 'a time in words, and one beyond all times',
      answer: [{ CreatedTime: '2026-01-02T03:04:05Z' }, { CreatedTime: 1e30 }],
      becomes: [{ CreatedTime: new Date('2026-01-02T03:04:05Z') }, {}],
    },
    {
      given: 'yes and no in other spellings, and words that are neither',
      answer: [{ EnableDefaultInternetAccess: 'TRUE' }, { EnableDefaultInternetAccess: 'no' }],
      becomes: [{ EnableDefaultInternetAccess: true }, {}],
    },
    {
      given: 'yes and no as numbers',
      answer: [{ EnableDefaultInternetAccess: 1 }, { EnableDefaultInternetAccess: true }],
      becomes: [{}, { EnableDefaultInternetAccess: true }],
    },
    {
      given: 'numbers in words that are none',
      answer: ['', ' ', 'x', '1e999', true, [7], ' 7 ', 0].map(MaxUserDurationInSeconds => ({
        MaxUserDurationInSeconds,
      })),
      becomes: [{}, {}, {}, {}, {}, {}, { MaxUserDurationInSeconds: 7 }, { MaxUserDurationInSeconds: 0 }],
    },
    {
      given: 'times at the ends of all times, and beyond',
      answer: [8.64e12, -8.64e12, 8.640000001e12, 'soon', '1.0005', true].map(CreatedTime => ({ CreatedTime })),
      becomes: [
        { CreatedTime: new Date(8.64e15) },
        { CreatedTime: new Date(-8.64e15) },
        {},
        {},
        { CreatedTime: new Date(1001) },
        {},
      ],
    },
    {
      given: 'texts that are null, a list or empty',
      answer: [{ Name: null }, { Name: ['a'] }, { Name: '' }],
      becomes: [{}, {}, { Name: '' }],
    },
    {
      given: 'structures inside, of any type',
      answer: [[], 'x', null, { SubnetIds: 'x', SecurityGroupIds: ['a', null, 7, {}] }].map(VpcConfig => ({
        VpcConfig,
      })),
      becomes: [{}, {}, {}, { VpcConfig: { SecurityGroupIds: ['a', '7'] } }],
    },
    {
      given: 'errors of any type',
      answer: [{ FleetErrors: [{ ErrorCode: 7 }, 'x', null] }],
      becomes: [{ FleetErrors: [{ ErrorCode: '7' }] }],
    },
    {
      given: 'a state that no model knows',
      answer: [{ State: 'DREAMING', NewMember: { a: 1 } }],
      becomes: [{ State: 'DREAMING' }],
    },
  ];
  for (const { given, answer, becomes } of fleets) {
    it(`given ${given}, keeps the parts that make sense`, async () => {
      assert.deepEqual((await answered('DescribeFleets', { Fleets: answer })).Fleets, becomes);
    });
  }

  const refused: readonly { given: string; answer: Answer }[] = [
    { given: 'no content', answer: { kind: 'body', body: '', status: 204 } },
    { given: 'a page', answer: { kind: 'body', body: '<html>', contentType: 'text/html' } },
    { given: 'JSON that calls itself a page', answer: { kind: 'body', body: '{}', contentType: 'text/html' } },
    { given: 'a list', answer: { kind: 'body', body: '[]' } },
    { given: 'null', answer: { kind: 'body', body: 'null' } },
    { given: 'an empty object', answer: { kind: 'body', body: '{}' } },
    { given: 'nothing', answer: { kind: 'body', body: '' } },
    { given: 'a list that is an object', answer: { kind: 'body', body: '{"Fleets":{"Name":"a"}}' } },
    { given: 'a list that is null', answer: { kind: 'body', body: '{"Fleets":null}' } },
    { given: 'more than anybody reads', answer: { kind: 'body', body: `"${'x'.repeat(largestAnswer)}"` } },
  ];
  for (const { given, answer: said } of refused) {
    it(`given ${given}, is not understood`, async () => {
      answer = said;
      const error = await failure(api.call('DescribeFleets', {}));
      assert.equal(error.reason, 'malformed');
      assert.doesNotMatch(error.message, /undefined|xxx|function/);
    });
  }

  it('with an unsafe address is refused, and the error tells only its host or scheme', async () => {
    const error = await failure(answered('CreateStreamingURL', { StreamingURL: 'http://evil.test/?signature=secret' }));
    assert.equal(error.code, 'UnsafeAddress');
    assert.match(
      error.message,
      /unsafe address\. The address at evil\.test wasn't opened because it begins with http: instead of https:\.$/,
    );
    assert.match(error.nextStep, /^Check that the endpoint belongs to AppStream/);
    assert.doesNotMatch(`${error.message} ${error.nextStep}`, /secret|signature/);
  });

  for (const type of ['IncompleteAnswer', 'UnsafeAddress']) {
    it(`that is an error called ${type} shows no more of its message than any other error`, async () => {
      answer = { kind: 'error', type, message: '[Sign in](command:x) ann@example.com' };
      const { message } = await failure(api.call('DescribeFleets', {}));
      assert.match(message, /\[Sign in\] \(command:x\) …/);
      assert.doesNotMatch(message, /ann@/);
    });
  }

  it('given tags of any type, keeps the parts that make sense', async () => {
    const tags = async (Tags: unknown): Promise<unknown> =>
      (await answered('ListTagsForResource', { Tags }).catch(() => ({ Tags: 'none' }))).Tags;
    assert.deepEqual(await tags({ a: 'b', c: 7, d: null, e: {} }), { a: 'b', c: '7' });
    for (const odd of [['a'], 'a', null]) assert.equal(await tags(odd), 'none');
  });

  it('keeps what was sent only for entries that have lost something', async () => {
    const sent = [{ Name: 'a', State: null }, { Name: 'b', New: 1 }, { Name: {} }, 'word'];
    const { Fleets = [] } = await answered('DescribeFleets', { Fleets: sent });
    assert.deepEqual(Fleets.map(asSent), [{ Name: 'a' }, { Name: 'b', New: 1 }, { Name: {} }, 'word']);
    const { Tags } = await answered('ListTagsForResource', { Tags: { a: {} } });
    assert.deepEqual(asSent(Tags), {});
  });

  it('without content is not understood, even if it has to have no member', async () => {
    answer = { kind: 'body', body: '', status: 204 };
    const { reason, mayHaveHappened } = await failure(api.call('StartFleet', { Name: 'dev' }));
    assert.deepEqual([reason, mayHaveHappened], ['malformed', true]);
  });

  const types: readonly (readonly [contentType: string, status: number, is: string])[] = [
    ['application/x-amz-json-1.1', 200, 'read'],
    ['Application/JSON', 200, 'read'],
    ['text/plain', 299, 'MalformedAnswer'],
    ['text/plain', 400, 'ResourceInUseException'],
  ];
  for (const [contentType, status, is] of types) {
    it(`of the type ${contentType} with ${status} is ${is}`, async () => {
      const body = JSON.stringify({ __type: 'ResourceInUseException', Fleets: [] });
      answer = { kind: 'body', body, status, contentType };
      const outcome = await api.call('DescribeFleets', {}).then(
        () => 'read',
        (error: unknown) => (isApiError(error) ? error.code : error),
      );
      assert.equal(outcome, is);
    });
  }

  it('may be as large as the limit, over several parts', async () => {
    async function* parts(...sizes: number[]): AsyncGenerator<Uint8Array> {
      for (const size of sizes) yield Promise.resolve(new Uint8Array(size).fill(1));
    }
    assert.equal((await collectAnswer(parts(largestAnswer - 1, 1))).length, largestAnswer);
    await assert.rejects(collectAnswer(parts(largestAnswer, 1)), { name: 'MalformedAnswer' });
  });
});
