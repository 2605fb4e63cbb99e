// What has been entered in forms that are open, kept by the extension itself: VS Code in a browser writes down a page's
// own state only now and then, and what was entered since is lost when the browser loads the page anew.
import type * as vscode from 'vscode';

import type { Actor } from '../../api/core/actor';
import { actorFrom, differenceOf } from '../../api/core/actor';
import type { StoredText } from '../../explorer/show/stored';
import { type Draft, type SavedPage, savedPage } from '../../forms/protocol';

export interface Drafts {
  /** What the same actor had entered in a form that was open when the window went away. */
  kept(key: string, actor: Actor): Draft | undefined;
  /** Keeps a draft, which has nothing sensitive; undefined forgets it. @param title of its tab */
  keep(key: string, title: StoredText, draft: (Draft & { readonly actor: string }) | undefined): void;
  /** All that are kept. */
  all(): readonly Kept[];
}

export interface Kept {
  readonly title: string;
  readonly page: SavedPage;
}

/** Where they are in the workspace's state. */
const place = 'appstream.forms';
/** More forms than anybody has open: what is older is forgotten. */
const most = 20;

/** @param state the workspace's: two windows have no form in common */
export function createDrafts(state: vscode.Memento): Drafts {
  const all = (): Kept[] => {
    const stored: unknown = state.get(place);
    return Array.isArray(stored) ? stored.flatMap(keptIn) : [];
  };
  return {
    all,
    kept(key, actor) {
      const page = all().find(kept => kept.page.key === key)?.page;
      const writtenFor = page?.actor === undefined ? undefined : actorFrom(page.actor);
      return writtenFor && !differenceOf(writtenFor, actor) ? page : undefined;
    },
    keep(key, title, draft) {
      const stored = all();
      const others = stored.filter(({ page }) => page.key !== key);
      if (!draft && others.length === stored.length) return;
      void state.update(place, draft ? [{ title, page: { ...draft, key } }, ...others].slice(0, most) : others);
    },
  };
}

function keptIn(stored: unknown): Kept[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { title, page } = stored as Record<string, unknown>;
  const saved = savedPage(page);
  return saved && typeof title === 'string' ? [{ title, page: saved }] : [];
}
