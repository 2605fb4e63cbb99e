// The drafts of open forms, kept by the extension itself. In a browser, VS Code saves a page's
// own state only now and then. What was entered since is lost when the browser reloads the page.
import type { Actor } from '../../api/core/actor';
import { actorFrom, differenceOf } from '../../api/core/actor';
import type { StoredText } from '../../explorer/show/stored';
import type { Draft } from '../../forms/protocol';
import type { KeptDraft } from '../base/saved';
import type { Store } from '../base/store';

export interface Drafts {
  /** The draft of the same actor for a form that was open when the window closed. */
  kept(key: string, actor: Actor): Draft | undefined;
  /** Keeps a draft without sensitive values. Undefined forgets it. @param title the title of its tab */
  keep(key: string, title: StoredText, draft: (Draft & { readonly actor: string }) | undefined): void;
  /** All drafts. */
  all(): readonly KeptDraft[];
}

/** The maximum number of drafts. Older ones are dropped. */
const maxDrafts = 20;

/** The drafts of a store. They are read from it and written to it at each call. */
export function createDrafts(store: Store<readonly KeptDraft[]>): Drafts {
  const all = (): readonly KeptDraft[] => store.get() ?? [];
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
      store.set(draft ? [{ title, page: { ...draft, key } }, ...others].slice(0, maxDrafts) : others);
    },
  };
}
