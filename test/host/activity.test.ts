// The Activity view: a row for each action, what its commands do, and an action on several that is cancelled.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { ActivityRow } from '../../src/explorer/activity/presentActivity';
import type { Node } from '../../src/explorer/tree/node';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import { run } from './runCommand';
import type { Account } from './world';
import { nodeAt, showAccount, world } from './world';

const stopped = ['field-survey', 'finance-desktops', 'gis-analysis'];

function act(command: string, nodes: readonly Node[], answers: readonly Answer[] = []): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, nodes[0], nodes));
}

const fleetsOf = ({ profile }: Account, names: readonly string[]): Promise<Node[]> =>
  Promise.all(names.map(name => nodeAt([profile, 'eu-west-1', 'Fleets', name])));

async function rows(row?: ActivityRow): Promise<ActivityRow[]> {
  return (await world().activity?.getChildren(row)) ?? [];
}

async function itemOf(row: ActivityRow | undefined): Promise<vscode.TreeItem> {
  assert.ok(row, 'there is no such row');
  return (await world().activity?.getTreeItem(row)) ?? assert.fail('no view');
}

async function nameOf(row: ActivityRow | undefined): Promise<string> {
  const { label = '' } = await itemOf(row);
  return typeof label === 'string' ? label : label.label;
}

/** What a row shows: its label, then its description without the time of day. */
async function words(row: ActivityRow | undefined): Promise<string> {
  const { description } = await itemOf(row);
  return `${await nameOf(row)} – ${String(description).replace(/ · \d?\d:\d\d( [AP]M)?/, '')}`;
}

async function newest(): Promise<ActivityRow> {
  return (await rows())[0] ?? assert.fail('there is no row');
}

/** Has requests of an account fail. */
function fail({ accessKeyId }: Account, operation: string, times = 1): void {
  const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
  world().simulator.faults.add({ operation, accessKeyId, times, outcome });
}

const idsOf = ({ accessKeyId }: Account, operation: string): string[] =>
  world()
    .requests.filter(entry => entry.accessKeyId === accessKeyId && entry.operation === operation)
    .map(({ requestId }) => requestId);

describe('The status bar', () => {
  const said: string[] = [];
  let restore: () => void;
  beforeEach(() => {
    said.length = 0;
    restore = replace(vscode.window, 'setStatusBarMessage', (words: string) => {
      said.push(words);
      return new vscode.Disposable(() => undefined);
    });
  });
  afterEach(() => {
    restore();
    world().simulator.faults.clear();
  });

  it('says once that an action is done', async () => {
    const account = await showAccount();
    const [fleet] = await fleetsOf(account, ['gis-analysis']);
    await act('fleet.start', [fleet as Node]);
    await act('refresh', [fleet as Node]);
    assert.deepEqual(said, ['Start Fleet: gis-analysis – done']);
  });

  it('says nothing of one that failed, and of one on several, which has a message', async () => {
    const account = await showAccount();
    const fleets = await fleetsOf(account, ['field-survey', 'finance-desktops']);
    fail(account, 'StartFleet');
    await act('fleet.start', fleets.slice(0, 1));
    await act('fleet.start', fleets);
    assert.deepEqual(said, []);
  });
});

describe('The Activity view', () => {
  beforeEach(() => vscode.commands.executeCommand('appstream.clearActivity'));
  afterEach(() => world().simulator.faults.clear());

  it('has a row for each action, the newest first, with its result, account, profile and Region', async () => {
    const account = await showAccount();
    assert.deepEqual(await rows(), []);
    const [fleet] = await fleetsOf(account, ['gis-analysis']);
    await act('fleet.start', [fleet as Node]);
    const [running] = await fleetsOf(account, ['office-desktops']);
    await act('fleet.stop', [running as Node], [{ press: 'Stop' }]);
    const shown = await Promise.all((await rows()).map(words));
    assert.deepEqual(
      shown.map(text =>
        text.replace(/\d{12}( \([\w-]+\))?/, found => (found.startsWith(account.id) ? 'ACCOUNT' : found)),
      ),
      ['Stop Fleet: office-desktops', 'Start Fleet: gis-analysis'].map(
        label => `${label} – done · ACCOUNT · ${account.profile} · eu-west-1`,
      ),
    );
  });

  it('copies the request ID of what AWS accepted and of what it refused', async () => {
    const account = await showAccount();
    const [fleet] = await fleetsOf(account, ['gis-analysis']);
    fail(account, 'StartFleet');
    await act('fleet.start', [fleet as Node]);
    await act('fleet.start', [fleet as Node]);
    const ids = idsOf(account, 'StartFleet');
    const copied: string[] = [];
    for (const row of (await rows()).reverse()) copied.push(...(await run('copyRequestId', [], row)).copied);
    assert.equal(ids.length, 2);
    assert.deepEqual(copied, ids);
  });

  it('has a row for each resource of an action on several, and retries only those that failed', async () => {
    const account = await showAccount();
    fail(account, 'StartFleet');
    await act('fleet.start', await fleetsOf(account, stopped));
    const batch = await newest();
    assert.match(await words(batch), /^Start Fleet: Fleets \(3\) – ⚠ 1 of 3 failed/);
    assert.match((await itemOf(batch)).contextValue ?? '', /;activity\.retryFailed;/);
    const below = await Promise.all((await rows(batch)).map(words));
    assert.equal(below.filter(text => / – done · /.test(text)).length, 2);
    assert.equal(below.filter(text => / – ⚠ ResourceNotAvailableException · /.test(text)).length, 1);
    assert.deepEqual((await run('retryFailed', [], batch)).asked, []);
    assert.equal(account.changes().length, 4);
    assert.match(await words(await newest()), / – done · /);
    assert.doesNotMatch((await itemOf(batch)).contextValue ?? '', /retry/);
    const after = await Promise.all((await rows(batch)).map(words));
    assert.equal(after.filter(text => text.includes(', tried again')).length, 1);
  });

  it('asks again before it retries what needs a confirmation', async () => {
    const account = await showAccount();
    fail(account, 'StopFleet');
    const [fleet] = await fleetsOf(account, ['office-desktops']);
    await act('fleet.stop', [fleet as Node], [{ press: 'Stop' }]);
    const { asked } = await run('retryItem', ['cancel'], await newest());
    assert.match(asked[0]?.text ?? '', /^Stop fleet office-desktops\?/);
    assert.equal(account.changes().length, 1);
    assert.match((await itemOf(await newest())).contextValue ?? '', /;activity\.retry;/);
    await run('retryItem', [{ press: 'Stop' }], await newest());
    assert.equal(account.changes().length, 2);
  });

  it('says that a resource is no longer there when it is revealed', async () => {
    const account = await showAccount();
    const [fleet] = await fleetsOf(account, ['gis-analysis']);
    await act('fleet.start', [fleet as Node]);
    const row = await newest();
    await showAccount();
    const { asked } = await run('revealResource', [], row);
    assert.match(asked[0]?.text ?? '', /^Start Fleet: gis-analysis is no longer in the view\.$/);
  });

  it('keeps nothing when it is cleared', async () => {
    const account = await showAccount();
    const [fleet] = await fleetsOf(account, ['gis-analysis']);
    await act('fleet.start', [fleet as Node]);
    assert.equal((await rows()).length, 1);
    await vscode.commands.executeCommand('appstream.clearActivity');
    assert.deepEqual(await rows(), []);
  });

  it('has a row for what is created without a form', async () => {
    const account = await showAccount(['us-east-1']);
    const list = await nodeAt([account.profile, 'us-east-1', 'Usage Reports']);
    await answering([{ press: 'Subscribe' }], () =>
      vscode.commands.executeCommand('appstream.usageReport.create', list),
    );
    assert.match(await words(await newest()), /^Subscribe to Usage Reports.* – done · .*us-east-1$/);
  });
});

describe('An action on several that takes long', () => {
  const setLimit = (value: number | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('appstream')
      .update('maxConcurrentRequests', value, vscode.ConfigurationTarget.Global);
  /** One, and the two more of changes. */
  const atOnce = 3;

  before(() => setLimit(1));
  after(() => setLimit(undefined));
  afterEach(() => world().simulator.faults.clear());

  /** Starts five fleets whose answers take two seconds. @param told called with each progress, and how to cancel */
  async function startFive(
    account: Account,
    told: (message: string, cancel: () => void) => void,
  ): Promise<{ asked: Asked[]; options: vscode.ProgressOptions[] }> {
    const names = [...stopped, 'lab-a', 'lab-b'];
    const { Fleets = [] } = await account.api.call('DescribeFleets', { Names: ['gis-analysis'] });
    const { ImageName, InstanceType } = Fleets[0] ?? assert.fail('no fleet to copy');
    for (const Name of names.slice(stopped.length)) {
      const ComputeCapacity = { DesiredInstances: 1 };
      await account.api.call('CreateFleet', { Name, ImageName, InstanceType, ComputeCapacity });
    }
    const outcome = { kind: 'slow', ms: 1_000 } as const;
    world().simulator.faults.add({ operation: 'StartFleet', accessKeyId: account.accessKeyId, outcome });
    const options: vscode.ProgressOptions[] = [];
    const restore = replace(
      vscode.window,
      'withProgress',
      (shown: vscode.ProgressOptions, task: (progress: unknown, token: unknown) => unknown) => {
        options.push(shown);
        const source = new vscode.CancellationTokenSource();
        const report = ({ message }: { message: string }): void => told(message, () => source.cancel());
        return task({ report }, source.token);
      },
    );
    try {
      return { asked: await act('fleet.start', await fleetsOf(account, names)), options };
    } finally {
      restore();
    }
  }

  it('shows how many have ended, with Cancel', async () => {
    const account = await showAccount();
    const messages: string[] = [];
    const { asked, options } = await startFive(account, message => messages.push(message));
    const [shown] = options;
    assert.deepEqual(
      [shown?.title, shown?.cancellable, shown?.location],
      ['Start Fleet', true, vscode.ProgressLocation.Notification],
    );
    assert.equal(messages[0], '0 of 5');
    assert.equal(messages.at(-1), '5 of 5');
    assert.equal(asked[0]?.text, 'Start Fleet: done for all 5.');
  });

  it('waits after Cancel for what was sent, sends nothing more, and says how many were sent and which were not', async () => {
    const account = await showAccount();
    const { asked } = await startFive(account, (_message, cancel) => setTimeout(cancel));
    assert.equal(account.changes().filter(name => name === 'StartFleet').length, atOnce);
    assert.deepEqual(asked, [
      {
        kind: 'information',
        text: 'Start Fleet: done for 3 of 5. Cancelled: 3 sent, 2 not sent.',
        offers: ['Show Activity'],
      },
    ]);
    const batch = await newest();
    assert.match(await words(batch), /^Start Fleet: Fleets \(5\) – 3 sent, 2 not sent · /);
    const { Fleets = [] } = await account.api.call('DescribeFleets', {});
    for (const row of await rows(batch)) {
      const name = await nameOf(row);
      const { State } = Fleets.find(({ Name }) => Name === name) ?? assert.fail(name);
      assert.match(await words(row), State === 'STOPPED' ? / – not sent · / : / – done · /);
    }
  });

  it('can be sent for a resource that was left', async () => {
    const account = await showAccount();
    await startFive(account, (_message, cancel) => setTimeout(cancel));
    const below = await rows(await newest());
    const left = (await Promise.all(below.map(words))).findIndex(text => text.includes(' – not sent · '));
    await run('retryItem', [], below[left]);
    assert.equal(account.changes().filter(name => name === 'StartFleet').length, atOnce + 1);
    assert.match(await words(below[left]), / – not sent, tried again · /);
  });
});
