// Restores a form's tab after a reload of the window: finds its resource again.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Actor } from '../../api/core/actor';
import { actorFrom } from '../../api/core/actor';
import { toApiError } from '../../api/core/errors';
import type { Explorer } from '../../explorer/explorerTypes';
import { fromFormKey } from '../../explorer/forms/pageForm';
import { sentence } from '../../explorer/show/messages';
import { findNode } from '../../explorer/tree/findNode';
import type { Node } from '../../explorer/tree/node';
import { type Draft, isOfNewerVersion, savedPage } from '../../forms/protocol';
import { ActionRefused } from '../../kinds/action';
import { showWarningMessage } from '../base/door';
import type { Drafts } from './drafts';
import { WrittenForAnother } from './formActor';

interface RestorePlace {
  readonly panel: vscode.WebviewPanel;
  readonly writtenFor: Actor | undefined;
}

/**
 * Draws a form again in its tab. What the user entered is in the page's own state. If that isn't possible now, or if a newer
 * version of the extension has saved it, the tab stays, so that nothing is lost. A draft for another account is only used if
 * the user agrees.
 * @param open opens a form for a node; answers false if there is no such form
 */
export async function restoreForm(
  panel: vscode.WebviewPanel,
  state: unknown,
  explorer: Explorer,
  open: (does: string, node: Node | undefined, place: RestorePlace) => Promise<boolean>,
): Promise<void> {
  const close = l10n.t('Close Form');
  const page = savedPage(state);
  if (!page) {
    if (isOfNewerVersion(state)) {
      const newer = l10n.t('A newer version of the extension saved it. Update the extension, then reload the window.');
      if ((await showWarningMessage(notReopened(panel, newer), close)) !== close) return;
    }
    panel.dispose();
    return;
  }
  const { does, nodeId } = fromFormKey(page.key);
  let problem: string;
  let retry = l10n.t('Retry');
  let next = state;
  try {
    const writtenFor = page.actor === undefined ? undefined : actorFrom(page.actor);
    if (await open(does, await findNode(explorer, nodeId), { panel, writtenFor })) return;
    problem = l10n.t('Its resource is no longer in the AppStream view.');
  } catch (error) {
    const { message, nextStep } = toApiError(error, 'Open form');
    problem = error instanceof ActionRefused ? error.message : `${sentence(message)} ${nextStep}`;
    if (error instanceof WrittenForAnother) [retry, next] = [error.button, { ...page, actor: undefined }];
  }
  const pressed = await showWarningMessage(notReopened(panel, problem), retry, close);
  if (pressed === retry) await restoreForm(panel, next, explorer, open);
  if (pressed === close) panel.dispose();
}

/** @param problem a sentence */
function notReopened({ title }: vscode.WebviewPanel, problem: string): string {
  return l10n.t('Can\'t reopen the form "{0}". {1}', title.replace(/ ●$/, ''), problem);
}

/** How long to wait for VS Code to restore tabs by itself: milliseconds. */
const grace = 1500;

/**
 * Opens forms again that have a draft and whose tabs VS Code has not restored. In a browser, VS Code
 * saves the open tabs only every few seconds, and not when the page reloads. If a form can't be opened
 * now, its draft is kept until the user opens it.
 * @param isShown whether a form is open
 */
export async function reopenLost(
  drafts: Drafts,
  explorer: Explorer,
  isShown: (key: string) => boolean,
  open: (
    does: string,
    node: Node | undefined,
    place: { draft: Draft; writtenFor?: Actor | undefined },
  ) => Promise<boolean>,
): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, grace));
  // A tab in the background exists, although its page is only drawn when it is shown.
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label.replace(/ ●$/, '')));
  for (const { title, page } of drafts.all()) {
    if (isShown(page.key) || tabs.includes(title)) continue;
    const { does, nodeId } = fromFormKey(page.key);
    const openFor = async (writtenFor: Actor | undefined): Promise<void> =>
      void (await open(does, await findNode(explorer, nodeId), { draft: page, writtenFor }));
    await openFor(page.actor === undefined ? undefined : actorFrom(page.actor)).catch(async (error: unknown) => {
      // Otherwise, the draft is used when the user opens its form.
      if (!(error instanceof WrittenForAnother)) return;
      const words = l10n.t('{0}: {1}', title, error.message);
      if ((await showWarningMessage(words, error.button)) === error.button) {
        await openFor(undefined).catch(() => undefined);
      }
    });
  }
}
