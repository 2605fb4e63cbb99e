// The rows of favorites and of recent resources follow the tree. What finds and reads their nodes is loaded when there is one to show.
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import type { Favorites, FavoritesOptions } from '../../explorer/favorites/favorites';
import { countText } from '../../explorer/show/filterTexts';
import type { Presentation } from '../../explorer/show/presentation';
import type { FavoriteRow, FavoritesRow, Pins, TopRows, TreeRow } from '../../explorer/tree/favorite';
import { rowsToDraw } from '../../explorer/tree/favoriteRows';
import type { Node } from '../../explorer/tree/node';
import { parentOf, regionOf } from '../../explorer/tree/node';
import { isMatch, looksAtTags } from '../../explorer/tree/tags';

export interface FollowedFavorites extends vscode.Disposable {
  /** The rows below one at the top that the filter of the view leaves. VS Code draws them. */
  readonly children: (top: FavoritesRow) => readonly FavoriteRow[];
  /** How a favorite looks that can't be shown; undefined while that is not known. */
  readonly present: (...shown: Parameters<Favorites['present']>) => Presentation | undefined;
  /** How many these are; undefined without a filter. */
  readonly count: (top: FavoritesRow) => string | undefined;
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
  /**
   * Other resources are recent. The row above them comes when the whole tree is drawn, or when the view is shown again: until then,
   * nothing moves below the pointer. @param now to have it come at once
   */
  readonly recentChanged: (now?: boolean) => void;
}

export interface FollowOptions {
  readonly explorer: Explorer;
  readonly pins: Pins;
  readonly recent: TopRows;
  readonly view: Pick<
    vscode.TreeView<TreeRow>,
    'visible' | 'onDidChangeVisibility' | 'onDidCollapseElement' | 'onDidExpandElement'
  >;
  /** Called with the row to draw again; undefined for the whole tree. */
  readonly draw: (row: TreeRow | undefined) => void;
  readonly load: () => Promise<(options: FavoritesOptions) => Favorites>;
}

/** A row at the top that is followed. */
interface Top {
  readonly of: TopRows;
  isOpen: boolean;
  /** The rows that VS Code has. */
  drawn: readonly FavoriteRow[];
}

/** Has the rows of favorites and recent resources follow the tree. Nothing is read before VS Code asks for them. */
export function followFavorites({ explorer, pins, recent, view, draw, load }: FollowOptions): FollowedFavorites {
  let loaded: Favorites | undefined;
  let loading: Promise<void> | undefined;
  let soon: NodeJS.Immediate | undefined;
  let wasVisible = view.visible;
  const ofPins: Top = { of: pins, isOpen: pins.isAsked, drawn: [] };
  const ofRecent: Top = { of: recent, isOpen: recent.isAsked, drawn: [] };
  const tops = [ofPins, ofRecent];
  const topOf = (row: FavoritesRow): Top => (row === pins.top ? ofPins : ofRecent);

  /** What VS Code has asked for. Nobody waits for rows that were never expanded. */
  const asked = (): readonly FavoriteRow[] => tops.flatMap(({ of: { isAsked, rows } }) => (isAsked ? rows : []));
  const isWatched = (): boolean => view.visible && tops.some(({ isOpen, of: { rows } }) => isOpen && rows.length > 0);

  function start(): Promise<void> {
    return (loading ??= load().then(create => {
      const changed = (row: FavoriteRow): void => {
        draw(row);
        check(); // the filter may show others
      };
      loaded = create({ explorer, rows: asked, changed });
    }));
  }

  // A poll reports each of its resources.
  function check(): void {
    soon ??= setImmediate(() => {
      soon = undefined;
      if (isWatched()) void start().then(() => loaded?.check());
      for (const top of tops) if (top.isOpen && !isSame(top.drawn, shown(top))) draw(top.of.top);
    });
  }

  /** Whether a row at the top is missing, or has nothing below it. */
  const isWrong = ({ of: { isShown, rows } }: Top): boolean => isShown !== rows.length > 0;

  function back(): void {
    if (view.visible && !wasVisible && tops.some(isWrong)) draw(undefined);
    wasVisible = view.visible;
    check();
    if (isWatched() && vscode.window.state.focused) void loaded?.renew();
  }

  function shown({ of: { rows } }: Top): readonly FavoriteRow[] {
    const { view: filter } = explorer.filters;
    const known = rows.filter(({ lack }) => lack !== 'unknown');
    if (!filter) return known;
    return known.filter(({ node }) => {
      if (node?.kind !== 'resource' || node.activity !== undefined) return true;
      const region = regionOf(node);
      if (region && looksAtTags(filter)) void explorer.wantTags(region).then(isRead => isRead && check());
      return isMatch(filter, node);
    });
  }

  function drawTops(): void {
    for (const { of } of tops) if (of.isShown) draw(of.top);
  }

  const followed = vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => {
      if (element.kind !== 'favorites') return;
      topOf(element).isOpen = true;
      check();
    }),
    view.onDidCollapseElement(({ element }) => {
      if (element.kind === 'favorites') topOf(element).isOpen = false;
    }),
    view.onDidChangeVisibility(back),
    vscode.window.onDidChangeWindowState(back),
  );
  check();
  return {
    children(row) {
      const top = topOf(row);
      top.isOpen = true;
      check();
      return (top.drawn = shown(top));
    },
    present: (...shown) => loaded?.present(...shown),
    count(row) {
      if (!explorer.filters.view) return undefined;
      const top = topOf(row);
      return countText({ isLoaded: true, found: shown(top).length, loaded: top.of.rows.length, unseen: undefined });
    },
    changed(node) {
      if (node) for (const { of } of tops) for (const row of rowsToDraw(of.rows, node)) draw(row);
      check();
    },
    filtered: () => drawTops(),
    refresh: async node => loaded?.refresh(node),
    rowFor(node) {
      for (let at: Node | undefined = node; at; at = parentOf(at)) {
        if (at.kind !== 'resource' || at.parent.list?.nodes.has(at.id)) continue;
        const row = asked().find(one => one.node === at);
        if (row) return row;
      }
      return node;
    },
    pinned(nodes) {
      recent.read(); // what is pinned is not there, too
      if (isWrong(ofPins) || (recent.isShown && isWrong(ofRecent))) {
        draw(undefined);
      } else {
        drawTops();
        for (const node of nodes) draw(node);
      }
      ofPins.isOpen ||= pins.rows.length > 0;
      check();
    },
    recentChanged(now) {
      const before = recent.rows;
      recent.read();
      const after = new Set(recent.rows);
      if (before.length === after.size && before.every(row => after.has(row))) return;
      for (const { node } of before.filter(row => !after.has(row))) {
        if (node?.kind === 'resource' && !pins.has(node.id)) explorer.list(node.parent).release(node);
      }
      if (recent.isShown || now) draw(isWrong(ofRecent) ? undefined : recent.top);
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
