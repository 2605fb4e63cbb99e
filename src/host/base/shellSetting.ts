import * as vscode from 'vscode';

import type { Shell } from '../../explorer/calls/shell';
import { shellFor } from '../../explorer/calls/shell';

const section = 'appstream.copy';

/** The shell that copied commands are written for: the one in the settings, or the default shell of VS Code's terminals. */
export function shell(): Shell {
  const setting = vscode.workspace.getConfiguration(section).get<unknown>('shell');
  return shellFor(typeof setting === 'string' ? setting : undefined, vscode.env.shell, process.platform);
}

/** Saves the shell that the user chose in the user settings. */
export async function chooseShell(chosen: Shell): Promise<void> {
  await vscode.workspace.getConfiguration(section).update('shell', chosen, vscode.ConfigurationTarget.Global);
}
