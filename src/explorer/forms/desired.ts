// From a resource to the request that would make it again.
import type { Shape } from '../../api/core/facts';
import { factsOf } from '../../api/serviceFacts';
import type { Operation } from '../../api/types';
import type { Value, Values } from '../../forms/field';
import { isList, isValues, same } from '../../forms/values';
import { wholeInput } from '../../kinds/action';
import type { Kind } from '../../kinds/kind';
import type { Scope } from '../../kinds/listing';
import { withoutNulls } from './withoutNulls';

/** The request that would make a resource again. */
export interface Desired {
  readonly operation: Operation;
  /** What the resource's answer tells of the input, with the members that AWS has filled in. */
  readonly input: Values;
  /** The members that the request needs and that no answer has, as dotted paths: a password, the files of a logo. */
  readonly lacks: readonly string[];
}

/**
 * The request that would make a resource again, of what the service answered. It has only members that the request takes:
 * neither state nor times, nor what AWS computes.
 * @param scope the list that has the resource
 * @returns undefined for a resource that no request makes again
 */
export function desiredOf(kind: Kind, answered: unknown, scope: Scope): Desired | undefined {
  if (!kind.create) return undefined;
  const { form } = kind.create;
  const { service, operation } = factsOf(form.operation);
  const { shape, inputShape } = service.model;
  const resource = withoutNulls(answered);
  const own = kind.desired ? kind.desired(resource) : {};
  if (!own) return undefined;
  const plain = JSON.parse(JSON.stringify(resource)) as Values;
  const taken = taking(inputShape(operation), shape, { ...plain, ...own });
  const input = wholeInput(form, undefined, scope, isValues(taken) ? taken : {});
  return { operation: form.operation, input, lacks: lacking(inputShape(operation), shape, input) };
}

/**
 * The input without what the service takes anyway: what somebody chose. In a list, the service adds the entries of its default
 * that are absent, so that they need not be sent either.
 */
export function choicesOf({ create }: Kind, input: Values): Values {
  const defaults = create?.defaults ?? {};
  return Object.fromEntries(
    Object.entries(input).flatMap(([member, value]) => {
      const chosen = value === undefined ? undefined : chosenOf(value, defaults[member]);
      return chosen === undefined ? [] : [[member, chosen]];
    }),
  );
}

function chosenOf(value: Value, byDefault: Value | undefined): Value | undefined {
  if (byDefault === undefined) return value;
  if (!isList(value) || !isList(byDefault)) return same(value, byDefault) ? undefined : value;
  const chosen = value.filter(entry => !byDefault.some(other => same(entry, other)));
  return chosen.length ? chosen : undefined;
}

type FindShape = (name: string) => Shape;

/** The parts of a value that a shape takes. An empty list or text means the same as none, and requests refuse some of them. */
function taking(of: Shape, find: FindShape, value: Value | undefined): Value | undefined {
  if (value === undefined || value === '') return undefined;
  const { members, member } = of;
  if (members && isValues(value)) {
    const taken = Object.entries(members).flatMap(([name, shape]) => {
      const part = Object.hasOwn(value, name) ? taking(find(shape), find, value[name]) : undefined;
      return part === undefined ? [] : [[name, part] as const];
    });
    return taken.length ? Object.fromEntries(taken) : undefined;
  }
  if (member !== undefined && isList(value)) {
    const taken = value.flatMap(entry => taking(find(member), find, entry) ?? []);
    return taken.length ? taken : undefined;
  }
  return isValues(value) && !Object.keys(value).length ? undefined : value;
}

/** The required members that are absent, also inside others, as dotted paths. */
function lacking({ required = [], members, member }: Shape, find: FindShape, value: Value): readonly string[] {
  if (member !== undefined && isList(value)) return value.flatMap(entry => lacking(find(member), find, entry));
  if (!members || !isValues(value)) return [];
  return Object.entries(members).flatMap(([name, shape]) => {
    const part = value[name];
    if (part === undefined) return required.includes(name) ? [name] : [];
    return lacking(find(shape), find, part).map(path => `${name}.${path}`);
  });
}
