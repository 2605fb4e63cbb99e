import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import * as vscode from 'vscode';

import { viewId } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorer';
import type { Node } from '../../explorer/tree/node';
import { setContext } from '../base/context';
import type { TreeProvider } from './tree';

export interface View extends vscode.Disposable {
  /** Shows and selects a node. */
  readonly reveal: (node: Node) => Promise<void>;
}

/**
 * Registers the view. Transient resources are polled only while the view is visible in a focused window. Outdated lists are
 * loaded again when it becomes visible.
 */
export function registerView(tree: TreeProvider, explorer: Explorer): View {
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: tree,
    canSelectMany: true,
    showCollapseAll: true,
  });
  let looking = false;
  const look = (): void => {
    const looked = looking;
    looking = view.visible && vscode.window.state.focused;
    if (looking) explorer.poller.resume();
    else explorer.poller.pause();
    if (!looking) explorer.renewer.pause();
    else if (!looked) void explorer.renewer.renew();
  };
  void setContext('appstream.welcome', awsFilesExist() ? 'profiles' : 'noFiles');
  look();
  const registered = vscode.Disposable.from(
    view,
    view.onDidExpandElement(({ element }) => {
      explorer.renewer.opened(element);
      void explorer.renewer.renew(element);
    }),
    view.onDidCollapseElement(({ element }) => explorer.renewer.closed(element)),
    view.onDidChangeVisibility(look),
    vscode.window.onDidChangeWindowState(look),
  );
  return {
    reveal: async node => view.reveal(node, { select: true, focus: true }),
    dispose: () => void registered.dispose(),
  };
}

// Only decides which welcome text is shown. Whether the files are valid is checked when they are read.
function awsFilesExist(): boolean {
  const folder = path.join(os.homedir(), '.aws');
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  return [
    AWS_CONFIG_FILE ?? path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? path.join(folder, 'credentials'),
  ].some(file => fs.existsSync(file));
}
