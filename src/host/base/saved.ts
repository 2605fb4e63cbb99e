// All that the extension saves in VS Code's state, with the versions of their shapes. The README lists the same for users.
// Plans that are not over are files (src/explorer/plan/planFiles.ts) in the folder that is named here.
// What else VS Code keeps for the extension: the settings (settings.ts), and what the page of an open form saves (SavedPage in
// src/forms/protocol.ts).
import * as path from 'node:path';

import type * as vscode from 'vscode';

import type { KeptArrangements } from '../../explorer/tree/arrangement';
import { keptArrangement } from '../../explorer/tree/arrangement';
import type { KeptFilters } from '../../explorer/tree/filters';
import type { SavedPage } from '../../forms/protocol';
import { savedPage } from '../../forms/protocol';

/** How something is saved. */
export interface Saved<T> {
  readonly key: string;
  /** `globalState`: for all windows of this computer; Settings Sync doesn't copy it. `workspaceState`: for the windows of a folder. */
  readonly state: 'globalState' | 'workspaceState';
  /** Reads a value of the current shape. Leaves out damaged parts. @returns undefined if nothing can be read */
  readonly read: (value: unknown) => T | undefined;
  /**
   * A step for each earlier shape, the oldest first: turns a value of that shape into one of the next. To change a shape, add a
   * step. A step gets whatever is there and must not fail.
   */
  readonly steps: readonly ((value: unknown) => unknown)[];
}

/** The draft of a form. */
export interface KeptDraft {
  /** The title of its tab. */
  readonly title: string;
  readonly page: SavedPage;
}

/** Until version 0.1.0, values were saved without a version. */
const fromUnversioned = (value: unknown): unknown => value;

const define = <T>(saved: Saved<T>): Saved<T> => saved;

/** What is saved. */
export const allSaved = {
  /** Makes pseudonyms of people's names. */
  salt: define({
    key: 'appstream.salt',
    state: 'globalState',
    steps: [fromUnversioned],
    read: value => (typeof value === 'string' && value.length === 32 ? value : undefined),
  }),
  /** The filters that were on, without those that may name people. */
  filters: define<KeptFilters>({
    key: 'appstream.filters',
    state: 'workspaceState',
    steps: [fromUnversioned],
    read(value) {
      if (!isRecord(value)) return undefined;
      const { view, lists } = value;
      const texts = isRecord(lists) ? Object.entries(lists) : [];
      return {
        ...(typeof view === 'string' && { view }),
        lists: Object.fromEntries(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
      };
    },
  }),
  /** How lists are sorted and grouped, by their ids. */
  arrangements: define<KeptArrangements>({
    key: 'appstream.arrangements',
    state: 'workspaceState',
    steps: [fromUnversioned],
    read: value =>
      isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([id, one]) => [id, keptArrangement(isRecord(one) ? one : {})]))
        : undefined,
  }),
  /** The drafts of open forms, the last first. */
  drafts: define<readonly KeptDraft[]>({
    key: 'appstream.forms',
    state: 'workspaceState',
    steps: [fromUnversioned],
    read: value => (Array.isArray(value) ? value.flatMap(draftIn) : undefined),
  }),
  /** The ids of the resources that the user went to, the last first. */
  recent: define<readonly string[]>({
    key: 'appstream.recent',
    state: 'workspaceState',
    steps: [fromUnversioned],
    read: value => (Array.isArray(value) ? value.filter(id => typeof id === 'string') : undefined),
  }),
} as const;

/** The folder with the plans that are not over. */
export function planFolder({ globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>): string {
  return path.join(globalStorageUri.fsPath, 'plans');
}

/** One saved value. */
export interface Store<T> {
  /** The value; undefined if there is none, if it is damaged, or if a newer version of the extension has saved it. */
  readonly get: () => T | undefined;
  /** Saves a value. What a newer version has saved stays: then the value is kept until the window closes. */
  readonly set: (value: T) => void;
}

type Valued<S> = S extends Saved<infer T> ? T : never;

/** All saved values. */
export type Stores = { readonly [Name in keyof typeof allSaved]: Store<Valued<(typeof allSaved)[Name]>> };

/** VS Code's state, as far as it is used here. */
export type States = Readonly<Record<Saved<unknown>['state'], Pick<vscode.Memento, 'get' | 'update'>>>;

/** Opens all saved values. Values of earlier shapes are saved again in the current one. */
export function openStores(states: States): Stores {
  return {
    salt: openStore(allSaved.salt, states),
    filters: openStore(allSaved.filters, states),
    arrangements: openStore(allSaved.arrangements, states),
    drafts: openStore(allSaved.drafts, states),
    recent: openStore(allSaved.recent, states),
  };
}

/** Opens one saved value. */
export function openStore<T>({ key, state, read, steps }: Saved<T>, states: States): Store<T> {
  const current = steps.length;
  const memento = states[state];
  const readStored = (): { readonly version: number; readonly value: unknown } => versionIn(memento.get<unknown>(key));
  const save = (value: T): void => void memento.update(key, { version: current, value });

  const { version, value } = readStored();
  const isNewer = version > current;
  let inWindow: T | undefined;
  if (version < current && value !== undefined) {
    const migrated = read(steps.slice(version).reduce<unknown>((older, step) => step(older), value));
    if (migrated !== undefined) save(migrated);
  }
  return {
    get() {
      if (isNewer) return inWindow;
      const now = readStored();
      return now.version === current ? read(now.value) : undefined;
    },
    set(given) {
      if (isNewer) inWindow = given;
      else save(given);
    },
  };
}

/** What is saved is `{ version, value }`. Anything else is of version 0. */
function versionIn(saved: unknown): { readonly version: number; readonly value: unknown } {
  if (isRecord(saved) && 'value' in saved && Number.isSafeInteger(saved['version']) && Number(saved['version']) > 0) {
    return { version: Number(saved['version']), value: saved['value'] };
  }
  return { version: 0, value: saved };
}

function draftIn(draft: unknown): KeptDraft[] {
  if (!isRecord(draft)) return [];
  const page = savedPage(draft['page']);
  return page && typeof draft['title'] === 'string' ? [{ title: draft['title'], page }] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
