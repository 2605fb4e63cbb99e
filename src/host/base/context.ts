import * as vscode from 'vscode';

import type { ContextKey, Welcome } from '../../explorer/contributed';

/** The values that context keys can have. */
interface ContextValues extends Record<ContextKey, unknown> {
  'appstream.sandboxRunning': boolean;
  'appstream.welcome': Welcome;
  'appstream.filtered': boolean;
  'appstream.regionShown': boolean;
  'appstream.compared': 'all' | 'some';
  /** The `contextValue` of each row. */
  'appstream.mixed': readonly string[];
  /** The menu tokens: `;fleet.start;fleet.stop;`. */
  'appstream.mixedActions': string;
}

/** Sets a context key that `when` clauses of the manifest use. */
export async function setContext<Key extends ContextKey>(key: Key, value: ContextValues[Key]): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
