import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isRead } from '../api/core/readOnly';
import type { Connection } from '../aws/connection';
import { profileConnection } from '../aws/connection';
import type { CommandDescription, CommandName } from '../explorer/commands';
import { commands, waitCommands } from '../explorer/commands';
import { consoleUrl, inConsole } from '../explorer/show/consoleUrl';
import { plainTitle } from '../explorer/show/words';
import { actionNamed, availableActions, canCreate, isForOne } from '../explorer/tree/actions';
import { waitToken } from '../explorer/tree/goal';
import type { GroupNode, Node, ProfileNode, ResourceNode } from '../explorer/tree/node';
import { isReadOnly, nameOf, regionOf } from '../explorer/tree/node';
import { kinds } from '../kinds/all';
import type { ActOptions } from './actions/act';
import { act, refused } from './actions/act';
import { copyCliCommands, copySignedRequests } from './actions/copyCalls';
import { waitFor } from './actions/wait';
import { openInBrowser } from './base/browser';
import { setStatusBarMessage, showErrorMessage, showInformationMessage, withProgress } from './base/door';
import type { Log } from './base/log';
import type { LazyRuntime } from './base/runtime';
import { signalOf } from './base/signal';
import { addProfile, addRegions, removeProfile, removeRegion } from './profiles/connections';
import { allowChanges, makeReadOnly, markProfile } from './profiles/marks';
import { signInWithMfa, signOut } from './profiles/signIn';
import { findInRegions } from './profiles/sweep';
import { pickGroup, pickKind, pickProfile, pickRegion, pickResource } from './prompts/pick';
import type { Sandbox } from './sandbox/sandbox';
import { createImageFromBuilder } from './sandbox/sandboxImage';
import type { Details } from './view/details';
import { json } from './view/details';
import { viewId } from './view/tree';
import type { View } from './view/view';

export interface CommandOptions extends ActOptions {
  readonly runtime: LazyRuntime;
  readonly sandbox: Sandbox;
  readonly details: Details;
  readonly view: () => View;
}

type Handler = (node: Node | undefined, selected: readonly Node[]) => unknown;

/** Registers all commands: those of the table, and one for each action of each kind. */
export function registerCommands(options: CommandOptions): vscode.Disposable {
  const table = handlers(options);
  const registered = (Object.keys(commands) as CommandName[]).map(name =>
    register(`appstream.${name}`, oneOnly(commands[name], table[name]), options.log),
  );
  for (const { name, on } of waitCommands) {
    const suits = (other: ResourceNode): boolean => waitToken(other) === on[0];
    const wait: Handler = async (node, selected) =>
      waitFor(options.explorer, await resourcesOf(options.explorer, node, selected, suits));
    registered.push(register(`appstream.${name}`, wait, options.log));
  }
  for (const kind of kinds) {
    if (kind.create) {
      const create: Handler = async node => {
        const group = node ? groupFor(node) : await pickGroup(options.explorer, kind, true);
        if (!group) return;
        await options.explorer.claims.once('create', [group], async () => {
          if (!canCreate(group)) {
            refused(group);
          } else if (!(await options.explorer.isFull(group))) {
            await options.forms.ofCreate(group);
          } else {
            void showInformationMessage(
              l10n.t('{0}: there is one already, and there can be no other.', l10n.t(kind.title)),
            );
          }
        });
      };
      registered.push(
        register(
          `appstream.${kind.name}.create`,
          oneOnly({ title: kind.create.title, single: true }, create),
          options.log,
        ),
      );
    }
    for (const action of kind.actions) {
      const { name, operations, title } = action;
      const handler: Handler = async (node, selected) => {
        const nodes = selected.filter(other => other.kind === 'resource' && other.of === kind) as ResourceNode[];
        const suits = (other: ResourceNode): boolean => availableActions(other).some(action => action.name === name);
        const picked = node
          ? nodes
          : [await pickResource(options.explorer, kind, suits, !operations.every(isRead))].filter(
              other => other !== undefined,
            );
        if (picked.length) await act(options, name, picked);
      };
      const only = { title, ...(isForOne(action) && { single: true as const }) };
      registered.push(register(`appstream.${kind.name}.${name}`, oneOnly(only, handler), options.log));
    }
  }
  return vscode.Disposable.from(...registered);
}

function handlers(options: CommandOptions): Record<CommandName, Handler> {
  const { explorer, runtime, sandbox, details, log, forms, signIn, view } = options;
  const inView = (title: string, task: (signal: AbortSignal) => Promise<void>): Thenable<void> =>
    withProgress({ location: { viewId }, title }, () => task(new AbortController().signal));

  const resources = (
    node: Node | undefined,
    selected: readonly Node[],
    suits?: (node: ResourceNode) => boolean,
    changes?: boolean,
  ): Promise<readonly ResourceNode[]> => resourcesOf(explorer, node, selected, suits, changes);
  const copy = async (
    text: (node: ResourceNode) => string | undefined,
    nodes: readonly ResourceNode[],
  ): Promise<void> => {
    if (!nodes.length) return;
    await vscode.env.clipboard.writeText(nodes.map(text).filter(Boolean).join('\n'));
    setStatusBarMessage(l10n.t('Copied'), 2_000);
  };
  // The sandbox's accounts can be marked, too.
  const marking =
    (task: (profile: ProfileNode) => Promise<void>, suits: (profile: ProfileNode) => boolean): Handler =>
    async node => {
      const profile = node?.kind === 'profile' ? node : await pickProfile(explorer, suits);
      if (profile) await task(profile);
    };
  const arn = (node: ResourceNode): string | undefined => node.of.arn?.(node.resource);

  const open = async (id: string): Promise<void> => {
    const { findNode } = await import('../explorer/tree/findNode');
    const found = await findNode(explorer, id);
    if (found) await view().reveal(found);
    else void showInformationMessage(l10n.t('It is not there any more.'));
  };

  return {
    addProfile: () => addProfile(runtime),
    signIn: async node => {
      const connection = await connectionToSignIn(node);
      if (connection && (await signIn(connection))) await explorer.recover([connection.profile]);
    },
    signInWithMfa: async node => {
      const profile = node?.kind === 'profile' ? node : await pickProfile(explorer, await offeringMfa());
      const connection = profile && connectionOf(profile);
      if (connection && (await signInWithMfa(runtime, connection))) await explorer.recover([connection.profile]);
    },
    signOut: async node => {
      const connection = await connectionToSignIn(node);
      if (connection && (await signOut(runtime, connection))) explorer.forget([connection.profile]);
    },
    addRegion: async node => {
      const profile = node?.kind === 'profile' ? node : await pickProfile(explorer);
      if (profile) await addRegions(profile.name);
    },
    findInRegions: async node => {
      const profile = node?.kind === 'profile' ? node : await pickProfile(explorer);
      if (profile) await findInRegions(runtime, profile, open);
    },
    markProfile: marking(markProfile, () => true),
    makeReadOnly: marking(makeReadOnly, profile => !isReadOnly(profile)),
    allowChanges: marking(allowChanges, isReadOnly),
    removeProfile: async (node, selected) => {
      const picked = node ? selected : [await pickProfile(explorer)];
      for (const profile of picked) if (profile?.kind === 'profile') await removeProfile(profile.name);
    },
    removeRegion: async (node, selected) => {
      const picked = node ? selected : [await pickRegion(explorer)];
      for (const region of picked) {
        if (region?.kind === 'region') await removeRegion(region.connection.profile, region.connection.region);
      }
    },
    refreshAll: () => inView(l10n.t('Refreshing…'), () => explorer.refresh()),
    refresh: (_node, selected) => refreshEach(selected),
    retry: (_node, selected) => explorer.claims.once('retry', selected, retry).then(again => again?.()),
    cancelLoading: node => (node?.kind === 'loading' ? explorer.cancel(node.parent) : undefined),
    loadMore: node => node?.kind === 'more' && inView(l10n.t('Loading…'), () => explorer.loadMore(node.parent)),
    loadAll: node =>
      node?.kind === 'more' &&
      withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          cancellable: true,
          title: l10n.t('Loading all {0}…', l10n.t(node.parent.title)),
        },
        (_progress, token) => explorer.loadAll(node.parent, signalOf(token)),
      ),
    openSandbox: () => sandbox.open(),
    stopSandbox: () => sandbox.stop(),
    createImageFromBuilder: node => createImageFromBuilder(explorer, sandbox, node),
    showLog: () => log.show(),
    duplicate: async (node, selected) => {
      const [first] = await resources(node, selected, other => other.of.duplicate !== undefined, true);
      if (first && !canCreate(first)) refused(first);
      else if (first) await forms.ofDuplicate(first);
    },
    viewDetails: async (node, selected) => {
      const all = await resources(node, selected);
      for (const resource of all) await details.show(resource, all.length > 1);
    },
    copyName: async (node, selected) => copy(nameOf, await resources(node, selected)),
    copyArn: async (node, selected) => copy(arn, await resources(node, selected, other => arn(other) !== undefined)),
    openConsole: async (node, selected) => {
      for (const other of node ? selected : await resources(node, selected, inConsole)) {
        const url = consoleUrl(other);
        if (url !== undefined) await openInBrowser(url);
      }
    },
    copyCli: async (node, selected) =>
      copyCliCommands(explorer, runtime, node ? selected : await resources(node, selected)),
    copySigned: async (node, selected) =>
      copySignedRequests(explorer, runtime, node ? selected : await resources(node, selected)),
    copyJson: async (node, selected) => copy(json, await resources(node, selected)),
  };

  /** The connection whose profile a node stands in; the user picks a profile without one. */
  async function connectionToSignIn(node: Node | undefined): Promise<Connection | undefined> {
    const region = node && regionOf(node);
    if (region) return region.connection;
    const profile = node?.kind === 'profile' ? node : await pickProfile(explorer);
    return profile && connectionOf(profile);
  }

  /** Those that offer it: the AWS files know, whatever of a profile has been looked at. */
  async function offeringMfa(): Promise<(profile: ProfileNode) => boolean> {
    const loaded = await runtime.get();
    const own = explorer.roots.filter(root => root.kind === 'profile');
    const offers = await Promise.all(own.map(profile => loaded.offersMfa(connectionOf(profile)).catch(() => false)));
    return profile => offers[own.indexOf(profile)] ?? false;
  }

  async function refreshEach(nodes: readonly Node[]): Promise<void> {
    await inView(l10n.t('Refreshing…'), async () => {
      for (const node of nodes) await explorer.refresh(node);
    });
  }

  /** Asks anew for what could not be had. @returns what does again what failed */
  async function retry(nodes: readonly Node[]): Promise<() => Promise<void>> {
    const profiles = new Map<string, Connection>();
    const actions = new Map<string, ResourceNode[]>();
    for (const node of nodes) {
      const failure = node.kind === 'resource' ? node.failure : undefined;
      const error = node.kind === 'resource' ? (failure?.error ?? node.unseen?.error) : undefined;
      const connection = error?.signIn ? regionOf(node)?.connection : undefined;
      if (connection) profiles.set(connection.profile, connection);
      if (node.kind !== 'resource' || !failure) continue;
      // Actions of different kinds may be called the same.
      const key = `${node.of.name}.${failure.action}`;
      actions.set(key, [...(actions.get(key) ?? []), node]);
    }
    const acted = [...actions.values()].flat();
    for (const connection of profiles.values()) {
      if (!(await signIn(connection))) return () => Promise.resolve();
      await explorer.recover([connection.profile]);
    }
    await refreshEach(nodes.filter(node => !acted.some(other => other === node)));
    return async () => {
      for (const [key, group] of actions) {
        const name = key.slice(key.indexOf('.') + 1);
        const [first] = group;
        const action = first && actionNamed(first, name);
        const rounds = action && isForOne(action) ? group.map(node => [node]) : [group];
        for (const round of rounds) await act(options, name, round);
      }
    };
  }
}

/** A command that works on one item at a time says so when it is run on several, as from a keyboard shortcut. */
function oneOnly({ title, single }: Pick<CommandDescription, 'title' | 'single'>, handler: Handler): Handler {
  return (node, selected) => {
    if (!single || selected.length < 2) return handler(node, selected);
    void showInformationMessage(
      l10n.t('{0} works on one item at a time. Select one and try again.', plainTitle(title)),
    );
  };
}

function connectionOf(profile: ProfileNode): Connection {
  return profile.regions[0]?.connection ?? profileConnection(profile.name, 'us-east-1');
}

// From a menu it is the selected resources; from the palette the user picks one.
async function resourcesOf(
  explorer: CommandOptions['explorer'],
  node: Node | undefined,
  selected: readonly Node[],
  suits: (node: ResourceNode) => boolean = () => true,
  changes = false,
): Promise<readonly ResourceNode[]> {
  if (node) return selected.filter(other => other.kind === 'resource').filter(suits);
  const kind = await pickKind();
  const picked = kind && (await pickResource(explorer, kind, suits, changes));
  return picked ? [picked] : [];
}

/** The list that Create was called on: at the list itself, or at the row that says it is empty. */
function groupFor(node: Node): GroupNode | undefined {
  if (node.kind === 'group') return node;
  return node.kind === 'empty' ? node.parent : undefined;
}

// VS Code passes the item the command was called on and, when several are selected, all of them.
function register(id: string, handler: Handler, log: Log): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (node?: Node, selected?: readonly Node[]) => {
    try {
      await handler(node, selected?.length ? selected : node ? [node] : []);
    } catch (error) {
      const show = l10n.t('Show Log');
      const words = error instanceof Error ? error.message : String(error);
      if ((await showErrorMessage(words, show)) === show) log.show();
    }
  });
}
