// The control API, through the client that the package has.
import * as assert from 'node:assert/strict';

import { startControlledSimulator } from '../../src/simulator/controlled';
import { fleet, production, useControl } from './controlFixture';

describe('The control API', () => {
  const given = useControl();

  it('wants its token, in all its letters', async () => {
    const { authorization } = given.bearer();
    for (const wrong of [undefined, '', 'Bearer ', authorization.slice(0, -1), `${authorization}x`, 'Basic QTpC']) {
      const response = await given.raw('clock', wrong === undefined ? {} : { headers: { authorization: wrong } });
      assert.equal(response.status, 401, wrong);
      assert.match(((await response.json()) as { error: string }).error, /authorization: Bearer TOKEN/);
    }
    assert.equal((await given.raw('clock', { headers: { authorization } })).status, 200);
    assert.ok(authorization.length > 30);
  });

  it('has another token in each simulator', async () => {
    const other = await startControlledSimulator({ control: true });
    await other.close();
    assert.notEqual(other.token, given.simulator.token);
  });

  it('is not there unless asked for', async () => {
    const plain = await startControlledSimulator();
    try {
      assert.equal(plain.token, undefined);
      const headers = { authorization: 'Bearer undefined' };
      assert.equal((await fetch(`${plain.url}/_control/clock`, { headers })).status, 404);
      assert.equal((await fetch(`${plain.url}/_control/reset`, { method: 'POST', headers })).status, 404);
    } finally {
      await plain.close();
    }
  });

  const wrong: { what: string; method: string; path: string; body?: string; status: number; says: RegExp }[] = [
    {
      what: 'an unknown path',
      method: 'GET',
      path: 'rocket',
      status: 404,
      says: /There is no \/_control\/rocket, only clock/,
    },
    { what: 'a name that all objects have', method: 'GET', path: 'toString', status: 404, says: /There is no/ },
    { what: 'another method', method: 'DELETE', path: 'clock', status: 405, says: /takes GET, POST/ },
    { what: 'no JSON', method: 'POST', path: 'clock', body: '{', status: 400, says: /not JSON/ },
    { what: 'a list', method: 'POST', path: 'clock', body: '[]', status: 400, says: /must be a JSON object/ },
    {
      what: 'an unknown member',
      method: 'POST',
      path: 'clock',
      body: '{"stop":1}',
      status: 400,
      says: /no "stop", only/,
    },
    {
      what: 'a pause in words',
      method: 'POST',
      path: 'clock',
      body: '{"paused":"yes"}',
      status: 400,
      says: /true or false/,
    },
    { what: 'a step back', method: 'POST', path: 'clock', body: '{"advance":-1}', status: 400, says: /moves forward/ },
    { what: 'no step', method: 'POST', path: 'clock', body: '{"advance":0}', status: 400, says: /moves forward/ },
    {
      what: 'too long a step',
      method: 'POST',
      path: 'clock',
      body: '{"advance":1e12}',
      status: 400,
      says: /at most a year/,
    },
    { what: 'a step in words', method: 'POST', path: 'clock', body: '{"advance":"1h"}', status: 400, says: /seconds/ },
    { what: 'no speed', method: 'POST', path: 'clock', body: '{"speed":0}', status: 400, says: /speed is above 0/ },
    { what: 'too great a speed', method: 'POST', path: 'clock', body: '{"speed":1e9}', status: 400, says: /1,000,000/ },
    {
      what: 'an unknown seed',
      method: 'POST',
      path: 'reset',
      body: '{"seed":"big"}',
      status: 400,
      says: /empty, demo, a count/,
    },
    {
      what: 'half a seed',
      method: 'POST',
      path: 'reset',
      body: '{"seed":1.5}',
      status: 400,
      says: /empty, demo, a count/,
    },
    {
      what: 'faults that are none',
      method: 'POST',
      path: 'faults',
      body: '{}',
      status: 400,
      says: /The request must hold/,
    },
    {
      ...{
        what: 'a fault that is none',
        method: 'PUT',
        path: 'faults',
        body: '[{"outcome":{"kind":"x"}}]',
        status: 400,
      },
      says: /^Fault 1 of the request: "outcome.kind" must be/,
    },
    { what: 'no snapshot', method: 'PUT', path: 'snapshot', body: '{}', status: 400, says: /not a snapshot/ },
  ];
  for (const { what, method, path, body, status, says } of wrong) {
    it(`refuses ${what}, and says why`, async () => {
      await given.call('CreateStack', { Name: 'stays' }).catch(() => {});
      const response = await given.raw(path, { method, headers: given.bearer(), ...(body !== undefined && { body }) });
      assert.match(((await response.json()) as { error: string }).error, says);
      assert.equal(response.status, status);
      assert.equal((await given.call('DescribeStacks'))['Stacks'] instanceof Array, true);
      assert.deepEqual(await given.control.faults(), []);
    });
  }

  it('takes a change of the clock as a whole or not at all', async () => {
    const before = await given.control.clock();
    const body = JSON.stringify({ paused: true, speed: 5, advance: -1 });
    assert.equal((await given.raw('clock', { method: 'POST', headers: given.bearer(), body })).status, 400);
    assert.deepEqual(await given.control.clock(), before);
  });
});

describe('The clock', () => {
  let time = Date.UTC(2026, 10, 24, 9);
  const given = useControl({ now: () => time });
  const state = async () => ((await given.call('DescribeFleets'))['Fleets'] as { State: string }[])[0]?.State;

  before(() => given.call('CreateFleet', fleet));

  it('moves forward, and what becomes due happens', async () => {
    await given.call('StartFleet', { Name: 'cad' });
    assert.equal(await state(), 'STARTING');
    const { time: told } = await given.control.advance(3600);
    assert.equal(told, '2026-11-24T10:00:00.000Z');
    assert.equal(await state(), 'RUNNING');
  });

  it('dates what is made', async () => {
    const { Stack } = await given.call('CreateStack', { Name: 'dated' });
    assert.equal((Stack as { CreatedTime: number }).CreatedTime, Date.UTC(2026, 10, 24, 10) / 1000);
  });

  it('stands still while it is paused, can be moved then, and runs on from there', async () => {
    await given.call('StopFleet', { Name: 'cad' });
    await given.control.pause();
    time += 3_600_000;
    assert.equal(await state(), 'STOPPING');
    assert.deepEqual(await given.control.clock(), { time: '2026-11-24T10:00:00.000Z', paused: true, speed: 1 });
    await given.control.advance(10);
    assert.equal(await state(), 'STOPPING');
    await given.control.resume();
    assert.equal((await given.control.clock()).time, '2026-11-24T10:00:10.000Z');
    time += 300_000;
    assert.equal(await state(), 'STOPPED');
  });

  it('can be sped up while something is under way, which then takes the rest of its time', async () => {
    await given.call('StartFleet', { Name: 'cad' });
    time += 250_000; // half of the time that it takes
    assert.equal((await given.control.speed(10)).speed, 10);
    time += 24_000;
    assert.equal(await state(), 'STARTING');
    time += 2_000;
    assert.equal(await state(), 'RUNNING');
    await given.control.speed(1);
  });
});

describe('A reset', () => {
  const given = useControl({ seed: 2 });
  const names = async () =>
    ((await given.call('DescribeStacks'))['Stacks'] as { Name: string }[]).map(({ Name }) => Name);

  it('goes back to the start, or to another seed', async () => {
    await given.call('CreateStack', { Name: 'mine' });
    await given.control.addFaults({ operation: 'StartFleet', outcome: { kind: 'hang' } });
    assert.equal((await names()).length, 3);
    await given.control.reset();
    assert.deepEqual(await names(), ['stack-00001', 'stack-00002']);
    assert.deepEqual(await given.control.faults(), []);
    await given.control.reset('empty');
    assert.deepEqual(await names(), []);
    await given.control.reset('demo');
    assert.ok((await names()).includes('cad'));
    await given.control.reset({
      accounts: [{ accessKeyId: production, region: 'eu-west-1', stacks: [{ Name: 'one', age: 0 }] }],
    });
    assert.deepEqual(await names(), ['one']);
    await given.control.reset();
    assert.deepEqual(await names(), ['stack-00001', 'stack-00002']);
  });
});

describe('Recorded calls', () => {
  const given = useControl();
  before(() => given.control.clearCalls());

  it('tell what was asked for, and how it ended, without secrets', async () => {
    await given.call('CreateStack', { Name: 'one' });
    await assert.rejects(given.call('CreateStack', { Name: 'one' }));
    await given.call('CreateDirectoryConfig', {
      DirectoryName: 'corp',
      OrganizationalUnitDistinguishedNames: ['OU=x'],
      ServiceAccountCredentials: { AccountName: 'corp\\join', AccountPassword: 'a-very-secret-word' },
    });
    const shared = { time: '2026-11-24T09:00:00.000Z', region: 'eu-west-1', accessKeyId: production };
    const calls = await given.control.calls();
    assert.deepEqual(calls.slice(0, 2), [
      { ...shared, operation: 'CreateStack', input: { Name: 'one' } },
      { ...shared, operation: 'CreateStack', input: { Name: 'one' }, error: 'ResourceAlreadyExistsException' },
    ]);
    assert.equal(calls[2]?.operation, 'CreateDirectoryConfig');
    assert.doesNotMatch(JSON.stringify(calls), /secret/);
    await given.control.clearCalls();
    assert.deepEqual(await given.control.calls(), []);
  });

  it('are the last thousand', async () => {
    for (let index = 0; index < 2010; index++) await given.call('DescribeStacks', { Names: [] });
    await given.call('CreateStack', { Name: 'last' });
    const calls = await given.control.calls();
    assert.equal(calls.length, 1000);
    assert.equal(calls.at(-1)?.operation, 'CreateStack');
  }).timeout(60_000);
});

describe('Faults of the control API', () => {
  const given = useControl();

  it('apply, are told, and end', async () => {
    const fault = { operation: 'DescribeStacks', outcome: { kind: 'error', type: 'ThrottlingException' } } as const;
    await given.control.addFaults(fault);
    assert.deepEqual(await given.control.faults(), [fault]);
    await assert.rejects(given.call('DescribeStacks'), /Throttling/);
    await given.control.clearFaults();
    await given.call('DescribeStacks');
  });
});
