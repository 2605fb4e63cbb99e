// How a favorite looks that has a node: as the node does, with its place.
import type { FavoriteRow } from '../tree/favorite';
import { isRecent } from '../tree/favorite';
import type { ProfileNode } from '../tree/node';
import { profileOf } from '../tree/node';
import type { Presentation } from './presentation';
import { withPlainTexts } from './presentation';

/**
 * How a favorite looks, or what stands below one.
 * @param looks how its node looks
 * @param profiles those of the view: with several Regions, a favorite says where it is
 */
export function presentFavorite(row: FavoriteRow, looks: Presentation, profiles: readonly ProfileNode[]): Presentation {
  const { id, favorite, node } = row;
  if (!favorite) return { ...looks, id };
  const { profile, region, resource } = favorite;
  const mark = node && profileOf(node)?.mark;
  const isPlaced = profiles.flatMap(({ regions }) => regions).length > 1;
  const place = !isPlaced ? [] : resource ? [mark?.word, profile, region] : [profile];
  // The state of a resource comes first, because a narrow side bar shows only the first words.
  const words = resource ? [looks.description, ...place] : [...place, looks.description];
  const description = words.filter(Boolean).join(' · ');
  return withPlainTexts({
    ...looks,
    id,
    ...(isRecent(row) && { tokens: `${looks.tokens}recent;` }),
    ...(description && { description }),
    accessibleLabel: [looks.accessibleLabel, ...place].filter(Boolean).join(', '),
    ...(!looks.decoration && (mark?.word || mark?.color) && { decoration: { mark } }),
  });
}
