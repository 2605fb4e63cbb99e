import * as assert from 'node:assert/strict';
import * as http from 'node:http';
import { gunzipSync } from 'node:zlib';

import type { Fault, Outcome } from '../../src/simulator/faults/faults';
import { createFaults } from '../../src/simulator/faults/faults';
import { startSimulator } from '../../src/simulator/simulator';
import { waitUntil } from '../support/waitUntil';
import { all, useSimulator } from './simulatorFixture';

const target = { operation: 'DescribeFleets', region: 'eu-west-1', accessKeyId: 'KEY' };
const error = { kind: 'error', type: 'ThrottlingException', message: 'Rate exceeded' } as const;

describe('Faults', () => {
  const table: { given: string; fault: object; hits: boolean[] }[] = [
    { given: 'no conditions', fault: {}, hits: [true, true, true, true] },
    { given: 'a number of times', fault: { times: 2 }, hits: [true, true, false, false] },
    { given: 'some to let through first', fault: { after: 1, times: 2 }, hits: [false, true, true, false] },
    { given: 'the operation', fault: { operation: 'DescribeFleets', times: 1 }, hits: [true, false, false, false] },
    { given: 'another operation', fault: { operation: 'DescribeStacks' }, hits: [false, false, false, false] },
    { given: 'another Region', fault: { region: 'us-east-1' }, hits: [false, false, false, false] },
    { given: 'another key', fault: { accessKeyId: 'OTHER' }, hits: [false, false, false, false] },
  ];
  for (const { given, fault, hits } of table) {
    it(`are applied as ${given} says`, () => {
      const faults = createFaults();
      faults.add({ ...fault, outcome: error });
      assert.deepEqual(
        hits.map(() => faults.nextOutcome(target) !== undefined),
        hits,
      );
    });
  }

  it('are applied by chance, to the same requests for the same seed', () => {
    const hitsOf = (seed: number) => {
      const faults = createFaults([{ probability: 0.3, seed, outcome: error }]);
      return Array.from({ length: 1000 }, () => faults.nextOutcome(target) !== undefined);
    };
    assert.deepEqual(hitsOf(7), hitsOf(7));
    assert.notDeepEqual(hitsOf(7), hitsOf(8));
    const hits = hitsOf(7).filter(Boolean).length;
    assert.ok(hits > 250 && hits < 350, `${hits} of 1000`);
  });

  it('are applied for some seconds and some requests, whichever end first', () => {
    let now = 0;
    const faults = createFaults([{ seconds: 2, times: 2, after: 1, outcome: error }], () => now);
    const hits = [0, 0, 1_000, 0, 5_000].map(ms => {
      now += ms;
      return faults.nextOutcome(target) !== undefined;
    });
    assert.deepEqual(hits, [false, true, true, false, false]);
  });

  it('are applied for some seconds, starting with their first request', () => {
    let now = 50_000;
    const faults = createFaults([{ seconds: 2, outcome: error }], () => now);
    const hits = [0, 1_999, 1, 60_000].map(ms => {
      now += ms;
      return faults.nextOutcome(target) !== undefined;
    });
    assert.deepEqual(hits, [true, true, false, false]);
  });

  it('are removed one by one, or all', () => {
    const faults = createFaults();
    const remove = faults.add({ outcome: { kind: 'hang' } });
    faults.add({ outcome: error });
    remove();
    assert.equal(faults.nextOutcome(target)?.outcome.kind, 'error');
    faults.clear();
    assert.equal(faults.nextOutcome(target), undefined);
  });

  it('leave the other requests to the next fault once they are used up', () => {
    const faults = createFaults();
    faults.add({ times: 1, outcome: error });
    faults.add({ times: 1, outcome: { kind: 'reset' } });
    assert.deepEqual(
      [1, 2, 3].map(() => faults.nextOutcome(target)?.outcome.kind),
      ['error', 'reset', undefined],
    );
  });
});

describe('The simulator with faults', () => {
  const fixture = useSimulator();
  afterEach(() => fixture.simulator.faults.clear());

  it('returns the error', async () => {
    fixture.simulator.faults.add({ operation: 'DescribeFleets', outcome: { ...error, status: 429 } });
    await fixture.refuses('DescribeFleets', {}, 'ThrottlingException', 'Rate exceeded');
    await fixture.call('DescribeStacks');
  });

  it('returns an error whose type no header can hold', async () => {
    fixture.simulator.faults.add({
      operation: 'DescribeFleets',
      outcome: { ...error, type: 'Two\r\nLines: \u{1F4A5}' },
    });
    await assert.rejects(fixture.call('DescribeFleets'), { message: 'Rate exceeded' });
    fixture.simulator.faults.clear();
    await fixture.call('DescribeFleets');
  });

  it('returns the body', async () => {
    fixture.simulator.faults.add({ outcome: { kind: 'body', body: '<html>', status: 502 } });
    await assert.rejects(fixture.call('DescribeFleets'));
  });

  const lost: Outcome[] = [
    { kind: 'reset' },
    { ...error, status: 500 },
    { kind: 'body', body: '<html>', contentType: 'text/html', status: 502 },
    { kind: 'half' },
    { kind: 'garbage' },
  ];
  for (const outcome of lost) {
    for (const when of ['before', 'after'] as const) {
      it(`loses the answer by "${outcome.kind}", ${when} it carries out the request`, async () => {
        const Name = `lost-${outcome.kind}-${when}`;
        const made = () => fixture.simulator.executed().get('CreateStack') ?? 0;
        const before = made();
        fixture.simulator.faults.add({ operation: 'CreateStack', when, outcome });
        await assert.rejects(fixture.call('CreateStack', { Name }));
        assert.equal(made() - before, when === 'after' ? 1 : 0);
        if (when === 'after') await fixture.call('DeleteStack', { Name });
        else await fixture.refuses('DeleteStack', { Name }, 'ResourceNotFoundException');
      });
    }
  }

  it('counts the changes of each account that were carried out, and not the refused ones', async () => {
    const who = { accessKeyId: 'COUNTED' };
    await fixture.call('CreateStack', { Name: 'one' }, who);
    await fixture.refuses('CreateStack', { Name: 'one' }, 'ResourceAlreadyExistsException', undefined, who);
    await fixture.call('DescribeStacks', {}, who);
    assert.deepEqual(
      [...fixture.simulator.executed('COUNTED')],
      [
        ['CreateStack', 1],
        ['DescribeStacks', 1],
      ],
    );
    assert.deepEqual([...fixture.simulator.executed('NOBODY')], []);
  });

  it('counts the changes of all accounts together, if no account is named', async () => {
    const count = () => fixture.simulator.executed().get('CreateStack') ?? 0;
    const before = count();
    for (const accessKeyId of ['COUNTED', 'ALSO', 'ALSO']) {
      await fixture.call('CreateStack', { Name: `more-${count()}` }, { accessKeyId });
    }
    assert.equal(count() - before, 3);
    assert.deepEqual([...fixture.simulator.executed('ALSO')], [['CreateStack', 2]]);
  });

  it('returns an empty body', async () => {
    fixture.simulator.faults.add({ outcome: { kind: 'body', body: '' } });
    const headers = {
      'x-amz-target': 'PhotonAdminProxyService.DescribeFleets',
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
    };
    const response = await fetch(fixture.url, { method: 'POST', headers, body: '{}' });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
  });

  it('closes the socket', async () => {
    fixture.simulator.faults.add({ outcome: { kind: 'reset' } });
    await assert.rejects(fixture.call('DescribeFleets'), /ECONNRESET|socket hang up/);
  });

  it('changes the answer, but not the stored resource', async () => {
    await fixture.call('CreateStack', { Name: 'plain' });
    fixture.simulator.faults.add({
      operation: 'DescribeStacks',
      times: 1,
      outcome: { kind: 'edit', edit: output => void ((output.Stacks as { Name: string }[])[0]!.Name = 'edited') },
    });
    const name = async () => ((await fixture.call('DescribeStacks')).Stacks as { Name: string }[])[0]?.Name;
    assert.equal(await name(), 'edited');
    assert.equal(await name(), 'plain');
  });
});

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

describe('A slow simulator', () => {
  it('does not go on with an answer when the client has left', async () => {
    let isLogged = false;
    const outcome = { kind: 'slow', ms: 20 } as const;
    const simulator = await startSimulator({ seed: 'demo', faults: [{ outcome }], log: () => void (isLogged = true) });
    const headers = {
      'x-amz-target': 'PhotonAdminProxyService.DescribeFleets',
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
    };
    const leaving = new AbortController();
    const response = await fetch(simulator.url, { method: 'POST', headers, body: '{}', signal: leaving.signal });
    assert.ok(Number(response.headers.get('content-length')) > 3_000, 'it would take more than a minute');
    leaving.abort();
    await waitUntil('the line of the log', () => isLogged, { every: 50 });
    await simulator.close();
  });

  it('delays each answer by its latency', async () => {
    const logged: number[] = [];
    const log = ({ ms }: { readonly ms: number }) => void logged.push(ms);
    const simulator = await startSimulator({ seed: 'empty', latency: 60, log });
    const started = Date.now();
    assert.equal((await fetch(simulator.url)).status, 200);
    assert.ok(Date.now() - started >= 55);
    assert.ok(logged.length === 1 && (logged[0] ?? 0) >= 55);
    await simulator.close();
  });
});

describe('A closing simulator', () => {
  it('ends hanging and waiting requests', async () => {
    const simulator = await startSimulator({ seed: 'empty', latency: 3_600_000 });
    /** Sends a request; the first promise is kept when it has arrived, the second when it has failed. */
    const ask = (operation: string, outcome: Outcome) => {
      const arrived = new Promise<void>(resolve =>
        simulator.faults.add({
          operation,
          get outcome() {
            resolve();
            return outcome;
          },
        }),
      );
      const headers = {
        'x-amz-target': `PhotonAdminProxyService.${operation}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
      };
      return [arrived, assert.rejects(fetch(simulator.url, { method: 'POST', headers, body: '{}' }))] as const;
    };
    const [hangs, hung] = ask('DescribeFleets', { kind: 'hang' });
    const [waits, waited] = ask('DescribeStacks', { kind: 'body', body: '{}' });
    await Promise.all([hangs, waits]);
    await simulator.close();
    await Promise.all([hung, waited]);
  });

  it('frees its port, which it did not share before', async () => {
    const simulator = await startSimulator({ seed: 'empty' });
    const port = Number(new URL(simulator.url).port);
    await assert.rejects(startSimulator({ port }), { code: 'EADDRINUSE' });
    await simulator.close();
    await (await startSimulator({ port, seed: 'empty' })).close();
  });
});
