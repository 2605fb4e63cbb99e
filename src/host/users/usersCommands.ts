// Users from CSV…: takes a text, reads it as a table, and opens its page. The text is taken once: what changes in the file later changes
// nothing.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { commands } from '../../explorer/commands';
import { plainTitle, timeOfDay } from '../../explorer/show/messages';
import type { GroupNode, Node } from '../../explorer/tree/node';
import { decoded } from '../../explorer/users/decode';
import { readTable, type Table, UnreadableTable } from '../../explorer/users/table';
import { kinds } from '../../kinds/all';
import type { Handlers } from '../base/command';
import { showErrorMessage, showQuickPick } from '../base/door';
import { pickGroup } from '../prompts/pick';
import type { UsersPageOptions } from './usersPage';
import { openUsersPage } from './usersPage';

/** The largest file that is read: bytes. */
const mostBytes = 20_000_000;

/** A text, and where it is from. */
interface Taken {
  readonly text: string;
  readonly from: string;
}

/** @throws Error if a file can't be read */
export function usersCommands(options: UsersPageOptions): Handlers<'usersFromCsv'> {
  return {
    async usersFromCsv(node) {
      const group = await groupFor(options, node);
      const taken = group && (await take());
      if (!taken) return;
      const table = tableIn(taken.text);
      if (typeof table === 'string') return void showErrorMessage(table);
      const source = l10n.t(
        '{0} rows from {1}, read at {2}. Later changes there have no effect here.',
        table.rows.length,
        taken.from,
        timeOfDay(Date.now()),
      );
      await openUsersPage(options, group, table, source);
    },
  };
}

async function groupFor({ explorer }: UsersPageOptions, node: Node | undefined): Promise<GroupNode | undefined> {
  if (node?.kind === 'group') return node;
  if (node?.kind === 'empty') return node.parent;
  const kind = kinds.find(({ name }) => name === 'user');
  return kind && pickGroup(explorer, kind, { title: commands.usersFromCsv.title, changes: true });
}

/** @returns why it can't be read, without a word of it */
function tableIn(text: string): Table | string {
  try {
    return readTable(text);
  } catch (error) {
    if (error instanceof UnreadableTable) return error.message;
    throw error;
  }
}

/** Asks where the rows are, and takes their text. */
async function take(): Promise<Taken | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const fromEditor = document && vscode.workspace.asRelativePath(document.uri).split(/[\\/]/).at(-1);
  const sources: { label: string; description?: string; take: () => Promise<Taken | undefined> }[] = [
    { label: l10n.t('Open File…'), take: takeFile },
    ...(document && fromEditor !== undefined
      ? [
          {
            label: l10n.t('Active Editor'),
            description: fromEditor,
            take: () => Promise.resolve({ text: document.getText(), from: fromEditor }),
          },
        ]
      : []),
    { label: l10n.t('Clipboard'), take: takeClipboard },
  ];
  const picked = await showQuickPick(sources, {
    title: plainTitle(commands.usersFromCsv.title),
    placeHolder: l10n.t('Choose where the rows are'),
  });
  return picked?.take();
}

async function takeFile(): Promise<Taken | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: plainTitle(commands.usersFromCsv.title),
      filters: { CSV: ['csv', 'tsv', 'txt'], [l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (!file) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > mostBytes) {
    void showErrorMessage(l10n.t('The file is larger than {0} MB.', mostBytes / 1_000_000));
    return undefined;
  }
  const bytes = await vscode.workspace.fs.readFile(file);
  return { text: decoded(bytes, vscode.env.language), from: file.path.split('/').at(-1) ?? '' };
}

async function takeClipboard(): Promise<Taken> {
  return { text: await vscode.env.clipboard.readText(), from: l10n.t('the clipboard') };
}
