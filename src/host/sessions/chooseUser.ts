// Whose sessions a board is about.
import * as l10n from '@vscode/l10n';

import type { User } from '../../explorer/sessions/ofUser';
import { askText } from '../prompts/askText';

/** The title of the questions that lead to a board of one user. */
export const userTitle = (): string => l10n.t('Show Sessions of a User');

/** Asks for a user. @returns undefined if the user of VS Code cancels */
export async function chooseUser(): Promise<User | undefined> {
  const box = {
    title: userTitle(),
    prompt: l10n.t('The whole user name, as AppStream shows it. User names are case-sensitive.'),
    placeholder: 'name@example.com',
  };
  const asked = await askText(box, text => {
    const { length } = text.trim();
    return length < 2 || length > 128 ? l10n.t('A user name has 2 to 128 characters.') : undefined;
  });
  return asked.kind === 'answer' ? { UserId: asked.text.trim() } : undefined;
}
