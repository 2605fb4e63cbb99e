// The settings that the first rows need. settingsLater.ts has the others.
import * as vscode from 'vscode';

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

/** How many recent resources the view shows: 0 for none. */
export function recentShown(): number {
  const value = vscode.workspace.getConfiguration(section).get<unknown>('recentResources');
  return typeof value === 'number' && value >= 0 ? value : 5;
}
