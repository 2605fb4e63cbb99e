// What VS Code loads when it activates the extension: shows the first rows, and registers the commands, the documents and the
// forms' tabs. What they do is in src/host/main.ts, which is loaded when the first rows are drawn, or when it is needed.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { lazy } from './api/core/lazy';
import {
  activityViewId,
  detailsScheme,
  detailsViewType,
  formViewType,
  rowScheme,
  sessionsViewType,
  viewId,
} from './explorer/contributed';
import type { KeptRecent } from './explorer/find/recent';
import type { Favorite, TreeRow } from './explorer/tree/favorite';
import { createPins, createRecentRows } from './explorer/tree/favorite';
import { createRoots } from './explorer/tree/roots';
import type { Row } from './host/activity/activityView';
import { savedFavorites, savedRecent } from './host/base/savedFavorites';
import { recentShown } from './host/base/settings';
import { openStore } from './host/base/store';
import type { Main } from './host/main';
import { chosenRoots } from './host/view/chosenRoots';
import { createTree } from './host/view/tree';

/**
 * How long VS Code takes to draw the first rows: milliseconds. Other code is loaded only after this time, because loading blocks
 * the extension host. It is usually ready before the user expands a row.
 */
const drawing = 50;

/** VS Code calls this when it first needs the extension. It registers everything at once, and loads `host/main.ts` later. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const rowChanged = new vscode.EventEmitter<TreeRow | undefined>();
  const activityChanged = new vscode.EventEmitter<Row | undefined>();
  const documentChanged = new vscode.EventEmitter<vscode.Uri>();
  const roots = createRoots();
  const pins = createPins(openStore(savedFavorites, context));
  const { get } = openStore(savedRecent, context);
  const isWhole = (one: KeptRecent): one is Favorite => typeof one !== 'string';
  const recent = createRecentRows(() => get()?.filter(isWhole) ?? [], pins, recentShown);
  roots.set(chosenRoots([]));
  let hasFailed = false;
  let ended = false;
  const main = lazy(async (): Promise<Main> => {
    try {
      const { start } = await import('./host/main');
      const started = start({
        context,
        view,
        activityView,
        roots,
        pins,
        recent,
        rowChanged,
        activityChanged,
        documentChanged,
      });
      if (ended) started.dispose();
      else if (hasFailed) rowChanged.fire(undefined); // rows had nothing below them
      hasFailed = false;
      return started;
    } catch (error) {
      hasFailed = true;
      roots.set(chosenRoots([])); // the attempt has emptied them
      const failure = startFailure(error);
      if (!ended) view.message = failure.message;
      throw failure;
    }
  });
  let loading: NodeJS.Timeout | undefined;
  const end = (): void => {
    ended = true;
    clearTimeout(loading);
    main.loaded?.dispose();
  };

  /** Loads the rest. If there are no profiles, the user sees nothing before the welcome text, which is part of it. */
  const begin = async (): Promise<void> => {
    const { prepare } = await main.get();
    if (roots.all.length) prepare();
  };
  const asked = (): void => {
    clearTimeout(loading);
    loading = setTimeout(() => void begin().catch(() => undefined), roots.all.length ? drawing : 0); // the view says why
  };
  const view = vscode.window.createTreeView<TreeRow>(viewId, {
    treeDataProvider: createTree({ roots, pins, recent, changed: rowChanged.event, rows: main, asked }),
    canSelectMany: true,
    showCollapseAll: true,
  });
  const activityView = vscode.window.createTreeView<Row>(activityViewId, {
    treeDataProvider: {
      onDidChangeTreeData: activityChanged.event,
      getChildren: row => main.loaded?.activity.children(row), // before that, nobody can have done anything
      getTreeItem: async row => (await main.get()).activity.item(row),
    },
  });
  const { contributes } = context.extension.packageJSON as Manifest;
  context.subscriptions.push(
    { dispose: end },
    rowChanged,
    activityChanged,
    documentChanged,
    view,
    activityView,
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (row?: TreeRow, selected?: readonly TreeRow[]) =>
        (await main.get()).run(command, row, selected),
      ),
    ),
    vscode.window.registerUriHandler({ handleUri: async link => (await main.get()).openLink(link) }),
    vscode.window.registerFileDecorationProvider({
      provideFileDecoration: async uri => (uri.scheme === rowScheme ? (await main.get()).decoration(uri) : undefined),
    }),
    vscode.workspace.registerTextDocumentContentProvider(detailsScheme, {
      onDidChange: documentChanged.event,
      provideTextDocumentContent: async uri => (await main.get()).details.content(uri),
    }),
    vscode.window.registerWebviewPanelSerializer(detailsViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await main.get()).details.restore(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer(sessionsViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await main.get()).boards.restore(panel, state),
    }),
    vscode.window.registerWebviewPanelSerializer(formViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await main.get()).forms.restore(panel, state),
    }),
  );
}

/**
 * Why the extension can't start, with the next step. The view shows it instead of rows. VS Code shows it for a command, because
 * the command fails with it. The next call tries again.
 */
function startFailure(error: unknown): Error {
  // The other lines are about modules and stacks.
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return new Error(
    l10n.t(
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
