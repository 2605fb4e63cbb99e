// What the page and the extension say to each other. Every message with an `id` is a request and gets exactly one answer
// with the same `id`, failures included.
import type { Field, FieldProblem, Value, Values } from './field';
import type { Rule } from './rules';
import type { Texts } from './texts';
import { isList, isValues } from './values';

/** All the page needs to draw a form. */
export interface Form {
  /** Names the form for a draft: a draft is taken up only by the form it was written in. */
  readonly key: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  /** What the fields hold at first. */
  readonly values: Values;
  /** What they hold at first is only proposed, as in a form that makes something: it gives way where a rule forbids it. */
  readonly proposed?: boolean;
  /** Only what is no longer as it was at first is sent, so that is marked. */
  readonly changesOnly?: boolean;
  readonly submitLabel: string;
  readonly texts: Texts;
  /** Taken up when the page itself has kept nothing: of a form that was closed and is opened again. */
  readonly draft?: Draft;
  readonly notice?: Notice;
  /** What else is to be known of what somebody has changed since the form was opened, beside the changes themselves. */
  readonly meanwhile?: string;
  /** Who it was opened for, as the extension writes and reads it: kept with the draft. */
  readonly actor?: string;
}

/** What is said above the fields, with a button where something can be done about it. */
export interface Notice {
  readonly text: string;
  /** `unlock`: unlocks what is locked. `reopen`: opens the form again, for the account that would act now. */
  readonly button?: { readonly label: string; readonly does: 'unlock' | 'reopen' };
}

/** What has been entered, and what the form was opened with, both without sensitive values: the difference is the user's. */
export interface Draft {
  readonly values: Values;
  readonly opened: Values;
  /** What the form was filled with before it was last brought up to date: the difference is what others have changed. */
  readonly since?: Values;
  readonly look?: Look;
  /** When it was kept, in milliseconds since the epoch: of two drafts the later is taken up. */
  readonly at?: number;
}

/** How a page is looked at. */
export interface Look {
  /** Titles of sections. */
  readonly unfolded: readonly string[];
  /** In pixels from the top. */
  readonly scroll: number;
  /** The field that has the focus, and which of its controls. */
  readonly focus?: { readonly field: string; readonly control: number };
}

/** One thing to choose from; free text stays allowed. */
export interface Suggestion {
  readonly value: string;
  /** Said of the value: an image's platform. */
  readonly detail?: string;
}

/** From the extension to the page. */
export type ToPage =
  | { readonly kind: 'init'; readonly form: Form }
  /** Something else is to be said above the fields from now on, or nothing. */
  | { readonly kind: 'notice'; readonly notice?: Notice | undefined }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly ok: false;
      readonly problems: readonly FieldProblem[];
      /** Why nothing was done, where that is no problem: said as information. */
      readonly say?: string;
      /** The form as it is now, since somebody has changed what it is about: to be shown before it is sent. */
      readonly form?: Form;
    }
  | { readonly kind: 'suggestions'; readonly id: number; readonly items: readonly Suggestion[] }
  /** The look-up failed: `problem` says why, in a sentence. */
  | { readonly kind: 'suggestions'; readonly id: number; readonly problem: string };

/** From the page to the extension. */
export type ToHost =
  /** The page listens: the first message, answered by `init`. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'submit'; readonly id: number; readonly values: Values }
  /** Show the request that submitting would send. Sensitive values are left out. */
  | { readonly kind: 'preview'; readonly id: number; readonly values: Values }
  /** `values` are those of the form so far, without sensitive ones: what is suggested may depend on them. */
  | {
      readonly kind: 'suggest';
      readonly id: number;
      readonly source: string;
      readonly query: string;
      readonly values: Values;
    }
  /** Once drawn and after each change, also of how it is looked at: the draft so far, and whether closing now would lose something. */
  | { readonly kind: 'draft'; readonly draft: Draft; readonly dirty: boolean }
  /** The notice's button: answered by `init` with a form whose fields are unlocked. */
  | { readonly kind: 'unlock' }
  /** The notice's button: the form is opened again with what was entered. */
  | { readonly kind: 'reopen' }
  | { readonly kind: 'cancel' };

/** What the page keeps of itself in VS Code's webview state, and finds again after the window is reloaded. */
export interface SavedPage extends Draft {
  readonly key: string;
  readonly actor?: string;
}

/** Values are nested four deep at most (a list of groups that hold lists); a page that sends more is not ours. */
const deepest = 8;

/** A message from the page, or undefined when it is not one: the extension does not trust the page. */
export function messageFromPage(message: unknown): ToHost | undefined {
  if (!isRecord(message)) return undefined;
  const { kind, id, values, source, query, draft, dirty } = message;
  switch (kind) {
    case 'ready':
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
    case 'draft':
      return typeof dirty === 'boolean' && isDraft(draft) ? { kind, draft: draftIn(draft), dirty } : undefined;
    default:
      return undefined;
  }
}

/** What was kept of a page, or undefined when it is not that. */
export function savedPage(state: unknown): SavedPage | undefined {
  if (!isDraft(state) || !isRecord(state) || typeof state['key'] !== 'string') return undefined;
  const { key, actor } = state as Readonly<Record<string, unknown>>;
  return { key: String(key), ...draftIn(state), ...(typeof actor === 'string' && { actor }) };
}

/** The members of a draft, and no others. */
function draftIn({ values, opened, since, look, at }: Draft): Draft {
  const seen = lookIn(look);
  return {
    values,
    opened,
    ...(since && { since }),
    ...(seen && { look: seen }),
    ...(typeof at === 'number' && Number.isFinite(at) && { at }),
  };
}

function lookIn(look: unknown): Look | undefined {
  if (!isRecord(look)) return undefined;
  const { unfolded, scroll, focus } = look;
  if (!Array.isArray(unfolded) || typeof scroll !== 'number') return undefined;
  const titles = unfolded.filter(title => typeof title === 'string');
  if (!isRecord(focus)) return { unfolded: titles, scroll };
  const { field, control } = focus;
  return typeof field === 'string' && isId(control)
    ? { unfolded: titles, scroll, focus: { field, control } }
    : { unfolded: titles, scroll };
}

function isDraft(value: unknown): value is Draft {
  if (!isRecord(value) || !isFormValues(value['values']) || !isFormValues(value['opened'])) return false;
  return value['since'] === undefined || isFormValues(value['since']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isId = (id: unknown): id is number => Number.isSafeInteger(id);

function isFormValues(value: unknown): value is Values {
  return isRecord(value) && isValue(value, deepest);
}

function isValue(value: unknown, depth: number): value is Value {
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  const inner: unknown[] = isList(value as Value) ? (value as unknown[]) : Object.values(value);
  return inner.every(entry => (entry === undefined && isValues(value as Value)) || isValue(entry, depth - 1));
}
