import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Connection } from '../../aws/connection';
import type { StreamingUrl } from '../../kinds/action';
import { openInBrowser, safeHost } from '../base/browser';
import { showInformationMessage, showQuickPick } from '../base/door';

/** Lets the user open or copy a streaming URL. @param title what the URL was created for */
export type OfferUrl = (url: StreamingUrl, title: string, connection: Connection) => Promise<void>;

/**
 * Lets the user open or copy a streaming URL. The URL is a bearer secret: it goes to the browser or the clipboard, and never
 * into a message, the log or saved state. A URL that must not be opened isn't offered; an error message says why.
 * @param endpoint the endpoint that the URL came from, if it isn't AWS's own
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
