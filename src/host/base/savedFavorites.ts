import type { KeptRecent } from '../../explorer/find/recent';
import type { Favorite } from '../../explorer/tree/favorite';
import { favoriteIn, favoritesIn } from '../../explorer/tree/favorite';
import type { Saved } from './store';
import { fromUnversioned } from './store';

/** What the user has pinned, in its order. It is read before the first rows are drawn, so it stands apart from `saved.ts`. */
export const savedFavorites: Saved<readonly Favorite[]> = {
  key: 'appstream.favorites',
  state: 'globalState',
  steps: [fromUnversioned],
  read: value => (Array.isArray(value) ? favoritesIn(value) : undefined),
};

/** The resources that the user went to, the last first. Version 0.1.0 has saved only their ids. */
export const savedRecent: Saved<readonly KeptRecent[]> = {
  key: 'appstream.recent',
  state: 'workspaceState',
  steps: [fromUnversioned],
  read: value =>
    Array.isArray(value)
      ? value.map(one => (typeof one === 'string' ? one : favoriteIn(one))).filter(one => one !== undefined)
      : undefined,
};
