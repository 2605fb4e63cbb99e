import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { StreamingUrl } from '../kinds/kind';

/**
 * Offers what can be done with a streaming URL. The URL is a bearer secret: it goes to the browser or the clipboard, and
 * into no message, log or state.
 */
export async function offerStreamingUrl({ url, expires }: StreamingUrl, title: string): Promise<void> {
  const until = expires
    ? l10n.t('Can be opened until {0}', expires.toLocaleTimeString())
    : l10n.t('Can be opened for a short time');
  const open = { label: `$(link-external) ${l10n.t('Open in Browser')}` };
  const copy = { label: `$(copy) ${l10n.t('Copy Streaming URL')}`, description: l10n.t('whoever has it can stream') };
  const picked = await vscode.window.showQuickPick([open, copy], { title, placeHolder: until, ignoreFocusOut: true });
  if (picked === open) await openExternal(url);
  if (picked !== copy) return;
  await vscode.env.clipboard.writeText(url);
  void vscode.window.showInformationMessage(
    expires
      ? l10n.t('Streaming URL copied. It can be opened until {0}.', expires.toLocaleTimeString())
      : l10n.t('Streaming URL copied.'),
  );
}

/**
 * Opens a URL in the browser as it is. A Uri made of it would re-encode its query (microsoft/vscode#85930): %2B became +,
 * which breaks a signature. The string itself passes through unchanged; the API's type does not say that it may be one.
 */
export async function openExternal(url: string): Promise<void> {
  await vscode.env.openExternal(url as unknown as vscode.Uri);
}
