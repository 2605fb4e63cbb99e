import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { activate, connections, itemOf, nextAccount, nodeAt, setConnections, showAccount, shown } from './world';

function run(command: string, answers: readonly Answer[], ...nodes: unknown[]): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, ...nodes));
}

describe('choosing profiles and Regions', () => {
  before(activate);

  it('adds a profile with the selected Regions', async () => {
    const { profile } = nextAccount();
    await setConnections([]);
    const asked = await run('addProfile', [{ pick: profile }, { check: ['eu-west-1', 'us-east-1'] }]);
    assert.ok(asked[0]?.offers.includes(profile));
    assert.deepEqual(connections(), [{ profile, regions: ['eu-west-1', 'us-east-1'] }]);
    await shown(labels => labels.includes(profile));
  });

  it('says what the groups of profiles and Regions have in common', async () => {
    const { profile } = await showAccount();
    const added = await run('addProfile', [{ pick: nextAccount().profile }, 'cancel']);
    assert.deepEqual(added[0]?.groups, ['In the view', 'Not in the view']);
    assert.deepEqual(added[0]?.offers[0], profile);
    assert.equal(added[1]?.groups?.[0], "The profile's own Region");
    const [regions] = await run('addRegion', ['cancel']);
    assert.deepEqual(regions?.groups?.slice(0, 2), ['In the view', 'Regions of the AWS partition']);
  });

  it('keeps the profiles that are already there', async () => {
    const { profile: first } = await showAccount();
    const { profile: second } = nextAccount();
    await run('addProfile', [{ pick: second }, { check: ['us-west-2'] }]);
    assert.deepEqual(connections(), [
      { profile: first, regions: ['eu-west-1'] },
      { profile: second, regions: ['us-west-2'] },
    ]);
  });

  it('accepts a typed Region that is not in the list', async () => {
    const { profile } = nextAccount();
    await setConnections([]);
    await run('addProfile', [{ pick: profile }, { check: ['eu-west-1', 'mx-central-7'] }]);
    assert.deepEqual(connections(), [{ profile, regions: ['eu-west-1', 'mx-central-7'] }]);
  });

  it("preselects a new profile's own Region, and the Regions of a known profile", async () => {
    const { profile } = await showAccount(['us-east-1', 'eu-central-1']);
    const added = await run('addProfile', [{ pick: nextAccount().profile }, 'cancel']);
    assert.deepEqual(added.at(-1)?.ticked, ['eu-west-1']);
    const [known] = await run('addRegion', [{ check: ['us-east-1', 'eu-west-1', 'eu-central-1'] }]);
    assert.deepEqual(known?.ticked, ['us-east-1', 'eu-central-1']);
    assert.deepEqual(connections(), [{ profile, regions: ['us-east-1', 'eu-central-1', 'eu-west-1'] }]);
  });

  it('changes nothing when it is cancelled', async () => {
    const { profile } = await showAccount();
    const other = nextAccount().profile;
    await run('addProfile', ['cancel']);
    await run('addProfile', [{ pick: other }, 'cancel']);
    await run('addRegion', ['cancel']);
    assert.deepEqual(connections(), [{ profile, regions: ['eu-west-1'] }]);
  });

  it('removes a Region, and keeps the profile', async () => {
    const { profile } = await showAccount(['eu-west-1', 'us-east-1']);
    await run('removeRegion', [{ pick: 'us-east-1' }]);
    assert.deepEqual(connections(), [{ profile, regions: ['eu-west-1'] }]);
    await run('removeRegion', [], await nodeAt([profile, 'eu-west-1']));
    assert.deepEqual(connections(), [{ profile, regions: [] }]);
    await shown(labels => labels.includes(profile));
    assert.equal(itemOf(await nodeAt([profile])).description, 'no Region selected');
  });

  it('removes a profile, and leaves the others', async () => {
    const { profile } = await showAccount();
    const other = { profile: nextAccount().profile, regions: ['us-east-1'] };
    await setConnections([{ profile, regions: ['eu-west-1'] }, other]);
    await shown(labels => labels.length === 2);
    await run('removeProfile', [{ pick: profile }]);
    assert.deepEqual(connections(), [other]);
    await shown(labels => labels.length === 1 && labels[0] === other.profile);
  });
});

interface Nonsense {
  readonly given: string;
  readonly value: unknown;
  /** The roots with the number of their Regions. */
  readonly shows: Readonly<Record<string, number>>;
}

const nonsense: Nonsense[] = [
  { given: 'a text', value: 'production', shows: {} },
  { given: 'a number', value: 42, shows: {} },
  { given: 'an object', value: { profile: 'a', regions: ['eu-west-1'] }, shows: {} },
  { given: 'entries that are none', value: [null, 'a', 7, [], {}, { profile: 5 }, { profile: '' }], shows: {} },
  { given: 'an entry without Regions', value: [{ profile: 'a' }], shows: { a: 0 } },
  { given: 'Regions that are no list', value: [{ profile: 'a', regions: 'eu-west-1' }], shows: { a: 0 } },
  {
    given: 'Regions among other things',
    value: [{ profile: 'a', regions: [null, 3, '', 'eu-west-1', 'eu-west-1'] }],
    shows: { a: 1 },
  },
  {
    given: 'a profile twice',
    value: [
      { profile: 'a', regions: ['eu-west-1'] },
      { profile: 'a', regions: ['us-east-1'] },
    ],
    shows: { a: 2 },
  },
];

describe('the setting of connections, edited by hand', () => {
  before(activate);

  for (const { given, value, shows } of nonsense) {
    it(`can hold ${given}`, async () => {
      // Something else first, so that there is a change to wait for.
      await setConnections([{ profile: 'before', regions: [] }]);
      await shown(labels => labels.join() === 'before');
      await setConnections(value);
      await shown(labels => labels.join() === Object.keys(shows).join());
      const found: Record<string, unknown> = {};
      for (const label of Object.keys(shows)) {
        const node = await nodeAt([label]);
        found[label] = node.kind === 'profile' && node.regions.length;
      }
      assert.deepEqual(found, shows);
    });
  }

  it('is corrected by the next choice, and what nobody understands stays', async () => {
    const { profile } = nextAccount();
    await setConnections([null, { profile: 'a', regions: 'x' }, 3]);
    await shown(labels => labels.join() === 'a');
    await run('addProfile', [{ pick: profile }, { check: ['eu-west-1'] }]);
    assert.deepEqual(connections(), [{ profile: 'a', regions: [] }, { profile, regions: ['eu-west-1'] }, null, 3]);
  });
});
