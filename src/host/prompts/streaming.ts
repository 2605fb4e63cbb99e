import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Connection } from '../../aws/connection';
import type { StreamingUrl } from '../../kinds/kind';
import { openInBrowser, safeHost } from '../base/browser';
import { showInformationMessage, showQuickPick } from '../base/door';

/** Offers what can be done with a streaming URL that came from a connection. @param title what it was made for */
export type OfferUrl = (url: StreamingUrl, title: string, connection: Connection) => Promise<void>;

/**
 * Offers what can be done with a streaming URL. The URL is a bearer secret: it goes to the browser or the clipboard, and
 * into no message, log or state. One that leads to no web page that may be opened is not offered at all.
 * @param endpoint where it came from, if not from AWS
 */
export async function offerStreamingUrl(
  { url, expires }: StreamingUrl,
  title: string,
  endpoint: string | undefined,
): Promise<void> {
  const host = safeHost(url, endpoint);
  if (host === undefined) return;
  const until = expires
    ? l10n.t('Can be opened until {0}', expires.toLocaleTimeString())
    : l10n.t('Can be opened for a short time');
  const open = {
    label: l10n.t('Open in Browser'),
    iconPath: new vscode.ThemeIcon('link-external'),
    description: host,
  };
  const copy = {
    label: l10n.t('Copy Streaming URL'),
    iconPath: new vscode.ThemeIcon('copy'),
    description: l10n.t('anyone with this URL can stream'),
  };
  const picked = await showQuickPick([open, copy], { title, placeHolder: until, ignoreFocusOut: true });
  if (picked === open) await openInBrowser(url, endpoint);
  if (picked !== copy) return;
  await vscode.env.clipboard.writeText(url);
  void showInformationMessage(
    expires
      ? l10n.t('Streaming URL copied. It can be opened until {0}.', expires.toLocaleTimeString())
      : l10n.t('Streaming URL copied.'),
  );
}
