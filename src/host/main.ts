// Builds the parts and connects them, nothing else.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Actor } from '../api/core/actor';
import type { ActingApi, Api, OpenApi } from '../api/types';
import type { Connection } from '../aws/connection';
import { profileConnection } from '../aws/connection';
import { createExplorer } from '../explorer/explorer';
import { markKey } from '../explorer/tree/mark';
import type { Node, Root } from '../explorer/tree/node';
import { saltPseudonyms } from '../kinds/parts/pseudonym';
import type { ActOptions } from './actions/act';
import { act } from './actions/act';
import { sayDecided } from './actions/outcome';
import type { Run } from './base/command';
import { createLog } from './base/log';
import type { LazyRuntime } from './base/runtime';
import { lazyRuntime } from './base/runtime';
import { installationSalt } from './base/salt';
import { chosen, limits, marks, onDidChangeChoice, pageSize } from './base/settings';
import { commandHandlers, createRun } from './commands';
import { createDrafts } from './forms/drafts';
import type { LazyForms } from './forms/lazyForms';
import { lazyForms } from './forms/lazyForms';
import { tellFileProblems } from './profiles/fileProblems';
import { createPrompts, signIn } from './profiles/signIn';
import { offerStreamingUrl } from './prompts/streaming';
import type { Sandbox } from './sandbox/sandbox';
import { createSandbox } from './sandbox/sandbox';
import type { Details } from './view/details';
import { createDetails } from './view/details';
import { createFiltering, keptFilters } from './view/filtering';
import { TreeProvider } from './view/tree';
import { followView } from './view/view';

/** What `activate` has registered and this connects. */
export interface Registered {
  readonly context: vscode.ExtensionContext;
  readonly view: vscode.TreeView<Node>;
  /** Fires with the node to draw again, with all nodes below it; undefined for the whole tree. */
  readonly nodeChanged: vscode.EventEmitter<Node | undefined>;
  /** Fires with the address of a document whose text has changed. */
  readonly documentChanged: vscode.EventEmitter<vscode.Uri>;
}

/** What answers VS Code. */
export interface Main extends vscode.Disposable {
  readonly tree: TreeProvider;
  readonly details: Details;
  readonly forms: LazyForms;
  readonly run: Run;
}

/**
 * How long VS Code takes to draw the first rows: milliseconds. The SDK is loaded only after this time, because loading blocks
 * the extension host. It is usually ready before the user expands a row.
 */
const drawing = 50;

/** @throws Error if a part can't be created. The parts that were created before are disposed of then */
export function start(registered: Registered): Main {
  const parts: vscode.Disposable[] = [];
  // The last comes first, because it uses the others.
  const dispose = (): void => {
    for (const part of parts.splice(0).reverse()) part.dispose();
  };
  const own = <Part extends vscode.Disposable>(part: Part): Part => {
    parts.push(part);
    return part;
  };
  try {
    return { ...connect(registered, own), dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** @param own disposes of a part when the extension ends */
function connect(
  { context, view: treeView, nodeChanged, documentChanged }: Registered,
  own: <Part extends vscode.Disposable>(part: Part) => Part,
): Omit<Main, 'dispose'> {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  saltPseudonyms(installationSalt(context.globalState));
  const log = own(createLog());
  const sandbox = own(createSandbox());
  const stopped = (connection: Connection): boolean => sandbox.stopped(connection);
  const runtime = own(
    lazyRuntime({
      log: entry => log.request(entry),
      limits,
      prompts: createPrompts(),
      fileProblems: problems => void tellFileProblems(problems),
      readOnly: ({ profile, sandbox }) =>
        marks().get(markKey({ name: profile, sandbox: sandbox !== undefined }))?.readOnly ?? false,
      stopped,
    }),
  );

  let forgetItems = (): void => undefined;
  const explorer = createExplorer({
    api: openApi(runtime),
    background: async connection => (await runtime.get()).background(connection),
    identity: async connection => (await runtime.get()).identity(connection),
    offersMfa: async connection => (await runtime.get()).offersMfa(connection),
    fingerprint: async connection => (await runtime.get()).fingerprint(connection),
    pageSize,
    filters: keptFilters(context.workspaceState),
    decided: sayDecided,
    changed(node, isFiltered) {
      if (!isFiltered) forgetItems();
      nodeChanged.fire(node);
    },
  });
  own({ dispose: () => explorer.dispose() });
  const setRoots = (): void => explorer.setRoots(rootsOf(sandbox));

  const details = createDetails(id => [...explorer.resources()].find(node => node.id === id), documentChanged);
  const view = own(followView(treeView, explorer));
  const filtering = own(createFiltering({ explorer, view: treeView, state: context.workspaceState }));
  const acting: ActOptions = {
    explorer,
    log,
    reveal: view.reveal,
    offer: async (url, title, connection) => {
      const endpoint = await runtime.get().then(loaded => loaded.endpoint(connection));
      await offerStreamingUrl(url, title, endpoint);
    },
    signIn: connection => signIn(runtime, connection),
  };
  const forms = lazyForms({
    extensionUri: context.extensionUri,
    explorer,
    api: explorer.open,
    details,
    drafts: createDrafts(context.workspaceState),
    reveal: view.reveal,
    stopped,
    act: (name, shown) => act(acting, name, [shown.node], [shown]),
    offer: acting.offer,
  });
  const run = createRun(
    commandHandlers({ ...acting, openForm: forms.ofAction, runtime, sandbox, details, forms, filtering }),
    log,
  );
  // If it fails, expanding a row tries again and says why.
  const load = (): void => void runtime.get().catch(() => undefined);
  const tree = new TreeProvider(explorer, () => void (loading ??= setTimeout(load, drawing)));
  forgetItems = () => tree.forget();
  let loading: NodeJS.Timeout | undefined;
  own({ dispose: () => clearTimeout(loading) });
  own(
    nodeChanged.event(() => {
      details.changed();
      filtering.nodesChanged();
    }),
  );
  own(
    runtime.onDidChange(({ kind, profiles }) => {
      if (kind === 'settings') explorer.forget(profiles);
      else void explorer.recover(profiles);
      forms.changed();
    }),
  );
  own(
    sandbox.onDidChange(() => {
      setRoots();
      forms.changed();
    }),
  );
  own(onDidChangeChoice(setRoots));
  // Last, because it has VS Code ask for the rows: if the start failed after that, VS Code would start it again and again.
  setRoots();
  return { tree, details, forms, run };
}

/** Opens the APIs of connections. The runtime is loaded when the first one is opened. */
function openApi(runtime: LazyRuntime): OpenApi {
  function open(connection: Connection): Promise<Api>;
  function open(connection: Connection, actor: Actor): Promise<ActingApi>;
  async function open(connection: Connection, actor?: Actor): Promise<Api> {
    const loaded = await runtime.get();
    return actor ? loaded.open(connection, actor) : loaded.open(connection);
  }
  return open;
}

/** The roots of the tree: the profiles that the user chose and the sandbox's accounts, with their marks. */
function rootsOf(sandbox: Sandbox): readonly Root[] {
  const own = chosen().map(({ profile, regions }) => ({
    name: profile,
    sandbox: false,
    connections: regions.map(region => profileConnection(profile, region)),
  }));
  const known = marks();
  return [...own, ...sandbox.roots()].map(root => ({ ...root, mark: known.get(markKey(root)) }));
}
