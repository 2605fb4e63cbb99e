// All that the extension saves in VS Code's state, with the versions of their shapes. The README lists the same for users.
// Plans that are not over are files (src/explorer/plan/planFiles.ts) in the folder that is named here.
// What else VS Code keeps for the extension: the settings (settings.ts, settingsLater.ts), and what the page of an open form saves (SavedPage in
// src/forms/protocol.ts).
import * as path from 'node:path';

import type * as vscode from 'vscode';

import type { KeptArrangements } from '../../explorer/tree/arrangement';
import { keptArrangement } from '../../explorer/tree/arrangement';
import type { KeptFilters } from '../../explorer/tree/filters';
import type { SavedPage } from '../../forms/protocol';
import { savedPage } from '../../forms/protocol';
import { savedFavorites, savedRecent } from './savedFavorites';
import type { Saved, States, Store } from './store';
import { fromUnversioned, isRecord, openStore } from './store';

/** The draft of a form. */
export interface KeptDraft {
  /** The title of its tab. */
  readonly title: string;
  readonly page: SavedPage;
}

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
  recent: savedRecent,
  favorites: savedFavorites,
} as const;

/** The folder with the plans that are not over. */
export function planFolder({ globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>): string {
  return path.join(globalStorageUri.fsPath, 'plans');
}

type Valued<S> = S extends Saved<infer T> ? T : never;

/** All saved values. */
export type Stores = { readonly [Name in keyof typeof allSaved]: Store<Valued<(typeof allSaved)[Name]>> };

/** Opens all saved values. Values of earlier shapes are saved again in the current one. */
export function openStores(states: States): Stores {
  return {
    salt: openStore(allSaved.salt, states),
    filters: openStore(allSaved.filters, states),
    arrangements: openStore(allSaved.arrangements, states),
    drafts: openStore(allSaved.drafts, states),
    recent: openStore(allSaved.recent, states),
    favorites: openStore(allSaved.favorites, states),
  };
}

function draftIn(draft: unknown): KeptDraft[] {
  if (!isRecord(draft)) return [];
  const page = savedPage(draft['page']);
  return page && typeof draft['title'] === 'string' ? [{ title: draft['title'], page }] : [];
}
