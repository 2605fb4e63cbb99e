// Snapshots: everything that a simulator has, saved and loaded, also in the middle of a transition.
import * as assert from 'node:assert/strict';

import { api, inputShape } from '../../src/api/appstream/model';
import { appBlockBuilderTransitions } from '../../src/simulator/transitions/appBlockBuilder';
import { exportImageTaskTransitions } from '../../src/simulator/transitions/exportImageTask';
import { fleetTransitions } from '../../src/simulator/transitions/fleet';
import { imageTransitions } from '../../src/simulator/transitions/image';
import { imageBuilderTransitions } from '../../src/simulator/transitions/imageBuilder';
import { sessionTransitions } from '../../src/simulator/transitions/session';
import { softwareDeploymentTransitions } from '../../src/simulator/transitions/softwareDeployment';
import { notEmpty } from '../support/notEmpty';
import { fleet, type Output, production, refused, useControl } from './controlFixture';
import { elasticFleetInput } from './simulatorFixture';

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
    // What is left comes again and again: the schedules and alarms of the demo company.
    const { pending } = await other.control.snapshot();
    const left = pending.map(({ transitions }) => transitions);
    assert.deepEqual([...new Set(left)].sort(), ['alarms.judge', 'scaling.act']);
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
