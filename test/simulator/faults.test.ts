import * as assert from 'node:assert/strict';

import { createFaults } from '../../src/simulator/faults';
import type { Outcome } from '../../src/simulator/faults';
import { startSimulator } from '../../src/simulator/simulator';
import { useLab } from './lab';

const target = { operation: 'DescribeFleets', region: 'eu-west-1', accessKeyId: 'KEY' };
const error = { kind: 'error', type: 'ThrottlingException', message: 'Rate exceeded' } as const;

describe('Faults', () => {
  const table: { given: string; fault: object; strikes: boolean[] }[] = [
    { given: 'no conditions', fault: {}, strikes: [true, true, true, true] },
    { given: 'a number of times', fault: { times: 2 }, strikes: [true, true, false, false] },
    { given: 'some to let through first', fault: { after: 1, times: 2 }, strikes: [false, true, true, false] },
    { given: 'the operation', fault: { operation: 'DescribeFleets', times: 1 }, strikes: [true, false, false, false] },
    { given: 'another operation', fault: { operation: 'DescribeStacks' }, strikes: [false, false, false, false] },
    { given: 'another Region', fault: { region: 'us-east-1' }, strikes: [false, false, false, false] },
    { given: 'another key', fault: { accessKeyId: 'OTHER' }, strikes: [false, false, false, false] },
  ];
  for (const { given, fault, strikes } of table)
    it(`strike as ${given} says`, () => {
      const faults = createFaults();
      faults.add({ ...fault, outcome: error });
      assert.deepEqual(
        strikes.map(() => faults.strike(target) !== undefined),
        strikes,
      );
    });

  it('leave the rest to the next when they are used up', () => {
    const faults = createFaults();
    faults.add({ times: 1, outcome: error });
    faults.add({ times: 1, outcome: { kind: 'reset' } });
    assert.deepEqual(
      [1, 2, 3].map(() => faults.strike(target)?.kind),
      ['error', 'reset', undefined],
    );
  });
});

describe('The simulator with faults', () => {
  const lab = useLab();
  afterEach(() => lab.simulator.faults.clear());

  it('answers the error', async () => {
    lab.simulator.faults.add({ operation: 'DescribeFleets', outcome: { ...error, status: 429 } });
    await lab.refuses('DescribeFleets', {}, 'ThrottlingException', 'Rate exceeded');
    await lab.call('DescribeStacks');
  });

  it('answers an error whose type no header can hold', async () => {
    lab.simulator.faults.add({ operation: 'DescribeFleets', outcome: { ...error, type: 'Two\r\nLines: \u{1F4A5}' } });
    await assert.rejects(lab.call('DescribeFleets'), { message: 'Rate exceeded' });
    lab.simulator.faults.clear();
    await lab.call('DescribeFleets');
  });

  it('answers the body', async () => {
    lab.simulator.faults.add({ outcome: { kind: 'body', body: '<html>', status: 502 } });
    await assert.rejects(lab.call('DescribeFleets'));
  });

  for (const carriedOut of [true, false])
    it(`closes the socket ${carriedOut ? 'after' : 'before'} it has done what was asked`, async () => {
      const name = `lost-${carriedOut}`;
      lab.simulator.faults.add({ operation: 'CreateStack', outcome: { kind: 'reset', carriedOut } });
      await assert.rejects(lab.call('CreateStack', { Name: name }));
      if (carriedOut) await lab.call('DeleteStack', { Name: name });
      else await lab.refuses('DeleteStack', { Name: name }, 'ResourceNotFoundException');
    });

  it('answers an empty body', async () => {
    lab.simulator.faults.add({ outcome: { kind: 'body', body: '' } });
    const headers = {
      'x-amz-target': 'PhotonAdminProxyService.DescribeFleets',
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
    };
    const response = await fetch(lab.url, { method: 'POST', headers, body: '{}' });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
  });

  it('closes the socket', async () => {
    lab.simulator.faults.add({ outcome: { kind: 'reset' } });
    await assert.rejects(lab.call('DescribeFleets'), /ECONNRESET|socket hang up/);
  });

  it('edits the answer, not what it keeps', async () => {
    await lab.call('CreateStack', { Name: 'plain' });
    lab.simulator.faults.add({
      operation: 'DescribeStacks',
      times: 1,
      outcome: { kind: 'edit', edit: output => void ((output.Stacks as { Name: string }[])[0]!.Name = 'edited') },
    });
    const name = async () => ((await lab.call('DescribeStacks')).Stacks as { Name: string }[])[0]?.Name;
    assert.equal(await name(), 'edited');
    assert.equal(await name(), 'plain');
  });
});

describe('A closing simulator', () => {
  it('ends what hangs and what waits', async () => {
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

  it('frees its port, which it had refused to share', async () => {
    const simulator = await startSimulator({ seed: 'empty' });
    const port = Number(new URL(simulator.url).port);
    await assert.rejects(startSimulator({ port }), { code: 'EADDRINUSE' });
    await simulator.close();
    await (await startSimulator({ port, seed: 'empty' })).close();
  });
});
