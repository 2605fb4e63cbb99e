// Whose account it is, wherever something is asked; marks; and profiles with which nothing may be changed.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { isRead } from '../../src/api/core/readOnly';
import { kinds } from '../../src/kinds/all';
import { waitUntil } from '../support/waitUntil';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import type { Account } from './world';
import {
  activate,
  below,
  itemOf,
  labelOf,
  nextAccount,
  nodeAt,
  setConnections,
  showAccount,
  shown,
  world,
} from './world';

function run(command: string, answers: readonly Answer[], ...nodes: unknown[]): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, ...nodes));
}

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('appstream');
const marks = (): unknown => settings().inspect('profiles')?.globalValue;
const setMarks = (value: unknown): Thenable<void> =>
  settings().update('profiles', value, vscode.ConfigurationTarget.Global);

const descriptionOf = async (path: readonly string[]): Promise<string> =>
  String(itemOf(await nodeAt(path)).description ?? '');
const tokensOf = async (path: readonly string[]): Promise<string> => itemOf(await nodeAt(path)).contextValue ?? '';

/** Waits until a row's grey words are as wanted. */
async function described(path: readonly string[], wanted: string): Promise<void> {
  await waitUntil(`${path.join(' > ')} to say ${wanted}`, async () => (await descriptionOf(path)) === wanted, {
    every: 10,
  });
}

/** Lists something, which is when AWS is asked whose account it is. */
async function list({ profile, id }: Account): Promise<void> {
  await below(await nodeAt([profile, 'eu-west-1', 'Fleets']));
  await described([profile], id);
}

describe('the account', () => {
  before(activate);
  afterEach(() => setMarks(undefined));

  it('is looked up before the question whether to allow changes, even if nothing was listed', async () => {
    const account = nextAccount();
    await setMarks({ [account.profile]: { readOnly: true } });
    await setConnections([{ profile: account.profile, regions: ['eu-west-1'] }]);
    await shown(labels => labels.length === 1 && labels[0] === account.profile);
    const [question] = await run('allowChanges', ['cancel'], await nodeAt([account.profile]));
    assert.match(question?.detail ?? '', new RegExp(`Account ${account.id}`));
  });

  it('is looked up once, when something is listed, and is shown behind the profile', async () => {
    const account = await showAccount(['eu-west-1', 'us-east-1']);
    const asked = (): number =>
      world().requests.filter(
        ({ accessKeyId, operation }) => accessKeyId === account.accessKeyId && operation === 'GetCallerIdentity',
      ).length;
    await below(await nodeAt([account.profile, 'eu-west-1']));
    assert.equal(asked(), 0);
    await list(account);
    await below(await nodeAt([account.profile, 'us-east-1', 'Stacks']));
    assert.equal(asked(), 1);
    const tooltip = itemOf(await nodeAt([account.profile, 'us-east-1'])).tooltip as vscode.MarkdownString;
    const words = tooltip.value.replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)));
    assert.match(words, new RegExp(`Account: ${account.id}`));
    assert.doesNotMatch(words, /undefined/);
  });

  it('is named before something is created in a list that was not loaded', async () => {
    const { profile, id, api } = await showAccount();
    await api.call('DeleteUsageReportSubscription', {}); // there can be one alone
    const [asked] = await run('usageReport.create', ['cancel'], await nodeAt([profile, 'eu-west-1', 'Usage Reports']));
    assert.match(asked?.detail ?? '', new RegExp(`Account ${id}\nProfile ${profile}\nRegion eu-west-1`));
  });

  it('is named in the steps that lead to a streaming URL', async () => {
    const { profile, id } = await showAccount();
    await setMarks({ [profile]: { word: 'LIVE' } });
    const asked = await run('stack.stream', [{ pick: 'cad' }, 'cancel']);
    assert.match(
      asked[1]?.text ?? '',
      new RegExp(`^Create Streaming URL: cad – LIVE · ${id} · ${profile} · eu-west-1`),
    );
  });

  it('is named in confirmations, after the mark', async () => {
    const { profile, id, changes } = await showAccount();
    await setMarks({ [profile]: { word: 'PRODUCTION', color: 'red' } });
    const asked = await run(
      'fleet.delete',
      [{ press: 'Delete' }, 'cancel'],
      await nodeAt([profile, 'eu-west-1', 'Fleets', 'field-survey']),
    );
    assert.equal(asked[0]?.text, 'PRODUCTION: Delete fleet field-survey?');
    assert.match(asked[0]?.detail ?? '', new RegExp(`Account ${id}`));
    assert.match(asked[1]?.text ?? '', new RegExp(`PRODUCTION · ${id} · ${profile} · eu-west-1`));
    assert.deepEqual(changes(), []);
  });
});

describe('marking a profile', () => {
  before(activate);
  beforeEach(() => setMarks(undefined));
  after(() => setMarks(undefined));

  it('sets and removes a word and a color', async () => {
    const { profile } = await showAccount();
    await run('markProfile', [{ pick: 'PRODUCTION' }, { pick: 'Red' }], await nodeAt([profile]));
    assert.deepEqual(marks(), { [profile]: { word: 'PRODUCTION', color: 'red' } });
    await described([profile], 'PRODUCTION');
    const { color } = itemOf(await nodeAt([profile])).iconPath as vscode.ThemeIcon;
    assert.equal(color?.id, 'charts.red');
    await run('markProfile', [{ type: 'Sales demo' }, { pick: 'No color' }], await nodeAt([profile]));
    assert.deepEqual(marks(), { [profile]: { word: 'Sales demo' } });
    await run('markProfile', [{ pick: 'No mark' }], await nodeAt([profile]));
    assert.deepEqual(marks(), {});
  });

  it('keeps the marks of other profiles, and changes nothing when either step is cancelled', async () => {
    const { profile } = await showAccount();
    const others = { another: { word: 'TEST', readOnly: true } };
    await setMarks(others);
    await run('markProfile', ['cancel']);
    await run('markProfile', [{ pick: 'STAGING' }, 'cancel']);
    assert.deepEqual(marks(), others);
    await run('markProfile', [{ pick: 'STAGING' }, { pick: 'Blue' }]);
    assert.deepEqual(marks(), { ...others, [profile]: { word: 'STAGING', color: 'blue' } });
  });

  it('survives the removal of the profile from the view', async () => {
    const { profile } = await showAccount();
    await run('makeReadOnly', [], await nodeAt([profile]));
    await run('removeProfile', [], await nodeAt([profile]));
    await setConnections([{ profile, regions: ['eu-west-1'] }]);
    await shown(labels => labels.join() === profile);
    assert.match(await tokensOf([profile]), /;readOnly;/);
  });

  it("works for the sandbox's accounts too, and does not affect profiles of the same name", async () => {
    await setConnections([]);
    await run('openSandbox', []);
    try {
      await run('makeReadOnly', [], await nodeAt(['Sandbox', 'production']));
      assert.deepEqual(marks(), { 'sandbox:production': { readOnly: true } });
      const fleets = ['Sandbox', 'production', 'eu-west-1', 'Fleets'];
      await below(await nodeAt(fleets));
      assert.doesNotMatch(await tokensOf([...fleets, 'gis-analysis']), /fleet\.(start|delete)/);
      const builders = ['Sandbox', 'production', 'eu-west-1', 'Image Builders'];
      for (const node of await below(await nodeAt(builders))) {
        assert.doesNotMatch(itemOf(node).contextValue ?? '', /sandbox\./);
      }
      const builder = await nodeAt([...builders, 'office-builder']);
      const [refusal] = await run('createImageFromBuilder', [], builder);
      assert.match(refusal?.text ?? '', /marked read-only/);
    } finally {
      await run('stopSandbox', []);
    }
  });
});

describe('a read-only profile', () => {
  let locked: Account;
  let free: Account;
  before(async () => {
    await activate();
    locked = nextAccount();
    free = nextAccount();
    await setMarks({ [locked.profile]: { word: 'PRODUCTION', readOnly: true } });
    await setConnections([locked, free].map(({ profile }) => ({ profile, regions: ['eu-west-1'] })));
    await shown(labels => labels.length === 2);
    await list(free);
  });
  after(() => setMarks(undefined));

  it('lists resources, and offers no action that changes them', async () => {
    const fleets = [locked.profile, 'eu-west-1', 'Fleets'];
    const nodes = await below(await nodeAt(fleets));
    assert.ok(nodes.length > 3);
    for (const node of nodes) assert.doesNotMatch(itemOf(node).contextValue ?? '', /;fleet\.\w+;/, labelOf(node));
    assert.doesNotMatch(await tokensOf(fleets), /;group\.fleet;/);
    const same = [free.profile, 'eu-west-1', 'Fleets', 'gis-analysis'];
    assert.match(await tokensOf(same), /;fleet\.start;/);
  });

  it('refuses a command that is called on its resources, with an explanation', async () => {
    const fleet = await nodeAt([locked.profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    for (const command of ['fleet.start', 'fleet.delete', 'fleet.update', 'duplicate']) {
      const asked = await run(command, [], fleet, [fleet]);
      assert.deepEqual(
        asked.map(({ text }) => text),
        [
          `Profile "${locked.profile}" is marked read-only. Nothing was sent. To make changes, choose Allow Changes on the profile first.`,
        ],
      );
    }
    const group = await nodeAt([locked.profile, 'eu-west-1', 'Fleets']);
    const [asked] = await run('fleet.create', [], group);
    assert.match(asked?.text ?? '', /marked read-only/);
    assert.deepEqual(locked.changes(), []);
  });

  it('refuses an action on several resources if one of them is in it', async () => {
    const nodes = [
      await nodeAt([free.profile, 'eu-west-1', 'Fleets', 'gis-analysis']),
      await nodeAt([locked.profile, 'eu-west-1', 'Fleets', 'gis-analysis']),
    ];
    const asked = await run('fleet.start', [], nodes[0], nodes);
    assert.match(asked[0]?.text ?? '', /marked read-only/);
    assert.deepEqual([...free.changes(), ...locked.changes()], []);
  });

  it('is not offered in the palette for a change; another profile is used', async () => {
    const asked = await run('fleet.start', ['cancel']);
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.placeholder ?? '', new RegExp(`Fleets in eu-west-1 of ${free.profile}`));
    const copying = await run('copyName', [{ pick: 'Fleets' }, 'cancel']);
    assert.deepEqual(copying[1]?.offers, ['eu-west-1', 'eu-west-1'], 'for reading both are');
  });

  it('refuses every command of every kind that changes something, if it is the only profile', async () => {
    await setConnections([{ profile: locked.profile, regions: ['eu-west-1'] }]);
    await shown(labels => labels.length === 1);
    for (const kind of kinds) {
      const commands = [
        ...kind.actions.filter(({ operations }) => !operations.every(isRead)).map(({ name }) => name),
        ...(kind.create ? ['create'] : []),
      ];
      for (const name of commands) {
        const asked = await run(`${kind.name}.${name}`, []);
        assert.deepEqual(
          asked.map(({ kind, text }) => [kind, /marked read-only/.test(text)]),
          [['warning', true]],
          `${kind.name}.${name}`,
        );
      }
    }
    assert.deepEqual(locked.changes(), []);
  });

  it('allows changes again after a confirmation', async () => {
    const cancelled = await run('allowChanges', ['cancel']);
    assert.equal(cancelled[0]?.text, `PRODUCTION: Allow changes with profile ${locked.profile}?`);
    assert.match(cancelled[0]?.detail ?? '', new RegExp(`Account ${locked.id}`));
    assert.match(await tokensOf([locked.profile]), /;readOnly;/);
    await run('allowChanges', [{ press: 'Allow Changes' }]);
    assert.deepEqual(marks(), { [locked.profile]: { word: 'PRODUCTION' } });
    await described([locked.profile], `PRODUCTION · ${locked.id}`);
    await run('fleet.start', [{ pick: 'gis-analysis' }]);
    assert.deepEqual(locked.changes(), ['StartFleet']);
  });
});

describe('finding resources in all Regions', () => {
  before(activate);

  it('preselects Regions that have resources and are not shown, and adds them together', async () => {
    const { profile, accessKeyId } = await showAccount();
    const choose = { pick: 'Choose Regions to add…' };
    const node = await nodeAt([profile]);
    const asked = await run('findInRegions', [choose, { check: ['us-east-1', 'sa-east-1'] }], node);
    assert.equal(asked[0]?.text, `Profile ${profile}: 18 of 18 Regions searched`);
    assert.deepEqual(asked[1]?.ticked, ['us-east-1']);
    assert.deepEqual(asked[1]?.offers.slice(0, 2), ['eu-west-1', 'us-east-1']);
    const expected = [{ profile, regions: ['eu-west-1', 'us-east-1', 'sa-east-1'] }];
    assert.deepEqual(settings().inspect('connections')?.globalValue, expected);
    const regions = world().requests.filter(
      entry => entry.accessKeyId === accessKeyId && entry.operation === 'DescribeFleets',
    );
    assert.equal(new Set(regions.map(({ region }) => region)).size, 18);
  });

  it('preselects all Regions if all have resources, in any order of answers', async () => {
    const { profile, accessKeyId } = await showAccount();
    const { faults } = world().simulator;
    const edit = (output: Record<string, unknown>): void => void (output['Stacks'] = [{ Name: 'everywhere' }]);
    faults.add({ accessKeyId, operation: 'DescribeStacks', outcome: { kind: 'edit', edit } });
    const node = await nodeAt([profile]);
    const [, asked] = await run('findInRegions', [{ pick: 'Choose Regions to add…' }, 'cancel'], node);
    faults.clear();
    assert.equal(asked?.offers.length, 18);
    assert.deepEqual(
      asked.ticked,
      asked.offers.filter(region => region !== 'eu-west-1'),
    );
  });

  it('reveals a found resource: its Region is added to the view', async () => {
    const { profile } = await showAccount();
    const found = await run('findInRegions', ['cancel'], await nodeAt([profile]));
    const fleets = await nodeAt([profile]).then(() => found[0]?.offers ?? []);
    const name = fleets[fleets.indexOf('us-east-1') + 1] ?? '';
    await run('findInRegions', [{ pick: name }], await nodeAt([profile]));
    assert.deepEqual(settings().inspect('connections')?.globalValue, [
      { profile, regions: ['eu-west-1', 'us-east-1'] },
    ]);
    assert.ok(await nodeAt([profile, 'us-east-1', 'Fleets', name]));
  });

  it('names Regions that do not answer, and says of one that it is not enabled', async () => {
    const { profile, accessKeyId } = await showAccount();
    const { faults } = world().simulator;
    const error = { kind: 'error', type: 'UnrecognizedClientException', message: 'Not known here.' } as const;
    faults.add({ accessKeyId, region: 'il-central-1', outcome: error });
    faults.add({ accessKeyId, region: 'eu-west-3', outcome: { ...error, type: 'AccessDeniedException' } });
    const asked = await run('findInRegions', ['cancel'], await nodeAt([profile]));
    assert.ok(asked[0]?.details?.some(line => /^il-central-1: this Region isn't enabled for the account$/.test(line)));
    assert.ok(asked[0]?.details?.some(line => /^eu-west-3: Access denied: Not known here\.$/.test(line)));
    assert.deepEqual(settings().inspect('connections')?.globalValue, [{ profile, regions: ['eu-west-1'] }]);
  });
});
