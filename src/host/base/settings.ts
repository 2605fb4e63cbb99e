import * as vscode from 'vscode';

import type { Limits } from '../../api/core/types';
import type { Mark } from '../../explorer/tree/mark';
import { marksIn } from '../../explorer/tree/mark';

/** A profile with the Regions that the user chose to see. */
export interface Choice {
  readonly profile: string;
  readonly regions: readonly string[];
}

const section = 'appstream';

/** The profiles and Regions that the user chose. Invalid entries are left out, since users can edit settings by hand. */
export function chosen(): readonly Choice[] {
  const value = vscode.workspace.getConfiguration(section).get<unknown>('connections');
  if (!Array.isArray(value)) return [];
  const byProfile = new Map<string, Set<string>>();
  for (const entry of value as unknown[]) {
    const { profile, regions } = (entry ?? {}) as { profile?: unknown; regions?: unknown };
    if (typeof profile !== 'string' || !profile) continue;
    const set = byProfile.get(profile) ?? new Set();
    for (const region of Array.isArray(regions) ? (regions as unknown[]) : []) {
      if (typeof region === 'string' && region) set.add(region);
    }
    byProfile.set(profile, set);
  }
  return [...byProfile].map(([profile, regions]) => ({ profile, regions: [...regions] }));
}

/** Saves the chosen profiles and Regions in the user settings. */
export async function choose(choices: readonly Choice[]): Promise<void> {
  await vscode.workspace.getConfiguration(section).update('connections', choices, vscode.ConfigurationTarget.Global);
}

/** The marks of profiles, by `markKey`. */
export function marks(): ReadonlyMap<string, Mark> {
  return marksIn(vscode.workspace.getConfiguration(section).get<unknown>('profiles'));
}

/** Saves a profile's mark in the user settings and leaves other marks as they are. @param key see `markKey` */
export async function mark(key: string, { readOnly, ...look }: Mark): Promise<void> {
  const settings = vscode.workspace.getConfiguration(section);
  const value = settings.get<unknown>('profiles');
  const before = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const entry = { ...look, ...(readOnly && { readOnly }) };
  const others = Object.entries(before).filter(([name]) => name !== key);
  const all = [...others, ...(Object.keys(entry).length ? [[key, entry] as const] : [])];
  await settings.update('profiles', Object.fromEntries(all), vscode.ConfigurationTarget.Global);
}

/** Calls the listener when the chosen profiles and Regions or the marks change. */
export function onDidChangeChoice(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (['connections', 'profiles'].some(key => event.affectsConfiguration(`${section}.${key}`))) listener();
  });
}

/** How many resources a list loads at first and with each Load More. */
export function pageSize(): number {
  return positive('pageSize', 100);
}

/** The number that the sandbox divides its durations by. */
export function sandboxSpeed(): number {
  return positive('sandbox.speed', 60);
}

/** The limits for requests. Timeouts are in milliseconds; the settings have seconds. */
export function limits(): Limits {
  return {
    connectTimeout: positive('connectTimeout', 10) * 1000,
    requestTimeout: positive('requestTimeout', 30) * 1000,
    concurrency: positive('maxConcurrentRequests', 4),
  };
}

function positive(key: string, fallback: number): number {
  const value = vscode.workspace.getConfiguration(section).get<unknown>(key);
  return typeof value === 'number' && value > 0 ? value : fallback;
}
