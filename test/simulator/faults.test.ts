import * as assert from 'node:assert/strict';

import type { Outcome } from '../../src/simulator/faults/faults';
import { createFaults } from '../../src/simulator/faults/faults';
import { startSimulator } from '../../src/simulator/simulator';
import { waitUntil } from '../support/waitUntil';
import { useSimulator } from './simulatorFixture';

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
