// Builds the parts and registers them, nothing else.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { ActingApi, Api } from './api/appstream/types';
import type { Actor } from './api/core/actor';
import type { Connection } from './aws/connection';
import { profileConnection } from './aws/connection';
import { Explorer } from './explorer/explorer';
import { markKey } from './explorer/tree/mark';
import type { ActOptions } from './host/actions/act';
import { act } from './host/actions/act';
import { sayDecided } from './host/actions/outcome';
import { createLog } from './host/base/log';
import { lazyRuntime } from './host/base/runtime';
import { installationSalt } from './host/base/salt';
import { chosen, limits, marks, onDidChangeChoice, portion } from './host/base/settings';
import { registerCommands } from './host/commands';
import { createDrafts } from './host/forms/drafts';
import type { Forms } from './host/forms/forms';
import { createForms } from './host/forms/forms';
import { tellFileProblems } from './host/profiles/fileProblems';
import { createPrompts, signIn } from './host/profiles/signIn';
import { offerStreamingUrl } from './host/prompts/streaming';
import { createSandbox } from './host/sandbox/sandbox';
import { registerDetails } from './host/view/details';
import { TreeProvider } from './host/view/tree';
import { registerView } from './host/view/view';
import { saltPseudonyms } from './kinds/parts/pseudonym';

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  saltPseudonyms(installationSalt(context.globalState));
  const log = createLog();
  const runtime = lazyRuntime({
    log: entry => log.request(entry),
    limits,
    prompts: createPrompts(),
    changed({ kind, profiles }) {
      if (kind === 'settings') explorer.forget(profiles);
      else void explorer.recover(profiles);
      forms.changed();
    },
    fileProblems: problems => void tellFileProblems(problems),
    readOnly: ({ profile, sandbox }) =>
      marks().get(markKey({ name: profile, sandbox: sandbox !== undefined }))?.readOnly ?? false,
    stopped: connection => sandbox.stopped(connection),
  });
  const tree = new TreeProvider(() => explorer);
  function api(connection: Connection): Promise<Api>;
  function api(connection: Connection, actor: Actor): Promise<ActingApi>;
  async function api(connection: Connection, actor?: Actor): Promise<Api> {
    const loaded = await runtime.get();
    return actor ? loaded.open(connection, actor) : loaded.open(connection);
  }
  const explorer = new Explorer({
    api,
    background: async connection => (await runtime.get()).background(connection),
    identity: async connection => (await runtime.get()).identity(connection),
    offersMfa: async connection => (await runtime.get()).offersMfa(connection),
    fingerprint: async connection => (await runtime.get()).fingerprint(connection),
    portion,
    decided: sayDecided,
    changed: node => {
      tree.changed(node);
      details.changed();
    },
  });
  const details = registerDetails(id => [...explorer.resources()].find(node => node.id === id));
  const sandbox = createSandbox(() => {
    setRoots();
    forms.changed();
  });
  function setRoots(): void {
    const own = chosen().map(({ profile, regions }) => ({
      name: profile,
      sandbox: false,
      connections: regions.map(region => profileConnection(profile, region)),
    }));
    const known = marks();
    explorer.setRoots([...own, ...sandbox.roots()].map(root => ({ ...root, mark: known.get(markKey(root)) })));
  }
  setRoots();
  const offer: ActOptions['offer'] = async (url, title, connection) => {
    const endpoint = await runtime.get().then(loaded => loaded.endpoint(connection));
    await offerStreamingUrl(url, title, endpoint);
  };
  const view = registerView(tree, explorer);
  const forms: Forms = createForms({
    extensionUri: context.extensionUri,
    explorer,
    api: explorer.open,
    details,
    drafts: createDrafts(context.workspaceState),
    view: () => view,
    stopped: connection => sandbox.stopped(connection),
    act: (name, shown) => act(acting, name, [shown.node], [shown]),
    offer,
  });
  const acting: ActOptions = {
    explorer,
    log,
    forms,
    reveal: node => view.reveal(node),
    offer,
    signIn: connection => signIn(runtime, connection),
  };

  context.subscriptions.push(
    log,
    runtime,
    tree,
    { dispose: () => explorer.dispose() },
    details,
    forms,
    sandbox,
    onDidChangeChoice(setRoots),
    view,
    registerCommands({ ...acting, runtime, sandbox, details, view: () => view }),
  );
}
