// The settings that the first rows don't need.
import * as vscode from 'vscode';

import type { Limits } from '../../api/core/types';
import { longestTimeout } from '../../explorer/contributed';

const section = 'appstream';

/** Calls the listener when the chosen profiles and Regions or the marks change. */
export function onDidChangeChoice(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (['connections', 'profiles'].some(key => event.affectsConfiguration(`${section}.${key}`))) listener();
  });
}

/** Calls the listener when `recentShown` may have changed. */
export function onDidChangeRecentShown(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${section}.recentResources`)) listener();
  });
}

/** How many resources a list loads at first and with each Load More. */
export function pageSize(): number {
  return Math.max(positive('pageSize', 100), 1);
}

/** The number that the sandbox divides its durations by. */
export function sandboxSpeed(): number {
  return positive('sandbox.speed', 60);
}

/** The limits for requests. Timeouts are in milliseconds; the settings have seconds. */
export function limits(): Limits {
  return {
    connectTimeout: seconds('connectTimeout', 10),
    requestTimeout: seconds('requestTimeout', 30),
    concurrency: positive('maxConcurrentRequests', 4),
  };
}

/** @returns milliseconds: no more than the setting allows, because a timer that is too long ends at once */
function seconds(key: string, fallback: number): number {
  return Math.min(positive(key, fallback), longestTimeout) * 1000;
}

function positive(key: string, fallback: number): number {
  const value = vscode.workspace.getConfiguration(section).get<unknown>(key);
  return typeof value === 'number' && value > 0 ? value : fallback;
}
