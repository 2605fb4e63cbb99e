import * as vscode from 'vscode';

import type { Limits } from '../../api/core/types';
import type { Mark } from '../../explorer/tree/mark';
import { marksIn } from '../../explorer/tree/mark';
import type { Choice } from './choices';
import { choicesIn, withChoices, withMark } from './choices';

const section = 'appstream';

/** The profiles and Regions that the user chose. */
export function chosen(): readonly Choice[] {
  return choicesIn(vscode.workspace.getConfiguration(section).get<unknown>('connections'));
}

/** Saves the chosen profiles and Regions in the user settings. */
export async function choose(choices: readonly Choice[]): Promise<void> {
  const settings = vscode.workspace.getConfiguration(section);
  const value = withChoices(settings.get<unknown>('connections'), choices);
  await settings.update('connections', value, vscode.ConfigurationTarget.Global);
}

/** The marks of profiles, by `markKey`. */
export function marks(): ReadonlyMap<string, Mark> {
  return marksIn(vscode.workspace.getConfiguration(section).get<unknown>('profiles'));
}

/** Saves a profile's mark in the user settings and leaves other marks as they are. @param key see `markKey` */
export async function saveMark(key: string, mark: Mark): Promise<void> {
  const settings = vscode.workspace.getConfiguration(section);
  const value = withMark(settings.get<unknown>('profiles'), key, mark);
  await settings.update('profiles', value, vscode.ConfigurationTarget.Global);
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

/** How many recent resources the view shows: 0 for none. */
export function recentShown(): number {
  const value = vscode.workspace.getConfiguration(section).get<unknown>('recentResources');
  return typeof value === 'number' && value >= 0 ? value : 5;
}

/** Calls the listener when `recentShown` may have changed. */
export function onDidChangeRecentShown(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${section}.recentResources`)) listener();
  });
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
