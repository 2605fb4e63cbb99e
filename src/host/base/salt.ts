import { randomBytes } from 'node:crypto';

import type * as vscode from 'vscode';

const saltKey = 'appstream.salt';

/**
 * The salt of this installation. It is made at the first start and kept, so that pseudonyms stay the same.
 * @param state the extension's global state on this computer, which Settings Sync doesn't copy
 */
export function installationSalt(state: vscode.Memento): string {
  const kept = state.get<unknown>(saltKey);
  if (typeof kept === 'string' && kept.length === 32) return kept;
  const made = randomBytes(16).toString('hex');
  void state.update(saltKey, made);
  return made;
}
