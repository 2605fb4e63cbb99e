// Checks addresses from servers before they are opened in the browser. An address may be a secret, so messages contain only its
// host or scheme.
import * as l10n from '@vscode/l10n';

/** The result of a check: the host of the address, or a message why it must not be opened. */
export type Checked = { readonly host: string } | { readonly refusal: string };

/**
 * Checks an address. Allowed are https and, for http, only the origin of the connection's endpoint: the sandbox uses http.
 * @param endpoint the endpoint that the address came from, if it isn't AWS's own
 */
export function checkAddress(address: string, endpoint?: string): Checked {
  // A browser removes line breaks and turns backslashes into slashes, so it might open another host than the one checked here.
  if (!URL.canParse(address) || /[\s\p{Cc}\\]/u.test(address)) {
    return { refusal: l10n.t("It wasn't opened because it isn't a web address.") };
  }
  const { protocol, host, origin, username, password } = new URL(address);
  if (username || password) {
    return { refusal: l10n.t("The address at {0} wasn't opened because it contains a user name.", host) };
  }
  if (protocol === 'https:') return { host };
  if (protocol === 'http:' && endpoint !== undefined && URL.canParse(endpoint) && new URL(endpoint).origin === origin) {
    return { host };
  }
  const scheme = protocol.slice(0, 40);
  return {
    refusal: host
      ? l10n.t("The address at {0} wasn't opened because it begins with {1} instead of https:.", host, scheme)
      : l10n.t("It wasn't opened because it begins with {0} instead of https:.", scheme),
  };
}
