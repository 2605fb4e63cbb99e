import type { Favorite } from '../../explorer/tree/favorite';
import { favoritesIn } from '../../explorer/tree/favorite';
import type { Saved } from './store';
import { fromUnversioned } from './store';

/** What the user has pinned, in its order. It is read before the first rows are drawn, so it stands apart. */
export const savedFavorites: Saved<readonly Favorite[]> = {
  key: 'appstream.favorites',
  state: 'globalState',
  steps: [fromUnversioned],
  read: value => (Array.isArray(value) ? favoritesIn(value) : undefined),
};
