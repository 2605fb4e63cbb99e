// What the user did in this window: one entry for each action, newest first. It stays in memory and is never saved or logged,
// because it has names of people.
import type { Actor } from '../../api/core/actor';
import { isApiError } from '../../api/core/errors';
import type { Action } from '../../kinds/action';
import type { Following, Subject } from '../acting/change';
import { isUnsent } from '../acting/followed';
import { notDone } from '../acting/outcomeErrors';

/** The most entries that are kept. */
const maxEntries = 100;

/** How far an action is for one item. `notSent`: the user cancelled before its request went out. */
export type Step = 'waiting' | 'sent' | 'done' | 'failed' | 'notSent';

/** One thing that an action is done to. */
export interface Item {
  readonly entry: Entry;
  readonly id: string;
  /** The resource, or the list that it is created in until it is there. */
  subject: Subject;
  /** Its name as people see it. A new resource may have none. */
  readonly name: string | undefined;
  readonly actor: Actor;
  step: Step;
  /** Why it failed. */
  error?: unknown;
  /** Whether the same was begun again later. */
  repeated?: true;
  /** The IDs of the requests that AWS accepted. */
  readonly requestIds: string[];
}

/** An action of the user. */
export interface Entry extends Began {
  readonly id: string;
  readonly items: readonly Item[];
  /** When it began, and when it ended: milliseconds since the epoch. */
  readonly since: number;
  until?: number;
}

/** What an entry is about. */
export interface Began {
  /** What is done, in the user's language: `Start Fleet`. */
  readonly title: string;
  /** The action. Absent when a resource is created. */
  readonly action?: Action;
}

/** An entry while its action is under way. */
export interface Recording extends Following {
  readonly entry: Entry;
  /** Cancels what has not been sent. */
  readonly cancel: () => void;
  /** A resource was created: from now on, the item stands for it, not for its list. */
  readonly created: (place: Subject, resource: Subject) => void;
  /** A later check has shown an outcome that was not known. */
  readonly decided: (subject: Subject, outcome: 'done' | 'notDone') => void;
}

export interface Activity {
  /** The newest first. */
  readonly entries: readonly Entry[];
  /**
   * Begins an entry.
   * @param subjects what the action is done to, with the names that people see
   * @param told called after each change of the entry
   */
  begin(
    began: Began,
    subjects: readonly Pick<Item, 'subject' | 'name' | 'actor'>[],
    told?: (entry: Entry) => void,
  ): Recording;
  /** A later check has shown the outcome of an action whose answer was lost. */
  decided(subject: Subject, action: Action, outcome: 'done' | 'notDone'): void;
  /** Drops the entries that have ended. */
  clear(): void;
}

export interface ActivityOptions {
  /** Called with the entry to draw again; undefined when entries have come or gone. */
  readonly changed: (entry: Entry | undefined) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Makes an empty activity. It keeps 100 entries: of more, the oldest that has ended goes. */
export function createActivity({ changed, now = Date.now }: ActivityOptions): Activity {
  let entries: readonly Entry[] = [];
  let count = 0;

  /** Marks what the new entry does again. It must not be offered twice. */
  function markRepeated({ action, items }: Entry): void {
    if (!action) return;
    const ids = new Set(items.map(({ subject }) => subject.id));
    for (const entry of entries.filter(other => other.action === action)) {
      for (const item of entry.items) if (isOpen(item) && ids.has(item.subject.id)) item.repeated = true;
    }
  }

  function add(entry: Entry): void {
    markRepeated(entry);
    const all = [entry, ...entries];
    const oldest = all.findLast(({ until }) => until !== undefined);
    entries = all.length > maxEntries ? all.filter(other => other !== (oldest ?? all.at(-1))) : all;
    changed(undefined);
  }

  function decide(item: Item | undefined, outcome: 'done' | 'notDone'): void {
    if (!item) return;
    const { error } = item;
    if (outcome === 'done') {
      item.step = 'done';
      delete item.error;
    } else if (isApiError(error)) {
      item.error = notDone(error);
    }
    changed(item.entry);
  }

  return {
    get entries() {
      return entries;
    },
    begin(began, subjects, told = () => undefined) {
      const cancelled = new AbortController();
      const id = `activity-${(count += 1)}`;
      const items: Item[] = [];
      const entry: Entry = { ...began, id, items, since: now() };
      subjects.forEach((one, place) =>
        items.push({ ...one, entry, id: `${id}/${place}`, step: 'waiting', requestIds: [] }),
      );
      const bySubject = new Map(items.map(item => [item.subject.id, item]));
      const update = (subject: Subject, change: (item: Item) => void): void => {
        const item = bySubject.get(subject.id);
        if (!item) return;
        change(item);
        tell();
      };
      const tell = (): void => {
        told(entry);
        changed(entry);
      };
      add(entry);
      return {
        entry,
        unsent: cancelled.signal,
        cancel() {
          cancelled.abort();
          tell();
        },
        sent: subject => update(subject, item => (item.step = 'sent')),
        answered: (subject, requestId) => update(subject, item => item.requestIds.push(requestId)),
        ended: (subject, error) =>
          update(subject, item => {
            item.step =
              error === undefined ? 'done' : isUnsent(error, { unsent: cancelled.signal }) ? 'notSent' : 'failed';
            if (item.step === 'failed') item.error = error;
            if (items.some(isUnderWay)) return;
            entry.until = now();
          }),
        created: (place, resource) => update(place, item => (item.subject = resource)),
        decided: (subject, outcome) => decide(bySubject.get(subject.id), outcome),
      };
    },
    decided(subject, action, outcome) {
      const items = entries.flatMap(entry => (entry.action === action ? entry.items : []));
      decide(
        items.find(item => item.subject.id === subject.id && isUnknown(item)),
        outcome,
      );
    },
    clear() {
      entries = entries.filter(({ until }) => until === undefined);
      changed(undefined);
    },
  };
}

/** Whether the action is under way for an item. */
export function isUnderWay({ step }: Item): boolean {
  return step === 'waiting' || step === 'sent';
}

/** Whether AWS may have done what failed. */
export function isUnknown({ step, error }: Item): boolean {
  return step === 'failed' && isApiError(error) && error.mayHaveHappened === true;
}

/** Whether an action was not done for an item, and was not begun again since. */
export function isOpen({ step, repeated }: Item): boolean {
  return (step === 'failed' || step === 'notSent') && !repeated;
}

/**
 * Whether the Activity view can do an item's action again. It can't if the account is no longer the one that was shown. The
 * action of a form is submitted again in the form, which still has what the user entered.
 */
export function isRepeatable(item: Item): boolean {
  const { entry, subject, error } = item;
  if (!entry.action || entry.action.form || subject.kind !== 'resource' || !isOpen(item)) return false;
  return !isApiError(error) || error.reason !== 'otherActor';
}
