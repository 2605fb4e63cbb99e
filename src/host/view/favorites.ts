// The rows of favorites follow the tree. What finds and reads their nodes is loaded when there is a favorite to show.
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import type { Favorites, FavoritesOptions } from '../../explorer/favorites/favorites';
import { countText } from '../../explorer/show/filterTexts';
import type { Presentation } from '../../explorer/show/presentation';
import type { FavoriteRow, Pins, TreeRow } from '../../explorer/tree/favorite';
import { favoritesRow } from '../../explorer/tree/favorite';
import { rowsToDraw } from '../../explorer/tree/favoriteRows';
import type { Node } from '../../explorer/tree/node';
import { parentOf, regionOf } from '../../explorer/tree/node';
import { isMatch, looksAtTags } from '../../explorer/tree/tags';

export interface FollowedFavorites extends vscode.Disposable {
  /** The rows that the filter of the view leaves. VS Code draws them. */
  readonly children: () => readonly FavoriteRow[];
  /** How a favorite looks that can't be shown; undefined while that is not known. */
  readonly present: (...shown: Parameters<Favorites['present']>) => Presentation | undefined;
  /** How many these are; undefined without a filter. */
  readonly count: () => string | undefined;
  /** A node has to be drawn again, with everything below it; undefined for the whole tree. */
  readonly changed: (node: Node | undefined) => void;
  /** The filter of the view has changed. */
  readonly filtered: () => void;
  /** The user refreshes a node, or everything. */
  readonly refresh: (node: Node | undefined) => Promise<void>;
  /** The row to reveal for a node: a favorite if the list of the tree lacks it. */
  readonly rowFor: (node: Node) => TreeRow;
  /** Favorites were added or removed. @param nodes those of the tree */
  readonly pinned: (nodes: readonly Node[]) => void;
}

export interface FollowOptions {
  readonly explorer: Explorer;
  readonly pins: Pins;
  readonly view: Pick<
    vscode.TreeView<TreeRow>,
    'visible' | 'onDidChangeVisibility' | 'onDidCollapseElement' | 'onDidExpandElement'
  >;
  /** Called with the row to draw again; undefined for the whole tree. */
  readonly draw: (row: TreeRow | undefined) => void;
  readonly load: () => Promise<(options: FavoritesOptions) => Favorites>;
}

/** Has the rows of favorites follow the tree. Nothing is read before VS Code asks for them. */
export function followFavorites({ explorer, pins, view, draw, load }: FollowOptions): FollowedFavorites {
  let loaded: Favorites | undefined;
  let loading: Promise<void> | undefined;
  let isOpen = pins.isAsked;
  let hadRows = pins.rows.length > 0;
  let soon: NodeJS.Immediate | undefined;
  let drawn: readonly FavoriteRow[] = [];

  const isWatched = (): boolean => isOpen && view.visible && pins.rows.length > 0;

  function start(): Promise<void> {
    return (loading ??= load().then(create => {
      const changed = (row: FavoriteRow): void => {
        draw(row);
        check(); // the filter may show others
      };
      loaded = create({ explorer, rows: () => pins.rows, changed });
    }));
  }

  // A poll reports each of its resources.
  function check(): void {
    soon ??= setImmediate(() => {
      soon = undefined;
      if (isWatched()) void start().then(() => loaded?.check());
      if (isOpen && !isSame(drawn, shown())) draw(favoritesRow);
    });
  }

  function back(): void {
    check();
    if (isWatched() && vscode.window.state.focused) void loaded?.renew();
  }

  function shown(): readonly FavoriteRow[] {
    const { view: filter } = explorer.filters;
    const known = pins.rows.filter(({ lack }) => lack !== 'unknown');
    if (!filter) return known;
    return known.filter(({ node }) => {
      if (node?.kind !== 'resource' || node.activity !== undefined) return true;
      const region = regionOf(node);
      if (region && looksAtTags(filter)) void explorer.wantTags(region).then(isRead => isRead && check());
      return isMatch(filter, node);
    });
  }

  const followed = vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => {
      if (element.kind !== 'favorites') return;
      isOpen = true;
      check();
    }),
    view.onDidCollapseElement(({ element }) => {
      if (element.kind === 'favorites') isOpen = false;
    }),
    view.onDidChangeVisibility(back),
    vscode.window.onDidChangeWindowState(back),
  );
  if (isOpen) check();
  return {
    children() {
      isOpen = true;
      check();
      return (drawn = shown());
    },
    present: (...shown) => loaded?.present(...shown),
    count() {
      if (!explorer.filters.view) return undefined;
      return countText({ isLoaded: true, found: shown().length, loaded: pins.rows.length, unseen: undefined });
    },
    changed(node) {
      if (node) for (const row of rowsToDraw(pins.rows, node)) draw(row);
      check();
    },
    filtered: () => draw(favoritesRow),
    refresh: async node => loaded?.refresh(node),
    rowFor(node) {
      for (let at: Node | undefined = node; at; at = parentOf(at)) {
        if (at.kind !== 'resource' || at.parent.list?.nodes.has(at.id)) continue;
        const row = pins.rows.find(one => one.node === at);
        if (row) return row;
      }
      return node;
    },
    pinned(nodes) {
      const hasRows = pins.rows.length > 0;
      if (hasRows === hadRows) for (const row of [favoritesRow, ...nodes]) draw(row);
      else draw(undefined);
      hadRows = hasRows;
      isOpen ||= hasRows;
      check();
    },
    dispose() {
      clearImmediate(soon);
      loaded?.dispose();
      followed.dispose();
    },
  };
}

function isSame(some: readonly FavoriteRow[], others: readonly FavoriteRow[]): boolean {
  return some.length === others.length && some.every((row, index) => row === others[index]);
}
