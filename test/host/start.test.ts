// The extension's start, with a VS Code that fails on the way. `activate` runs a second time here, so nothing of it may be
// registered again.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { activate } from '../../src/extension';
import { waitUntil } from '../support/waitUntil';
import { replace } from './replace';

type Command = (...args: unknown[]) => Promise<unknown>;
type Tree = vscode.TreeDataProvider<unknown>;

/** A second activation, in which reading the drafts of forms fails as often as wanted. */
class SecondActivation {
  readonly commands = new Map<string, Command>();
  readonly view = {
    message: undefined as string | undefined,
    onDidExpandElement: noEvent,
    onDidCollapseElement: noEvent,
  };
  /** The log channels that are not disposed of. */
  channels = 0;
  attempts = 0;
  tree: Tree | undefined;
  private failures: number;
  private readonly undo: (() => void)[];
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(failures: number) {
    this.failures = failures;
    this.undo = [
      replace(vscode.window, 'createTreeView', (_: string, { treeDataProvider }: { treeDataProvider: Tree }) => {
        this.tree = treeDataProvider;
        return Object.assign(this.view, { visible: false, onDidChangeVisibility: noEvent, dispose() {} });
      }),
      // A real channel would be the one of the first activation, which must stay open.
      replace(vscode.window, 'createOutputChannel', () => {
        this.channels += 1;
        return { info() {}, warn() {}, show() {}, dispose: () => (this.channels -= 1) };
      }),
      replace(vscode.window, 'registerWebviewPanelSerializer', noEvent),
      replace(vscode.workspace, 'registerTextDocumentContentProvider', noEvent),
      replace(vscode.commands, 'registerCommand', (name: string, run: Command) => {
        this.commands.set(name, run);
        return noEvent();
      }),
    ];
  }

  activate(): void {
    const contributes = { commands: [{ command: 'appstream.showLog' }] };
    activate({
      subscriptions: this.subscriptions,
      extension: { packageJSON: { contributes } },
      globalState: new Memory(),
      workspaceState: Object.assign(new Memory(), {
        get: () => {
          this.attempts += 1;
          if (this.failures-- > 0) throw new Error('The state is unreadable\nRequire stack: …');
          return undefined;
        },
      }),
    } as unknown as vscode.ExtensionContext);
  }

  end(): void {
    for (const one of this.subscriptions) one.dispose();
    for (const undo of this.undo) undo();
  }
}

class Memory {
  get(): undefined {}
  async update(): Promise<void> {}
}

function noEvent(): vscode.Disposable {
  return { dispose() {} };
}

const told =
  "AppStream Explorer can't start: The state is unreadable. Reload the window. If that doesn't help, reinstall the extension.";

describe('an extension that fails halfway through its start', () => {
  let second: SecondActivation;
  const begin = async (failures: number): Promise<void> => {
    second = new SecondActivation(failures);
    second.activate();
    await second.tree?.getChildren(); // what VS Code does first; loading begins after that
    await waitUntil('the first attempt', () => second.attempts === 1 || undefined);
  };
  const showLog = async (): Promise<unknown> => second.commands.get('appstream.showLog')?.();

  afterEach(() => second.end());

  it('disposes of what it had created, at each attempt', async () => {
    await begin(2);
    await assert.rejects(showLog());
    assert.deepEqual([second.attempts, second.channels], [2, 0]);
  });

  it('gives the view no rows below a Region, and says there why and what to do next', async () => {
    await begin(2);
    assert.deepEqual(await second.tree?.getChildren({ kind: 'region' }), []);
    assert.equal(second.view.message, told);
  });

  it('fails its commands with the same words, which VS Code shows', async () => {
    await begin(2);
    await assert.rejects(showLog(), { message: told });
  });

  it('has the view ask again for its rows when an attempt succeeds, and not before', async () => {
    await begin(2);
    let changes = 0;
    second.tree?.onDidChangeTreeData?.(() => changes++);
    await assert.rejects(showLog());
    assert.equal(changes, 0);
    await showLog();
    assert.deepEqual([second.view.message, second.channels, changes], ['', 1, 1]);
  });

  it('leaves nothing when it ends', async () => {
    await begin(1);
    await showLog();
    second.end();
    assert.equal(second.channels, 0);
  });
});
