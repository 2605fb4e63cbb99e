// Merges changes when the user and someone else change the same resource: a three-way merge of the form's initial
// values, the user's values and the current values at AWS. A part is the smallest unit that is merged as a whole: a
// member of a group, an entry of a list that has one per value, a tag. The merge runs in the page, so sensitive values
// don't leave it.
import type { Field, ListField, Value, Values } from './field';
import type { Draft } from './protocol';
import { inputFrom, isEmpty, isKeepable, isList, isValues, ownValue, same } from './values';

/** A part whose value at AWS differs from the form's initial value. */
export interface Meanwhile {
  /** The path of the part: members, then the key in a list or map. */
  readonly path: readonly string[];
  /** The labels along the path. */
  readonly labels: readonly string[];
  /** The form's initial value, and the current value at AWS. */
  readonly before: Value | undefined;
  readonly now: Value | undefined;
  /** The user's value, if it conflicts: it differs from both others, so the user has to choose. */
  readonly mine?: { readonly value: Value | undefined };
  /** Whether the user made the same change, so there is no conflict. */
  readonly agreed?: true;
}

export interface Merged {
  /** The current values at AWS with the user's changes. In a conflict, the user's value. */
  readonly values: Values;
  readonly changes: readonly Meanwhile[];
}

/**
 * Updates a form with the current values at AWS.
 * @param before the form's initial values @param mine the user's values @param now the current values at AWS
 */
export function merge(fields: readonly Field[], before: Values, mine: Values, now: Values): Merged {
  const changes: Meanwhile[] = [];
  const [was, own, is] = [before, mine, now].map(side => inputFrom(fields, side)) as [Values, Values, Values];
  // Fields that no one else has changed stay exactly as entered, including empty rows.
  const theirs = fields.filter(({ name }) => !same(ownValue(was, name), ownValue(is, name)));
  const merged = mergeMembers(theirs, [was, own, is], { path: [], labels: [] }, changes);
  const kept = Object.entries(mine).filter(([name]) => !theirs.some(field => field.name === name));
  return { values: { ...Object.fromEntries(kept), ...merged }, changes };
}

/**
 * Restores a draft: merges the user's changes in it with the form's current values, which may have changed since.
 * Drafts have no sensitive values, so those keep their current values.
 */
export function fromDraft(fields: readonly Field[], { values, opened }: Draft, now: Values): Merged {
  return merge(fields, withSensitive(fields, opened, now), withSensitive(fields, values, now), now);
}

/** The values, but with the sensitive members taken from `others`. */
function withSensitive(fields: readonly Field[], values: Values, others: Values): Values {
  return Object.fromEntries(
    fields.flatMap(field => {
      const [value, other] = [values, others].map(source => ownValue(source, field.name));
      const taken =
        field.kind === 'group'
          ? withSensitive(field.fields, valuesIn(value), valuesIn(other))
          : isKeepable(field)
            ? value
            : other;
      return taken === undefined || (field.kind === 'group' && isEmpty(taken)) ? [] : [[field.name, taken]];
    }),
  );
}

/** The three values of a part in the merge. */
type Sides<T> = readonly [before: T, mine: T, now: T];

interface At {
  readonly path: readonly string[];
  readonly labels: readonly string[];
}

function mergeMembers(fields: readonly Field[], sides: Sides<Values>, at: At, changes: Meanwhile[]): Values {
  return Object.fromEntries(
    fields.flatMap(field => {
      const parts = sides.map(side => ownValue(side, field.name)) as unknown as Sides<Value | undefined>;
      const value = mergeField(field, parts, stepOf(at, field.name, field.label), changes);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

const stepOf = ({ path, labels }: At, step: string, label: string): At => ({
  path: [...path, step],
  labels: [...labels, label],
});

function mergeField(field: Field, sides: Sides<Value | undefined>, at: At, changes: Meanwhile[]): Value | undefined {
  const [before, mine, now] = sides;
  if (same(before, now)) return mine;
  switch (field.kind) {
    case 'group': {
      const group = mergeMembers(field.fields, sides.map(valuesIn) as unknown as Sides<Values>, at, changes);
      return Object.keys(group).length ? group : undefined;
    }
    case 'map':
      return mergeKeyed(sides.map(valuesIn) as unknown as Sides<Values>, key => key, at, changes);
    case 'list': {
      const keyed = sides.map(side => entriesByKey(field, side));
      if (keyed.every(side => side !== undefined)) {
        const labelOf = (key: string): string => optionLabel(field, key);
        const countBefore = changes.length;
        const entries = mergeKeyed(keyed as unknown as Sides<Values>, labelOf, at, changes);
        // Only the order of the entries differs.
        if (changes.length === countBefore) return mergeWhole(sides, false, at, changes);
        return same(before, mine) ? now : entries && (Object.values(entries) as Value[]);
      }
      const list = mergeEntries(sides.map(listIn) as unknown as Sides<readonly Value[]>);
      return mergeWhole([before, list ?? mine, now], list === undefined, at, changes);
    }
    case 'text':
    case 'number':
    case 'choice':
    case 'flag':
      return mergeWhole(sides, true, at, changes);
  }
}

/** Merges a value as a whole. @param exclusive whether it is a conflict if both sides changed the value */
function mergeWhole(
  [before, mine, now]: Sides<Value | undefined>,
  exclusive: boolean,
  at: At,
  changes: Meanwhile[],
): Value | undefined {
  const untouched = same(before, mine);
  const agreed = same(mine, now);
  const conflicts = exclusive && !untouched && !agreed;
  changes.push({ ...at, before, now, ...(conflicts && { mine: { value: mine } }), ...(agreed && { agreed }) });
  return untouched ? now : mine;
}

/** Merges entries that have keys. */
function mergeKeyed(
  sides: Sides<Values>,
  labelOf: (key: string) => string,
  at: At,
  changes: Meanwhile[],
): Values | undefined {
  const [before, mine, now] = sides;
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(now), ...Object.keys(before)])];
  const merged = keys.flatMap((key): [string, Value][] => {
    const [was, own, is] = [before, mine, now].map(side => ownValue(side, key));
    if (same(was, is)) return own === undefined ? [] : [[key, own]];
    const untouched = same(was, own);
    const agreed = same(own, is);
    const conflicts = !untouched && !agreed;
    changes.push({
      ...stepOf(at, key, labelOf(key)),
      before: was,
      now: is,
      ...(conflicts && { mine: { value: own } }),
      ...(agreed && { agreed }),
    });
    const value = untouched ? is : own;
    return value === undefined ? [] : [[key, value]];
  });
  return merged.length ? Object.fromEntries(merged) : undefined;
}

/**
 * Merges a list's entries: applies what each side added and removed.
 * @returns undefined in a conflict: both sides replaced the same entry
 */
function mergeEntries([before, mine, now]: Sides<readonly Value[]>): readonly Value[] | undefined {
  const has = (list: readonly Value[], entry: Value): boolean => list.some(other => same(other, entry));
  const [mineAdded, theirsAdded] = [mine, now].map(list => list.filter(entry => !has(before, entry))) as [
    Value[],
    Value[],
  ];
  const bothRemoved = before.some(entry => !has(mine, entry) && !has(now, entry));
  const more = theirsAdded.filter(entry => !has(mine, entry));
  if (bothRemoved && mineAdded.length && more.length) return undefined;
  const removed = before.filter(entry => !has(now, entry));
  return same(before, mine) ? now : [...mine.filter(entry => !has(removed, entry)), ...more];
}

const valuesIn = (value: Value | undefined): Values => (isValues(value) ? value : {});
const listIn = (value: Value | undefined): readonly Value[] => (isList(value) ? value : []);

/** The entries of a list by key. Undefined if the list has no key (see `Each`), or if two entries have the same key. */
function entriesByKey({ each }: ListField, value: Value | undefined): Values | undefined {
  if (!each) return undefined;
  const entries = listIn(value).filter(isValues);
  const keys = entries.map(entry => ownValue(entry, each.key));
  if (new Set(keys).size < keys.length || !keys.every(key => typeof key === 'string')) return undefined;
  return Object.fromEntries(entries.map((entry, at) => [String(keys[at]), entry]));
}

function optionLabel({ item, each }: ListField, key: string): string {
  const choice = item.kind === 'group' ? item.fields.find(({ name }) => name === each?.key) : undefined;
  const option = choice?.kind === 'choice' ? choice.options.find(({ value }) => value === key) : undefined;
  return option?.label ?? key;
}

/** The values with one part replaced: with the current value or the user's value of a `Meanwhile`. */
export function withPart(
  fields: readonly Field[],
  values: Values,
  [step = '', ...rest]: readonly string[],
  part: Value | undefined,
): Values {
  const field = fields.find(({ name }) => name === step);
  const value = rest.length && field ? partIn(field, ownValue(values, step), rest, part) : part;
  const changed: Values = { ...values, [step]: value };
  return Object.fromEntries(Object.entries(changed).filter(([, kept]) => kept !== undefined));
}

function partIn(
  field: Field,
  value: Value | undefined,
  path: readonly string[],
  part: Value | undefined,
): Value | undefined {
  if (field.kind === 'group') return withPart(field.fields, valuesIn(value), path, part);
  if (field.kind === 'list') {
    return Object.values(withPart([], entriesByKey(field, value) ?? {}, path, part)) as Value[];
  }
  return withPart([], valuesIn(value), path, part);
}

/** A value as readable text on one line; undefined if there is no value. */
export function readable(
  fields: readonly Field[],
  { path }: Pick<Meanwhile, 'path'>,
  value: Value | undefined,
): string | undefined {
  return value === undefined ? undefined : textOf(fieldIn(fields, path), value);
}

function fieldIn(fields: readonly Field[], [step, ...rest]: readonly string[]): Field | undefined {
  const field = fields.find(({ name }) => name === step);
  if (!rest.length || !field) return field;
  if (field.kind === 'group') return fieldIn(field.fields, rest);
  return field.kind === 'list' ? withoutKey(field) : field.kind === 'map' ? field.value : field;
}

/** The field of an entry without its key, which its label already shows. */
function withoutKey({ item, each }: ListField): Field {
  return item.kind === 'group' ? { ...item, fields: item.fields.filter(({ name }) => name !== each?.key) } : item;
}

function textOf(field: Field | undefined, value: Value): string {
  if (isList(value)) {
    return value.map(entry => textOf(field?.kind === 'list' ? field.item : undefined, entry)).join(', ');
  }
  if (isValues(value)) {
    if (field?.kind !== 'group') return JSON.stringify(value);
    return field.fields
      .flatMap(member => {
        const inner = ownValue(value, member.name);
        return inner === undefined ? [] : [`${member.label}: ${textOf(member, inner)}`];
      })
      .join(', ');
  }
  const option = field?.kind === 'choice' ? field.options.find(candidate => candidate.value === value) : undefined;
  return option?.label ?? String(value);
}
