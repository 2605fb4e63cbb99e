// How kinds are read: asked again by name, and told what is wrong.
import type { Api, Input, Output, PagedOperation } from '../../api/types';
import type { Values } from '../../forms/field';
import type { ResourceError, Scope } from '../kind';
import { collect } from '../kind';

/**
 * A kind's `describe`, by what names its resources: one request for all of them. Where no name is known nothing is asked: a
 * request for no name would be one for all there are.
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

/** The errors that the API reports inside a resource. @param reason why its state changed last */
export function errorsIn(
  errors: readonly SomeError[] | undefined,
  reason?: { readonly Code?: string | undefined; readonly Message?: string | undefined },
): readonly ResourceError[] {
  return [
    ...(reason ? [{ code: reason.Code, message: reason.Message }] : []),
    ...(errors ?? []).map(({ ErrorCode, ErrorMessage }) => ({ code: ErrorCode, message: ErrorMessage })),
  ];
}

/** Reads a text of a form's input: the name of what is made. */
export function textOf(member: string): (input: Values) => string | undefined {
  return ({ [member]: value }) => (typeof value === 'string' ? value : undefined);
}
