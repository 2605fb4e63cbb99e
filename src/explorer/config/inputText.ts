// What a comparison shows of a resource: the input that would make it, as JSON.
import { asSent } from '../../api/core/raw';
import { factsOf } from '../../api/serviceFacts';
import type { Value, Values } from '../../forms/field';
import { isList, isValues } from '../../forms/values';
import type { Kind } from '../../kinds/kind';
import type { Scope } from '../../kinds/listing';
import { memberFacts } from '../details/shapes';
import { desiredOf } from '../forms/desired';
import { withoutNulls } from '../forms/withoutNulls';

/** How a resource is shown in a comparison. */
export interface Shown {
  /** The list that has it. What tells its members, such as the name of the stack, is left out. */
  readonly scope?: Scope;
  /** Members that its own answer lacks: its tags, and what is associated with it. */
  readonly also?: Values;
  /** Whether to show what changes by itself, too: states, times and capacity. */
  readonly all?: boolean;
}

/**
 * The input that would make a resource, as JSON: members in the order of the API, lists without an order of their own sorted.
 * Members that the API facts don't know are shown, because they may be settings of a newer API. Sensitive ones are left out.
 * @param answered what the service answered, or what a file says: an answer or an input
 */
export function inputText(kind: Kind, answered: object, { scope = {}, also = {}, all = false }: Shown = {}): string {
  const desired = desiredOf(kind, { ...answered, ...also }, scope)?.input ?? {};
  const hidden = [...Object.keys(scope), ...(all ? [] : (kind.changing ?? []))];
  const input = Object.entries(desired).filter(([member]) => !hidden.includes(member));
  const plain = JSON.parse(JSON.stringify({ ...(withoutNulls(asSent(answered)) as object), ...also })) as Values;
  const known = knownMembers(kind);
  const others = Object.entries(plain).filter(
    ([member]) => !Object.hasOwn(desired, member) && (all || !known.has(member)),
  );
  const { sensitive } = memberFacts(kind);
  const shown = Object.fromEntries([...input, ...others].map(([name, value]) => [name, sorted(value)]));
  return JSON.stringify(
    shown,
    (name, value: Value) => (sensitive.has(name) || isOnly(sensitive, value) ? undefined : value),
    2,
  );
}

function isOnly(names: ReadonlySet<string>, value: Value): boolean {
  return isValues(value) && Object.keys(value).length > 0 && Object.keys(value).every(name => names.has(name));
}

/** The members that the facts of a kind's service know, of anything. */
function knownMembers({ create }: Kind): ReadonlySet<string> {
  const shapes = create ? Object.values(factsOf(create.form.operation).service.model.facts.shapes) : [];
  return new Set(shapes.flatMap(({ members = {} }) => Object.keys(members)));
}

/** A value whose lists have an order that doesn't depend on the answer, unless their order means something. */
function sorted(value: Value | undefined): Value | undefined {
  if (isValues(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sorted(inner)]));
  }
  if (!isList(value)) return value;
  const entries = value.map(entry => sorted(entry) as Value);
  return entries.some(isOrdered) ? entries : entries.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

// The links of a theme's footer are shown in their order.
const isOrdered = (entry: Value): boolean => isValues(entry) && 'FooterLinkURL' in entry;

const keyOf = (entry: Value): string => JSON.stringify(entry) ?? '';
