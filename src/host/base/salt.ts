import { randomBytes } from 'node:crypto';

import type * as vscode from 'vscode';

const place = 'appstream.salt';

/**
 * The salt of this installation: made at the first start and kept, so that what was saved under a pseudonym is found again.
 * @param state the extension's own on this computer, which is not synchronised
 */
export function installationSalt(state: vscode.Memento): string {
  const kept = state.get<unknown>(place);
  if (typeof kept === 'string' && kept.length === 32) return kept;
  const made = randomBytes(16).toString('hex');
  void state.update(place, made);
  return made;
}
