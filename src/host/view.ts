import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

import type { Explorer } from '../explorer/explorer';
import type { Node } from '../explorer/node';
import { viewId } from './tree';
import type { TreeProvider } from './tree';

export interface View extends vscode.Disposable {
  /** Shows and selects a node. */
  reveal(node: Node): Promise<void>;
}

/** Registers the view, and follows what settles only while somebody looks at it. */
export function registerView(tree: TreeProvider, explorer: Explorer): View {
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const look = (): void => {
    if (view.visible && vscode.window.state.focused) explorer.follower.resume();
    else explorer.follower.pause();
  };
  void vscode.commands.executeCommand('setContext', 'appstream.welcome', awsFilesExist() ? 'profiles' : 'noFiles');
  look();
  const registered = vscode.Disposable.from(
    view,
    view.onDidChangeVisibility(look),
    vscode.window.onDidChangeWindowState(look),
  );
  return {
    reveal: async node => view.reveal(node, { select: true, focus: true }),
    dispose: () => void registered.dispose(),
  };
}

// Decides which welcome is shown, no more: what is in the files is for the SDK to say.
function awsFilesExist(): boolean {
  const folder = path.join(os.homedir(), '.aws');
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  return [
    AWS_CONFIG_FILE ?? path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? path.join(folder, 'credentials'),
  ].some(file => fs.existsSync(file));
}
