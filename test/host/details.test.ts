import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { waitUntil } from '../support/waitUntil';
import type { Answer } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import { below, nodeAt, showAccount, world } from './world';

const fleets = { pick: 'Fleets' };

/** Runs a copying command and gives what it put on the clipboard. */
async function copied(command: string, answers: readonly Answer[], ...nodes: unknown[]): Promise<string[]> {
  const texts: string[] = [];
  const clipboard = { writeText: (text: string) => Promise.resolve(void texts.push(text)) };
  const restore = replace(vscode.env, 'clipboard', clipboard);
  try {
    await answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, ...nodes));
  } finally {
    restore();
  }
  return texts;
}

describe('copying from the Command Palette', () => {
  it('copies the name', async () => {
    await showAccount();
    assert.deepEqual(await copied('copyName', [fleets, { pick: 'gis-analysis' }]), ['gis-analysis']);
  });

  it('copies the ARN', async () => {
    const { id } = await showAccount();
    assert.deepEqual(await copied('copyArn', [fleets, { pick: 'gis-analysis' }]), [
      `arn:aws:appstream:eu-west-1:${id}:fleet/gis-analysis`,
    ]);
  });

  it('copies the resource as JSON, as the API returns it', async () => {
    const { api } = await showAccount();
    const [text = ''] = await copied('copyJson', [fleets, { pick: 'gis-analysis' }]);
    const { Fleets = [] } = await api.call('DescribeFleets', { Names: ['gis-analysis'] });
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(Fleets[0])));
  });

  for (const command of ['copyName', 'copyArn', 'copyJson']) {
    it(`does not change the clipboard when ${command} is cancelled`, async () => {
      await showAccount();
      assert.deepEqual(await copied(command, ['cancel']), []);
      assert.deepEqual(await copied(command, [fleets, 'cancel']), []);
    });
  }
});

describe('copying a selection', () => {
  it('copies a line for each resource, or one JSON array', async () => {
    const { profile } = await showAccount();
    const path = [profile, 'eu-west-1', 'Fleets'];
    const nodes = [await nodeAt([...path, 'gis-analysis']), await nodeAt([...path, 'field-survey'])];
    assert.deepEqual(await copied('copyName', [], nodes[0], nodes), ['gis-analysis\nfield-survey']);
    const [json = ''] = await copied('copyJson', [], nodes[0], nodes);
    const names = (JSON.parse(json) as { Name: string }[]).map(({ Name }) => Name);
    assert.deepEqual(names, ['gis-analysis', 'field-survey']);
  });
});

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  assert(editor);
  return editor;
}

async function viewJson(answers: readonly Answer[]): Promise<vscode.TextDocument> {
  await answering(answers, () => vscode.commands.executeCommand('appstream.viewJson'));
  return activeEditor().document;
}

/** Waits until a document says what is wanted. */
function untilDocument(document: vscode.TextDocument, wanted: (text: string) => boolean): Promise<void> {
  return new Promise(resolve => {
    const listening = vscode.workspace.onDidChangeTextDocument(look);
    function look(): void {
      if (!wanted(document.getText())) return;
      listening.dispose();
      resolve();
    }
    look();
  });
}

describe('View as JSON', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens the resource as JSON under its name and kind', async () => {
    const { api } = await showAccount();
    const document = await viewJson([fleets, { pick: 'gis-analysis' }]);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'gis-analysis (Fleet).json');
    assert.equal(document.languageId, 'json');
    const { Fleets = [] } = await api.call('DescribeFleets', { Names: ['gis-analysis'] });
    assert.deepEqual(JSON.parse(document.getText()), JSON.parse(JSON.stringify(Fleets[0])));
  });

  it('is read-only', async () => {
    const type = (): Thenable<unknown> => vscode.commands.executeCommand('type', { text: 'x' });
    const plain = await vscode.workspace.openTextDocument({ content: '' });
    await vscode.window.showTextDocument(plain);
    await type();
    assert.equal(plain.getText(), 'x', 'typing works where it may');
    await showAccount();
    const document = await viewJson([fleets, { pick: 'gis-analysis' }]);
    const before = document.getText();
    await type();
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
    await vscode.window.showTextDocument(plain);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('shows changes of the resource', async () => {
    await showAccount();
    const document = await viewJson([fleets, { pick: 'gis-analysis' }]);
    assert.equal((JSON.parse(document.getText()) as { State: string }).State, 'STOPPED');
    await answering([{ pick: 'gis-analysis' }], () => vscode.commands.executeCommand('appstream.fleet.start'));
    await untilDocument(document, text => (JSON.parse(text) as { State: string }).State === 'STARTING');
  });

  it("has no user's name in the title or the address of a session", async () => {
    const { profile } = await showAccount();
    const sessions = await nodeAt([profile, 'eu-west-1', 'Fleets', 'cad-workstations', 'Sessions']);
    const [session] = await below(sessions);
    await vscode.commands.executeCommand('appstream.viewJson', session);
    const { document } = activeEditor();
    const { UserId, Id } = JSON.parse(document.getText()) as { UserId: string; Id: string };
    assert.ok(document.uri.path.endsWith(`/${Id} (Session).json`));
    assert.ok(!decodeURIComponent(document.uri.toString()).includes(UserId));
  });
});

describe('View Details', () => {
  const close = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const tabs = (): string[] => vscode.window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label));
  beforeEach(close);
  afterEach(close);

  it('opens a page under the name and the kind, and shows the same page again', async () => {
    const { profile } = await showAccount();
    const fleet = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    const other = await nodeAt([profile, 'eu-west-1', 'Fleets', 'field-survey']);
    for (const node of [fleet, other, fleet]) await vscode.commands.executeCommand('appstream.viewDetails', node);
    const titles = ['field-survey (Fleet)', 'gis-analysis (Fleet)'];
    await waitUntil('both pages', () => tabs().length >= titles.length);
    await waitUntil(
      'the first page to be active again',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === titles[1],
    );
    assert.deepEqual(tabs().sort(), titles);
  });

  it('opens one page for two quick presses, and keeps none that is closed at once', async () => {
    const { profile } = await showAccount();
    const fleet = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    const other = await nodeAt([profile, 'eu-west-1', 'Fleets', 'field-survey']);
    const open = (node: unknown): Thenable<unknown> => vscode.commands.executeCommand('appstream.viewDetails', node);
    await Promise.all([open(fleet), open(fleet)]);
    await open(other);
    await close();
    await Promise.all([open(fleet), open(fleet)]);
    await open(other);
    await waitUntil('both pages', () => tabs().length >= 2);
    assert.deepEqual(tabs().sort(), ['field-survey (Fleet)', 'gis-analysis (Fleet)']);
  });

  it('asks AWS for the resource and for the lists below it', async () => {
    const { profile, accessKeyId } = await showAccount();
    const fleet = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    const asked = (): string[] =>
      world()
        .requests.filter(request => request.accessKeyId === accessKeyId)
        .map(({ operation }) => operation);
    const before = asked().length;
    await vscode.commands.executeCommand('appstream.viewDetails', fleet);
    const wanted = ['DescribeFleets', 'ListAssociatedStacks', 'ListTagsForResource'];
    await waitUntil('the requests of the page', () => wanted.every(name => asked().slice(before).includes(name)));
    assert.deepEqual(
      asked()
        .slice(before)
        .filter(name => !/^(Describe|List|Get)/.test(name)),
      [],
    );
  });

  it("has no user's name in the title of a session's page", async () => {
    const { profile } = await showAccount();
    const sessions = await nodeAt([profile, 'eu-west-1', 'Fleets', 'cad-workstations', 'Sessions']);
    const [session] = await below(sessions);
    await vscode.commands.executeCommand('appstream.viewDetails', session);
    await waitUntil('the page', () => tabs().length > 0);
    assert.match(tabs()[0] ?? '', /^[^@]+ \(Session\)$/);
  });
});
