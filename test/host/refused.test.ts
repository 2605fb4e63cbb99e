// What AWS would refuse is said before anything is asked.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import { waitUntil } from '../support/waitUntil';
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

  it('is reported before an image that fleets use is deleted: nothing is asked or sent', async () => {
    const account = await showAccount();
    const nodes = [await nodeAt([account.profile, 'eu-west-1', 'Images', 'Private', 'hb-finance-2026-08'])];
    const asked = await run('image.delete', nodes);
    assert.equal(asked.length, 1);
    const [said] = asked;
    assert.equal(said?.kind, 'warning');
    assert.match(said.text, /^Delete Image isn't possible yet for .*\. Fleet finance-desktops uses the image/);
    assert.deepEqual(said.offers, ['Show Fleet finance-desktops', 'Show Image Builder finance-builder']);
    assert.deepEqual(account.changes(), []);
  });

  it('leaves blocked resources out of a selection, and says which and why', async () => {
    const account = await showAccount();
    const names = ['hb-finance-2026-08', 'hb-gis-2026-07'];
    const nodes = await Promise.all(
      names.map(name => nodeAt([account.profile, 'eu-west-1', 'Images', 'Private', name])),
    );
    const [dialog] = await run('image.delete', nodes, ['cancel']);
    assert.match(
      dialog?.detail ?? '',
      /Skipped, because AWS would refuse:\nhb-finance-2026-08: Fleet finance-desktops uses the image\./,
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

describe('a deletion that takes several steps', () => {
  afterEach(() => world().simulator.faults.clear());
  const changed = (account: Account, count: number): Promise<unknown> =>
    waitUntil(`${count} changes`, () => account.changes().length >= count);

  it('shows the steps in one dialog, and does them after it', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['gis-analysis']);
    const asked = await run('fleet.delete', nodes, [{ check: [] }, { press: 'Delete' }, { type: 'gis-analysis' }]);
    const [also, dialog] = asked;
    assert.deepEqual([also?.offers, also?.descriptions], [['gis'], ['gis: Stack']]);
    assert.match(
      dialog?.detail ?? '',
      /one after the other:\n1\. Disassociate Stack from Fleet: gis-analysis, gis\n2\. Delete Fleet: gis-analysis\n/,
    );
    await changed(account, 2);
    assert.deepEqual(account.changes(), ['DisassociateFleet', 'DeleteFleet']);
  });

  it('deletes what nothing else uses, too, if the user says so', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['gis-analysis']);
    await run('fleet.delete', nodes, [{ check: ['gis'] }, { press: 'Delete' }, { type: 'gis-analysis' }]);
    await changed(account, 3);
    assert.deepEqual(account.changes(), ['DisassociateFleet', 'DeleteFleet', 'DeleteStack']);
  });

  it('names the sessions that end when a running fleet is deleted', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['office-desktops']);
    const [, dialog] = await run('fleet.delete', nodes, [{ check: [] }, 'cancel']);
    assert.match(dialog?.detail ?? '', /\n1\. Stop Fleet: office-desktops \(usually within 20 minutes\)\n2\. /);
    assert.match(dialog?.detail ?? '', /Sessions that end: \d+\n/);
    assert.deepEqual(account.changes(), []);
  });

  it('sends nothing if the question of what else to delete is cancelled', async () => {
    const account = await showAccount();
    await run('fleet.delete', await select(account, 'Fleets', ['gis-analysis']), ['cancel']);
    assert.deepEqual(account.changes(), []);
  });

  it('asks once for several, and counts them', async () => {
    const account = await showAccount();
    const nodes = await select(account, 'Fleets', ['field-survey', 'gis-analysis']);
    const [, dialog] = await run('fleet.delete', nodes, [{ check: [] }, 'cancel']);
    assert.match(dialog?.text ?? '', /Delete 2 fleets\?$/);
    assert.match(dialog?.detail ?? '', /\nfield-survey: Delete Fleet: field-survey\ngis-analysis: Disassociate Stack/);
  });

  it('stops at a step that AWS refuses, says what is done, and takes it back on request', async () => {
    const account = await showAccount();
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not' } as const;
    world().simulator.faults.add({ operation: 'DeleteFleet', accessKeyId: account.accessKeyId, outcome });
    const nodes = await select(account, 'Fleets', ['gis-analysis']);
    const answers = [
      { check: [] },
      { press: 'Delete' },
      { type: 'gis-analysis' },
      { press: 'Undo…' },
      { press: 'Undo' },
    ];
    const said = await answering(answers, async () => {
      await vscode.commands.executeCommand('appstream.fleet.delete', nodes[0], nodes);
      await waitUntil('the undoing', () => account.changes().includes('AssociateFleet'));
    });
    assert.equal(account.changes().at(-1), 'AssociateFleet');
    const stopped = said.find(({ text }) => text.startsWith('Delete Fleet: gis-analysis has stopped'));
    assert.match(
      stopped?.text ?? '',
      /Done: Disassociate Stack from Fleet: gis-analysis, gis\. Not done: Delete Fleet/,
    );
    assert.deepEqual(stopped?.offers, ['Go On', 'Undo…', 'Leave']);
  });
});
