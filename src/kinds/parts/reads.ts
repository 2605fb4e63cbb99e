// Helpers for reading kinds: describing by name, errors inside resources, texts of a form's input.
import type { Api, Input, Output, PagedOperation } from '../../api/types';
import type { Values } from '../../forms/field';
import type { ResourceError } from '../kind';
import type { Scope } from '../listing';
import { collect } from '../listing';
import type { CodeEnum, ErrorCodes } from './explanations';

/**
 * A kind's `describe` that requests all resources by name at once. Without any name it sends no request, since a
 * request without names would return every resource.
 */
export function describer<O extends PagedOperation, R, T>(
  operation: O,
  name: (resource: R) => string | undefined,
  input: (names: string[]) => Input<O>,
  items: (output: Output<O>) => readonly T[] | undefined,
): (api: Api, resources: readonly R[], scope: Scope, signal: AbortSignal) => Promise<T[]> {
  return async (api, resources, _scope, signal) => {
    const known = [...new Set(resources.flatMap(resource => name(resource) || []))];
    return known.length ? collect(api, operation, input(known), items, signal) : [];
  };
}

/** The errors that the API reports inside a resource. @param codes the enum of their codes, by which they are explained */
export function errorsIn<E extends CodeEnum>(
  codes: E,
  errors:
    | readonly { readonly ErrorCode?: ErrorCodes[E] | undefined; readonly ErrorMessage?: string | undefined }[]
    | undefined,
): readonly ResourceError[] {
  return uncodedErrorsIn(errors).map(error => ({ ...error, codes }));
}

/** The errors inside a resource whose codes the API doesn't list. */
export function uncodedErrorsIn(
  errors:
    readonly { readonly ErrorCode?: string | undefined; readonly ErrorMessage?: string | undefined }[] | undefined,
): readonly ResourceError[] {
  return (errors ?? []).map(({ ErrorCode, ErrorMessage }) => ({ code: ErrorCode, message: ErrorMessage }));
}

/** The StateChangeReason of a resource as an error. @param codes the enum of its code */
export function reasonIn<E extends CodeEnum>(
  codes: E,
  reason: { readonly Code?: ErrorCodes[E] | undefined; readonly Message?: string | undefined } | undefined,
): readonly ResourceError[] {
  return reason ? [{ code: reason.Code, message: reason.Message, codes }] : [];
}

/** Reads a text member of a form's input: the name of the new resource. */
export function textOf(member: string): (input: Values) => string | undefined {
  return ({ [member]: value }) => (typeof value === 'string' ? value : undefined);
}

/** Of some names, those with a single associated resource. @param associated lists the names of those of one of them @throws ApiError */
export async function withOne(
  names: readonly string[],
  associated: (name: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const counts = await Promise.all(names.map(async name => (await associated(name)).length));
  return names.filter((_name, place) => counts[place] === 1);
}
