// Links to rows of the view: Copy Link, and what happens when VS Code opens one.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { lackOf } from '../../explorer/find/arn';
import type { Link } from '../../explorer/find/link';
import { linkTo, readLink } from '../../explorer/find/link';
import { favoriteOf, isPinnable } from '../../explorer/tree/favoriteRows';
import { findNode } from '../../explorer/tree/findNode';
import type { Node, ProfileNode, RegionNode, ResourceNode } from '../../explorer/tree/node';
import { idBelow, profileOf } from '../../explorer/tree/node';
import type { Handlers } from '../base/command';
import { runCommand } from '../base/command';
import { setStatusBarMessage, showInformationMessage } from '../base/door';
import { pickSelected, profiles } from '../prompts/pick';
import { addToView } from './connections';

const extension = 'appstream-explorer.appstream-explorer';

export interface LinkOptions {
  readonly explorer: Explorer;
  /** Shows and selects a node in the tree. */
  readonly reveal: (node: Node) => Promise<void>;
}

/** Copies the links of the selected Regions and resources, a line each. */
export function linkCommands({ explorer }: LinkOptions): Handlers<'copyLink'> {
  return {
    async copyLink(node, selected, rows) {
      const picking = { ...commands.copyLink, suits: isPinnable };
      const nodes = rows.length ? selected.filter(canHaveLink) : await pickSelected(explorer, node, selected, picking);
      await knowAccounts(explorer, nodes);
      // A favorite that is gone has no node.
      const lost = rows.flatMap(row => (row.kind === 'favorite' && !row.node && row.favorite ? [row.favorite] : []));
      const all = [...nodes.flatMap(one => favoriteOf(one) ?? []), ...lost];
      const links = all.flatMap(one => linkTo(one, { scheme: vscode.env.uriScheme, extension }) ?? []);
      const untold = all.find(({ account }) => account === undefined);
      if (untold) {
        const message = l10n.t("Can't copy the link: the account of profile {0} is not known.", untold.profile);
        void showInformationMessage(message);
      } else if (links.length) {
        await vscode.env.clipboard.writeText(links.join('\n'));
        setStatusBarMessage(l10n.t('Copied'), 2_000);
      }
    },
  };
}

const canHaveLink = (node: Node): node is RegionNode | ResourceNode =>
  (node.kind === 'region' || node.kind === 'resource') && isPinnable(node);

/** Looks up the accounts of profiles that aren't known yet. It asks nobody to sign in. */
async function knowAccounts(explorer: Explorer, nodes: readonly (RegionNode | ResourceNode)[]): Promise<void> {
  const unknown = nodes.filter(node => profileOf(node)?.identity === undefined);
  const lists = unknown
    .map(node => (node.kind === 'resource' ? node : node.groups[0]))
    .filter(one => one !== undefined);
  await Promise.all(lists.map(list => explorer.identify(list)));
}

/**
 * Reveals what a link leads to. It changes nothing but the view, and that only if the user agrees.
 * @param uri its path and its query
 * @throws ApiError if a list on the way can't be loaded
 */
export async function openLink(
  options: LinkOptions,
  uri: { readonly path: string; readonly query: string },
): Promise<void> {
  const link = readLink(uri);
  if (!link) {
    void showInformationMessage(
      l10n.t('This link is not complete. To make a new one, use Copy Link in the menu of the resource.'),
    );
    return;
  }
  const { explorer, reveal } = options;
  const region = await regionOf(explorer, link);
  if (!region) return;
  const { resource } = link;
  const id = resource ? idBelow({ id: `${region.id}/${resource.list}` }, resource.key) : region.id;
  const node = await findNode(explorer, id);
  if (!node) {
    void showInformationMessage(l10n.t("Can't find this resource anymore. It may have been deleted."));
    return;
  }
  if (node.kind === 'resource') explorer.recent.add(node);
  await reveal(node);
}

/** The Region that a link leads to. If the view lacks it, the user can add it. */
async function regionOf(explorer: Explorer, link: Link): Promise<RegionNode | undefined> {
  const all = profiles(explorer);
  const first = all.flatMap(({ regions }) => regions.slice(0, 1));
  await knowAccounts(explorer, first);
  const found = regionIn(all, link);
  if (found) return found;
  const lack = lackOf(link, all);
  if (lack?.kind === 'region') {
    const { name } = lack.profile;
    const add = l10n.t('Add {0} to profile {1}', link.region, name);
    const pressed = await showInformationMessage(
      l10n.t("The view doesn't show {0} of profile {1}.", link.region, name),
      add,
    );
    if (pressed !== add) return undefined;
    await addToView(name, [link.region]);
    return regionIn(profiles(explorer), link);
  }
  const add = l10n.t('Add AWS Profile…');
  const message = lack
    ? l10n.t('No profile of the view belongs to account {0}.', link.account)
    : l10n.t(
        'No profile of the view is known to belong to account {0}. Sign in to its profile, and open the link again.',
        link.account,
      );
  if ((await showInformationMessage(message, add)) === add) await runCommand('addProfile');
  return undefined;
}

function regionIn(all: readonly ProfileNode[], { account, region }: Link): RegionNode | undefined {
  return all
    .filter(({ identity }) => identity?.account === account)
    .flatMap(({ regions }) => regions)
    .find(({ connection }) => connection.region === region);
}
