// Finds the thing for a command that was run from the palette: a connection, then a resource that the command is for.
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

/** All profiles that stand in the tree, the sandbox's accounts included. */
export function profiles(explorer: Explorer): readonly ProfileNode[] {
  return explorer.roots.flatMap(root => (root.kind === 'sandbox' ? root.profiles : [root]));
}

/**
 * Lets the user pick a profile; takes the only one without asking.
 * @param suits leaves out what the command can't be used on; absent, the sandbox's accounts
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
 * Lets the user pick a Region of a profile; takes the only one without asking.
 * @param changes whether it is for a command that changes something: then profiles that are read-only are left out
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

/** Lets the user pick any kind of resource that has what is looked for. */
export async function pickKind(): Promise<Kind | undefined> {
  const items = kinds
    .filter(kind => paths(kind).length)
    .map(kind => ({ label: l10n.t(kind.plural), iconPath: new vscode.ThemeIcon(kind.icon), of: kind }));
  const picked = await showQuickPick(items, { placeHolder: l10n.t('Choose a resource type') });
  return picked?.of;
}

/**
 * Lets the user pick a resource of a kind. Resources that stand below others are found by picking those first.
 * @param suits leaves out what the command can't be used on now
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

/** Lets the user pick where resources of a kind stand: a Region, and below it the resource whose they are. */
export async function pickGroup(explorer: Explorer, kind: Kind, changes = false): Promise<GroupNode | undefined> {
  const region = await pickRegion(explorer, changes);
  if (!region) return undefined;
  const way = await pickWay(kind, region);
  let groups: readonly GroupNode[] = region.groups;
  for (const step of way) {
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

// Sessions are the same by whichever way they are found; tags are each resource's own.
async function pickWay(kind: Kind, { connection: { profile, region } }: RegionNode): Promise<readonly Kind[]> {
  const ways = paths(kind);
  if (!kind.scoped || ways.length < 2) return ways[0] ?? [];
  const items = ways.map(way => ({
    label: way
      .slice(0, -1)
      .map(({ plural }) => l10n.t(plural))
      .join(' › '),
    way,
  }));
  const placeHolder = l10n.t('{0} of which resource type in {1} of {2}?', l10n.t(kind.plural), region, profile);
  return (await showQuickPick(items, { placeHolder }))?.way ?? [];
}

/** The kinds from a Region down to one, for each way there is. */
function paths(kind: Kind, seen: readonly Kind[] = []): Kind[][] {
  if (seen.includes(kind)) return [];
  const parents = kinds.filter(parent => parent.children?.some(child => child.kind === kind.name));
  if (!parents.length) return [[kind]];
  return parents.flatMap(parent => paths(parent, [...seen, kind]).map(way => [...way, kind]));
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
      pick.placeholder = l10n.t('{0}: none supports this command right now', l10n.t(group.resourceKind.plural));
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

// All of them, or the failure: a picker that shows a part would hide what the user looks for.
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

/** The resources that a command is for: from a menu those that are selected, from the palette one that the user picks. */
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

/** The profile that a command is for: the one it was run on, else one that the user picks. @param suits as for `pickProfile` */
export async function profileFor(
  explorer: Explorer,
  node: Node | undefined,
  suits?: (node: ProfileNode) => boolean,
): Promise<ProfileNode | undefined> {
  return node?.kind === 'profile' ? node : pickProfile(explorer, suits);
}
