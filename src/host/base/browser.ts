// The one door to the browser.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { checkAddress } from '../../api/core/webAddress';
import { showErrorMessage } from './door';

/**
 * The host that an address leads to, if it may be opened; else says why not.
 * @param endpoint of whoever gave the address, if that was not AWS
 */
export function safeHost(address: string, endpoint?: string): string | undefined {
  const checked = checkAddress(address, endpoint);
  if ('host' in checked) return checked.host;
  void showErrorMessage(l10n.t('The server sent an unsafe address. {0}', checked.refusal));
  return undefined;
}

/**
 * Opens an address in the browser as it is, if it may be opened; else says why not. A Uri made of it would re-encode its
 * query (microsoft/vscode#85930): %2B became +, which breaks a signature. The string itself passes through unchanged; the
 * API's type does not say that it may be one.
 * @param endpoint of whoever gave the address, if that was not AWS
 * @returns whether it was opened
 */
export async function openInBrowser(address: string, endpoint?: string): Promise<boolean> {
  if (safeHost(address, endpoint) === undefined) return false;
  return vscode.env.openExternal(address as unknown as vscode.Uri);
}
