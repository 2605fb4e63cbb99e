// Making a thing once, also when an answer was lost: the thing may be there all the same.
import { isApiError } from '../../api/core/errors';
import type { ActingApi, Api } from '../../api/types';
import type { Value, Values } from '../../forms/field';
import { isList, isValues } from '../../forms/values';
import type { Create, Kind } from '../../kinds/kind';
import type { GroupNode } from '../tree/node';
import type { Outcome } from './wish';

/**
 * Makes a thing, unless an earlier request has made it, whose answer was lost: the user's, or one that the SDK sent again
 * by itself.
 * @param again whether there was an earlier request of the user's
 * @returns whether it was there already, as asked
 * @throws ApiError; ActionRefused when the service would refuse it
 */
export async function makeOnce(
  api: ActingApi,
  group: GroupNode,
  create: Create,
  input: Values,
  again: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  if (again && (await isThere(api, group, create, input, signal))) return true;
  try {
    await create.check?.(api, input, signal);
    await api.call(create.form.operation, input, signal);
    return false;
  } catch (error) {
    const repeated = isApiError(error) && error.reason === 'exists' && again;
    if (repeated && (await isThere(api, group, create, input, signal))) return true;
    throw error;
  }
}

/**
 * Looks whether a thing was made. One of that name that is not as asked may be another's, or differ since AWS fills in more.
 * @throws ApiError
 */
export async function lookForMade(
  api: Api,
  { resourceKind: of, scope }: GroupNode,
  create: Create,
  input: Values,
  signal: AbortSignal,
): Promise<Outcome> {
  for await (const page of of.list.pages(api, scope, signal)) {
    // Of what there is one at most, any is the one.
    const found = create.maxCount === 1 ? page[0] : page.find(resource => isNamed(of, resource, create.id(input)));
    if (found === undefined) continue;
    const plain = JSON.parse(JSON.stringify(found)) as Values;
    return (create.isAsked?.(found, input) ?? isAsAsked(input, plain)) ? 'done' : 'unseen';
  }
  return 'notDone';
}

async function isThere(...look: Parameters<typeof lookForMade>): Promise<boolean> {
  return (await lookForMade(...look)) === 'done';
}

/** Whether a resource is the one with an id, or with that name. */
export function isNamed(of: Kind, resource: unknown, id: string | undefined): boolean {
  return id !== undefined && [of.id(resource), of.label?.(resource)].includes(id);
}

/**
 * Whether a thing is what was asked for: the service fills in more than was said, and does not answer all that was (tags,
 * passwords), so what both have must be the same.
 */
export function isAsAsked(asked: Value, found: Value): boolean {
  if (isList(asked)) return isList(found) && asked.every(entry => found.some(other => isAsAsked(entry, other)));
  if (!isValues(asked)) return asked === found;
  if (!isValues(found)) return false;
  return Object.entries(asked).every(([member, value]) => {
    const other = found[member];
    return value === undefined || other === undefined || isAsAsked(value, other);
  });
}
