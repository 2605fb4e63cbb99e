// What the user has pinned or was at last, and the rows that show it: at the top of the tree, a second time. These rows show before the
// kinds are loaded. What they show is found by `explorer/favorites/favorites.ts`.
import type { Connection } from '../../aws/connection';
import { accountConnection, profileConnection } from '../../aws/connection';
import type { Node } from './node';
import { idBelow } from './node';

/** A Region or a resource that the user has pinned, or a recent resource, as it is saved. It names no people. */
export interface Favorite {
  /** The profile's name in the AWS files, or the account's name in the sandbox. */
  readonly profile: string;
  readonly region: string;
  readonly sandbox?: true;
  /** The account of the profile's credentials, if it was known. */
  readonly account?: string;
  /** The resource. Absent: the Region itself is pinned. */
  readonly resource?: {
    /** The list that has it, as in ids of nodes: `fleet`, `image:private`. */
    readonly list: string;
    /** What tells it from others of the list, as in ids of nodes. */
    readonly key: string;
    readonly name: string;
    /** The members by which it is described: its name, its ARN. */
    readonly members: Readonly<Record<string, string>>;
  };
}

/** Where favorites are kept for the next window. */
export interface KeptFavorites {
  readonly get: () => readonly Favorite[] | undefined;
  readonly set: (favorites: readonly Favorite[]) => void;
}

/** A row at the top: the one that has the favorites, or the one that has the recent resources. */
export interface FavoritesRow {
  readonly kind: 'favorites';
  readonly id: 'favorites' | 'recent';
}

/** A favorite, a recent resource, or what stands below one. It shows a node that the tree also has elsewhere. */
export interface FavoriteRow {
  readonly kind: 'favorite';
  readonly id: string;
  readonly parent: FavoritesRow | FavoriteRow;
  /** Absent: it stands below another such row. */
  readonly favorite?: Favorite;
  /** What it shows, once that is known. A resource that can't be read has the node that says why. */
  node?: Node;
  /** Why it has no node. Absent: it is being read. */
  lack?: Lack;
  /** The rows below it, by the ids of their nodes, as they were last drawn. */
  below?: ReadonlyMap<string, FavoriteRow>;
}

/**
 * Why a favorite can't be shown: its place is not in the view, its profile has another account, or AWS no longer has it. One of a kind
 * that only a newer version of the extension knows (`unknown`) has no row.
 */
export type Lack = 'profile' | 'region' | 'sandbox' | 'account' | 'gone' | 'unknown';

/** A row of the view with the resources. */
export type TreeRow = Node | FavoritesRow | FavoriteRow;

/** The row above the favorites. */
export const favoritesRow: FavoritesRow = { kind: 'favorites', id: 'favorites' };

/** The row above the recent resources. */
export const recentRow: FavoritesRow = { kind: 'favorites', id: 'recent' };

/** Whether a row is one of the recent resources. */
export function isRecent({ parent }: FavoriteRow): boolean {
  return parent === recentRow;
}

/** The node that a row shows. */
export function nodeIn(row: TreeRow): Node | undefined {
  if (row.kind === 'favorites') return undefined;
  return row.kind === 'favorite' ? row.node : row;
}

/** The key of the connection that a favorite belongs to. */
export function connectionKeyOf({ profile, region, sandbox }: Favorite): Connection['key'] {
  const { key } = sandbox
    ? accountConnection(profile, region, { endpoint: '', accessKeyId: '' })
    : profileConnection(profile, region);
  return key;
}

/** The id of the node that a favorite shows. */
export function nodeIdOf(favorite: Favorite): string {
  const key = connectionKeyOf(favorite);
  const { resource } = favorite;
  return resource ? idBelow({ id: `${key}/${resource.list}` }, resource.key) : key;
}

/** The name of a favorite. */
export function nameOfFavorite({ region, resource }: Favorite): string {
  return resource?.name ?? region;
}

/** Reads what a window has saved. Leaves out what is damaged or there twice. */
export function favoritesIn(saved: readonly unknown[]): readonly Favorite[] {
  const read = saved.map(favoriteIn).filter(favorite => favorite !== undefined);
  return [...new Map(read.map(favorite => [nodeIdOf(favorite), favorite])).values()];
}

/** Reads one that is saved. @returns undefined if it is damaged */
export function favoriteIn(saved: unknown): Favorite | undefined {
  if (!isRecord(saved)) return undefined;
  const { profile, region, sandbox, account, resource } = saved;
  if (!isText(profile) || !isText(region)) return undefined;
  const pinned = resource === undefined ? undefined : resourceIn(resource);
  if (resource !== undefined && !pinned) return undefined;
  return {
    ...{ profile, region },
    ...(sandbox === true && { sandbox }),
    ...(isText(account) && { account }),
    ...(pinned && { resource: pinned }),
  };
}

function resourceIn(saved: unknown): Favorite['resource'] {
  if (!isRecord(saved)) return undefined;
  const { list, key, name, members } = saved;
  if (!isText(list) || !isText(key) || !isText(name) || !isRecord(members)) return undefined;
  const texts = Object.entries(members).filter((entry): entry is [string, string] => isText(entry[1]));
  return texts.length ? { list, key, name, members: Object.fromEntries(texts) } : undefined;
}

// Half a character can't be part of an id.
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !/\p{Surrogate}/u.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is pinned, for those who only draw rows. */
export interface Pinned {
  /** Whether the node with that id is pinned. */
  readonly has: (id: string) => boolean;
}

/** Without favorites. */
export const nonePinned: Pinned = { has: () => false };

/** A row at the top, with the rows below it. */
export interface TopRows {
  readonly top: FavoritesRow;
  /** The rows below it. What stays keeps its row. */
  readonly rows: readonly FavoriteRow[];
  /** Reads anew what is kept: another window may have changed it. */
  readonly read: () => void;
  /** Whether VS Code has asked for the rows. */
  isAsked: boolean;
  /** Whether VS Code shows the row at the top: without rows below it, there is none. */
  isShown: boolean;
}

/** The favorites and their rows, in the order of the favorites. */
export interface Pins extends Pinned, TopRows {
  /** Pins some more, at the end. */
  readonly add: (favorites: readonly Favorite[]) => void;
  /** Unpins the nodes with these ids. */
  readonly remove: (ids: readonly string[]) => void;
}

/** @param all what is kept now, in the order of its rows */
function topRows(top: FavoritesRow, all: (before: readonly string[]) => readonly Favorite[]): Pinned & TopRows {
  let rows = new Map<string, FavoriteRow>();
  const read = (): void => {
    rows = new Map(
      all([...rows.keys()]).map(favorite => {
        const id = nodeIdOf(favorite);
        return [id, rows.get(id) ?? { kind: 'favorite', id: `${top.id}/${id}`, parent: top, favorite }];
      }),
    );
  };
  read();
  return {
    top,
    has: id => rows.has(id),
    get rows() {
      return [...rows.values()];
    },
    read,
    isAsked: false,
    isShown: false,
  };
}

/** The favorites that are kept, and their rows. */
export function createPins(kept: KeptFavorites): Pins {
  const all = (): readonly Favorite[] => kept.get() ?? [];
  const pins = topRows(favoritesRow, all);
  const keep = (favorites: readonly Favorite[]): void => {
    kept.set(favorites);
    pins.read();
  };
  return Object.assign(pins, {
    add(favorites: readonly Favorite[]) {
      const known = new Set(all().map(nodeIdOf));
      keep([...all(), ...favorites.filter(favorite => !known.has(nodeIdOf(favorite)))]);
    },
    remove: (ids: readonly string[]) => keep(all().filter(favorite => !ids.includes(nodeIdOf(favorite)))),
  });
}

/**
 * The rows of the recent resources: the last ones that are not pinned. Those that stay keep their places until the window closes, so
 * that nothing moves below the pointer.
 * @param kept the last first @param most how many there are at most
 */
export function createRecentRows(kept: () => readonly Favorite[], pinned: Pinned, most: () => number): TopRows {
  return topRows(recentRow, before => {
    const recent = kept()
      .filter(one => !pinned.has(nodeIdOf(one)))
      .slice(0, most());
    const placeOf = (one: Favorite): number => before.indexOf(nodeIdOf(one));
    return recent.toSorted((one, other) => placeOf(one) - placeOf(other));
  });
}
