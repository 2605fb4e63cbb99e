import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import { waitUntil } from '../support/waitUntil';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import type { Account } from './world';
import { nextAccount, nodeAt, setConnections, showAccount, shown, world } from './world';

/** Runs a command as the view does for several selected items: on the first, with all of them. */
function run(command: string, nodes: readonly Node[], answers: readonly Answer[] = []): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, nodes[0], nodes));
}

async function select({ profile }: Account, list: string, names: readonly string[]): Promise<Node[]> {
  const nodes: Node[] = [];
  for (const name of names) nodes.push(await nodeAt([profile, 'eu-west-1', list, name]));
  return nodes;
}

async function fleetsIn(account: Account, state: string): Promise<string[]> {
  const { Fleets = [] } = await account.api.call('DescribeFleets', {});
  return Fleets.filter(({ State }) => State === state).map(({ Name }) => Name ?? '');
}

const stopped = ['field-survey', 'finance-desktops', 'gis-analysis'];

describe('an action on several resources', () => {
  afterEach(() => world().simulator.faults.clear());

  it('runs for each, and is summarized in one message', async () => {
    const account = await showAccount();
    const asked = await run('fleet.start', await select(account, 'Fleets', stopped));
    assert.deepEqual(asked, [{ kind: 'information', text: 'Start Fleet: done for all 3.', offers: [] }]);
    assert.deepEqual(account.changes(), ['StartFleet', 'StartFleet', 'StartFleet']);
    assert.deepEqual(await fleetsIn(account, 'STOPPED'), []);
  });

  it('names the one that failed, says why, and retries only that one', async () => {
    const account = await showAccount();
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    const { faults } = world().simulator;
    faults.add({ operation: 'StartFleet', accessKeyId: account.accessKeyId, times: 1, outcome });
    const nodes = await select(account, 'Fleets', stopped);
    const asked = await run('fleet.start', nodes);
    assert.equal(asked.length, 1);
    const [left, ...others] = await fleetsIn(account, 'STOPPED');
    assert.ok(left && !others.length);
    const [said] = asked;
    assert.equal(said?.kind, 'error');
    assert.ok(said.text.startsWith(`Start Fleet: done for 2 of 3. Failed: ${left}: `), said.text);
    assert.deepEqual(said.offers, ['Retry', 'Show Log']);
    assert.ok(!stopped.some(name => name !== left && said.text.includes(name)));
  });

  it('retries only the failed one with Retry', async () => {
    const account = await showAccount();
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    const { faults } = world().simulator;
    faults.add({ operation: 'StartFleet', accessKeyId: account.accessKeyId, times: 1, outcome });
    await run('fleet.start', await select(account, 'Fleets', stopped), [{ press: 'Retry' }]);
    assert.equal(account.changes().length, 4);
    assert.deepEqual(await fleetsIn(account, 'STOPPED'), []);
  });

  it('asks if a state does not allow it, names what it leaves out, and skips that', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['cad-workstations', 'gis-analysis', 'office-desktops']);
    const asked = await run('fleet.start', nodes, [{ press: 'Start Fleet' }]);
    assert.equal(asked[0]?.text, 'Start Fleet: gis-analysis?');
    assert.match(asked[0].detail ?? '', /This is for 1 of the 3 that are selected\./);
    assert.match(asked[0].detail ?? '', /: cad-workstations \(RUNNING\), office-desktops \(RUNNING\)$/);
    assert.deepEqual(account.changes(), ['StartFleet']);
  });

  it('runs for none if no state allows it, and says so', async () => {
    const account = await showAccount();
    const asked = await run('fleet.start', await select(account, 'Fleets', ['cad-workstations', 'office-desktops']));
    assert.equal(asked[0]?.kind, 'warning');
    assert.match(asked[0].text, /not possible in the current state of cad-workstations/);
    assert.deepEqual(account.changes(), []);
  });

  it('is confirmed once, with the number and all names; for a delete, the user types the number', async () => {
    const account = await showAccount();
    await account.api.call('DisassociateFleet', { FleetName: 'finance-desktops', StackName: 'finance' });
    const nodes = await select(account, 'Fleets', ['field-survey', 'finance-desktops']);
    const asked = await run('fleet.stop', await select(account, 'Fleets', ['cad-workstations', 'office-desktops']), [
      'cancel',
    ]);
    assert.match(asked[0]?.text ?? '', /^Stop 2 fleets\?$/);
    assert.match(asked[0]?.detail ?? '', /cad-workstations, office-desktops/);
    const [dialog, typed] = await run('fleet.delete', nodes, [{ press: 'Delete' }, { type: '3' }, 'cancel']);
    assert.match(dialog?.detail ?? '', new RegExp(`field-survey, finance-desktops[^]*Account ${account.id}`));
    assert.match(typed?.text ?? '', /Type 2 to confirm/);
    assert.deepEqual(account.changes(), ['DisassociateFleet']);
  });
});

describe('an action on resources in several accounts or Regions', () => {
  /** Two accounts side by side. */
  async function two(): Promise<readonly [Account, Account]> {
    const [one, other] = [await showAccount(), nextAccount()];
    await setConnections([one, other].map(({ profile }) => ({ profile, regions: ['eu-west-1'] })));
    await shown(labels => labels.length === 2);
    return [one, other];
  }

  /** Two stacks without a fleet in each. */
  async function free(...accounts: readonly Account[]): Promise<void> {
    for (const { api } of accounts) for (const Name of ['lab-a', 'lab-b']) await api.call('CreateStack', { Name });
  }

  it('asks once per account and Region, names it, and offers its own choices', async () => {
    const [one, other] = await two();
    await free(one, other);
    const names = ['lab-a', 'lab-b'];
    const nodes = [...(await select(one, 'Stacks', names)), ...(await select(other, 'Stacks', names))];
    const asked = await run('stack.associate', nodes, ['cancel']);
    assert.match(asked[0]?.text ?? '', new RegExp(`Stacks \\(2\\) – .*${one.profile} · eu-west-1`));
    const both = await run('stack.associate', nodes, [{ pick: 'gis-analysis' }, 'cancel']);
    assert.match(both[1]?.text ?? '', new RegExp(`Stacks \\(2\\) – .*${other.profile} · eu-west-1`));
    for (const { changes } of [one, other]) {
      assert.ok(!changes().includes('AssociateFleet'), 'a cancel at the second takes the first back');
    }
  });

  it('asks once for each Region of one account, and changes only the Region that was confirmed', async () => {
    const account = await showAccount(['eu-west-1', 'us-east-1']);
    const at = (region: string, name: string): Promise<Node> => nodeAt([account.profile, region, 'Fleets', name]);
    const nodes = [await at('eu-west-1', 'office-desktops'), await at('us-east-1', 'newyork-desktops')];
    const [first, second, ...more] = await run('fleet.stop', nodes, [{ press: 'Stop' }, { press: 'Stop' }]);
    assert.match(first?.detail ?? '', /eu-west-1/);
    assert.match(second?.detail ?? '', /us-east-1/);
    assert.deepEqual(
      more.map(({ kind }) => kind),
      ['information'],
    );
    assert.deepEqual(account.changes().sort(), ['StopFleet', 'StopFleet in us-east-1']);
  });

  it("uses each account's own answers", async () => {
    const [one, other] = await two();
    await free(one, other);
    const nodes = [...(await select(one, 'Stacks', ['lab-a'])), ...(await select(other, 'Stacks', ['lab-a']))];
    await run('stack.associate', nodes, [{ pick: 'gis-analysis' }, { pick: 'field-survey' }]);
    const fleetsOf = async ({ api }: Account): Promise<readonly string[]> =>
      (await api.call('ListAssociatedFleets', { StackName: 'lab-a' })).Names ?? [];
    assert.deepEqual(await Promise.all([one, other].map(fleetsOf)), [['gis-analysis'], ['field-survey']]);
  });

  it('is confirmed per account, with its own number, before anything is sent', async () => {
    const [one, other] = await two();
    await one.api.call('DisassociateFleet', { FleetName: 'finance-desktops', StackName: 'finance' });
    const nodes = [
      ...(await select(one, 'Fleets', ['field-survey', 'finance-desktops'])),
      ...(await select(other, 'Fleets', ['field-survey'])),
    ];
    const asked = await run('fleet.delete', nodes, [{ press: 'Delete' }, { type: '2' }, 'cancel']);
    const [first, , second] = asked;
    assert.match(first?.text ?? '', /2 fleets\?$/);
    assert.ok(first?.detail?.includes(one.id) && !first.detail.includes(other.id), first?.detail);
    assert.match(second?.text ?? '', /field-survey\?$/);
    assert.ok(second?.detail?.includes(other.id) && !second.detail.includes(one.id), second?.detail);
    assert.deepEqual([...one.changes(), ...other.changes()], ['DisassociateFleet']);
  });

  it('says for each account what its state leaves out', async () => {
    const [one, other] = await two();
    const nodes = [
      ...(await select(one, 'Fleets', ['office-desktops', 'gis-analysis'])),
      ...(await select(other, 'Fleets', ['office-desktops', 'field-survey'])),
    ];
    const asked = await run('fleet.stop', nodes, [{ press: 'Stop' }, 'cancel']);
    const [first = '', second = ''] = asked.map(({ detail = '' }) => detail);
    assert.match(first, /This is for 1 of the 2 that are selected\.[^]*: gis-analysis \(STOPPED\)$/);
    assert.match(second, /This is for 1 of the 2 that are selected\.[^]*: field-survey \(STOPPED\)$/);
    assert.deepEqual([...one.changes(), ...other.changes()], []);
  });

  it('offers only choices that fit all resources of an account', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['cad-workstations', 'office-desktops']);
    const asked = await run('fleet.disassociate', nodes);
    assert.match(asked[0]?.text ?? '', /no choice fits all 2 selected items/);
  });
});

describe('a command for one resource', () => {
  for (const command of ['fleet.update', 'fleet.associate', 'duplicate']) {
    it(`is refused for two, with an explanation: ${command}`, async () => {
      const account = await showAccount();
      const asked = await run(command, await select(account, 'Fleets', ['field-survey', 'finance-desktops']));
      assert.equal(asked.length, 1);
      assert.match(asked[0]?.text ?? '', /works on one item at a time/);
    });
  }

  it('is not View Details, which opens a tab for each', async () => {
    const account = await showAccount();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('viewDetails', await select(account, 'Fleets', ['field-survey', 'finance-desktops']));
    // VS Code tells the extension a moment later about the tab of a page.
    const titles = ['field-survey (Fleet)', 'finance-desktops (Fleet)'];
    const tabs = (): string[] => vscode.window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label));
    await waitUntil('the tabs of both fleets', () => titles.every(title => tabs().includes(title)));
    assert.deepEqual(tabs().sort(), titles);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

describe('a double click', () => {
  const twice = (command: string, node: Node): Promise<unknown> =>
    Promise.all([1, 2].map(() => vscode.commands.executeCommand(`appstream.${command}`, node)));

  it('starts a fleet once with Start', async () => {
    const account = await showAccount();
    const node = await nodeAt([account.profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    assert.deepEqual(await answering([], () => twice('fleet.start', node)), []);
    assert.deepEqual(account.changes(), ['StartFleet']);
  });

  it('asks once for a confirmation', async () => {
    const account = await showAccount();
    const node = await nodeAt([account.profile, 'eu-west-1', 'Fleets', 'office-desktops']);
    await answering([{ press: 'Stop' }], () => twice('fleet.stop', node));
    assert.deepEqual(account.changes(), ['StopFleet']);
  });

  it('retries once with Retry', async () => {
    const account = await showAccount();
    const node = await nodeAt([account.profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    world().simulator.faults.add({ operation: 'StartFleet', accessKeyId: account.accessKeyId, times: 1, outcome });
    await run('fleet.start', [node]);
    await answering([], () => twice('retry', node));
    assert.deepEqual(account.changes(), ['StartFleet', 'StartFleet']);
  });

  it('asks once for a resource that is created without a form', async () => {
    const account = await showAccount(['us-east-1']);
    const node = await nodeAt([account.profile, 'us-east-1', 'Usage Reports']);
    const asked = await answering(['cancel'], () => twice('usageReport.create', node));
    assert.equal(asked.length, 1);
  });
});
