// A second activation beside the real one, with state of its own and a view that nobody draws. Its end is that of a deactivation:
// VS Code disposes of the subscriptions, and the extension has no `deactivate`.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import * as vscode from 'vscode';

import { viewId } from '../../src/explorer/contributed';
import type { Node } from '../../src/explorer/tree/node';
import { activate } from '../../src/extension';
import { allSaved } from '../../src/host/base/saved';
import type { StatesInMemory } from '../support/states';
import { statesInMemory } from '../support/states';
import { waitUntil } from '../support/waitUntil';
import { replace } from './replace';

type Command = (...args: unknown[]) => Promise<unknown>;
type Tree = vscode.TreeDataProvider<Node>;

export interface SecondOptions {
  readonly states?: StatesInMemory;
  /** How often reading the filters fails, which the first rows don't need. */
  readonly failures?: number;
  /** Whether the view can be seen, in a window that has the focus. */
  readonly visible?: boolean;
}

export class SecondActivation {
  readonly commands = new Map<string, Command>();
  readonly view = {
    message: undefined as string | undefined,
    onDidExpandElement: noEvent,
    onDidCollapseElement: noEvent,
    onDidChangeSelection: noEvent,
    selection: [],
  };
  /** The log channels that are not disposed of. */
  channels = 0;
  /** How often the filters were read. */
  attempts = 0;
  tree: Tree | undefined;
  private failures: number;
  private readonly states: StatesInMemory;
  private readonly undo: (() => void)[];
  /** Where it keeps files, such as plans. */
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'appstream-second-'));
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor({ states = statesInMemory(), failures = 0, visible = false }: SecondOptions = {}) {
    this.states = states;
    this.failures = failures;
    this.undo = [
      replace(vscode.window, 'createTreeView', (id: string, { treeDataProvider }: { treeDataProvider: Tree }) => {
        if (id === viewId) this.tree = treeDataProvider;
        return Object.assign(this.view, {
          ...{ visible, onDidChangeVisibility: noEvent, dispose() {} },
          reveal: () => Promise.resolve(),
        });
      }),
      // A real channel would be the one of the first activation, which must stay open.
      replace(vscode.window, 'createOutputChannel', () => {
        this.channels += 1;
        return { info() {}, warn() {}, show() {}, dispose: () => (this.channels -= 1) };
      }),
      replace(vscode.window, 'registerWebviewPanelSerializer', noEvent),
      replace(vscode.window, 'registerFileDecorationProvider', noEvent),
      replace(vscode.window, 'registerUriHandler', noEvent),
      replace(vscode.workspace, 'registerTextDocumentContentProvider', noEvent),
      replace(vscode.commands, 'registerCommand', (name: string, run: Command) => {
        this.commands.set(name, run);
        return noEvent();
      }),
      ...(visible ? [replace(vscode.window, 'state', { focused: true, active: true })] : []),
    ];
  }

  activate(): void {
    const extension = vscode.extensions.getExtension('appstream-explorer.appstream-explorer');
    const { globalState, workspaceState } = this.states;
    activate({
      subscriptions: this.subscriptions,
      ...{ extension, extensionUri: extension?.extensionUri, globalState },
      globalStorageUri: vscode.Uri.file(this.folder),
      workspaceState: {
        ...workspaceState,
        get: (key: string) => {
          if (key !== allSaved.filters.key) return workspaceState.get<unknown>(key);
          this.attempts += 1;
          if (this.failures-- > 0) throw new Error('The state is unreadable\nRequire stack: …');
          return workspaceState.get<unknown>(key);
        },
      },
    } as unknown as vscode.ExtensionContext);
  }

  /** Runs a command, named without `appstream.` */
  run(command: string, node?: Node): Promise<unknown> {
    const run = this.commands.get(`appstream.${command}`);
    if (!run) throw new Error(`There is no command ${command}`);
    return run(node, node && [node]);
  }

  /** What stands below a node, once that is loaded; the roots without one. */
  below(node?: Node): Promise<readonly Node[]> {
    const look = async (): Promise<readonly Node[] | undefined> => {
      const nodes = (await this.tree?.getChildren(node)) ?? [];
      return nodes.some(({ kind }) => kind === 'loading') ? undefined : nodes;
    };
    return waitUntil('what stands below a node', look, { every: 20 });
  }

  /** Ends it as VS Code does: the last subscription first. */
  end(): void {
    for (const one of this.subscriptions.splice(0).reverse()) one.dispose();
    for (const undo of this.undo.splice(0)) undo();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function noEvent(): vscode.Disposable {
  return { dispose() {} };
}
