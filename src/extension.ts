// What VS Code loads when it activates the extension: registers the view, the commands, the documents and the forms' tabs. What
// they do is in src/host/main.ts, which is loaded right afterwards.
import * as vscode from 'vscode';

import { detailsScheme, formViewType, viewId } from './explorer/contributed';
import type { Node } from './explorer/tree/node';
import { lazy } from './host/base/lazy';
import type { Main } from './host/main';

export function activate(context: vscode.ExtensionContext): void {
  const nodeChanged = new vscode.EventEmitter<Node | undefined>();
  const documentChanged = new vscode.EventEmitter<vscode.Uri>();
  const main = lazy(async (): Promise<Main> => {
    try {
      const { start } = await import('./host/main');
      const started = start({ context, view, nodeChanged, documentChanged });
      if (ended) started.dispose();
      else if (view.message) view.message = ''; // an earlier attempt failed
      return started;
    } catch (error) {
      const failure = startFailure(error);
      if (!ended) view.message = failure.message;
      throw failure;
    }
  });
  let ended = false;
  const end = (): void => {
    ended = true;
    main.loaded?.dispose();
  };

  const view = vscode.window.createTreeView<Node>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: nodeChanged.event,
      getChildren: node =>
        main.get().then(
          ({ tree }) => tree.getChildren(node),
          () => [], // the view says why
        ),
      getTreeItem: node => main.loaded?.tree.getTreeItem(node) ?? main.get().then(({ tree }) => tree.getTreeItem(node)),
      getParent: async node => (await main.get()).tree.getParent(node),
    },
    canSelectMany: true,
    showCollapseAll: true,
  });
  const { contributes } = context.extension.packageJSON as Manifest;
  context.subscriptions.push(
    { dispose: end },
    nodeChanged,
    documentChanged,
    view,
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (node?: Node, selected?: readonly Node[]) =>
        (await main.get()).run(command, node, selected),
      ),
    ),
    vscode.workspace.registerTextDocumentContentProvider(detailsScheme, {
      onDidChange: documentChanged.event,
      provideTextDocumentContent: async uri => (await main.get()).details.content(uri),
    }),
    vscode.window.registerWebviewPanelSerializer(formViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await main.get()).forms.restore(panel, state),
    }),
  );
  // VS Code activates an extension because it is about to ask. Loading begins while it still draws the view.
  setImmediate(() => void main.get().catch(() => undefined)); // the view says why
}

/**
 * Why the extension can't start, with the next step. The view shows it instead of rows. VS Code shows it for a command, because
 * the command fails with it. The next call tries again.
 */
function startFailure(error: unknown): Error {
  // The other lines are about modules and stacks.
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  // @vscode/l10n gets its texts only with the start.
  return new Error(
    vscode.l10n.t(
      "AppStream Explorer can't start: {0}. Reload the window. If that doesn't help, reinstall the extension.",
      reason.replace(/\.$/, ''),
    ),
    { cause: error },
  );
}

/** The part of package.json that is read here. */
interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
