// The commands that pin Regions and resources and unpin them, and that forget recent resources.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { plainTitle } from '../../explorer/show/messages';
import type { FavoriteRow, Pins, TreeRow } from '../../explorer/tree/favorite';
import { nameOfFavorite, nodeIdOf } from '../../explorer/tree/favorite';
import { favoriteOf, isPinnable } from '../../explorer/tree/favoriteRows';
import type { Node, RegionNode, ResourceNode } from '../../explorer/tree/node';
import { rootKinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import type { Handlers } from '../base/command';
import { showInformationMessage, showQuickPick } from '../base/door';
import { pickRegion, pickResource } from '../prompts/pick';
import type { FollowedFavorites } from '../view/favorites';
import { addToView } from './connections';

export interface FavoriteCommandsOptions {
  readonly explorer: Explorer;
  readonly pins: Pins;
  readonly favorites: Pick<FollowedFavorites, 'pinned'>;
}

/** The commands that pin and unpin, that forget, and that bring back the profile of a favorite. */
export function favoriteCommands({
  explorer,
  pins,
  favorites,
}: FavoriteCommandsOptions): Handlers<
  'addFavorite' | 'removeFavorite' | 'showFavorite' | 'removeRecent' | 'clearRecent'
> {
  return {
    async addFavorite(node, selected) {
      const nodes = (node ? selected.filter(canBeFavorite) : await pickPinnable(explorer, pins)).filter(isPinnable);
      pins.add(nodes.flatMap(one => favoriteOf(one) ?? []));
      favorites.pinned(nodes);
    },
    async removeFavorite(_node, selected, rows) {
      const ids = rows.length ? [...selected, ...rows.filter(isFavorite)].map(pinnedId) : await pickFavorites(pins);
      const gone = pins.rows.filter(row => ids.includes(pinnedId(row)));
      pins.remove(ids);
      const nodes = gone.flatMap(({ node }) => node ?? []);
      for (const node of nodes) if (node.kind === 'resource') explorer.list(node.parent).release(node);
      favorites.pinned([...nodes, ...selected]);
    },
    removeRecent: (_node, _selected, rows) => explorer.recent.remove(rows.filter(isFavorite).map(pinnedId)),
    clearRecent: () => explorer.recent.remove(),
    async showFavorite(_node, _selected, rows) {
      for (const { favorite } of rows.filter(isFavorite)) {
        if (favorite) await addToView(favorite.profile, [favorite.region]);
      }
    },
  };
}

const canBeFavorite = (node: Node): node is RegionNode | ResourceNode =>
  node.kind === 'region' || node.kind === 'resource';

const isFavorite = (row: TreeRow): row is FavoriteRow => row.kind === 'favorite';

/** The id of the node that is pinned. */
function pinnedId(row: Node | FavoriteRow): string {
  return row.kind === 'favorite' && row.favorite ? nodeIdOf(row.favorite) : row.id;
}

/** From the Command Palette: lets the user pick a Region, or a resource of a kind. */
async function pickPinnable(explorer: Explorer, pins: Pins): Promise<readonly (RegionNode | ResourceNode)[]> {
  const { title } = commands.addFavorite;
  const ofKind = (kind: Kind): vscode.QuickPickItem & { readonly of: Kind } => ({
    label: l10n.t(kind.plural),
    iconPath: new vscode.ThemeIcon(kind.icon),
    of: kind,
  });
  const regions = { label: l10n.t('Regions'), iconPath: new vscode.ThemeIcon('globe'), of: undefined };
  const picked = await showQuickPick([regions, ...rootKinds.filter(({ namedBy }) => namedBy).map(ofKind)], {
    title: plainTitle(title),
    placeHolder: l10n.t('Choose a resource type'),
  });
  if (!picked) return [];
  const suits = (node: ResourceNode): boolean => isPinnable(node) && !pins.has(node.id);
  const node = await (picked.of
    ? pickResource(explorer, picked.of, { title, suits })
    : pickRegion(explorer, { title }));
  return node ? [node] : [];
}

/** From the Command Palette: lets the user pick a favorite. @returns the id of its node */
async function pickFavorites(pins: Pins): Promise<readonly string[]> {
  const items = pins.rows.flatMap(({ favorite }) =>
    favorite
      ? [
          {
            label: nameOfFavorite(favorite),
            description: [favorite.resource && favorite.region, favorite.profile].filter(Boolean).join(' · '),
            id: nodeIdOf(favorite),
          },
        ]
      : [],
  );
  if (!items.length) {
    void showInformationMessage(
      l10n.t('There are no favorites yet. A resource or a Region has Add to Favorites in its menu.'),
    );
    return [];
  }
  const picked = await showQuickPick(items, {
    title: plainTitle(commands.removeFavorite.title),
    placeHolder: l10n.t('Choose a favorite'),
    matchOnDescription: true,
  });
  return picked ? [picked.id] : [];
}
