// What AWS would refuse is said before anything is asked.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import type { Account } from './world';
import { nodeAt, showAccount, world } from './world';

function run(command: string, nodes: readonly Node[], answers: readonly Answer[] = []): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, nodes[0], nodes));
}

async function select({ profile }: Account, list: string, names: readonly string[]): Promise<Node[]> {
  const nodes: Node[] = [];
  for (const name of names) nodes.push(await nodeAt([profile, 'eu-west-1', list, name]));
  return nodes;
}

describe('a deletion that AWS would refuse', () => {
  afterEach(() => world().simulator.faults.clear());

  it('is reported before a fleet with a stack is deleted: nothing is asked or sent', async () => {
    const account = await showAccount();
    const asked = await run('fleet.delete', await select(account, 'Fleets', ['gis-analysis']));
    assert.equal(asked.length, 1);
    const [said] = asked;
    assert.equal(said?.kind, 'warning');
    assert.match(said.text, /^Delete Fleet isn't possible yet for .*gis-analysis.*\. Stack gis is associated/);
    assert.deepEqual(said.offers, ['Show Stack gis', 'Disassociate Stack from Fleet…']);
    assert.deepEqual(account.changes(), []);
  });

  it('offers to remove the blocker, and then continues', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['gis-analysis']);
    await run('fleet.delete', nodes, [
      { press: 'Disassociate Stack from Fleet…' },
      { pick: 'gis' },
      { press: 'Disassociate' },
    ]);
    assert.deepEqual(account.changes(), ['DisassociateFleet']);
    await run('fleet.delete', nodes, [{ press: 'Delete' }, { type: 'gis-analysis' }]);
    assert.deepEqual(account.changes(), ['DisassociateFleet', 'DeleteFleet']);
  });

  it('leaves blocked resources out of a selection, and says which and why', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['field-survey', 'gis-analysis']);
    const [dialog] = await run('fleet.delete', nodes, [{ press: 'Delete' }, { type: 'field-survey' }]);
    assert.match(dialog?.text ?? '', /field-survey/);
    assert.match(
      dialog?.detail ?? '',
      /Skipped, because AWS would refuse:\ngis-analysis: Stack gis is associated with the fleet\./,
    );
    assert.deepEqual(account.changes(), ['DeleteFleet']);
  });

  it('is reported for each resource if all selected ones are blocked', async () => {
    const account = await showAccount();
    const asked = await run('stack.delete', await select(account, 'Stacks', ['gis', 'cad']));
    assert.equal(asked.length, 1);
    assert.match(
      asked[0]?.text ?? '',
      /gis: Fleet gis-analysis is associated .*cad: Fleet cad-workstations is associated/,
    );
    assert.deepEqual(account.changes(), []);
  });

  it('shows the usual dialog if the check is denied', async () => {
    const account = await showAccount();
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not look' } as const;
    const nodes = await select(account, 'Fleets', ['gis-analysis']);
    const { faults } = world().simulator;
    faults.add({ operation: 'ListAssociatedStacks', accessKeyId: account.accessKeyId, outcome });
    const [dialog] = await run('fleet.delete', nodes, ['cancel']);
    assert.match(dialog?.detail ?? '', /The fleet and its settings are deleted/);
  });
});
