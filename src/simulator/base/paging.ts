import { api } from '../../api/appstream/model';
import { ServiceError } from './errors';

interface PageInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly Limit?: number;
}

/**
 * One page of a list, and the token of the next page. A token holds the last key instead of a position, so that no item is
 * lost or repeated when items come and go between two pages.
 * @param operation a paging operation; another operation's tokens are refused
 * @param key unique among the items, which are answered in its order
 * @param sizes `standard` applies when the request has no size or 0; `max` is the largest size
 * @throws ServiceError for a token that is not from this operation
 */
export function page<T>(
  operation: string,
  input: PageInput,
  items: Iterable<T>,
  key: (item: T) => string,
  sizes: { readonly standard: number; readonly max: number },
): { readonly items: T[]; readonly NextToken?: string } {
  const limit = api.operations[operation]?.paged?.limit as 'MaxResults' | 'Limit' | undefined;
  const asked = (limit && input[limit]) || sizes.standard;
  if (asked < 0 || asked > sizes.max) throw badValue(`${limit} must be between 0 and ${sizes.max}.`);

  const last = input.NextToken === undefined ? undefined : readToken(operation, input.NextToken);
  const rest = [...items]
    .map(item => ({ item, key: key(item) }))
    .filter(entry => last === undefined || entry.key > last)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const taken = rest.slice(0, asked);
  return {
    items: taken.map(entry => entry.item),
    ...(rest.length > asked && { NextToken: writeToken(operation, taken.at(-1)?.key ?? '') }),
  };
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

// The model has no exception for these. AWS answers this one elsewhere without modelling it, so it is a guess here (U).
function badValue(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message);
}
