// Saves personal data in a file, after a question.
import * as os from 'node:os';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { setStatusBarMessage, showDialog } from '../base/door';

/** How long the status bar says that the file is saved: milliseconds. */
const saidFor = 5_000;

/** What is to be saved as CSV. */
export interface Saving {
  /** `Save 3 sessions?` */
  readonly question: string;
  /** Which personal data the file will have, as a sentence. */
  readonly detail: string;
  /** The name that the file gets unless the user gives another. */
  readonly name: string;
  readonly text: () => string;
}

/**
 * Asks whether and where to save a text, and saves it.
 * @throws if VS Code can't write the file
 */
export async function saveCsvFile({ question, detail, name, text }: Saving): Promise<void> {
  const save = l10n.t('Save as CSV');
  const pressed = await showDialog(
    { kind: 'warning', message: question, detail: [detail, l10n.t('AppStream Explorer does not delete the file.')] },
    save,
  );
  if (pressed !== save) return;
  const file = await vscode.window.showSaveDialog({
    title: save,
    filters: { CSV: ['csv'] },
    defaultUri: inFolder(name),
  });
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, Buffer.from(text()));
  setStatusBarMessage(l10n.t('Saved'), saidFor);
}

function inFolder(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file(os.homedir()), name);
}
