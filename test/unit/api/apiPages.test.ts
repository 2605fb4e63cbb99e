// Calls in pages: as many as are wanted, and never without an end.
import * as assert from 'node:assert/strict';

import type { ActingApi } from '../../../src/api/types';
import type { Answer } from '../../support/awsServer';
import { failure } from '../../support/failure';
import { inTurn, ok, useCalls } from '../../support/useCalls';

describe('a call', () => {
  const { sandbox } = useCalls();

  it('whose pages are all the same and never end fails with an explanation', async () => {
    let token = 0;
    const { api, server } = await sandbox(() => ok({ Fleets: [{ Name: 'a' }], NextToken: `t${++token}` }));
    const read = async (): Promise<void> => {
      for await (const page of api.pages('DescribeFleets', {})) assert.equal(page.Fleets?.length, 1);
    };
    const error = await failure(read());
    assert.deepEqual([error.reason, error.code], ['malformed', 'RepeatedNextToken']);
    assert.equal(server.received.length, 51);
  });

  describe('in pages', () => {
    async function names(api: ActingApi): Promise<(string | undefined)[]> {
      const all = [];
      for await (const { Fleets } of api.pages('DescribeFleets', {})) {
        all.push(...(Fleets ?? []).map(fleet => fleet.Name));
      }
      return all;
    }
    const page = (name: string, NextToken?: string): Answer =>
      ok({ Fleets: [{ Name: name }], ...(NextToken !== undefined && { NextToken }) });

    it('goes on while there is a token', async () => {
      const { api, server } = await sandbox(inTurn(page('a', '1'), page('b', '2'), page('c')));
      assert.deepEqual(await names(api), ['a', 'b', 'c']);
      assert.deepEqual(
        server.received.map(r => r.input['NextToken']),
        [undefined, '1', '2'],
      );
    });

    it('ends at an empty token', async () => {
      const { api } = await sandbox(inTurn(page('a', '')));
      assert.deepEqual(await names(api), ['a']);
    });

    it('requests a page only when it is needed', async () => {
      const { api, server } = await sandbox(inTurn(page('a', '1'), page('b')));
      const pages = api.pages('DescribeFleets', {});
      await pages.next();
      assert.equal(server.received.length, 1);
      await pages.return();
      assert.equal(server.received.length, 1);
    });

    const circles = [
      { given: 'one token over and over', tokens: ['1'] },
      { given: 'tokens in a circle', tokens: ['1', '2', '1'] },
    ];
    for (const { given, tokens } of circles) {
      it(`given ${given}, fails as malformed instead of never ending`, async () => {
        const { api } = await sandbox(inTurn(...tokens.map(token => page('a', token))));
        const error = await failure(names(api));
        assert.deepEqual([error.reason, error.operation], ['malformed', 'DescribeFleets']);
      });
    }
  });
});
