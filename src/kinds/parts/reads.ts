// Helpers for reading kinds: describing by name, errors inside resources, texts of a form's input.
import type { Api, Input, Output, PagedOperation } from '../../api/types';
import type { Values } from '../../forms/field';
import type { ResourceError } from '../kind';
import type { Scope } from '../listing';
import { collect } from '../listing';

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

interface SomeError {
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

/** The errors that the API reports inside a resource. @param reason its StateChangeReason, listed first */
export function errorsIn(
  errors: readonly SomeError[] | undefined,
  reason?: { readonly Code?: string | undefined; readonly Message?: string | undefined },
): readonly ResourceError[] {
  return [
    ...(reason ? [{ code: reason.Code, message: reason.Message }] : []),
    ...(errors ?? []).map(({ ErrorCode, ErrorMessage }) => ({ code: ErrorCode, message: ErrorMessage })),
  ];
}

/** Reads a text member of a form's input: the name of the new resource. */
export function textOf(member: string): (input: Values) => string | undefined {
  return ({ [member]: value }) => (typeof value === 'string' ? value : undefined);
}
