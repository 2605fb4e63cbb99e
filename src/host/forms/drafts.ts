// The drafts of open forms, kept by the extension itself. In a browser, VS Code saves a page's
// own state only now and then. What was entered since is lost when the browser reloads the page.
import type * as vscode from 'vscode';

import type { Actor } from '../../api/core/actor';
import { actorFrom, differenceOf } from '../../api/core/actor';
import type { StoredText } from '../../explorer/show/stored';
import { type Draft, type SavedPage, savedPage } from '../../forms/protocol';

export interface Drafts {
  /** The draft of the same actor for a form that was open when the window closed. */
  kept(key: string, actor: Actor): Draft | undefined;
  /** Keeps a draft without sensitive values. Undefined forgets it. @param title the title of its tab */
  keep(key: string, title: StoredText, draft: (Draft & { readonly actor: string }) | undefined): void;
  /** All drafts. */
  all(): readonly Kept[];
}

export interface Kept {
  readonly title: string;
  readonly page: SavedPage;
}

/** The key in the workspace state. */
const place = 'appstream.forms';
/** The maximum number of drafts. Older ones are dropped. */
const maxDrafts = 20;

/** @param state the workspace state, because windows don't share forms */
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
      void state.update(place, draft ? [{ title, page: { ...draft, key } }, ...others].slice(0, maxDrafts) : others);
    },
  };
}

function keptIn(stored: unknown): Kept[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { title, page } = stored as Record<string, unknown>;
  const saved = savedPage(page);
  return saved && typeof title === 'string' ? [{ title, page: saved }] : [];
}
