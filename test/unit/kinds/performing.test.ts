// What performing an action comes to: the request that goes out, and that the action ends with its answer.
import * as assert from 'node:assert/strict';

import { isRead } from '../../../src/api/core/readOnly';
import type { ActingApi } from '../../../src/api/types';
import type { Answers, Target } from '../../../src/kinds/action';
import { kindNamed, kinds } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';
import { connection } from '../../support/scriptedApi';

const { signal } = new AbortController();

/** A target whose reads answer nothing, and whose changes answer late: with the answer, or with an error. */
function target(resource: object, change: (operation: string, input: object) => Promise<object>): Target<unknown> {
  const api = {
    connection,
    call: (operation: string, input: object) => (isRead(operation) ? Promise.resolve({}) : change(operation, input)),
    async *pages() {
      await Promise.resolve();
      yield {};
    },
  } as unknown as ActingApi;
  return { api, resource, scope: {}, signal };
}

describe('Performing', () => {
  const simple = kinds.flatMap(({ name: kind, actions }) =>
    actions
      .filter(({ form, operations: [operation] }) => !form && !isRead(operation))
      .map(action => ({ name: `${kind}.${action.name}`, action: action })),
  );
  /** Actions that find out before their request that it would be in vain. */
  const refused: Readonly<Record<string, string>> = {
    'stack.stream': 'Stack "a" has no fleet. Associate one with it first.',
    'appBlockBuilder.start': 'App block builder "a" has no app block. Associate one with it first.',
  };
  it('is tested with more than 40 actions', () => assert.ok(simple.length > 40, `${simple.length}`));

  for (const { name, action } of simple) {
    it(`${name} waits for its request, and fails if the request fails`, async () => {
      let requested = false;
      const late = target({ Name: 'a', State: 'RUNNING', Id: 'i' }, async () => {
        requested = true;
        await new Promise(resolve => setImmediate(resolve));
        throw new Error('the request failed');
      });
      const answers = new Proxy<Answers>({}, { get: () => 'x' });
      const ended = await action.perform(late, answers, {}).then(
        () => 'done',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      assert.equal(ended, refused[name] ?? 'the request failed');
      assert.equal(requested, !(name in refused));
    });
  }

  const urls: { kind: KindName; answers: Answers; sends: object }[] = [
    { kind: 'imageBuilder', answers: {}, sends: { Name: 'gis' } },
    { kind: 'imageBuilder', answers: { Validity: '900' }, sends: { Name: 'gis', Validity: 900 } },
    { kind: 'appBlockBuilder', answers: {}, sends: { AppBlockBuilderName: 'gis' } },
    { kind: 'appBlockBuilder', answers: { Validity: '900' }, sends: { AppBlockBuilderName: 'gis', Validity: 900 } },
  ];
  for (const { kind, answers, sends } of urls) {
    it(`a streaming URL of an ${kind} sends ${JSON.stringify(sends)}`, async () => {
      const sent: object[] = [];
      const expires = new Date(0);
      const stream = kindNamed(kind).actions.find(({ name }) => name === 'stream');
      const url = await stream?.perform(
        target({ Name: 'gis', State: 'RUNNING' }, (_, input) => {
          sent.push(input);
          return Promise.resolve({ StreamingURL: 'https://example.com/', Expires: expires });
        }),
        answers,
        {},
      );
      assert.deepEqual(sent, [sends]);
      assert.deepEqual(url, { url: 'https://example.com/', expires });
    });
  }
});
