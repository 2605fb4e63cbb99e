// Lets the user pick the target of a command that was run from the Command Palette: a connection, then a resource.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import { plainTitle } from '../../explorer/show/messages';
import { accountOf } from '../../explorer/show/place';
import { present } from '../../explorer/show/present';
import type { GroupNode, Node, ProfileNode, RegionNode, ResourceNode } from '../../explorer/tree/node';
import { isReadOnly, nameOf } from '../../explorer/tree/node';
import { kinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import { runCommand } from '../base/command';
import { createQuickPick, showInformationMessage, showQuickPick, showWarningMessage } from '../base/door';

/** How a command that was run from the Command Palette picks what it works on. */
export interface Picking<N extends Node = ResourceNode> {
  /** The command's title, which the lists have as theirs. */
  readonly title: string;
  /** Whether the command can be used on a node now. Absent: on all; for profiles, on all but the sandbox's accounts. */
  readonly suits?: (node: N) => boolean;
  /** Whether the command changes something: then read-only profiles are left out. */
  readonly changes?: boolean;
}

/** The same, where the user picks the kind, too. */
export interface PickingKind extends Picking {
  /** Whether the command can be used on resources of a kind. Absent: on all. */
  readonly has?: (kind: Kind) => boolean;
}

interface NodeItem<N extends Node> extends vscode.QuickPickItem {
  readonly node: N;
}

/** All profiles in the tree, including the sandbox's accounts. */
export function profiles(explorer: Explorer): readonly ProfileNode[] {
  return explorer.roots.flatMap(root => (root.kind === 'sandbox' ? root.profiles : [root]));
}

/** Lets the user pick a profile. If there is only one, it is returned without asking. */
export async function pickProfile(
  explorer: Explorer,
  { title, suits = node => !node.sandbox }: Picking<ProfileNode>,
): Promise<ProfileNode | undefined> {
  const suitable = profiles(explorer).filter(suits);
  if (!suitable.length) {
    void showInformationMessage(l10n.t('No profile in the view supports this command.'));
  }
  return pickOne(
    explorer,
    title,
    suitable.map(node => ({ label: node.name, description: present(node).description ?? '', node })),
    l10n.t('Choose a profile'),
  );
}

/** Lets the user pick a Region of a profile. If there is only one, it is returned without asking. */
export async function pickRegion(
  explorer: Explorer,
  { title, changes = false }: Pick<Picking, 'title' | 'changes'>,
): Promise<RegionNode | undefined> {
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
  return pickOne(explorer, title, items, l10n.t('Choose a profile and Region'));
}

/** Lets the user pick a kind of resource that is somewhere in the tree. If there is only one, it is returned without asking. */
export async function pickKind({ title, has = () => true }: PickingKind): Promise<Kind | undefined> {
  const items = kinds
    .filter(kind => paths(kind).length && has(kind))
    .map(kind => ({ label: l10n.t(kind.plural), iconPath: new vscode.ThemeIcon(kind.icon), resourceKind: kind }));
  if (items.length < 2) return items[0]?.resourceKind;
  const picked = await showQuickPick(items, {
    title: plainTitle(title),
    placeHolder: l10n.t('Choose a resource type'),
  });
  return picked?.resourceKind;
}

/** Lets the user pick a resource of a kind. For resources below others, the user picks those first. */
export async function pickResource(
  explorer: Explorer,
  kind: Kind,
  picking: Picking,
): Promise<ResourceNode | undefined> {
  const group = await pickGroup(explorer, kind, picking);
  const picked = group && (await pickFrom(explorer, group, picking));
  if (picked) explorer.recent.add(picked);
  return picked;
}

/** Lets the user pick a list of a kind: a Region and, for resources below others, their parent resource. */
export async function pickGroup(
  explorer: Explorer,
  kind: Kind,
  picking: Pick<Picking, 'title' | 'changes'>,
): Promise<GroupNode | undefined> {
  const region = await pickRegion(explorer, picking);
  if (!region) return undefined;
  const path = await pickPath(kind, region, picking.title);
  let groups: readonly GroupNode[] = region.groups;
  for (const step of path) {
    const group = groups
      .flatMap(candidate => [candidate, ...(candidate.sections ?? [])])
      .find(candidate => candidate.resourceKind.name === step.name);
    if (!group || step === kind) return group;
    const picked = await pickFrom(explorer, group, { title: picking.title });
    if (!picked) return undefined;
    groups = picked.groups;
  }
  return undefined;
}

// Sessions are the same whichever path leads to them. Only for scoped kinds, such as tags, the path matters.
async function pickPath(
  kind: Kind,
  { connection: { profile, region } }: RegionNode,
  title: string,
): Promise<readonly Kind[]> {
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
  return (await showQuickPick(items, { title: plainTitle(title), placeHolder }))?.path ?? [];
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
  { title, suits = () => true }: Picking,
): Promise<ResourceNode | undefined> {
  const pick = createQuickPick<NodeItem<ResourceNode>>();
  const abort = new AbortController();
  pick.title = plainTitle(title);
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
    pick.items = recentFirst(
      explorer,
      nodes.filter(suits).map(node => ({ label: nameOf(node), description: present(node).description ?? '', node })),
    );
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

async function pickOne<N extends Node>(
  explorer: Explorer,
  title: string,
  items: readonly NodeItem<N>[],
  placeHolder: string,
): Promise<N | undefined> {
  if (items.length < 2) return items[0]?.node;
  const options = { title: plainTitle(title), placeHolder, matchOnDescription: true };
  return (await showQuickPick(recentFirst(explorer, items), options))?.node;
}

/** The items in their order, but first those where the user was last. */
function recentFirst<N extends Node>({ recent }: Explorer, items: readonly NodeItem<N>[]): readonly NodeItem<N>[] {
  const ranks = new Map(items.map(item => [item, recent.rankOf(item.node)]));
  const rankOf = (item: NodeItem<N>): number => ranks.get(item) ?? Infinity;
  return [...items].sort((one, other) => (rankOf(one) === rankOf(other) ? 0 : rankOf(one) - rankOf(other)));
}

/** The targets of a command: the selected resources, or from the Command Palette a resource that the user picks. */
export async function pickSelected(
  explorer: Explorer,
  node: Node | undefined,
  selected: readonly Node[],
  picking: PickingKind,
): Promise<readonly ResourceNode[]> {
  if (node) return selected.filter(other => other.kind === 'resource').filter(picking.suits ?? (() => true));
  const kind = await pickKind(picking);
  const picked = kind && (await pickResource(explorer, kind, picking));
  return picked ? [picked] : [];
}

/** The target of a command: the profile it was run on, or one that the user picks. */
export async function profileFor(
  explorer: Explorer,
  node: Node | undefined,
  picking: Picking<ProfileNode>,
): Promise<ProfileNode | undefined> {
  return node?.kind === 'profile' ? node : pickProfile(explorer, picking);
}
