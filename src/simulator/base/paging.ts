import { api } from '../../api/appstream/model';
import { ServiceError } from './errors';
import { SortedMap } from './sortedMap';

interface PageInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly Limit?: number;
}

/** `standard` is the size if the request has none or 0; `max` is the largest size. */
interface PageSizes {
  readonly standard: number;
  readonly max: number;
}

export interface Page<T> {
  readonly items: T[];
  readonly NextToken?: string;
}

/**
 * One page of a list, and the token of the next page. A token holds the last key instead of a position, so that no item is
 * lost or repeated when items come and go between two pages.
 * @param operation a paging operation; another operation's tokens are refused
 * @param key unique among the items, which are answered in its order
 * @throws ServiceError for a token that is not from this operation
 */
export function page<T>(
  operation: string,
  input: PageInput,
  items: Iterable<T>,
  key: (item: T) => string,
  sizes: PageSizes,
): Page<T> {
  return pageOfMap(operation, input, keyed(items, key), sizes);
}

function* keyed<T>(items: Iterable<T>, key: (item: T) => string): Iterable<[key: string, item: T]> {
  for (const item of items) yield [key(item), item];
}

/** The same for entries whose keys are known. A SortedMap is the quickest: no entry before the page is read. */
export function pageOfMap<T>(
  operation: string,
  input: PageInput,
  items: SortedMap<T> | Iterable<readonly [key: string, item: T]>,
  sizes: PageSizes,
): Page<T> {
  // Of services beside AppStream, those that page take MaxResults.
  const modelled = api.operations[operation]?.paged?.limit as 'MaxResults' | 'Limit' | undefined;
  const limit = modelled ?? ('MaxResults' in input ? 'MaxResults' : undefined);
  const asked = (limit && input[limit]) || sizes.standard;
  if (asked < 0 || asked > sizes.max) throw badValue(`${limit} must be between 0 and ${sizes.max}.`);

  const last = input.NextToken === undefined ? undefined : readToken(operation, input.NextToken);
  // One more than asked for shows whether there is a next page.
  const first = items instanceof SortedMap ? items.after(last, asked + 1) : smallest(items, asked + 1, last);
  const taken = first.slice(0, asked);
  return {
    items: taken.map(([, item]) => item),
    ...(first.length > asked && { NextToken: writeToken(operation, taken.at(-1)?.[0] ?? '') }),
  };
}

/** The entries with the smallest keys after `last`, in the order of their keys. Sorting all items for each page would be slow. */
function smallest<T>(
  items: Iterable<readonly [key: string, item: T]>,
  count: number,
  last: string | undefined,
): (readonly [key: string, item: T])[] {
  const found: (readonly [key: string, item: T])[] = [];
  for (const entry of items) {
    const [key] = entry;
    if (last !== undefined && key <= last) continue;
    if (found.length === count && key > (found.at(-1)?.[0] ?? '')) continue;
    // Most items come in the order of their keys, so their place is near the end.
    const before = found.findLastIndex(([other]) => other < key);
    found.splice(before + 1, 0, entry);
    found.length = Math.min(found.length, count);
  }
  return found;
}

function writeToken(operation: string, last: string): string {
  return Buffer.from(JSON.stringify([operation, last])).toString('base64url');
}

function readToken(operation: string, token: string): string {
  try {
    const [from, last] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [unknown, unknown];
    if (from === operation && typeof last === 'string') return last;
  } catch {
    // Not a token of the simulator: refused below.
  }
  throw badValue('The value of NextToken is not valid.');
}

// (U) Every operation: A page size or token that is not valid is refused by InvalidParameterValueException, which no operation models.
function badValue(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message);
}
