// Dialogs and messages stay open for as long as the user likes. What they are about may change meanwhile.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import type { Account } from './world';
import { nodeAt, setConnections, showAccount, shown, world } from './world';

function run(command: string, nodes: readonly Node[], answers: readonly Answer[] = []): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, nodes[0], nodes));
}

function fleets({ profile }: Account, ...names: readonly string[]): Promise<Node[]> {
  return Promise.all(names.map(name => nodeAt([profile, 'eu-west-1', 'Fleets', name])));
}

async function leaveView(): Promise<void> {
  await setConnections([]);
  await shown(labels => labels.length === 0);
}

async function returnToView({ profile }: Account): Promise<void> {
  await setConnections([{ profile, regions: ['eu-west-1'] }]);
  await shown(labels => labels[0] === profile);
}

function failOnce({ accessKeyId }: Account, operation: string): void {
  const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
  world().simulator.faults.add({ operation, accessKeyId, times: 1, outcome });
}

describe('a late answer of the user', () => {
  afterEach(() => world().simulator.faults.clear());

  it('Retry says that the resource is no longer in the view, and sends nothing', async () => {
    const account = await showAccount();
    failOnce(account, 'StartFleet');
    const retry = { press: 'Retry', meanwhile: leaveView };
    const asked = await run('fleet.start', await fleets(account, 'gis-analysis'), [retry]);
    assert.deepEqual(
      [asked.at(-1)?.kind, asked.at(-1)?.text],
      ['warning', 'Start Fleet: gis-analysis is no longer in the view.'],
    );
    assert.deepEqual(account.changes(), ['StartFleet']);
  });

  it('Retry acts on the current row of the view', async () => {
    const account = await showAccount();
    failOnce(account, 'StartFleet');
    const meanwhile = async (): Promise<void> => {
      await leaveView();
      await returnToView(account);
      await account.api.call('StartFleet', { Name: 'gis-analysis' });
      await fleets(account, 'gis-analysis');
    };
    const asked = await run('fleet.start', await fleets(account, 'gis-analysis'), [{ press: 'Retry', meanwhile }]);
    assert.equal(asked.at(-1)?.text, 'Start Fleet: not possible in the current state of gis-analysis.');
    assert.deepEqual(account.changes(), ['StartFleet', 'StartFleet']);
  });

  it('a confirmation sends nothing if the state no longer allows the action', async () => {
    const account = await showAccount();
    const nodes = await fleets(account, 'cad-workstations');
    const meanwhile = async (): Promise<void> => {
      await account.api.call('StopFleet', { Name: 'cad-workstations' });
      await vscode.commands.executeCommand('appstream.refresh', nodes[0]);
    };
    const asked = await run('fleet.stop', nodes, [{ press: 'Stop', meanwhile }]);
    assert.equal(asked.at(-1)?.text, 'Stop Fleet: not possible in the current state of cad-workstations.');
    assert.deepEqual(account.changes(), ['StopFleet']);
  });

  it('a confirmation of several continues with the others, and names what it leaves out', async () => {
    const account = await showAccount();
    const nodes = await fleets(account, 'cad-workstations', 'office-desktops');
    const meanwhile = async (): Promise<void> => {
      await account.api.call('StopFleet', { Name: 'cad-workstations' });
      await vscode.commands.executeCommand('appstream.refresh', nodes[0]);
    };
    const asked = await run('fleet.stop', nodes, [{ press: 'Stop', meanwhile }]);
    assert.deepEqual(
      asked.slice(1).map(({ kind, text }) => [kind, text]),
      [['warning', 'Stop Fleet: not possible in the current state of cad-workstations.']],
    );
    assert.deepEqual(account.changes(), ['StopFleet', 'StopFleet']);
  });

  it('a confirmation sends nothing if the profile has left the view', async () => {
    const account = await showAccount();
    const nodes = await fleets(account, 'cad-workstations');
    const asked = await run('fleet.stop', nodes, [{ press: 'Stop', meanwhile: leaveView }]);
    assert.equal(asked.at(-1)?.text, 'Stop Fleet: cad-workstations is no longer in the view.');
    assert.deepEqual(account.changes(), []);
  });

  it('a summary of several says which outcomes are not known', async () => {
    const account = await showAccount();
    const { accessKeyId } = account;
    const { faults } = world().simulator;
    const nodes = await fleets(account, 'gis-analysis', 'field-survey');
    faults.add({ operation: 'StartFleet', accessKeyId, times: 2, when: 'after', outcome: { kind: 'reset' } });
    faults.add({ operation: 'DescribeFleets', accessKeyId, times: 100, outcome: { kind: 'reset' } });
    const asked = await run('fleet.start', nodes);
    assert.equal(
      asked[0]?.text,
      'Start Fleet: done for 0 of 2. Outcome not known for 2: gis-analysis, field-survey. See their rows.',
    );
  });
});
