// Seeds of one's own.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { AppStream } from '@aws-sdk/client-appstream';

import type { ControlClient } from '../../src/simulator/controlClient';
import { startControlledSimulator } from '../../src/simulator/controlled';
import { readSeed } from '../../src/simulator/seed/seedFile';
import { findRoot } from '../../tools/root.mjs';
import { fleet, type Output, production, refused, useControl } from './controlFixture';

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
      what: 'a fleet in a state that none has',
      json: seed({ fleets: [{ ...fleet, state: 'ASLEEP' }] }),
      says: /entry 1 of "fleets": "state" must be one of STARTING, .*not "ASLEEP"/,
    },
    {
      what: 'broken subnets in a list',
      json: seed({ broken: ['subnet-1'] }),
      says: /"broken" must be an object/,
    },
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

describe('A seed in a README', () => {
  for (const page of ['src/simulator/README.md', 'src/simulator/package/README.md']) {
    const text = fs.readFileSync(path.join(findRoot(), page), 'utf8');
    const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json) as object);
    for (const [place, seed] of blocks.filter(block => 'accounts' in block).entries()) {
      it(`starts a simulator: ${page}, ${place + 1}`, async () => {
        const simulator = await startControlledSimulator({ seed: readSeed(seed) });
        const credentials = { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' };
        const client = new AppStream({ endpoint: simulator.url, region: 'eu-west-1', credentials });
        try {
          const { Fleets = [] } = await client.describeFleets({});
          assert.ok(Fleets.length > 0);
        } finally {
          client.destroy();
          await simulator.close();
        }
      });
    }
  }
});
