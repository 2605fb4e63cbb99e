// Saves sessions in a file, after a question: they are personal data.
import * as l10n from '@vscode/l10n';

import { csvOf } from '../../explorer/sessions/csv';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Board } from '../../sessions/page';
import { saveCsvFile } from '../prompts/saveFile';

/**
 * Asks whether and where to save sessions as CSV, and saves them.
 * @throws if VS Code can't write the file
 */
export function saveCsv(nodes: readonly ResourceNode[], columns: Board['columns']): Promise<void> {
  return saveCsvFile({
    question: nodes.length === 1 ? l10n.t('Save 1 session?') : l10n.t('Save {0} sessions?', nodes.length),
    detail: l10n.t('The file will have personal data: names of users and private IP addresses.'),
    name: 'sessions.csv',
    text: () => csvOf(nodes, columns),
  });
}
