import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/node';
import { answering } from './prompts';
import type { Answer, Asked } from './prompts';
import { nodeAt, showAccount, world } from './world';
import type { Account } from './world';

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

  it('is done to each, and summed up in one message', async () => {
    const account = await showAccount();
    const asked = await run('fleet.start', await select(account, 'Fleets', stopped));
    assert.deepEqual(asked, [{ kind: 'information', text: 'Start Fleet: done for all 3.', offers: [] }]);
    assert.deepEqual(account.changes(), ['StartFleet', 'StartFleet', 'StartFleet']);
    assert.deepEqual(await fleetsIn(account, 'STOPPED'), []);
  });

  it('names the one that failed, says why, and tries that one alone again', async () => {
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

  it('does to the failed one alone what Retry asks for', async () => {
    const account = await showAccount();
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    const { faults } = world().simulator;
    faults.add({ operation: 'StartFleet', accessKeyId: account.accessKeyId, times: 1, outcome });
    await run('fleet.start', await select(account, 'Fleets', stopped), [{ press: 'Retry' }]);
    assert.equal(account.changes().length, 4);
    assert.deepEqual(await fleetsIn(account, 'STOPPED'), []);
  });

  it('leaves out those whose state does not allow it', async () => {
    const account = await showAccount();
    await run('fleet.start', await select(account, 'Fleets', ['cad-workstations', 'gis-analysis', 'office-desktops']));
    assert.deepEqual(account.changes(), ['StartFleet']);
  });

  it('is done to none when no state allows it: the user is told', async () => {
    const account = await showAccount();
    const asked = await run('fleet.start', await select(account, 'Fleets', ['cad-workstations', 'office-desktops']));
    assert.equal(asked[0]?.kind, 'warning');
    assert.match(asked[0].text, /: cad-workstations is not in a state/);
    assert.deepEqual(account.changes(), []);
  });

  it('is confirmed once, with the number and all names, and for a delete that number typed', async () => {
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
