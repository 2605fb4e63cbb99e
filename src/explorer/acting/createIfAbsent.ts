// Creates a resource once, even when an answer was lost.
import { isApiError, toApiError } from '../../api/core/errors';
import type { ActingApi, Api } from '../../api/types';
import type { Value, Values } from '../../forms/field';
import { isList, isValues } from '../../forms/values';
import type { Create } from '../../kinds/action';
import type { Kind } from '../../kinds/kind';
import type { GroupNode } from '../tree/node';
import type { Outcome } from './change';
import { notSent } from './outcomeErrors';

/**
 * Creates a resource, unless an earlier request has created it. The answer to that request was lost.
 * @param isRetry whether the user has sent an earlier request. The SDK may also have sent one twice by itself
 * @param absent called when the check before a retry does not find the resource
 * @returns whether an earlier request has created it as requested
 * @throws ApiError, also when the check before a retry fails; ActionRefused when the service would refuse it
 */
export async function createIfAbsent(
  api: ActingApi,
  group: GroupNode,
  create: Create,
  input: Values,
  isRetry: boolean,
  signal: AbortSignal,
  absent: () => void,
): Promise<boolean> {
  const isThere = async (): Promise<boolean> => (await lookForCreated(api, group, create, input, signal)) === 'done';
  if (isRetry) {
    const isDone = await isThere().catch((thrown: unknown) => {
      const error = toApiError(thrown, group.resourceKind.list.operations[0] ?? 'List');
      // Without permission to check, no check ever succeeds. The user was told, and has decided to send it again.
      if (error.reason === 'denied') return false;
      throw notSent(error);
    });
    if (isDone) return true;
    absent();
  }
  try {
    await create.check?.(api, input, signal);
    await api.call(create.form.operation, input, signal);
    return false;
  } catch (error) {
    const isRepeated = isApiError(error) && error.reason === 'exists' && isRetry;
    if (isRepeated && (await isThere().catch(() => false))) return true;
    throw error;
  }
}

/**
 * Checks whether a resource was created. One of that name that differs from the request may belong to somebody else. It may
 * also differ because AWS fills in more.
 * @throws ApiError when the check fails
 */
export async function lookForCreated(
  api: Api,
  { resourceKind, scope }: GroupNode,
  create: Create,
  input: Values,
  signal: AbortSignal,
): Promise<Outcome> {
  for await (const page of resourceKind.list.pages(api, scope, signal)) {
    // Where there is at most one, any resource is the one.
    const found =
      create.maxCount === 1 ? page[0] : page.find(resource => isNamed(resourceKind, resource, create.id(input)));
    if (found === undefined) continue;
    const plain = JSON.parse(JSON.stringify(found)) as Values;
    return (create.isRequested?.(found, input) ?? isAsAsked(input, plain)) ? 'done' : 'uncheckable';
  }
  return 'notDone';
}

/** Whether a resource has this id or this name. */
export function isNamed(resourceKind: Kind, resource: unknown, id: string | undefined): boolean {
  return id !== undefined && [resourceKind.id(resource), resourceKind.label?.(resource)].includes(id);
}

/**
 * Whether a resource is as requested. AWS fills in more than the request has, and leaves out parts of it, such as tags and
 * passwords. So only the members that both have must be the same.
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
