// Lets the user pick the target of a command that was run from the Command Palette: a connection, then a resource.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorer';
import { accountOf } from '../../explorer/show/place';
import { present } from '../../explorer/show/present';
import type { GroupNode, Node, ProfileNode, RegionNode, ResourceNode } from '../../explorer/tree/node';
import { isReadOnly, nameOf } from '../../explorer/tree/node';
import { kinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import { runCommand } from '../base/command';
import { createQuickPick, showInformationMessage, showQuickPick, showWarningMessage } from '../base/door';

interface NodeItem<N extends Node> extends vscode.QuickPickItem {
  readonly node: N;
}

/** All profiles in the tree, including the sandbox's accounts. */
export function profiles(explorer: Explorer): readonly ProfileNode[] {
  return explorer.roots.flatMap(root => (root.kind === 'sandbox' ? root.profiles : [root]));
}

/**
 * Lets the user pick a profile. If there is only one, it is returned without asking.
 * @param suits whether the command can be used on a profile; by default, the sandbox's accounts are left out
 */
export async function pickProfile(
  explorer: Explorer,
  suits: (node: ProfileNode) => boolean = node => !node.sandbox,
): Promise<ProfileNode | undefined> {
  const suitable = profiles(explorer).filter(suits);
  if (!suitable.length) {
    void showInformationMessage(l10n.t('No profile in the view supports this command.'));
  }
  return pickOne(
    suitable.map(node => ({ label: node.name, description: present(node).description ?? '', node })),
    l10n.t('Choose a profile'),
  );
}

/**
 * Lets the user pick a Region of a profile. If there is only one, it is returned without asking.
 * @param changes whether the command changes something: then read-only profiles are left out
 */
export async function pickRegion(explorer: Explorer, changes = false): Promise<RegionNode | undefined> {
  const all = profiles(explorer).flatMap(profile => profile.regions);
  const regions = all.filter(node => !changes || !isReadOnly(node));
  if (all.length && !regions.length) {
    void showWarningMessage(
      l10n.t('All profiles in the view are marked read-only. Choose Allow Changes on one of them first.'),
    );
    return undefined;
  }
  if (!regions.length) {
    const add = l10n.t('Add AWS Profile…');
    const sandbox = l10n.t('Open Sandbox');
    const pressed = await showInformationMessage(
      l10n.t('The AppStream view has no profile with a Region yet.'),
      add,
      sandbox,
    );
    if (pressed) {
      await runCommand(pressed === add ? 'addProfile' : 'openSandbox');
    }
    return undefined;
  }
  const items = regions.map(node => ({
    label: node.connection.region,
    description: [node.parent.mark?.word, node.parent.name, accountOf(node.parent)].filter(Boolean).join(' · '),
    node,
  }));
  return pickOne(items, l10n.t('Choose a profile and Region'));
}

/** Lets the user pick a kind of resource that is somewhere in the tree. @param has whether the command can be used on a kind */
export async function pickKind(has: (kind: Kind) => boolean = () => true): Promise<Kind | undefined> {
  const items = kinds
    .filter(kind => paths(kind).length && has(kind))
    .map(kind => ({ label: l10n.t(kind.plural), iconPath: new vscode.ThemeIcon(kind.icon), of: kind }));
  const picked = await showQuickPick(items, { placeHolder: l10n.t('Choose a resource type') });
  return picked?.of;
}

/**
 * Lets the user pick a resource of a kind. For resources below others, the user picks those first.
 * @param suits whether the command can be used on a resource now
 * @param changes as for `pickRegion`
 */
export async function pickResource(
  explorer: Explorer,
  kind: Kind,
  suits: (node: ResourceNode) => boolean,
  changes = false,
): Promise<ResourceNode | undefined> {
  const group = await pickGroup(explorer, kind, changes);
  return group && pickFrom(explorer, group, suits);
}

/** Lets the user pick a list of a kind: a Region and, for resources below others, their parent resource. */
export async function pickGroup(explorer: Explorer, kind: Kind, changes = false): Promise<GroupNode | undefined> {
  const region = await pickRegion(explorer, changes);
  if (!region) return undefined;
  const path = await pickPath(kind, region);
  let groups: readonly GroupNode[] = region.groups;
  for (const step of path) {
    const group = groups
      .flatMap(candidate => [candidate, ...(candidate.sections ?? [])])
      .find(candidate => candidate.resourceKind.name === step.name);
    if (!group || step === kind) return group;
    const picked = await pickFrom(explorer, group, () => true);
    if (!picked) return undefined;
    groups = picked.groups;
  }
  return undefined;
}

// Sessions are the same whichever path leads to them. Only for scoped kinds, such as tags, the path matters.
async function pickPath(kind: Kind, { connection: { profile, region } }: RegionNode): Promise<readonly Kind[]> {
  const all = paths(kind);
  if (!kind.scoped || all.length < 2) return all[0] ?? [];
  const items = all.map(path => ({
    label: path
      .slice(0, -1)
      .map(({ plural }) => l10n.t(plural))
      .join(' › '),
    path,
  }));
  const placeHolder = l10n.t('{0}: choose a resource type in {1} of {2}', l10n.t(kind.plural), region, profile);
  return (await showQuickPick(items, { placeHolder }))?.path ?? [];
}

/** The kinds from a Region down to this kind, once for each path through the tree. */
function paths(kind: Kind, seen: readonly Kind[] = []): Kind[][] {
  if (seen.includes(kind)) return [];
  const parents = kinds.filter(parent => parent.children?.some(child => child.kind === kind.name));
  if (!parents.length) return [[kind]];
  return parents.flatMap(parent => paths(parent, [...seen, kind]).map(path => [...path, kind]));
}

async function pickFrom(
  explorer: Explorer,
  group: GroupNode,
  suits: (node: ResourceNode) => boolean,
): Promise<ResourceNode | undefined> {
  const pick = createQuickPick<NodeItem<ResourceNode>>();
  const abort = new AbortController();
  pick.placeholder = l10n.t(
    'Choose from {0} in {1} of {2}',
    l10n.t(group.resourceKind.plural),
    group.connection.region,
    group.connection.profile,
  );
  pick.matchOnDescription = true;
  pick.busy = true;
  const picked = new Promise<ResourceNode | undefined>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.node));
    pick.onDidHide(() => resolve(undefined));
  });
  pick.show();
  const listed = listAll(explorer, group, abort.signal).then(nodes => {
    pick.items = nodes
      .filter(suits)
      .map(node => ({ label: nameOf(node), description: present(node).description ?? '', node }));
    if (!pick.items.length) {
      pick.placeholder = l10n.t(
        '{0}: none supports this command in its current state',
        l10n.t(group.resourceKind.plural),
      );
    }
    pick.busy = false;
  });
  try {
    return await Promise.race([picked, listed.then(() => picked)]);
  } finally {
    abort.abort();
    pick.dispose();
  }
}

// All resources or an error: a picker with only some of them could hide the one that the user looks for.
async function listAll(explorer: Explorer, group: GroupNode, signal: AbortSignal): Promise<readonly ResourceNode[]> {
  const all: ResourceNode[] = [];
  for (const part of group.sections?.filter(section => section.resourceKind === group.resourceKind) ?? [group]) {
    const list = explorer.list(part);
    await (list.problem ? list.reload() : list.ensure());
    await list.all(signal);
    if (list.problem) throw list.problem;
    all.push(...list.nodes.values());
  }
  return all;
}

async function pickOne<N extends Node>(items: readonly NodeItem<N>[], placeHolder: string): Promise<N | undefined> {
  if (items.length < 2) return items[0]?.node;
  return (await showQuickPick(items, { placeHolder, matchOnDescription: true }))?.node;
}

/** The targets of a command: the selected resources, or from the Command Palette a resource that the user picks. */
export async function pickSelected(
  explorer: Explorer,
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

/** The target of a command: the profile it was run on, or one that the user picks. @param suits as for `pickProfile` */
export async function profileFor(
  explorer: Explorer,
  node: Node | undefined,
  suits?: (node: ProfileNode) => boolean,
): Promise<ProfileNode | undefined> {
  return node?.kind === 'profile' ? node : pickProfile(explorer, suits);
}
