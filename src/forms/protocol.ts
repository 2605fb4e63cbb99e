// The messages between the page and the extension. Every message with an `id` is a request and gets exactly one answer
// with the same `id`, failures included.
import type { Field, FieldProblem, Value, Values } from './field';
import type { Rule } from './rules';
import type { Texts } from './texts';
import { isList, isValues } from './values';

/** Everything that the page needs to show a form. */
export interface Form {
  /** Identifies the form. A draft is restored only into the form with the same key. */
  readonly key: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  /** The initial values of the fields. */
  readonly values: Values;
  /**
   * Whether the initial values are defaults, as in a create form: a default is dropped when a rule forbids its member.
   */
  readonly proposed?: boolean;
  /** Whether only changed values are sent, as in an update. The page marks them. */
  readonly changesOnly?: boolean;
  readonly submitLabel: string;
  readonly texts: Texts;
  /** The draft of an earlier, closed form. Restored when the page has no saved state of its own. */
  readonly draft?: Draft;
  readonly notice?: Notice;
  /** A text to show with the changes that others made since the form was opened. */
  readonly meanwhile?: string;
  /** The identity that the form was opened for, in a format of the extension's. Saved with the draft. */
  readonly actor?: string;
}

/** A text above the fields, with an optional button. */
export interface Notice {
  readonly text: string;
  /** `unlock`: unlocks all fields. `reopen`: opens the form again, for the account of the current credentials. */
  readonly button?: { readonly label: string; readonly does: 'unlock' | 'reopen' };
}

/**
 * The values in the form and those it was opened with. The difference is what the user changed. Has no sensitive
 * values.
 */
export interface Draft {
  readonly values: Values;
  readonly opened: Values;
  /**
   * The initial values before the form was last updated from AWS. The difference to `opened` is what others changed.
   */
  readonly since?: Values;
  readonly look?: ViewState;
  /** When the draft was saved, in milliseconds since the epoch. Of two drafts, the later is restored. */
  readonly at?: number;
}

/** The view state of a page. */
export interface ViewState {
  /** The titles of the sections that are unfolded. */
  readonly unfolded: readonly string[];
  /** The scroll position, in pixels from the top. */
  readonly scroll: number;
  /** The focused field, and the index of the focused control in it. */
  readonly focus?: { readonly field: string; readonly control: number };
}

/** A suggested value. Users can also type any other. */
export interface Suggestion {
  readonly value: string;
  /** A short description of the value: the platform of an image. */
  readonly detail?: string;
}

/** The id of the element with the form as JSON in the page's HTML. */
export const formElement = 'form';

/** The messages from the extension to the page. */
export type ToPage =
  | { readonly kind: 'init'; readonly form: Form }
  /** Replaces or removes the notice above the fields. */
  | { readonly kind: 'notice'; readonly notice?: Notice | undefined }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly ok: false;
      readonly problems: readonly FieldProblem[];
      /** Why nothing was done, where that is no problem. Shown as information. */
      readonly say?: string;
      /** The current form, since someone else has changed the resource. The user reviews it before submitting again. */
      readonly form?: Form;
    }
  | { readonly kind: 'suggestions'; readonly id: number; readonly items: readonly Suggestion[] }
  /** The lookup failed. `problem` says why, in a sentence. */
  | { readonly kind: 'suggestions'; readonly id: number; readonly problem: string };

/** The messages from the page to the extension. */
export type ToHost =
  /**
   * The first message, when the page is ready to receive messages. Answered by `init`, unless the page has drawn the form that its
   * HTML contains and that form is still the current one.
   */
  | { readonly kind: 'ready'; readonly drawn: boolean }
  | { readonly kind: 'submit'; readonly id: number; readonly values: Values }
  /** Shows the request that submitting would send, without sensitive values. */
  | { readonly kind: 'preview'; readonly id: number; readonly values: Values }
  /** `values` are the form's current values without sensitive ones; suggestions may depend on them. */
  | {
      readonly kind: 'suggest';
      readonly id: number;
      readonly source: string;
      readonly query: string;
      readonly values: Values;
    }
  /**
   * Sent once the form is shown and after each change, of the view state too. `dirty`: closing now would lose changes.
   */
  | { readonly kind: 'draft'; readonly draft: Draft; readonly dirty: boolean }
  /** The notice's button was pressed. Answered by `init` with a form whose fields are unlocked. */
  | { readonly kind: 'unlock' }
  /** The notice's button was pressed. The form opens again with the entered values. */
  | { readonly kind: 'reopen' }
  | { readonly kind: 'cancel' };

/** What the page saves in VS Code's webview state and restores after the window is reloaded. */
export interface SavedPage extends Draft {
  readonly key: string;
  readonly actor?: string;
}

/** The version of the shape that a page is saved in. Without a version it is of this shape, too. */
const pageVersion = 1;

/** A page as it is saved. `savedPage` reads it. */
export function pageToSave(page: SavedPage): object {
  return { ...page, version: pageVersion };
}

/** Whether a newer version of the extension has saved a state of the page. */
export function isOfNewerVersion(state: unknown): boolean {
  return isRecord(state) && isId(state['version']) && state['version'] > pageVersion;
}

/**
 * The maximum nesting of values that the extension accepts from the page. Forms need four: a list of groups with lists.
 */
const maxDepth = 8;

/** Validates a message, since the extension doesn't trust the page. @returns undefined for an invalid message */
export function messageFromPage(message: unknown): ToHost | undefined {
  if (!isRecord(message)) return undefined;
  const { kind, id, values, source, query, draft, dirty } = message;
  switch (kind) {
    case 'ready':
      return { kind, drawn: message['drawn'] === true };
    case 'unlock':
    case 'reopen':
    case 'cancel':
      return { kind };
    case 'submit':
    case 'preview':
      return isId(id) && isFormValues(values) ? { kind, id, values } : undefined;
    case 'suggest':
      if (!isId(id) || typeof source !== 'string' || typeof query !== 'string' || !isFormValues(values)) {
        return undefined;
      }
      return { kind, id, source, query, values };
    case 'draft': {
      const read = draftIn(draft);
      return read && typeof dirty === 'boolean' ? { kind, draft: read, dirty } : undefined;
    }
    default:
      return undefined;
  }
}

/** Validates a saved state of the page. @returns undefined for an invalid state, and for one of a newer version */
export function savedPage(state: unknown): SavedPage | undefined {
  if (!isRecord(state) || isOfNewerVersion(state)) return undefined;
  const { key, actor } = state;
  const draft = draftIn(state);
  return draft && typeof key === 'string' ? { key, ...draft, ...(typeof actor === 'string' && { actor }) } : undefined;
}

/** Validates a draft and copies only its members. @returns undefined for an invalid draft */
function draftIn(draft: unknown): Draft | undefined {
  if (!isRecord(draft)) return undefined;
  const { values, opened, since, look, at } = draft;
  if (!isFormValues(values) || !isFormValues(opened)) return undefined;
  if (since !== undefined && !isFormValues(since)) return undefined;
  const viewState = viewStateIn(look);
  return {
    values,
    opened,
    ...(since && { since }),
    ...(viewState && { look: viewState }),
    ...(typeof at === 'number' && Number.isFinite(at) && { at }),
  };
}

function viewStateIn(look: unknown): ViewState | undefined {
  if (!isRecord(look)) return undefined;
  const { unfolded, scroll, focus } = look;
  if (!Array.isArray(unfolded) || typeof scroll !== 'number') return undefined;
  const focused = focusIn(focus);
  return { unfolded: unfolded.filter(title => typeof title === 'string'), scroll, ...(focused && { focus: focused }) };
}

function focusIn(focus: unknown): ViewState['focus'] {
  if (!isRecord(focus)) return undefined;
  const { field, control } = focus;
  return typeof field === 'string' && isId(control) ? { field, control } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isId = (id: unknown): id is number => Number.isSafeInteger(id);

function isFormValues(value: unknown): value is Values {
  return isRecord(value) && isValue(value, maxDepth);
}

function isValue(value: unknown, depth: number): value is Value {
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  const inner: unknown[] = isList(value as Value) ? (value as unknown[]) : Object.values(value);
  return inner.every(entry => (entry === undefined && isValues(value as Value)) || isValue(entry, depth - 1));
}
