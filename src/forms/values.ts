// Reading values: what counts as empty, where a path leads, and the values without their empty or sensitive parts.
import type { Field, Value, Values } from './field';

/** Whether this is an object of members, as a group's or a map's value is. */
export function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Whether this is a list's value. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether nothing was entered: no text, no entries, or a group whose members are all empty. `false` and 0 are values. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === '') return true;
  if (isList(value)) return value.every(isEmpty);
  return isValues(value) && Object.values(value).every(isEmpty);
}

/** Whether a field was left empty. Other than `isEmpty` it knows that a map's entry may well have an empty value. */
export function isLeftEmpty(field: Field, value: Value | undefined): boolean {
  if (field.kind === 'map' && isValues(value)) return Object.keys(value).length === 0;
  if (field.kind === 'list' && isList(value)) return value.every(entry => isLeftEmpty(field.item, entry));
  if (field.kind === 'group' && isValues(value)) {
    return field.fields.every(member => isLeftEmpty(member, ownValue(value, member.name)));
  }
  return isEmpty(value);
}

/** A member's value; never what an object inherits, however the member is called. */
export function ownValue(values: Values, member: string): Value | undefined {
  return Object.hasOwn(values, member) ? values[member] : undefined;
}

/** The value at a dotted path of members: `ComputeCapacity.DesiredInstances`. */
export function valueAt(values: Values, path: string): Value | undefined {
  let at: Value | undefined = values;
  for (const member of path.split('.')) at = isValues(at) ? ownValue(at, member) : undefined;
  return at;
}

/** The field at a dotted path of members, through groups only. */
export function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  const [first = '', ...rest] = path.split('.');
  const field = fields.find(candidate => candidate.name === first);
  if (!rest.length) return field;
  return field?.kind === 'group' ? fieldAt(field.fields, rest.join('.')) : undefined;
}

/**
 * The operation's input: the values with empty members, empty entries and members that have no field left out. A
 * required flag that was never touched is `false`, as it is drawn.
 */
export function inputFrom(fields: readonly Field[], values: Values): Values {
  return pick(fields, values, () => true);
}

/** The values that may be kept or shown: those that are not sensitive. Empty members are left out. */
export function withoutSensitive(fields: readonly Field[], values: Values): Values {
  return pick(fields, values, isKeepable);
}

/** Whether its value may be kept in a draft and shown outside the form. */
export function isKeepable(field: Field): boolean {
  return !(field.kind === 'text' && (field.sensitive || field.secret));
}

/** Whether a form has a field whose value no draft keeps. */
export function hasSensitive(fields: readonly Field[]): boolean {
  return fields.some(field => {
    if (field.kind === 'group') return hasSensitive(field.fields);
    if (field.kind === 'list') return hasSensitive([field.item]);
    return !isKeepable(field);
  });
}

/** Equality of JSON values, whatever the order of members. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(key => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** What an update changes. */
export interface Changes {
  /** The members that differ, changed and cleared ones: what a form marks and counts. */
  readonly names: readonly string[];
  /** Members with another value than before. */
  readonly changed: Values;
  /** Members that had a value and were emptied: the API clears them in its own ways, or not at all. */
  readonly cleared: readonly string[];
}

/**
 * Compares a form's values with those it was filled with, member by member. Both are read as the operation's input
 * (see `inputFrom`): what the service answers as `[]`, `{}` or `""` is as unset as what is absent. Locked members never
 * change. The page marks and counts by this, and the extension sends by it.
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

/** The path in the form's values to what has a path in its input (see `inputFrom`), which lacks the entries left empty. */
export function pathInForm(
  fields: readonly Field[],
  values: Values,
  path: readonly (string | number)[],
): readonly (string | number)[] {
  const [member, place, ...rest] = path;
  const field = fields.find(({ name }) => name === member);
  const value = ownValue(values, String(member));
  if (field?.kind !== 'list' || !isList(value) || typeof place !== 'number') return path;
  const filled = [...value.keys()].filter(at => !isLeftEmpty(field.item, value[at]));
  return [field.name, filled[place] ?? place, ...rest];
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
