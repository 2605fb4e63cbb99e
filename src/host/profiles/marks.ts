// Marks a profile with a word and a color, or as read-only. The user settings keep the marks.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import type { CommandDescription } from '../../explorer/commands';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { accountLine } from '../../explorer/show/place';
import type { Mark, MarkColor } from '../../explorer/tree/mark';
import { markColors, markKey } from '../../explorer/tree/mark';
import type { ProfileNode } from '../../explorer/tree/node';
import { isReadOnly } from '../../explorer/tree/node';
import type { Handler, Handlers } from '../base/command';
import { createQuickPick, showDialog, showQuickPick } from '../base/door';
import { saveMark } from '../base/settings';
import { profileFor } from '../prompts/pick';

/** Common words for accounts. Users can type any other word. */
const commonWords = (): string[] => [l10n.t('PRODUCTION'), l10n.t('STAGING'), l10n.t('TEST'), l10n.t('DEVELOPMENT')];

/** Lets the user choose a word and a color for a profile, or remove them. */
export async function markProfile(profile: ProfileNode): Promise<void> {
  const before = profile.mark ?? { readOnly: false };
  const title = l10n.t('Mark profile {0}', profile.name);
  const word = await pickWord(title, before);
  if (word === undefined) return;
  const { readOnly } = before;
  if (word === '') return saveMark(markKey(profile), { readOnly });
  const color = await pickColor(title, before);
  if (color) await saveMark(markKey(profile), { word, ...(color !== 'none' && { color }), readOnly });
}

/** Marks a profile as read-only. */
export async function makeReadOnly(profile: ProfileNode): Promise<void> {
  await saveMark(markKey(profile), { ...profile.mark, readOnly: true });
}

/** Removes the read-only mark of a profile after asking, since the mark protects an account. The question names the account. */
async function allowChanges(explorer: Explorer, profile: ProfileNode): Promise<void> {
  const [place] = profile.regions[0]?.groups ?? [];
  if (place) await explorer.identify(place);
  const allow = { title: l10n.t('Allow Changes') };
  const question = l10n.t('Allow changes with profile {0}?', profile.name);
  const word = profile.mark?.word;
  const message = word === undefined ? question : l10n.t('{0}: {1}', word, question);
  const pressed = await showDialog({ kind: 'warning', message, detail: [accountLine(profile)] }, allow);
  if (pressed === allow) await saveMark(markKey(profile), { ...profile.mark, readOnly: false });
}

/** Lets the user choose or type a word. @returns the word, empty for none; undefined if the user cancels */
async function pickWord(title: string, { word }: Mark): Promise<string | undefined> {
  const pick = createQuickPick<vscode.QuickPickItem & { readonly word: string }>();
  const none = { label: l10n.t('No mark'), word: '' };
  const offer = (): void => {
    const typed = pick.value.trim();
    const offered = [...new Set([...(word === undefined ? [] : [word]), ...commonWords()])];
    pick.items = [
      ...offered.map(label => ({ label, word: label })),
      ...(typed && !offered.includes(typed) ? [{ label: typed, description: l10n.t('as typed'), word: typed }] : []),
      ...(word === undefined ? [] : [none]),
    ];
  };
  Object.assign(pick, { title, placeholder: l10n.t('Choose a word, or type one') });
  pick.onDidChangeValue(offer);
  offer();
  pick.show();
  return new Promise<string | undefined>(resolve => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.word));
    pick.onDidHide(() => resolve(undefined));
  }).finally(() => pick.dispose());
}

async function pickColor(title: string, before: Mark): Promise<MarkColor | 'none' | undefined> {
  const names: Record<MarkColor, string> = {
    red: l10n.t('Red'),
    orange: l10n.t('Orange'),
    yellow: l10n.t('Yellow'),
    green: l10n.t('Green'),
    blue: l10n.t('Blue'),
    purple: l10n.t('Purple'),
  };
  const items = markColors.map(color => ({
    label: names[color],
    ...(color === before.color && { description: l10n.t('current') }),
    color,
  }));
  const none = { label: l10n.t('No color'), color: 'none' as const };
  const placeHolder = l10n.t('Choose a color');
  return (await showQuickPick([...items, none], { title, placeHolder }))?.color;
}

/** The commands that mark profiles and the sandbox's accounts. */
export function markCommands(explorer: Explorer): Handlers<'markProfile' | 'makeReadOnly' | 'allowChanges'> {
  const marking =
    (
      { title }: CommandDescription,
      task: (profile: ProfileNode) => Promise<void>,
      suits: (profile: ProfileNode) => boolean,
    ): Handler =>
    async node => {
      const profile = await profileFor(explorer, node, { title, suits });
      if (profile) await task(profile);
    };
  return {
    markProfile: marking(commands.markProfile, markProfile, () => true),
    makeReadOnly: marking(commands.makeReadOnly, makeReadOnly, profile => !isReadOnly(profile)),
    allowChanges: marking(commands.allowChanges, profile => allowChanges(explorer, profile), isReadOnly),
  };
}
