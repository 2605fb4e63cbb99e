// Comparing resources: the documents that VS Code's diff shows, what they say later, and what a message says.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import { waitUntil } from '../support/waitUntil';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { below, itemOf, nextAccount, nodeAt, setConnections, showAccount, shown, world } from './world';

const compareSelected = (nodes: readonly Node[], answers: readonly Answer[] = []): Promise<Asked[]> =>
  answering(answers, () => vscode.commands.executeCommand('appstream.compareSelected', nodes[0], nodes));

/** The two sides of the comparison that is open. */
async function sides(): Promise<readonly [vscode.TextDocument, vscode.TextDocument]> {
  const input = await waitUntil('the diff', () => {
    const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return shown instanceof vscode.TabInputTextDiff ? shown : undefined;
  });
  const open = (uri: vscode.Uri): Thenable<vscode.TextDocument> => vscode.workspace.openTextDocument(uri);
  return [await open(input.original), await open(input.modified)];
}

const read = (document: vscode.TextDocument): Record<string, unknown> =>
  JSON.parse(document.getText()) as Record<string, unknown>;

describe('comparing resources', () => {
  afterEach(async () => {
    world().simulator.faults.clear();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows the inputs that would make two fleets, and follows them until they are gone', async () => {
    const { profile, api } = await showAccount();
    const path = [profile, 'eu-west-1', 'Fleets'];
    const list = await nodeAt(path);
    const fleets = [await nodeAt([...path, 'gis-analysis']), await nodeAt([...path, 'field-survey'])];
    assert.deepEqual(await compareSelected(fleets), []);
    const [left, right] = await sides();
    assert.deepEqual([read(left)['Name'], read(right)['Name']], ['gis-analysis', 'field-survey']);
    for (const member of ['State', 'Arn', 'ComputeCapacity']) assert.ok(!(member in read(left)), member);
    const { signal } = new AbortController();
    await api.call('UpdateFleet', { Name: 'gis-analysis', Description: 'changed elsewhere' }, signal);
    await vscode.commands.executeCommand('appstream.refresh', list);
    await waitUntil('the change in the document', () => read(left)['Description'] === 'changed elsewhere');
    await vscode.commands.executeCommand('appstream.showAllMembers');
    await waitUntil('the state', () => 'State' in read(left));
    await vscode.commands.executeCommand('appstream.hideChangingMembers');
    await waitUntil('no state', () => !('State' in read(left)));
    await api.call('DisassociateFleet', { FleetName: 'gis-analysis', StackName: 'gis' }, signal);
    await api.call('DeleteFleet', { Name: 'gis-analysis' }, signal);
    const isGone = async (): Promise<boolean> => {
      await vscode.commands.executeCommand('appstream.refresh', list);
      return left.getText() === '// This resource no longer exists in AWS.';
    };
    await waitUntil('that it is gone', isGone, { every: 1_000, limit: 40_000 });
    const [said] = await compareSelected(fleets);
    assert.match(said?.text ?? '', /^gis-analysis \(.*\) no longer exists\.$/);
  });

  it('names the side that may not be read, and says so in place of what is missing', async () => {
    const [one, other] = [nextAccount(), await showAccount()];
    await setConnections([one, other].map(({ profile }) => ({ profile, regions: ['eu-west-1'] })));
    await shown(labels => labels.length === 2);
    const outcome = { kind: 'error', type: 'AccessDeniedException', message: 'You may not look' } as const;
    const { faults } = world().simulator;
    faults.add({ operation: 'ListTagsForResource', accessKeyId: other.accessKeyId, outcome });
    const name = 'cad-workstations';
    const fleetOf = ({ profile }: { profile: string }): Promise<Node> => nodeAt([profile, 'eu-west-1', 'Fleets', name]);
    const [said, ...more] = await compareSelected([await fleetOf(one), await fleetOf(other)]);
    assert.deepEqual(more, []);
    assert.equal(said?.kind, 'warning');
    assert.ok(said.text.includes(`${name} (${other.profile} · eu-west-1): Can't list Tags`), said.text);
    assert.ok(!said.text.includes(one.profile), said.text);
    const [left, right] = await sides();
    assert.equal(typeof read(left)['Tags'], 'object');
    assert.match(String(read(right)['Tags']), /^Can't list Tags: /);
  });

  it('has no name of a person in addresses and titles, and is not offered for people', async () => {
    const { profile } = await showAccount();
    const path = [profile, 'eu-west-1', 'Stacks'];
    await compareSelected([await nodeAt([...path, 'cad']), await nodeAt([...path, 'office'])]);
    const isOpen = (): boolean => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes(' ↔ ') ?? false;
    await waitUntil('the comparison', isOpen);
    const uris = vscode.workspace.textDocuments.map(({ uri }) => uri.toString(true));
    assert.ok(
      uris.some(uri => uri.includes('cad (Stack).json')),
      String(uris),
    );
    assert.deepEqual(
      uris.filter(uri => uri.includes('@')),
      [],
    );
    const [user] = await below(await nodeAt([profile, 'eu-west-1', 'Users']));
    assert.doesNotMatch(itemOf(user ?? assert.fail()).contextValue ?? '', /comparable/);
  });

  it('finds the other one in all Regions of the view, those of its name first', async () => {
    const { profile } = await showAccount(['us-east-1', 'eu-west-1']);
    const fleet = await nodeAt([profile, 'eu-west-1', 'Fleets', 'cad-workstations']);
    const [list] = await answering(['cancel'], () => vscode.commands.executeCommand('appstream.compareWith', fleet));
    assert.equal(list?.text, 'Compare Fleet "cad-workstations" with');
    assert.equal(list.offers.at(-1), 'Saved JSON File…');
    assert.ok(!list.offers.includes('cad-workstations'), String(list.offers));
  });
});
