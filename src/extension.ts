// Builds the parts and registers them, nothing else.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Actor } from './api/core/actor';
import type { ActingApi, Api, OpenApi } from './api/types';
import type { Connection } from './aws/connection';
import { profileConnection } from './aws/connection';
import { createExplorer } from './explorer/explorer';
import { markKey } from './explorer/tree/mark';
import type { Node, Root } from './explorer/tree/node';
import type { ActOptions } from './host/actions/act';
import { act } from './host/actions/act';
import { sayDecided } from './host/actions/outcome';
import { createLog } from './host/base/log';
import type { LazyRuntime } from './host/base/runtime';
import { lazyRuntime } from './host/base/runtime';
import { installationSalt } from './host/base/salt';
import { chosen, limits, marks, onDidChangeChoice, pageSize } from './host/base/settings';
import { registerCommands } from './host/commands';
import { createDrafts } from './host/forms/drafts';
import { createForms } from './host/forms/forms';
import { tellFileProblems } from './host/profiles/fileProblems';
import { createPrompts, signIn } from './host/profiles/signIn';
import { offerStreamingUrl } from './host/prompts/streaming';
import type { Sandbox } from './host/sandbox/sandbox';
import { createSandbox } from './host/sandbox/sandbox';
import { registerDetails } from './host/view/details';
import { TreeProvider } from './host/view/tree';
import { registerView } from './host/view/view';
import { saltPseudonyms } from './kinds/parts/pseudonym';

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  saltPseudonyms(installationSalt(context.globalState));
  const log = createLog();
  const sandbox = createSandbox();
  const stopped = (connection: Connection): boolean => sandbox.stopped(connection);
  const runtime = lazyRuntime({
    log: entry => log.request(entry),
    limits,
    prompts: createPrompts(),
    fileProblems: problems => void tellFileProblems(problems),
    readOnly: ({ profile, sandbox }) =>
      marks().get(markKey({ name: profile, sandbox: sandbox !== undefined }))?.readOnly ?? false,
    stopped,
  });

  const nodeChanged = new vscode.EventEmitter<Node | undefined>();
  const explorer = createExplorer({
    api: openApi(runtime),
    background: async connection => (await runtime.get()).background(connection),
    identity: async connection => (await runtime.get()).identity(connection),
    offersMfa: async connection => (await runtime.get()).offersMfa(connection),
    fingerprint: async connection => (await runtime.get()).fingerprint(connection),
    pageSize: pageSize,
    decided: sayDecided,
    changed: node => nodeChanged.fire(node),
  });
  const setRoots = (): void => explorer.setRoots(rootsOf(sandbox));
  setRoots();

  const details = registerDetails(id => [...explorer.resources()].find(node => node.id === id));
  const view = registerView(new TreeProvider(explorer, nodeChanged.event), explorer);
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
  const forms = createForms({
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
  const commands = registerCommands({ ...acting, openForm: forms.ofAction, runtime, sandbox, details, forms });

  context.subscriptions.push(
    nodeChanged.event(() => details.changed()),
    runtime.onDidChange(({ kind, profiles }) => {
      if (kind === 'settings') explorer.forget(profiles);
      else void explorer.recover(profiles);
      forms.changed();
    }),
    sandbox.onDidChange(() => {
      setRoots();
      forms.changed();
    }),
    onDidChangeChoice(setRoots),
    ...[commands, forms, view, details, { dispose: () => explorer.dispose() }, nodeChanged, runtime, sandbox, log],
  );
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
