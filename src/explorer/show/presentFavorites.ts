// How the rows above the favorites and the recent resources look, and a favorite that is being read. They show before the kinds are loaded.
import * as l10n from '@vscode/l10n';

import type { FavoriteRow, FavoritesRow } from '../tree/favorite';
import { favoritesRow, isRecent, nameOfFavorite } from '../tree/favorite';
import type { Presentation } from './presentation';
import { plain, withPlainTexts } from './presentation';

/** How the row above the favorites or the recent resources looks. @param count how many a filter shows; undefined without a filter */
export function presentFavorites(row: FavoritesRow, count?: string): Presentation {
  const description = count !== undefined && { description: count };
  return row === favoritesRow
    ? plain(row, l10n.t('Favorites'), {
        ...description,
        ...{ icon: 'star-full', expandable: 'expanded', tokens: ['favorites'] },
      })
    : plain(row, l10n.t('Recent'), {
        ...description,
        ...{ icon: 'history', expandable: 'collapsed', tokens: ['recents'] },
      });
}

/** How a favorite looks while it is being read. */
export function presentPending(row: FavoriteRow): Presentation {
  return withPlainTexts(
    plain(row, row.favorite ? nameOfFavorite(row.favorite) : '', {
      description: l10n.t('Loading…'),
      icon: 'loading~spin',
      tokens: ['favorite', isRecent(row) ? 'recent' : 'pinned'],
    }),
  );
}
