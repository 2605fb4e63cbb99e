// Addresses that a server gave, before they are opened in the browser. They may be secrets: what is said of one names its
// host or its scheme, and nothing else of it.
import * as l10n from '@vscode/l10n';

/** What becomes of an address: where it leads to, or why it is not opened, in words. */
export type Checked = { readonly host: string } | { readonly refusal: string };

/**
 * Only https is opened, and the pages of a connection's own endpoint: the sandbox, or a simulator that runs by itself,
 * answers to http.
 * @param endpoint the URL that the requests go to from which the address came, if not to AWS
 */
export function checkAddress(address: string, endpoint?: string): Checked {
  // A browser leaves out line breaks and turns backslashes round, so that it may read another host than is checked here.
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
