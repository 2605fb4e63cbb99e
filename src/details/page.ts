// The content of a resource's page, and the messages between the page and the extension. All texts are in the user's language.
// The page draws them as text and knows nothing about AWS.
import { isRecord, ofVersion, type Ready } from './content';

/** Everything that the page shows. */
export interface ResourcePage {
  /** The id of the resource's tree item. The page saves it, and nothing else of the resource. */
  readonly id: string;
  /** What it is: `Fleet`. */
  readonly kind: string;
  readonly name: string;
  /** The mark of its profile. */
  readonly mark?: { readonly word: string; readonly color?: string };
  /** Its account, profile and Region. */
  readonly place: string;
  readonly status?: Status;
  readonly notices: readonly Notice[];
  /** What can be done with the resource now. */
  readonly actions: readonly Press[];
  /** What can be done with the page and its text. */
  readonly tools: readonly Press[];
  readonly sections: readonly Section[];
  readonly related: readonly Related[];
  readonly texts: PageTexts;
  /** How far the clock of the sandbox is ahead of this computer's, in milliseconds. Absent: the times are those of AWS. */
  readonly ahead?: number;
}

/** The state of the resource, or the progress of an action. */
export interface Status {
  readonly text: string;
  /** A codicon's name and a theme colour's id, as the row in the view has them. */
  readonly icon: string;
  readonly color?: string;
  /** More about it: `3/10 in use`. */
  readonly detail?: string;
}

/** Something that is wrong. */
export interface Notice {
  readonly title: string;
  readonly lines: readonly string[];
  readonly presses: readonly Press[];
}

/** A button or a link. */
export interface Press {
  /** Tells the extension what was pressed. It stays the same while the page changes. */
  readonly key: string;
  readonly text: string;
  /** The main thing to do. */
  readonly isPrimary?: true;
}

export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly label: string;
  readonly value: Shown;
}

/** A value as the page shows it. */
export type Shown =
  /** `key`: a link, as in `Press`. */
  | { readonly kind: 'text'; readonly text: string; readonly key?: string }
  /** A time, in milliseconds since the epoch. The page adds how long ago it is. */
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'list'; readonly items: readonly Shown[] }
  | { readonly kind: 'members'; readonly entries: readonly Entry[] };

/** Resources that belong to this one. */
export interface Related {
  readonly title: string;
  readonly items: readonly RelatedItem[];
  /** In place of the items, or after them: `No sessions`. */
  readonly note?: string;
  readonly presses: readonly Press[];
}

export interface RelatedItem extends Press {
  /** Its state, or its value. */
  readonly detail?: string;
}

/** The texts of the page's own parts. */
export interface PageTexts {
  readonly actions: string;
  readonly tools: string;
  readonly problems: string;
  /** {0}: a time, {1}: how long ago it was. */
  readonly timeAndAge: string;
  /** {0}: seconds with their unit, {1}: the same as a duration in words. */
  readonly secondsAndDuration: string;
}

/** The messages from the page to the extension. */
export type ToHost =
  | Ready
  /** Something was pressed. */
  | { readonly kind: 'press'; readonly key: string };

/** What the page saves in VS Code's webview state and restores after the window is reloaded. */
export interface SavedPage {
  readonly id: string;
  /** The scroll position, in pixels from the top. */
  readonly scroll: number;
}

/** The version of the shape that a page is saved in. */
const pageVersion = 1;

/** A page as it is saved. `savedPage` reads it. */
export function pageToSave({ id, scroll }: SavedPage): object {
  return { id, scroll, version: pageVersion };
}

/** Validates a saved state. @returns undefined for any other text, and for that of a newer version */
export function savedPage(state: unknown): SavedPage | undefined {
  const { id, scroll } = ofVersion(state, pageVersion) ?? {};
  if (typeof id !== 'string') return undefined;
  return { id, scroll: typeof scroll === 'number' && Number.isFinite(scroll) ? scroll : 0 };
}

/** Validates a message, since the extension doesn't trust the page. @returns undefined for an invalid message */
export function messageFromPage(message: unknown): ToHost | undefined {
  if (!isRecord(message)) return undefined;
  const { kind, key } = message;
  if (kind === 'ready') return { kind };
  return kind === 'press' && typeof key === 'string' ? { kind, key } : undefined;
}
