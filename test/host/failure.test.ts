import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { waitUntil } from '../support/waitUntil';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { below, itemOf, labelOf, nodeAt, showAccount, world } from './world';

function run(command: string, answers: readonly Answer[], ...nodes: unknown[]): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, ...nodes));
}

/** Has the next such request of an account fail. */
function fail(accessKeyId: string, operation: string, message = 'There is no capacity now', times = 1): void {
  const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message } as const;
  world().simulator.faults.add({ operation, accessKeyId, times, outcome });
}

function requestIds(accessKeyId: string, operation: string): string[] {
  return world()
    .requests.filter(entry => entry.accessKeyId === accessKeyId && entry.operation === operation)
    .map(({ requestId }) => requestId);
}

const start = { pick: 'gis-analysis' };

describe('an action that fails', () => {
  afterEach(() => world().simulator.faults.clear());

  it('says what failed, for which resource, why and with which request ID, and offers Retry and the log', async () => {
    const { accessKeyId } = await showAccount();
    fail(accessKeyId, 'StartFleet');
    const said = (await run('fleet.start', [start])).at(-1);
    assert.equal(said?.kind, 'error');
    assert.equal(said.modal, undefined);
    assert.match(said.text, /^Start Fleet failed for gis-analysis: There is no capacity now\./);
    assert.ok(said.text.includes(`Request ID ${requestIds(accessKeyId, 'StartFleet')[0]}.`));
    assert.deepEqual(said.offers, ['Retry', 'Show Log']);
  });

  it('runs again with Retry', async () => {
    const { accessKeyId, api, changes } = await showAccount();
    fail(accessKeyId, 'StartFleet');
    await run('fleet.start', [start, { press: 'Retry' }]);
    assert.deepEqual(changes(), ['StartFleet', 'StartFleet']);
    const { Fleets } = await api.call('DescribeFleets', { Names: ['gis-analysis'] });
    assert.equal(Fleets?.[0]?.State, 'STARTING');
  });

  it('can fail again after Retry, and says so again', async () => {
    const { accessKeyId, changes } = await showAccount();
    fail(accessKeyId, 'StartFleet', 'Not yet', 2);
    const asked = await run('fleet.start', [start, { press: 'Retry' }, { press: 'Retry' }]);
    assert.equal(asked.filter(({ kind }) => kind === 'error').length, 2);
    assert.equal(changes().length, 3);
  });

  it('is confirmed again after Retry if it destroys something', async () => {
    const { accessKeyId, changes } = await showAccount();
    fail(accessKeyId, 'DeleteImageBuilder');
    const asked = await run('imageBuilder.delete', [
      { pick: 'linux-trial' },
      { press: 'Delete' },
      { press: 'Retry' },
      { press: 'Delete' },
    ]);
    assert.equal(asked.filter(({ modal }) => modal).length, 2);
    assert.deepEqual(changes(), ['DeleteImageBuilder', 'DeleteImageBuilder']);
  });

  it('shows its request ID in the log with Show Log', async () => {
    const { accessKeyId, profile } = await showAccount();
    fail(accessKeyId, 'StartFleet');
    const before = world().log.length;
    await run('fleet.start', [start, { press: 'Show Log' }]);
    const log = world().log.slice(before);
    const [requestId = '?'] = requestIds(accessKeyId, 'StartFleet');
    const line = log.find(text => text.startsWith('StartFleet'));
    assert.ok(line?.includes(profile) && line.includes(requestId), line);
    assert.equal(log.at(-1), 'show');
  });

  it("is shown at its item until Retry in the item's menu succeeds", async () => {
    const { accessKeyId, profile } = await showAccount();
    fail(accessKeyId, 'StartFleet');
    await run('fleet.start', [start]);
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    assert.match(String(itemOf(node).description), /^[A-Z]+ · ⚠ .* · Start Fleet failed/);
    assert.match(String(itemOf(node).contextValue), /;failed;/);
    await run('retry', [], node);
    assert.match(String(itemOf(node).description), /STARTING/);
  });

  it("shows no user's name in the message or the log", async () => {
    const { accessKeyId } = await showAccount();
    const user = 'jane.doe@example.com';
    fail(accessKeyId, 'CreateStreamingURL', `The user ${user} is not allowed`);
    const before = world().log.length;
    const said = (
      await run('stack.stream', [{ pick: 'cad' }, { type: 'jane.doe' }, { pick: 'None' }, { type: '' }])
    ).at(-1);
    assert.equal(said?.kind, 'error');
    for (const text of [said.text, ...world().log.slice(before)]) assert.ok(!text.includes('jane.doe'), text);
  });

  it('names a session by its user in the message, but not in the log', async () => {
    const { accessKeyId, profile } = await showAccount();
    fail(accessKeyId, 'ExpireSession');
    const [session] = await below(await nodeAt([profile, 'eu-west-1', 'Fleets', 'cad-workstations', 'Sessions']));
    assert(session);
    const said = (await run('session.expire', [{ press: 'Expire Session' }], session)).at(-1);
    assert.equal(said?.kind, 'error');
    assert.ok(said.text.startsWith(`Expire Session failed for ${labelOf(session)}: `), said.text);
    for (const line of world().log) assert.ok(!line.includes(labelOf(session)), line);
  });

  it('says that choices could not be listed, and sends nothing', async () => {
    const { accessKeyId, changes } = await showAccount();
    fail(accessKeyId, 'ListAssociatedStacks', 'Not now');
    const asked = await run('fleet.disassociate', [start]);
    assert.equal(asked.at(-1)?.kind, 'error');
    assert.match(asked.at(-1)?.text ?? '', /Not now/);
    assert.deepEqual(changes(), []);
  });

  it('says that the resources could not be listed', async () => {
    const { accessKeyId, changes } = await showAccount();
    fail(accessKeyId, 'DescribeFleets', 'Not now');
    const asked = await run('fleet.start', []);
    assert.deepEqual(
      asked.map(({ kind }) => kind),
      ['error'],
    );
    assert.match(asked[0]?.text ?? '', /Not now/);
    assert.deepEqual(changes(), []);
  });
});

describe('an action whose answer is lost', () => {
  afterEach(() => world().simulator.faults.clear());

  function lose(accessKeyId: string, operation: string, when: 'before' | 'after', times = 1): void {
    world().simulator.faults.add({ operation, accessKeyId, times, when, outcome: { kind: 'reset' } });
  }

  const started = (accessKeyId: string): number => world().simulator.executed(accessKeyId).get('StartFleet') ?? 0;

  it('says that it was done if a check shows that, and is sent once', async () => {
    const { accessKeyId, profile } = await showAccount();
    lose(accessKeyId, 'StartFleet', 'after');
    const said = (await run('fleet.start', [start])).at(-1);
    assert.deepEqual(
      [said?.kind, said?.text],
      ['information', 'AWS\'s answer was lost, but a check shows that "Start Fleet" was done for gis-analysis.'],
    );
    assert.equal(started(accessKeyId), 1);
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    assert.match(String(itemOf(node).description), /STARTING/);
  });

  it('says that it was not done if no check shows it, and offers Retry', async () => {
    const { accessKeyId } = await showAccount();
    lose(accessKeyId, 'StartFleet', 'before');
    const said = (await run('fleet.start', [start])).at(-1);
    assert.equal(said?.kind, 'error');
    assert.match(said.text, /closed the connection\. A check shows that it was not done\./);
    assert.ok(said.offers.includes('Retry'));
    assert.equal(started(accessKeyId), 0);
  });

  it('says that it is unknown while checks fail, and reports the outcome by itself', async () => {
    const { accessKeyId, profile } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    lose(accessKeyId, 'StartFleet', 'after');
    // Until they are cleared: the view may show, and then polls besides.
    lose(accessKeyId, 'DescribeFleets', 'before', 1_000);
    const asked = await answering([], async () => {
      await vscode.commands.executeCommand('appstream.fleet.start', node);
      assert.match(String(itemOf(node).description), /Start Fleet: outcome not known/);
      world().simulator.faults.clear();
      const isKnown = (): boolean => !/not known/.test(String(itemOf(node).description));
      await waitUntil('the row to know what became of it', isKnown, { every: 50, limit: 50_000 });
    });
    assert.match(
      asked[0]?.text ?? '',
      /not known whether AWS did it, because the check failed, too\. .* If you retry, the extension first checks/,
    );
    assert.equal(asked.at(-1)?.kind, 'information');
    assert.match(String(itemOf(node).description), /STARTING/);
    assert.equal(started(accessKeyId), 1);
  });
});
