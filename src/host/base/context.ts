import * as vscode from 'vscode';

import type { ContextKey, Welcome } from '../../explorer/contributed';

/** What a context key may be. */
interface ContextValues extends Record<ContextKey, unknown> {
  'appstream.sandboxRunning': boolean;
  'appstream.welcome': Welcome;
}

/** Sets what `when` clauses of the manifest ask for. */
export async function setContext<Key extends ContextKey>(key: Key, value: ContextValues[Key]): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
