// Reads values: whether they are empty, what is at a path, and the values without empty or sensitive parts.
import type { Field, Value, Values } from './field';

/** Whether a value is an object of members: the value of a group or map. */
export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Whether a value is the value of a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/**
 * Whether a value is empty: no text, no entries, or a group whose members are all empty. `false` and 0 aren't empty.
 */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === '') return true;
  if (isList(value)) return value.every(isEmpty);
  return isValues(value) && Object.values(value).every(isEmpty);
}

/** Whether a field is empty. Unlike `isEmpty`, it knows that a map entry may have an empty value. */
export function isLeftEmpty(field: Field, value: Value | undefined): boolean {
  if (field.kind === 'map' && isValues(value)) return Object.keys(value).length === 0;
  if (field.kind === 'list' && isList(value)) return value.every(entry => isLeftEmpty(field.item, entry));
  if (field.kind === 'group' && isValues(value)) {
    return field.fields.every(member => isLeftEmpty(member, ownValue(value, member.name)));
  }
  return isEmpty(value);
}

/** A member's own value, never an inherited one such as `constructor`. */
export function ownValue(values: Values, member: string): Value | undefined {
  return Object.hasOwn(values, member) ? values[member] : undefined;
}

/** The value at a dotted path of members: `ComputeCapacity.DesiredInstances`. */
export function valueAt(values: Values, path: string): Value | undefined {
  let at: Value | undefined = values;
  for (const member of path.split('.')) at = isValues(at) ? ownValue(at, member) : undefined;
  return at;
}

/** The field at a dotted path of members. Looks into groups, not into lists and maps. */
export function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  const [first = '', ...rest] = path.split('.');
  const field = fields.find(candidate => candidate.name === first);
  if (!rest.length) return field;
  return field?.kind === 'group' ? fieldAt(field.fields, rest.join('.')) : undefined;
}

/**
 * The operation's input: the values without empty members, empty entries and members that have no field. A required
 * flag that was never touched is `false`, as it is shown.
 */
export function inputFrom(fields: readonly Field[], values: Values): Values {
  return pick(fields, values, () => true);
}

/** The values that may be saved or shown: those that aren't sensitive. Leaves out empty members. */
export function withoutSensitive(fields: readonly Field[], values: Values): Values {
  return pick(fields, values, isKeepable);
}

/** Whether a field's value may be saved in a draft and shown outside the form. */
export function isKeepable(field: Field): boolean {
  return !(field.kind === 'text' && (field.sensitive || field.secret));
}

/** Whether a form has a field whose value is never saved in a draft. */
export function hasSensitive(fields: readonly Field[]): boolean {
  return fields.some(field => {
    if (field.kind === 'group') return hasSensitive(field.fields);
    if (field.kind === 'list') return hasSensitive([field.item]);
    return !isKeepable(field);
  });
}

/** Whether two JSON values are equal, ignoring the order of members. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(key => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** What an update changes. */
export interface Changes {
  /** The members that differ, changed or cleared. A form marks and counts them. */
  readonly names: readonly string[];
  /** The members that have a different value now. */
  readonly changed: Values;
  /** The members that had a value and are empty now. How the API clears them, if at all, differs by member. */
  readonly cleared: readonly string[];
}

/**
 * Compares a form's values with its initial values, member by member. Both are read as the operation's input (see
 * `inputFrom`), so `[]`, `{}` or `""` from the service equal an absent member. Locked members never change. The page
 * uses this to mark and count changes, the extension to send them.
 */
export function changesOf(fields: readonly Field[], before: Values, after: Values): Changes {
  const [was, is] = [inputFrom(fields, before), inputFrom(fields, after)];
  const names = fields
    .filter(({ name, locked }) => locked === undefined && !same(ownValue(was, name), ownValue(is, name)))
    .map(({ name }) => name);
  return {
    names,
    changed: Object.fromEntries(names.flatMap(name => (Object.hasOwn(is, name) ? [[name, is[name]]] : []))),
    cleared: names.filter(name => !Object.hasOwn(is, name)),
  };
}

/**
 * Converts a path in the operation's input (see `inputFrom`), which has no empty entries, to the path in the form's
 * values.
 */
export function pathInForm(
  fields: readonly Field[],
  values: Values,
  path: readonly (string | number)[],
): readonly (string | number)[] {
  const [member, index, ...rest] = path;
  const field = fields.find(({ name }) => name === member);
  const value = ownValue(values, String(member));
  if (field?.kind !== 'list' || !isList(value) || typeof index !== 'number') return path;
  const filled = [...value.keys()].filter(at => !isLeftEmpty(field.item, value[at]));
  return [field.name, filled[index] ?? index, ...rest];
}

type Keep = (field: Field) => boolean;

function pick(fields: readonly Field[], values: Values, keep: Keep): Values {
  return Object.fromEntries(
    fields.flatMap(field => {
      const value = ownValue(values, field.name);
      if (field.kind === 'flag' && field.required && isEmpty(value)) return [[field.name, false]];
      const picked = pickValue(field, value, keep);
      return picked === undefined ? [] : [[field.name, picked]];
    }),
  );
}

function pickValue(field: Field, value: Value | undefined, keep: Keep): Value | undefined {
  if (value === undefined || isLeftEmpty(field, value) || !keep(field)) return undefined;
  if (field.kind === 'group' && isValues(value)) {
    const group = pick(field.fields, value, keep);
    return Object.keys(group).length ? group : undefined;
  }
  if (field.kind === 'list' && isList(value)) {
    const list = value.flatMap(entry => pickValue(field.item, entry, keep) ?? []);
    return list.length ? list : undefined;
  }
  return value;
}
