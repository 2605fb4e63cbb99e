// Links to Regions and resources. They name the account, not a profile, so that they work for whoever has access to it.
import type { Favorite } from '../tree/favorite';

/** What a link leads to. */
export interface Link {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Absent: the Region itself. */
  readonly resource?: {
    /** The list that has it, as in ids of nodes: `fleet`, `image:private`. */
    readonly list: string;
    /** What tells it from others of the list, as in ids of nodes: for most kinds its name. */
    readonly key: string;
  };
}

/** The only path of links. They reveal, and never act. */
const path = '/reveal';

/** No name or ARN in AppStream is longer. */
const maxKey = 2_048;

/**
 * The link to what can be a favorite, without people's names.
 * @param scheme the scheme of links that VS Code opens: `vscode`
 * @param extension the id of the extension
 * @returns undefined if the account isn't known
 */
export function linkTo(
  { account, region, resource }: Favorite,
  { scheme, extension }: { readonly scheme: string; readonly extension: string },
): string | undefined {
  if (account === undefined) return undefined;
  const parts = { account, region, ...(resource && { kind: resource.list, name: resource.key }) };
  return `${scheme}://${extension}${path}?${String(new URLSearchParams(parts))}`;
}

/**
 * Reads a link. It may come from anybody: whatever isn't as `linkTo` writes it is refused.
 * @param link its path and its query, without the question mark
 * @returns undefined if it is not a link to a Region or a resource
 */
export function readLink(link: { readonly path: string; readonly query: string }): Link | undefined {
  if (link.path !== path) return undefined;
  const parts = [...new URLSearchParams(link.query)];
  const { account = '', region = '', kind, name, ...others } = Object.fromEntries(parts);
  const isPlace = /^\d{12}$/.test(account) && /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region) && region.length <= 32;
  if (!isPlace || Object.keys(others).length || new Set(parts.map(([part]) => part)).size < parts.length) {
    return undefined;
  }
  if (kind === undefined && name === undefined) return { account, region };
  if (kind === undefined || name === undefined || !/^[a-zA-Z]{1,40}(:[a-zA-Z]{1,40})?$/.test(kind)) return undefined;
  if (!name || name.length > maxKey || /[\p{Cc}\p{Surrogate}]/u.test(name)) return undefined;
  return { account, region, resource: { list: kind, key: name } };
}
