// Links: copied from a row, and opened by VS Code.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { waitUntil } from '../support/waitUntil';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { activate, connections, labelOf, nodeAt, showAccount, world } from './world';

const linkTo = (id: string, rest: string): string =>
  `${vscode.env.uriScheme}://appstream-explorer.appstream-explorer/reveal?account=${id}&${rest}`;

/** Opens a link as VS Code does. */
function open(link: string, answers: readonly Answer[] = []): Promise<Asked[]> {
  world().revealed.length = 0;
  return answering(answers, async () => world().links?.handleUri(vscode.Uri.parse(link, true)));
}

const revealed = (): readonly string[] => world().revealed.map(labelOf);

async function copied(...path: readonly string[]): Promise<string> {
  const node = await nodeAt(path);
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('appstream.copyLink', node, [node]);
  return waitUntil('a link in the clipboard', async () => (await vscode.env.clipboard.readText()) || undefined);
}

describe('a link', () => {
  it('is copied from a fleet and from a Region, with the account and without the profile', async () => {
    const { profile, id } = await showAccount();
    const fleet = await copied(profile, 'eu-west-1', 'Fleets', 'cad-workstations');
    assert.equal(fleet, linkTo(id, 'region=eu-west-1&kind=fleet&name=cad-workstations'));
    assert.equal(await copied(profile, 'eu-west-1'), linkTo(id, 'region=eu-west-1'));
  });

  it('reveals a fleet whose list is not loaded, and changes nothing', async () => {
    const { id, changes } = await showAccount();
    const asked = await open(linkTo(id, 'region=eu-west-1&kind=fleet&name=cad-workstations'));
    assert.deepEqual([revealed(), asked, changes()], [['cad-workstations'], [], []]);
  });

  it('reveals an image in one of the parts of its list', async () => {
    const { profile, id } = await showAccount();
    const link = await copied(profile, 'eu-west-1', 'Images', 'Private', 'hb-office-2026-09');
    await open(link);
    assert.ok(link.startsWith(linkTo(id, 'region=eu-west-1&kind=image%3A')));
    assert.deepEqual(revealed(), ['hb-office-2026-09']);
  });

  it('offers to add its Region if the view lacks it', async () => {
    const { profile, id } = await showAccount(['us-east-1']);
    const add = `Add eu-west-1 to profile ${profile}`;
    const [asked] = await open(linkTo(id, 'region=eu-west-1&kind=fleet&name=cad-workstations'), [{ press: add }]);
    assert.equal(asked?.text, `The view doesn't show eu-west-1 of profile ${profile}.`);
    assert.deepEqual(connections(), [{ profile, regions: ['us-east-1', 'eu-west-1'] }]);
    assert.deepEqual(revealed(), ['cad-workstations']);
  });

  const refused: readonly [why: string, link: (id: string) => string, says: string][] = [
    [
      'another account',
      () => linkTo('999999999999', 'region=eu-west-1'),
      'No profile of the view belongs to account 999999999999.',
    ],
    [
      'a fleet that is gone',
      id => linkTo(id, 'region=eu-west-1&kind=fleet&name=gone'),
      "Can't find this resource anymore. It may have been deleted.",
    ],
    [
      'an unknown kind',
      id => linkTo(id, 'region=eu-west-1&kind=starship&name=x'),
      "Can't find this resource anymore. It may have been deleted.",
    ],
    [
      'an action',
      id => linkTo(id, 'region=eu-west-1').replace('/reveal', '/stop'),
      'This link is not complete. To make a new one, use Copy Link in the menu of the resource.',
    ],
  ];
  for (const [why, link, says] of refused) {
    it(`to ${why} says so, and reveals nothing`, async () => {
      const { id } = await showAccount();
      const asked = await open(link(id));
      assert.deepEqual([asked.map(({ text }) => text), revealed()], [[says], []]);
    });
  }

  it('is opened by VS Code itself', async () => {
    await activate();
    const { id } = await showAccount();
    world().revealed.length = 0;
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(linkTo(id, 'region=eu-west-1'), true));
    const rows = (): Promise<readonly string[] | undefined> =>
      Promise.resolve(revealed().length ? revealed() : undefined);
    assert.deepEqual(await waitUntil('what is revealed', rows), ['eu-west-1']);
  });
});
