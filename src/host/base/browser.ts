// The only module that opens the browser.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { checkAddress } from '../../api/core/webAddress';
import { showErrorMessage } from './door';

/**
 * Checks whether an address may be opened. If not, shows an error message that says why.
 * @param endpoint the endpoint that the address came from, if it isn't AWS's own
 * @returns the host of the address; undefined if it must not be opened
 */
export function safeHost(address: string, endpoint?: string): string | undefined {
  const checked = checkAddress(address, endpoint);
  if ('host' in checked) return checked.host;
  void showErrorMessage(l10n.t('The server sent an unsafe address. {0}', checked.refusal));
  return undefined;
}

/**
 * Opens an address in the browser, or shows an error message if it must not be opened.
 *
 * The address is passed as a string, although the API's type asks for a Uri: a Uri would re-encode the query
 * (microsoft/vscode#85930) and turn %2B into +, which breaks a signature.
 * @param endpoint the endpoint that the address came from, if it isn't AWS's own
 * @returns whether the address was opened
 */
export async function openInBrowser(address: string, endpoint?: string): Promise<boolean> {
  if (safeHost(address, endpoint) === undefined) return false;
  return vscode.env.openExternal(address as unknown as vscode.Uri);
}
