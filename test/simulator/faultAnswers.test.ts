// What a client gets of each kind of fault, on the wire.
import * as assert from 'node:assert/strict';
import * as http from 'node:http';
import { gunzipSync } from 'node:zlib';

import type { Fault, Outcome } from '../../src/simulator/faults/faults';
import { all, useSimulator } from './simulatorFixture';

describe('The answers of faults', () => {
  const fixture = useSimulator();
  before(async () => {
    for (const Name of ['a', 'b', 'c']) await fixture.call('CreateStack', { Name });
  });
  afterEach(() => fixture.simulator.faults.clear());

  const headers = {
    'x-amz-target': 'PhotonAdminProxyService.DescribeStacks',
    authorization:
      'AWS4-HMAC-SHA256 Credential=SANDBOXPRODUCTION/20261124/eu-west-1/appstream/aws4_request, Signature=00',
  };

  /** What goes over the wire, as it comes. */
  function ask(
    outcome: Outcome,
    more: Partial<Fault> & { signed?: string } = {},
  ): Promise<{
    status: number;
    headers: http.IncomingHttpHeaders;
    body: Buffer;
    chunks: number;
    whole: boolean;
  }> {
    const { signed, ...fault } = more;
    fixture.simulator.faults.add({ ...fault, outcome });
    return new Promise((resolve, reject) => {
      const signature = signed === undefined ? headers : { ...headers, 'x-amz-date': signed };
      const request = http.request(fixture.url, { method: 'POST', headers: signature, agent: false }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => undefined); // the connection was closed: told by `complete`
        response.on('close', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
            chunks: chunks.length,
            whole: response.complete,
          }),
        );
      });
      request.on('error', reject).end('{}');
    });
  }

  const names = (body: Buffer) =>
    (JSON.parse(body.toString()) as { Stacks: ({ Name?: unknown } | null)[] }).Stacks.map(stack => stack && stack.Name);

  it('change an entry by its position or content, and leave the others unchanged', async () => {
    const table: { at: string; to?: unknown; become: unknown[] }[] = [
      { at: 'Stacks[1]', become: ['a', 'c'] },
      { at: 'Stacks[Name=c]', become: ['a', 'b'] },
      { at: 'Stacks[*]', become: [] },
      { at: 'Stacks[Name=a].Name', to: 'z', become: ['z', 'b', 'c'] },
      { at: 'Stacks[0].Name', become: [undefined, 'b', 'c'] },
      { at: 'Stacks[0]', to: null, become: [null, 'b', 'c'] },
      { at: 'Stacks[*].Name', to: 7, become: [7, 7, 7] },
      { at: 'Stacks[Name=nobody].Name', to: 'x', become: ['a', 'b', 'c'] },
      { at: 'Elsewhere[0].Name', to: 'x', become: ['a', 'b', 'c'] },
      { at: 'Stacks.Name', to: 'x', become: ['a', 'b', 'c'] },
      { at: 'Stacks[0].Name[0]', to: 'x', become: ['a', 'b', 'c'] },
      { at: 'Stacks[0][0]', to: 'x', become: ['a', 'b', 'c'] },
      { at: 'Stacks[9].Name', to: 'x', become: ['a', 'b', 'c'] },
      { at: 'Stacks[*].UserSettings[Action=FILE_UPLOAD]', become: ['a', 'b', 'c'] },
      { at: 'Stacks', to: [{ Name: 'only' }], become: ['only'] },
    ];
    for (const { at, to, become } of table) {
      assert.deepEqual(names((await ask({ kind: 'change', at, to })).body), become, at);
      fixture.simulator.faults.clear();
    }
    assert.deepEqual(
      (await all<{ Name: string }>(fixture, 'DescribeStacks', 'Stacks')).map(({ Name }) => Name),
      ['a', 'b', 'c'],
    );
  });

  it('are cut in half', async () => {
    const { body, headers: got, whole } = await ask({ kind: 'half' });
    assert.equal(whole, false);
    assert.equal(body.length, Math.ceil(Number(got['content-length']) / 2));
  });

  it('change deep inside an entry', async () => {
    const at = 'Stacks[Name=b].UserSettings[Action=FILE_UPLOAD].Permission';
    const { body } = await ask({ kind: 'change', at, to: 'MAYBE' });
    const { Stacks } = JSON.parse(body.toString()) as {
      Stacks: { Name: string; UserSettings: { Action: string; Permission: string }[] }[];
    };
    const odd = Stacks.flatMap(({ Name, UserSettings }) =>
      UserSettings.filter(({ Permission }) => Permission === 'MAYBE').map(({ Action }) => `${Name} ${Action}`),
    );
    assert.deepEqual(odd, ['b FILE_UPLOAD']);
  });

  it('arrive some bytes at a time', async () => {
    const { body, chunks, whole } = await ask({ kind: 'slow', ms: 5, bytes: 500 });
    assert.deepEqual(names(body), ['a', 'b', 'c']);
    assert.ok(whole && chunks >= 3 && chunks <= Math.ceil(body.length / 500), `${chunks} of ${body.length} bytes`);
  });

  it('are not cut when they are larger than requested', async () => {
    const { body } = await ask({ kind: 'large', bytes: 1 });
    assert.deepEqual(names(body), ['a', 'b', 'c']);
  });

  for (const outcome of [
    { kind: 'token', token: 'endless' },
    { kind: 'moved', to: 'first' },
  ] as const) {
    it(`of operations without pages are left as they are by "${outcome.kind}"`, async () => {
      fixture.simulator.faults.add({ outcome });
      const { Stack, NextToken } = await fixture.call('UpdateStack', { Name: 'a', DisplayName: 'A' });
      assert.deepEqual([(Stack as { Name: string }).Name, NextToken], ['a', undefined]);
    });
  }

  it('are refusals that are changed, delayed or cut like others', async () => {
    fixture.simulator.faults.add({ outcome: { kind: 'headers', headers: { 'retry-after': '3' } } });
    await fixture.refuses('DeleteStack', { Name: 'nowhere' }, 'ResourceNotFoundException', /nowhere/);
    fixture.simulator.faults.clear();
    fixture.simulator.faults.add({ outcome: { kind: 'change', at: 'Stacks[0]' } });
    await fixture.refuses('DescribeStacks', { Names: ['nowhere'] }, 'ResourceNotFoundException', /nowhere/);
  });

  it('have the date of a clock that is wrong, even if the request has none', async () => {
    const { status, headers: got } = await ask({ kind: 'clock', minutes: -90 });
    assert.equal(status, 200);
    assert.ok(Math.abs(Date.parse(got.date ?? '') - Date.now() + 90 * 60_000) < 60_000);
  });

  it('arrive byte by byte', async () => {
    const { body, chunks, whole } = await ask({ kind: 'slow', ms: 1 }, { when: 'before' });
    assert.deepEqual([body.toString(), chunks > 1, whole], ['{}', true, true]);
  });

  it('are as long as requested, and still JSON', async () => {
    const { body } = await ask({ kind: 'large', bytes: 10_000_000 });
    assert.equal(body.length, 10_000_000);
    assert.deepEqual(names(body), ['a', 'b', 'c']);
  });

  it('claim gzip and are not', async () => {
    const { body, headers: got } = await ask({ kind: 'garbage' });
    assert.equal(got['content-encoding'], 'gzip');
    assert.throws(() => gunzipSync(body));
  });

  it('have other headers', async () => {
    const changed = { 'Content-Type': 'text/plain', 'Retry-After': '3', Date: 'Thu, 01 Jan 1970 00:00:00 GMT' };
    const { headers: got, body } = await ask({ kind: 'headers', headers: changed });
    assert.deepEqual([got['content-type'], got['retry-after'], got.date], Object.values(changed));
    assert.deepEqual(names(body), ['a', 'b', 'c']);
  });

  it('are pages and redirects of another server', async () => {
    const location = 'https://proxy.test/sign-in';
    const page = await ask({
      kind: 'body',
      status: 302,
      body: '<html>',
      contentType: 'text/html',
      headers: { location },
    });
    assert.deepEqual([page.status, page.headers.location, page.body.toString()], [302, location, '<html>']);
    fixture.simulator.faults.clear();
    const none = await ask({ kind: 'body', status: 204, body: '' });
    assert.deepEqual([none.status, none.body.length, none.whole], [204, 0, true]);
    assert.equal(none.headers['content-length'], undefined, 'HTTP forbids it with 204');
  });

  it('are errors with a message that is not text', async () => {
    const { body, headers: got } = await ask({
      kind: 'error',
      type: 'Odd',
      message: { a: 1 },
      headers: { 'retry-after': '1' },
    });
    assert.deepEqual(JSON.parse(body.toString()), { __type: 'Odd', Message: { a: 1 } });
    assert.equal(got['retry-after'], '1');
  });

  it('have page tokens that repeat, are refused, or never end', async () => {
    const pages = async (token: 'repeated' | 'refused' | 'endless') => {
      fixture.simulator.faults.clear();
      fixture.simulator.faults.add({ outcome: { kind: 'token', token } });
      const { NextToken } = await fixture.call('DescribeStacks');
      const next = await fixture.call('DescribeStacks', { NextToken });
      return [NextToken, next.NextToken, (next.Stacks as unknown[]).length];
    };
    assert.deepEqual(await pages('repeated'), ['repeated', 'repeated', 3]);
    assert.deepEqual(await pages('endless'), ['endless-1', 'endless-2', 3]);
    await assert.rejects(pages('refused'), { name: 'InvalidParameterValueException' });
  });

  it('have an entry that moves between two pages', async () => {
    const pages = async (to: 'first' | 'second') => {
      fixture.simulator.faults.clear();
      fixture.simulator.faults.add({ outcome: { kind: 'moved', to } });
      const read = await all<{ Name: string }>(fixture, 'DescribeStacks', 'Stacks');
      return read.map(({ Name }) => Name);
    };
    assert.deepEqual(await pages('first'), ['a', 'b']);
    assert.deepEqual(await pages('second'), ['a', 'b', 'b', 'c']);
  });

  const stamp = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().replace(/[-:]|\.\d+/g, '');
  for (const [minutes, words] of [
    [10, /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/],
    [-10, /^Signature not yet current: .* \+ 5 min\.\)$/],
  ] as const) {
    it(`come from a clock that is off by ${minutes} minutes, until requests are signed for its time`, async () => {
      const clock = { kind: 'clock', minutes } as const;
      const refused = await ask(clock, { signed: stamp(0) });
      assert.equal(refused.status, 403);
      assert.match((JSON.parse(refused.body.toString()) as { Message: string }).Message, words);
      assert.ok(Math.abs(Date.parse(refused.headers.date ?? '') - Date.now() - minutes * 60_000) < 60_000);
      assert.equal((await ask(clock, { signed: stamp(minutes) })).status, 200);
    });
  }

  it('do not come while the simulator is not listening, and come again after that', async () => {
    await assert.rejects(ask({ kind: 'refuse', ms: 300 }, { times: 1 }), { code: 'ECONNRESET' });
    const plain = { kind: 'headers', headers: {} } as const;
    await assert.rejects(ask(plain), { code: 'ECONNREFUSED' });
    const back = (): Promise<{ status: number }> => ask(plain).catch(back);
    assert.equal((await back()).status, 200);
  });
});
