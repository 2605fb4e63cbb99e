// Saves sessions in a file, after a question: they are personal data.
import * as os from 'node:os';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { csvOf } from '../../explorer/sessions/csv';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Board } from '../../sessions/page';
import { setStatusBarMessage, showDialog } from '../base/door';

/** How long the status bar says that the file is saved: milliseconds. */
const saidFor = 5_000;

/**
 * Asks whether and where to save sessions as CSV, and saves them.
 * @throws if VS Code can't write the file
 */
export async function saveCsv(nodes: readonly ResourceNode[], columns: Board['columns']): Promise<void> {
  const save = l10n.t('Save as CSV');
  const pressed = await showDialog(
    {
      kind: 'warning',
      message: nodes.length === 1 ? l10n.t('Save 1 session?') : l10n.t('Save {0} sessions?', nodes.length),
      detail: [
        l10n.t('The file will have personal data: names of users and private IP addresses.'),
        l10n.t('AppStream Explorer does not delete the file.'),
      ],
    },
    save,
  );
  if (pressed !== save) return;
  const file = await vscode.window.showSaveDialog({
    title: save,
    filters: { CSV: ['csv'] },
    defaultUri: inFolder('sessions.csv'),
  });
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, Buffer.from(csvOf(nodes, columns)));
  setStatusBarMessage(l10n.t('Saved'), saidFor);
}

function inFolder(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file(os.homedir()), name);
}
