// Reports lines of the AWS files that are ignored or misread, and opens them.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { FileProblem } from '../../aws/connection';
import { showWarningMessage } from '../base/door';

/** Shows the problems in one message, with a button that opens the first. */
export async function tellFileProblems(problems: readonly FileProblem[]): Promise<void> {
  const [first, ...others] = problems;
  if (!first) return;
  const text = others.length
    ? l10n.t('{0} More problems in the AWS files: {1}.', first.message, others.length)
    : first.message;
  const open = l10n.t('Open File');
  if ((await showWarningMessage(text, open)) === open) await openFileProblem(first);
}

/** Opens the file at the line of the problem. */
export async function openFileProblem({ path, line = 1 }: FileProblem): Promise<void> {
  const at = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(at, at) });
}
