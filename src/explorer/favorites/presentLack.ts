// How a favorite looks that can't be shown: why, where it is, and what its menu offers.
import * as l10n from '@vscode/l10n';

import type { Icon } from '../../kinds/names';
import { headline } from '../show/messages';
import type { Presentation } from '../show/presentation';
import { plain, withPlainTexts } from '../show/presentation';
import type { Favorite, FavoriteRow, Lack } from '../tree/favorite';
import { isRecent, nameOfFavorite } from '../tree/favorite';
import type { RowToken } from '../tree/tokens';
import { rowTokens } from '../tree/tokens';

/** @param looks how the node looks that says why it could not be read; undefined if it lacks something else */
export function presentLack(row: FavoriteRow, favorite: Favorite, looks: Presentation | undefined): Presentation {
  const { node, lack } = row;
  const kept = isRecent(row) ? 'recent' : 'pinned';
  const label = nameOfFavorite(favorite);
  const { profile, region, account, resource } = favorite;
  const place = resource ? [profile, region] : [profile];
  if (looks && node?.kind === 'problem') {
    const { error } = node;
    const description = [error.signIn ? error.message : headline(error), ...place].join(' · ');
    return withPlainTexts({
      ...{ ...looks, id: row.id, label, heading: label, description },
      ...{ accessibleLabel: [label, description].join(', '), tokens: `${looks.tokens}${kept};` },
    });
  }
  const [why, icon, token, note] = says(lack ?? 'gone', favorite, isRecent(row));
  return withPlainTexts(
    plain(row, label, {
      description: [why, ...place].join(' · '),
      icon,
      tokens: rowTokens('favorite', kept, token),
      notes: note === undefined ? [] : [note],
      facts: [
        { label: l10n.t('Account'), value: account },
        { label: l10n.t('Profile'), value: profile },
        { label: l10n.t('Region'), value: region },
      ],
    }),
  );
}

/** In a few words, an icon, what its menu offers, and what to know. */
function says(
  lack: Lack,
  { profile, account = '?' }: Favorite,
  recent: boolean,
): readonly [words: string, icon: Icon, token: RowToken, note?: string] {
  const lost = recent ? 'recent.lost' : 'favorite.lost';
  switch (lack) {
    case 'profile':
      return [l10n.t('Profile {0} is not in the view', profile), 'debug-disconnect', 'favorite.absent'];
    case 'region':
      return [l10n.t('Region is not in the view'), 'debug-disconnect', 'favorite.absent'];
    case 'sandbox':
      return [l10n.t('The sandbox is not running'), 'beaker', 'favorite.sandbox'];
    case 'account':
      return [
        l10n.t('Profile {0} has another account', profile),
        ...(['warning', lost] as const),
        recent
          ? l10n.t('It is in account {0}. Profile {1} now belongs to another account.', account, profile)
          : l10n.t('It was pinned in account {0}. Profile {1} now belongs to another account.', account, profile),
      ];
    case 'gone':
    case 'unknown':
      return [
        l10n.t('No longer exists'),
        ...(['circle-slash', lost] as const),
        recent
          ? l10n.t('AWS no longer has this resource. Refresh to look again.')
          : l10n.t('AWS no longer has this resource. Remove it from the favorites, or refresh to look again.'),
      ];
  }
}
