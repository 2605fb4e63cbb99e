// What the extension keeps of forms that are closed.
import * as assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import * as vscode from 'vscode';

import { waitUntil } from '../support/waitUntil';
import { replace } from './replace';
import { showAccount } from './world';

const forms = 8;
const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(group => group.tabs);

async function openAndClose(): Promise<void> {
  const opening = vscode.commands.executeCommand('appstream.stack.create');
  const [tab] = await waitUntil('the tab of the form', () => (tabs().length ? tabs() : undefined));
  await opening;
  if (tab) await vscode.window.tabGroups.close(tab);
  await waitUntil('the end of the tab', () => !tabs().length);
}

describe('Forms that are opened and closed', () => {
  it('are kept by nobody', async () => {
    await showAccount();
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const panels: WeakRef<vscode.WebviewPanel>[] = [];
    const { createWebviewPanel } = vscode.window;
    const putBack = replace(
      vscode.window,
      'createWebviewPanel',
      (...args: Parameters<typeof createWebviewPanel>): vscode.WebviewPanel => {
        const panel = createWebviewPanel(...args);
        panels.push(new WeakRef(panel));
        return panel;
      },
    );
    try {
      for (let form = 0; form < forms; form++) await openAndClose();
    } finally {
      putBack();
    }
    assert.equal(panels.length, forms);
    const kept = (): number => panels.filter(panel => panel.deref()).length;
    // The last one may still be in the hands of VS Code.
    await waitUntil('the closed forms to be collected', () => (collect(), kept() <= 1), { every: 200, limit: 20_000 });
    assert.ok(kept() <= 1);
  });
});
