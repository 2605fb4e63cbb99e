// Filter… and Clear Filter: the box, the rows while the user types, and what stays.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { below, itemOf, labelOf, nodeAt, showAccount } from './world';

const filter = (answers: readonly Answer[], group?: Node): Promise<Asked[]> =>
  answering(answers, () => vscode.commands.executeCommand(`appstream.filter${group ? 'List' : ''}`, group));

async function fleets() {
  const { profile } = await showAccount();
  const group = await nodeAt([profile, 'eu-west-1', 'Fleets']);
  const labels = async (): Promise<string[]> => (await below(group)).map(labelOf);
  return { profile, group, labels, all: await labels() };
}

describe('a filter', () => {
  afterEach(() => vscode.commands.executeCommand('appstream.clearFilters'));

  it('shows what it finds while the user types, and Enter keeps it', async () => {
    const { group, labels, all, profile } = await fleets();
    const asked = await filter([{ draft: 'workst' }, { draft: 'workst x' }, { type: 'workst' }], group);
    const [empty, found, none] = asked;
    assert.equal(empty?.text, `Filter Fleets in eu-west-1 of ${profile}: ${all.length} of ${all.length} match`);
    assert.equal(
      empty.placeholder,
      'part of a name, or an ARN · state:RUNNING · image:windows-2022 · type:medium · tag:env=prod',
    );
    assert.match(found?.text ?? '', new RegExp(`: 1 of ${all.length} match`));
    assert.match(none?.text ?? '', new RegExp(`: 0 of ${all.length} match`));
    assert.deepEqual(await labels(), ['cad-workstations']);
    assert.equal(itemOf(group).description, `1 of ${all.length} · workst`);
    assert.match(itemOf(group).contextValue ?? '', /;filtered;/);
    await vscode.commands.executeCommand('appstream.clearFilter', group);
    assert.deepEqual(await labels(), all);
    assert.doesNotMatch(itemOf(group).contextValue ?? '', /;filtered;/);
  });

  it('goes back to what was before on Escape', async () => {
    const { group, labels, all } = await fleets();
    await filter([{ draft: 'workst' }, 'cancel'], group);
    assert.deepEqual(await labels(), all);
    await filter([{ type: 'workst' }], group);
    const asked = await filter([{ draft: 'zebra' }, 'cancel'], group);
    assert.match(asked[0]?.text ?? '', /: 1 of /, 'it begins with the filter that is on');
    assert.deepEqual(await labels(), ['cad-workstations']);
  });

  it('that is cleared elsewhere while the user types closes the box, and stays cleared', async () => {
    const { group, labels, all } = await fleets();
    await filter([{ type: 'gis' }], group);
    const meanwhile = () => vscode.commands.executeCommand('appstream.clearFilter', group);
    const asked = await filter([{ draft: 'workst', meanwhile }], group);
    assert.equal(asked.length, 1);
    assert.deepEqual(await labels(), all);
  });

  it('that was only typed is not where the next box begins', async () => {
    const { group, labels, all } = await fleets();
    const open = (): Thenable<unknown> => vscode.commands.executeCommand('appstream.filterList', group);
    let second: PromiseLike<unknown> | undefined;
    const asked = await answering([{ draft: 'workst', meanwhile: () => (second = open()) }, 'cancel'], async () => {
      await open();
      await second;
    });
    assert.match(asked[1]?.text ?? '', new RegExp(`: ${all.length} of ${all.length} match`));
    assert.deepEqual(await labels(), all);
  });

  it('of a list is cleared in its row, and that of the whole view stays', async () => {
    const { group, labels } = await fleets();
    await filter([{ type: 'state:running' }]);
    const running = await labels();
    await filter([{ type: 'workst' }], group);
    await vscode.commands.executeCommand('appstream.clearFilter', group);
    assert.deepEqual(await labels(), running);
  });

  it('of the whole view applies to all lists, and a row that nothing matches clears it', async () => {
    const { profile, labels, group, all } = await fleets();
    await filter([{ type: 'workst' }]);
    assert.deepEqual(await labels(), ['cad-workstations']);
    const users = await nodeAt([profile, 'eu-west-1', 'Users']);
    const [row] = await below(users);
    assert.ok(row);
    assert.equal(labelOf(row), 'Nothing matches');
    assert.equal(itemOf(row).command?.command, 'appstream.clearFilter');
    await vscode.commands.executeCommand('appstream.clearFilter', row);
    assert.deepEqual(await labels(), all);
    assert.match(String(itemOf(group).description), /^9 · \d RUNNING$/);
  });

  it('explains a prefix that it does not know, and a term that the list can not have', async () => {
    const { group, profile } = await fleets();
    const asked = await filter([{ draft: 'colour:red' }, 'cancel'], group);
    assert.equal(asked[1]?.problem, 'colour: is searched for as text. You can use state:, image:, type:, used:, tag:.');
    const stacks = await nodeAt([profile, 'eu-west-1', 'Stacks']);
    const other = await filter([{ draft: 'state:running' }, 'cancel'], stacks);
    assert.equal(other[1]?.problem, 'Stacks have no state');
  });
});
