// Marks and identity as people see them: what the setting may hold, and the words and colours that come of it.
import * as assert from 'node:assert/strict';

import { profileConnection } from '../../../src/aws/connection';
import type { Identity } from '../../../src/aws/identity';
import { placeLine, placeLines, placeTitle } from '../../../src/explorer/show/place';
import { present } from '../../../src/explorer/show/present';
import type { Mark } from '../../../src/explorer/tree/mark';
import { markKey, marksIn } from '../../../src/explorer/tree/mark';
import type { Node, ProfileNode, ResourceNode } from '../../../src/explorer/tree/node';
import type { UnderTest } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';

describe('The setting of marks, edited by hand', () => {
  const cases: { given: string; setting: unknown; marks: Record<string, Mark> }[] = [
    {
      given: 'word, colour and readOnly',
      setting: { prod: { word: ' PRODUCTION ', color: 'red', readOnly: true } },
      marks: { prod: { word: 'PRODUCTION', color: 'red', readOnly: true } },
    },
    { given: 'a colour that nobody knows', setting: { p: { color: 'beige' } }, marks: { p: { readOnly: false } } },
    { given: 'words that are none', setting: { p: { word: 7 } }, marks: { p: { readOnly: false } } },
    { given: 'an empty word', setting: { p: { word: ' ' } }, marks: { p: { readOnly: false } } },
    { given: 'readOnly as a text', setting: { p: { readOnly: 'true' } }, marks: { p: { readOnly: true } } },
    { given: 'readOnly: false', setting: { p: { readOnly: false } }, marks: { p: { readOnly: false } } },
    {
      given: 'entries that are none',
      setting: { p: null, q: 3 },
      marks: { p: { readOnly: false }, q: { readOnly: false } },
    },
    { given: 'a list', setting: [{ prod: { readOnly: true } }], marks: {} },
    { given: 'a text', setting: 'prod', marks: {} },
    { given: 'nothing', setting: undefined, marks: {} },
  ];
  for (const { given, setting, marks } of cases) {
    it(`may hold ${given}`, () => assert.deepEqual(Object.fromEntries(marksIn(setting)), marks));
  }

  it("separates the sandbox's accounts from profiles of the same name", () => {
    assert.notEqual(markKey({ name: 'production', sandbox: true }), markKey({ name: 'production', sandbox: false }));
  });
});

interface Scene extends UnderTest {
  readonly profile: () => ProfileNode;
}

const images = [
  { Name: 'own', Arn: 'arn:aws:appstream:eu-west-1:111111111111:image/own', Visibility: 'PRIVATE' },
  { Name: 'theirs', Arn: 'arn:aws:appstream:eu-west-1:999999999999:image/theirs', Visibility: 'SHARED' },
  { Name: 'amazon', Arn: 'arn:aws:appstream:eu-west-1::image/amazon', Visibility: 'PUBLIC' },
];

function scene(identity: () => Promise<Identity | undefined>, mark?: Mark): Scene {
  const script: Script = {
    DescribeFleets: () => ({ Fleets: [] }),
    DescribeImages: ({ Type }) => ({ Images: images.filter(image => image.Visibility === Type) }),
  };
  const setup = explorerUnderTest(script, {
    ...{ identity, mark },
    schedule: (callback, ms) => {
      if (ms >= 3_000) callback(); // whoever waits for an identity has waited long enough
      return () => undefined;
    },
  });
  return { ...setup, profile: () => setup.explorer.roots[0] as ProfileNode };
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
const hb: Identity = { account: '111111111111', alias: 'hb' };

async function imageOf({ explorer, group }: Scene, name: string): Promise<ResourceNode> {
  for (const section of group('image').sections ?? []) {
    for (const node of await explorer.children(section)) {
      if (node.kind === 'resource' && present(node).label === name) return node;
    }
  }
  throw new Error(`no image ${name}`);
}

const fact = (node: Node, label: string): unknown => present(node).facts.find(fact => fact.label === label)?.value;

describe('The account that acts', () => {
  it('is shown behind the profile once its first list is requested, and in its tooltip', async () => {
    const asked = scene(() => Promise.resolve(hb));
    assert.equal(present(asked.profile()).description, undefined, 'nobody has looked yet');
    await asked.explorer.children(asked.profile());
    await asked.explorer.children(asked.group('fleet').parent);
    await settled();
    assert.equal(asked.profile().identity, undefined, 'a Region that is opened asks for nothing');
    await asked.explorer.children(asked.group('fleet'));
    await settled();
    assert.equal(present(asked.profile()).description, '111111111111 · hb');
    assert.equal(fact(asked.profile(), 'Account'), '111111111111 (hb)');
    assert.equal(fact(asked.group('fleet').parent, 'Account'), '111111111111 (hb)');
    assert.ok(asked.changed.includes(asked.profile()));
  });

  it('delays no list, and a dialog only briefly, if nothing answers', async () => {
    const silent = scene(() => new Promise(() => undefined));
    assert.equal((await silent.explorer.children(silent.group('fleet'))).length, 1);
    await silent.explorer.identify(silent.group('fleet'));
    assert.equal(placeLines(silent.group('fleet'))[0], 'Account unknown');
  });

  it('is read from ARNs if AWS does not say', async () => {
    const refused = scene(() => Promise.reject(new Error('no')));
    const own = await imageOf(refused, 'own');
    assert.equal(placeLines(own)[0], 'Account 111111111111');
    assert.equal(fact(own, 'Account'), '111111111111');
  });

  it('is forgotten when the credentials are replaced and the new account is unknown', async () => {
    let answer: Identity | undefined = hb;
    const replaced = scene(() => Promise.resolve(answer));
    await replaced.explorer.identify(replaced.group('fleet'));
    assert.equal(replaced.profile().identity?.account, hb.account);
    answer = undefined;
    await replaced.explorer.identify(replaced.group('fleet'));
    await settled();
    assert.equal(placeLines(replaced.group('fleet'))[0], 'Account unknown');
  });

  it('is not looked up for a failed list, until the list loads', async () => {
    let asked = 0;
    let works = false;
    const { explorer, group, region } = explorerUnderTest(
      { DescribeFleets: () => (works ? { Fleets: [] } : Promise.reject(new Error('no'))) },
      { identity: () => Promise.resolve(asked++ ? hb : undefined) },
    );
    const fleets = group('fleet');
    await explorer.children(fleets);
    await explorer.children(fleets);
    assert.equal(asked, 1);
    works = true;
    await explorer.refresh(fleets);
    await explorer.children(fleets);
    await settled();
    assert.equal(asked, 2);
    assert.equal(region.parent.identity, hb);
  });

  it('is forgotten with everything else that was loaded', async () => {
    const { explorer, group, profile } = scene(() => Promise.resolve(hb));
    await explorer.identify(group('fleet'));
    explorer.forget(['prod']);
    assert.equal(profile().identity, undefined);
  });

  it('redraws the tree only if it has changed', async () => {
    const same = scene(() => Promise.resolve({ ...hb }));
    await same.explorer.children(same.group('fleet'));
    await settled();
    const before = same.changed.filter(node => node?.kind === 'profile').length;
    await same.explorer.children(same.group('fleet'));
    await settled();
    assert.equal(same.changed.filter(node => node?.kind === 'profile').length, before);
  });

  it("differs from the owner of another account's image", async () => {
    const shared = scene(() => Promise.resolve(hb));
    const theirs = await imageOf(shared, 'theirs');
    await settled();
    assert.deepEqual(placeLines(theirs).slice(0, 2), ['Account 111111111111 (hb)', 'Owned by account 999999999999']);
    assert.equal(fact(theirs, 'Owned by account'), '999999999999');
    for (const name of ['own', 'amazon']) {
      const node = await imageOf(shared, name);
      assert.equal(fact(node, 'Owned by account'), undefined, name);
      assert.equal(fact(node, 'Account'), '111111111111 (hb)', name);
    }
  });
});

describe('A mark', () => {
  const mark: Mark = { word: 'PRODUCTION', color: 'red', readOnly: true };

  it('is a word and a color at the profile and its Regions, and a word in the tooltips below', async () => {
    const marked = scene(() => Promise.resolve(hb), mark);
    const own = await imageOf(marked, 'own');
    await settled();
    const profile = present(marked.profile());
    assert.equal(profile.description, 'PRODUCTION · 111111111111 · hb · read-only');
    assert.equal(profile.color, 'charts.red');
    assert.equal(profile.accessibleLabel, 'Profile, prod, PRODUCTION · 111111111111 · hb · read-only');
    const region = present(marked.group('fleet').parent);
    assert.equal(region.description, 'PRODUCTION · Europe (Ireland)');
    assert.equal(region.color, 'charts.red');
    assert.equal(fact(own, 'Marked'), 'PRODUCTION');
    assert.equal(fact(own, 'Read-only'), true);
  });

  it('is first in lines about a place', async () => {
    const marked = scene(() => Promise.resolve(hb), mark);
    await marked.explorer.identify(marked.group('fleet'));
    await settled();
    assert.equal(
      placeLine(marked.group('fleet')),
      'PRODUCTION · Account 111111111111 (hb) · Profile prod · Region eu-west-1 (Europe (Ireland))',
    );
    assert.equal(placeTitle(marked.group('fleet')), 'PRODUCTION · 111111111111 (hb) · prod · eu-west-1');
  });

  it('is added and removed without a reload', async () => {
    const { explorer, profile, group } = scene(() => Promise.resolve(hb));
    const node = profile();
    await explorer.children(group('fleet'));
    const root = { name: 'prod', sandbox: false, connections: [profileConnection('prod', 'eu-west-1')] };
    explorer.setRoots([{ ...root, mark }]);
    assert.equal(profile(), node);
    assert.ok(present(node).tokens.includes(';readOnly;'));
    explorer.setRoots([root]);
    assert.equal(present(node).color, undefined);
    assert.ok(present(node).tokens.includes(';changeable;'));
  });
});
