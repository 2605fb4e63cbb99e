// A form's tab that VS Code gives back after the window was reloaded: what it was about is looked for again.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { actorFrom } from '../api/actor';
import type { Actor } from '../api/actor';
import { toApiError } from '../api/errors';
import type { Explorer } from '../explorer/explorer';
import { findNode } from '../explorer/findNode';
import type { Node } from '../explorer/node';
import { fromFormKey } from '../explorer/openForm';
import { sentence } from '../explorer/words';
import { savedPage } from '../forms/protocol';
import { ActionRefused } from '../kinds/kind';
import { WrittenForAnother } from './formActor';

interface RestorePlace {
  readonly panel: vscode.WebviewPanel;
  readonly writtenFor: Actor | undefined;
}

/**
 * Draws a form again in the tab it had. What was entered is in the page's own state. When that can't be done now, the tab
 * stays, so that nothing is lost. What was entered for another account is taken up only when the user wants that.
 * @param open opens what it does with a node; answers false when there is no such form
 */
export async function restoreForm(
  panel: vscode.WebviewPanel,
  state: unknown,
  explorer: Explorer,
  open: (does: string, node: Node | undefined, place: RestorePlace) => Promise<boolean>,
): Promise<void> {
  const page = savedPage(state);
  if (!page) {
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
    problem = l10n.t('What it is about is not in the AppStream view any more.');
  } catch (error) {
    const { message, nextStep } = toApiError(error, 'Open form');
    problem = error instanceof ActionRefused ? error.message : `${sentence(message)} ${nextStep}`;
    if (error instanceof WrittenForAnother) [retry, next] = [error.button, { ...page, actor: undefined }];
  }
  const close = l10n.t('Close Form');
  const words = l10n.t('The form "{0}" can\'t be shown again: {1}', panel.title.replace(/ ●$/, ''), problem);
  const pressed = await vscode.window.showWarningMessage(words, retry, close);
  if (pressed === retry) await restoreForm(panel, next, explorer, open);
  if (pressed === close) panel.dispose();
}
