// The control API and snapshots, through the client that the package has.
import * as assert from 'node:assert/strict';

import { api, inputShape } from '../../src/api/appstream/model';
import type { ControlClient } from '../../src/simulator/controlClient';
import { ControlError, createControlClient } from '../../src/simulator/controlClient';
import type { ControlledOptions, ControlledSimulator } from '../../src/simulator/controlled';
import { startControlledSimulator } from '../../src/simulator/controlled';
import { appBlockBuilderTransitions } from '../../src/simulator/transitions/appBlockBuilder';
import { exportImageTaskTransitions } from '../../src/simulator/transitions/exportImageTask';
import { fleetTransitions } from '../../src/simulator/transitions/fleet';
import { imageTransitions } from '../../src/simulator/transitions/image';
import { imageBuilderTransitions } from '../../src/simulator/transitions/imageBuilder';
import { sessionTransitions } from '../../src/simulator/transitions/session';
import { softwareDeploymentTransitions } from '../../src/simulator/transitions/softwareDeployment';
import { notEmpty } from '../support/notEmpty';
import { elasticFleetInput } from './simulatorFixture';

type Output = Record<string, unknown>;

const production = 'SANDBOXPRODUCTION';

/** A simulator with its control API, for the tests of one `describe`. */
function useControl(options: ControlledOptions = {}) {
  let simulator: ControlledSimulator;
  let control: ControlClient;
  const time = Date.UTC(2026, 10, 24, 9);

  before(async () => {
    simulator = await startControlledSimulator({ seed: 'empty', now: () => time, control: true, ...options });
    control = createControlClient({ url: simulator.url, token: simulator.token ?? '' });
  });
  after(() => simulator.close());

  async function call(operation: string, input: object = {}, accessKeyId = production): Promise<Output> {
    const response = await fetch(simulator.url, {
      method: 'POST',
      headers: {
        'x-amz-target': `PhotonAdminProxyService.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261124/eu-west-1/appstream/aws4_request, Signature=00`,
      },
      body: JSON.stringify(input),
    });
    const output = (await response.json()) as Output;
    if (response.status !== 200) throw new Error(`${String(output['__type'])}: ${String(output['Message'])}`);
    return output;
  }
  return {
    call,
    get simulator() {
      return simulator;
    },
    get control() {
      return control;
    },
    raw: (path: string, init: RequestInit = {}) => fetch(`${simulator.url}/_control/${path}`, init),
    bearer: () => ({ authorization: `Bearer ${simulator.token}` }),
  };
}

const fleet = {
  Name: 'cad',
  InstanceType: 'stream.standard.medium',
  ImageName: 'AppStream-WinServer2022-11-10-2025',
  ComputeCapacity: { DesiredInstances: 2 },
};

async function refused(promise: Promise<unknown>, status: number, says: RegExp): Promise<void> {
  const error: unknown = await promise.then(
    () => assert.fail('it was taken'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof ControlError, String(error));
  assert.match(error.message, says);
  assert.equal(error.status, status);
}

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

describe('A snapshot', () => {
  const given = useControl({ seed: 'demo' });
  const other = useControl({ seed: 'empty' });

  /** Everything that lists answer, in both accounts. */
  async function everything(from: typeof given): Promise<Output> {
    const all: Output = {};
    const operations = Object.keys(api.operations).filter(
      name => /^(Describe|List)/.test(name) && !(inputShape(name).required ?? []).length,
    );
    for (const operation of notEmpty(operations)) {
      for (const accessKeyId of [production, 'SANDBOXDEVELOPMENT']) {
        all[`${operation} ${accessKeyId}`] = await from.call(operation, {}, accessKeyId).catch(String);
      }
    }
    const sessions = { StackName: 'training', FleetName: 'training-lab', AuthenticationType: 'SAML' };
    all['sessions'] = await from.call('DescribeSessions', sessions);
    all['users'] = await from.call('DescribeUsers', { AuthenticationType: 'USERPOOL' });
    return all;
  }

  it('has everything, also what is under way, and people can read it', async () => {
    await given.call('StartFleet', { Name: 'finance-desktops' }).catch(() => {});
    const before = await everything(given);
    const snapshot = await given.control.snapshot();
    assert.ok(snapshot.pending.length > 2);
    const stores = snapshot.stores as { accountId: string; fleets: Record<string, { Name: string }> }[];
    assert.equal(
      stores.find(({ accountId }) => accountId === '123456789012')?.fleets['cad-workstations']?.Name,
      'cad-workstations',
    );
    assert.equal(snapshot.clock.time, '2026-11-24T09:00:00.000Z');

    await other.control.load(JSON.parse(JSON.stringify(snapshot)) as typeof snapshot);
    assert.deepEqual(await other.control.snapshot(), snapshot);
    assert.deepEqual(await everything(other), before);
    for (const seconds of [400, 3600, 86_400]) {
      await given.control.advance(seconds);
      await other.control.advance(seconds);
      assert.deepEqual(await everything(other), await everything(given), `after ${seconds} more seconds`);
    }
    assert.deepEqual((await other.control.snapshot()).pending, []);
  }).timeout(60_000);

  it('replaces all that was there', async () => {
    const snapshot = await other.control.snapshot();
    await other.call('CreateStack', { Name: 'later' });
    await other.control.load(snapshot);
    await assert.rejects(other.call('DescribeStacks', { Names: ['later'] }), /ResourceNotFound/);
  });

  const bad: { what: string; change: (snapshot: Output) => unknown; says: RegExp }[] = [
    {
      what: 'another version',
      change: s => ({ ...s, version: 2 }),
      says: /has version 2. This simulator reads version 1/,
    },
    { what: 'no clock', change: s => ({ ...s, clock: {} }), says: /"clock" must have/ },
    {
      what: 'a clock in words',
      change: s => ({ ...s, clock: { ...(s['clock'] as object), time: 'noon' } }),
      says: /"clock"/,
    },
    { what: 'no list of stores', change: s => ({ ...s, stores: {} }), says: /"stores" must be a list/ },
    { what: 'a store of nobody', change: s => ({ ...s, stores: [{ region: 'eu-west-1' }] }), says: /"accountId"/ },
    { what: 'a store of nowhere', change: s => ({ ...s, stores: [{ accountId: '123456789012' }] }), says: /"region"/ },
    {
      what: 'an unknown kind',
      change: s => ({ ...s, stores: [{ accountId: '123456789012', region: 'eu-west-1', rockets: {} }] }),
      says: /no "rockets"/,
    },
    {
      what: 'a kind that is no map',
      change: s => ({ ...s, stores: [{ accountId: '123456789012', region: 'eu-west-1', fleets: 7 }] }),
      says: /must hold an object/,
    },
    { what: 'an unknown seed', change: s => ({ ...s, seed: 'huge' }), says: /"seed" must be/ },
    {
      what: 'a change of nothing',
      change: s => ({
        ...s,
        pending: [{ key: 'none', at: '2026-11-24T09:00:00Z', transitions: 'session.boot', step: 0 }],
      }),
      says: /There is no none to go on with/,
    },
    {
      what: 'a change of an unknown sort',
      change: s => ({
        ...s,
        pending: [{ key: 'none', at: '2026-11-24T09:00:00Z', transitions: 'rocket.start', step: 0 }],
      }),
      says: /not known how to go on/,
    },
  ];
  for (const { what, change, says } of bad) {
    it(`is refused with ${what}, and nothing is lost`, async () => {
      const before = await other.control.snapshot();
      const wrong = change(before as unknown as Output) as typeof before;
      await refused(other.control.load(wrong), 400, says);
      assert.deepEqual(await other.control.snapshot(), before);
    });
  }
});

describe('All transitions', () => {
  const given = useControl();
  const all: [kind: string, transitions: Readonly<Record<string, readonly unknown[]>>][] = [
    ['fleet', fleetTransitions],
    ['image', imageTransitions],
    ['imageBuilder', imageBuilderTransitions],
    ['appBlockBuilder', appBlockBuilderTransitions],
    ['exportImageTask', exportImageTaskTransitions],
    ['session', sessionTransitions],
    ['software', softwareDeploymentTransitions],
  ];
  const role = 'arn:aws:iam::123456789012:role/images';
  const arn = (resource: string) => `arn:aws:appstream:eu-west-1:123456789012:${resource}`;

  /** What has each kind, and the key of its transitions. */
  const keys: Record<string, string> = {
    fleet: arn('fleet/cad'),
    'fleet.startElastic': arn('fleet/site'),
    image: arn('image/imported'),
    imageBuilder: arn('image-builder/office'),
    appBlockBuilder: arn('app-block-builder/packer'),
    software: `${arn('image-builder/office')}/software`,
  };

  before(async () => {
    await given.call('CreateFleet', fleet);
    await given.call('CreateFleet', elasticFleetInput);
    await given.call('CreateImageBuilder', {
      Name: 'office',
      InstanceType: 'stream.standard.medium',
      ImageName: fleet.ImageName,
    });
    const vpc = { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] }, InstanceType: 'stream.standard.small' };
    await given.call('CreateAppBlockBuilder', { Name: 'packer', Platform: 'WINDOWS_SERVER_2019', ...vpc });
    await given.control.advance(86_400);
    await given.call('CreateImportedImage', { Name: 'imported', SourceAmiId: 'ami-12345678', IamRoleArn: role });
    await given.control.advance(86_400);
    const { ExportImageTask } = await given.call('CreateExportImageTask', {
      ImageName: 'imported',
      AmiName: 'ami',
      IamRoleArn: role,
    });
    keys['exportImageTask'] = (ExportImageTask as { TaskId: string }).TaskId;
    await given.call('CreateStack', { Name: 'cad' });
    await given.call('StartFleet', { Name: 'cad' });
    await given.call('AssociateFleet', { StackName: 'cad', FleetName: 'cad' });
    await given.control.advance(86_400);
    const pair = { StackName: 'cad', FleetName: 'cad', UserId: 'ada' };
    const { StreamingURL } = await given.call('CreateStreamingURL', pair);
    await fetch(StreamingURL as string);
    const { Sessions } = await given.call('DescribeSessions', { StackName: 'cad', FleetName: 'cad' });
    keys['session'] = (Sessions as { Id: string }[])[0]?.Id ?? '';
  });

  for (const [kind, transitions] of all) {
    for (const [name, steps] of Object.entries(transitions)) {
      it(`of a snapshot go on: ${kind}.${name}, from each step`, async () => {
        const key = keys[`${kind}.${name}`] ?? keys[kind] ?? assert.fail(kind);
        for (const step of steps.keys()) {
          const snapshot = await given.control.snapshot();
          const at = '2026-12-24T09:00:00.000Z';
          const pending = [{ key, at, transitions: `${kind}.${name}`, step }];
          await given.control.load({ ...snapshot, pending });
          assert.deepEqual((await given.control.snapshot()).pending, pending);
        }
      });
    }
  }
});

describe('A seed of one’s own', () => {
  const given = useControl();
  beforeEach(() => given.control.reset('empty'));
  const account = { accessKeyId: production, region: 'eu-west-1' };
  type SeedFile = Parameters<ControlClient['seed']>[0];
  const seed = (data: object): SeedFile => ({ accounts: [{ ...account, ...data }] });

  it('has all kinds, each with the defaults and the rules of its operation', async () => {
    await given.control.seed(
      seed({
        images: [{ Name: 'office', Platform: 'WINDOWS_SERVER_2022', age: 10 }],
        fleets: [{ ...fleet, ImageName: 'office', state: 'RUNNING', age: 2 }],
        stacks: [{ Name: 'cad', fleet: 'cad', Tags: { team: 'CAD' } }],
        users: [{ UserName: 'ada@example.com', AuthenticationType: 'USERPOOL', FirstName: 'Ada', enabled: false }],
        userStackAssociations: [{ StackName: 'cad', UserName: 'ada@example.com', AuthenticationType: 'USERPOOL' }],
        sessions: [{ stack: 'cad', user: 'ada', authentication: 'SAML', age: 5 }],
        entitlements: [
          { StackName: 'cad', Name: 'all', AppVisibility: 'ALL', Attributes: [{ Name: 'roles', Value: 'x' }] },
        ],
      }),
    );
    const [one] = (await given.call('DescribeFleets'))['Fleets'] as Output[];
    assert.equal(one?.['State'], 'RUNNING');
    assert.equal(one?.['CreatedTime'], (Date.UTC(2026, 10, 24, 9) - 2 * 86_400_000) / 1000);
    assert.equal(one?.['MaxUserDurationInSeconds'], 57_600);
    const pair = { StackName: 'cad', FleetName: 'cad', AuthenticationType: 'SAML' };
    assert.equal(((await given.call('DescribeSessions', pair))['Sessions'] as unknown[]).length, 1);
    const [user] = (await given.call('DescribeUsers', { AuthenticationType: 'USERPOOL' }))['Users'] as Output[];
    assert.equal(user?.['Enabled'], false);
  });

  it('adds to what is there', async () => {
    await given.call('CreateStack', { Name: 'mine' });
    await given.control.seed({
      accounts: [{ accountId: '123456789012', region: 'eu-west-1', stacks: [{ Name: 'more', age: 0 }] }],
    });
    assert.equal(((await given.call('DescribeStacks'))['Stacks'] as unknown[]).length, 2);
  });

  const stack = { Name: 'cad' };
  const bad: { what: string; json: unknown; says: RegExp }[] = [
    { what: 'a list', json: [], says: /must have a list "accounts"/ },
    { what: 'no accounts', json: {}, says: /must have a list "accounts"/ },
    { what: 'something else', json: { accounts: [], users: [] }, says: /no "users", only "accounts"/ },
    { what: 'an account that is none', json: { accounts: ['a'] }, says: /Account 1 of the seed must be an object/ },
    { what: 'no Region', json: { accounts: [{ accessKeyId: 'A' }] }, says: /"region" must be the name of a Region/ },
    { what: 'no account', json: { accounts: [{ region: 'eu-west-1' }] }, says: /either "accessKeyId"/ },
    {
      what: 'two accounts in one',
      json: { accounts: [{ ...account, accountId: '123456789012' }] },
      says: /either "accessKeyId"/,
    },
    { what: 'an unknown kind', json: seed({ rockets: [] }), says: /no "rockets", only images, fleets/ },
    { what: 'a kind that is no list', json: seed({ stacks: {} }), says: /"stacks" must be a list/ },
    { what: 'an entry that is none', json: seed({ stacks: [7] }), says: /entry 1 of "stacks" must be an object/ },
    {
      what: 'an unknown member',
      json: seed({ stacks: [{ ...stack, Fleet: 'x' }] }),
      says: /entry 1 of "stacks" has no "Fleet", only Name/,
    },
    {
      what: 'a name that none can have',
      json: seed({ stacks: [{ Name: 'a b' }] }),
      says: /entry 1 of "stacks": .*pattern/,
    },
    { what: 'an age in words', json: seed({ stacks: [{ ...stack, age: 'old' }] }), says: /"age" must be a number/ },
    { what: 'one from the future', json: seed({ stacks: [{ ...stack, age: -1 }] }), says: /"age" must be a number/ },
    {
      what: 'a session of nobody',
      json: seed({ sessions: [{ stack: 'cad', authentication: 'SAML' }] }),
      says: /must have "user"/,
    },
    {
      what: 'the same name twice',
      json: seed({ stacks: [stack, stack] }),
      says: /entry 2 of "stacks" has the same name/,
    },
    {
      what: 'a stack of no fleet',
      json: seed({ stacks: [{ ...stack, fleet: 'gone' }] }),
      says: /"gone" in stacks.*no such entry in fleets/,
    },
    {
      what: 'a session of no stack',
      json: seed({ sessions: [{ stack: 'gone', user: 'a', authentication: 'SAML' }] }),
      says: /"gone" in sessions.*no such entry in stacks/,
    },
    {
      what: 'a session of a stack without a fleet',
      json: seed({ stacks: [stack], sessions: [{ stack: 'cad', user: 'a', authentication: 'SAML' }] }),
      says: /cad.*has no fleet/,
    },
    {
      what: 'a user of a stack who is not there',
      json: seed({
        stacks: [stack],
        userStackAssociations: [{ StackName: 'cad', UserName: 'a@b.c', AuthenticationType: 'USERPOOL' }],
      }),
      says: /names a user in userStackAssociations/,
    },
    {
      what: 'a fleet of no image',
      json: seed({ stacks: [stack], fleets: [{ ...fleet, ImageName: 'none' }] }),
      says: /The seed of SANDBOXPRODUCTION in eu-west-1: .*none/,
    },
  ];
  for (const { what, json, says } of bad) {
    it(`is refused with ${what}, and nothing of it stays`, async () => {
      await given.call('CreateStack', { Name: 'mine' });
      const before = await given.control.snapshot();
      await refused(given.control.seed(json as SeedFile), 400, says);
      assert.deepEqual(await given.control.snapshot(), before);
      await assert.rejects(startControlledSimulator({ seed: json as SeedFile }), says);
    });
  }

  it('is refused with a name that is taken', async () => {
    await given.call('CreateStack', { Name: 'cad' });
    await refused(given.control.seed(seed({ stacks: [stack] })), 400, /"cad" in stacks, which is there already/);
  });
});
