// Go to Resource…: from a part of a name to the row in the tree.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { connections, showAccount } from './world';

const goTo = (answers: readonly Answer[]): Promise<Asked[]> =>
  answering(answers, () => vscode.commands.executeCommand('appstream.goToResource'));

describe('going to a resource', () => {
  it('finds it by a part of its name in a list that nobody expanded, and says where it is', async () => {
    const { profile, id } = await showAccount(['us-east-1', 'eu-west-1']);
    const [first, found] = await goTo([{ draft: 'workst' }, { pick: 'cad-workstations' }]);
    assert.equal(first?.text, 'Go to Resource');
    assert.equal(first.placeholder, 'Part of a name, an ARN, or terms such as state:RUNNING or tag:env=prod');
    assert.deepEqual(first.offers, []);
    assert.match(found?.text ?? '', /^Go to Resource: \d+ found$/);
    const detail = found?.details?.find(text => text.startsWith('cad-workstations: Fleet'));
    assert.equal(detail, `cad-workstations: Fleet · eu-west-1 · ${profile} · ${id}`);
    const [again] = await goTo(['cancel']);
    assert.deepEqual(again?.offers, ['cad-workstations'], 'it is offered first the next time');
  });

  it('finds it by its ARN, and offers to add its Region if the view lacks it', async () => {
    const { profile, id } = await showAccount(['us-east-1']);
    const arn = `arn:aws:appstream:eu-west-1:${id}:fleet/cad-workstations`;
    const asked = await goTo([
      { draft: arn },
      { pick: `Add eu-west-1 to profile ${profile}` },
      { pick: 'cad-workstations' },
    ]);
    assert.deepEqual(asked[2]?.offers, ['cad-workstations']);
    assert.deepEqual(connections(), [{ profile, regions: ['us-east-1', 'eu-west-1'] }]);
  });

  it('says that no profile of the view belongs to the account of an ARN', async () => {
    await showAccount();
    const [, asked] = await goTo([{ draft: 'arn:aws:appstream:eu-west-1:999999999999:fleet/x' }, 'cancel']);
    assert.deepEqual(asked?.offers, ['Add AWS Profile…']);
    assert.deepEqual(asked?.details, ['Add AWS Profile…: No profile of the view belongs to account 999999999999.']);
  });

  it('offers to search all Regions if nothing is found', async () => {
    const { profile } = await showAccount();
    const [, asked] = await goTo([{ draft: 'no such thing' }, 'cancel']);
    assert.equal(asked?.text, 'Go to Resource: 0 found');
    assert.deepEqual(asked.offers, [`Find Resources in All Regions of ${profile}…`]);
  });
});
