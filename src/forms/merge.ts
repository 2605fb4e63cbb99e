// Two people change one thing: what the form was filled with, what its user made of it, and what AWS has now are brought
// together part by part. A part is the smallest that one person changes without touching another's: a member of a group,
// one setting of a list that has one for each value, one tag. It runs in the page, so nothing sensitive leaves it.
import type { Field, ListField, Value, Values } from './field';
import type { Draft } from './protocol';
import { inputFrom, isEmpty, isKeepable, isList, isValues, ownValue, same } from './values';

/** A part that AWS has otherwise than the form was filled with. */
export interface Meanwhile {
  /** Where it stands: members, then the key in a list or map. */
  readonly path: readonly string[];
  /** The labels on the way to it. */
  readonly labels: readonly string[];
  /** What the form was filled with, and what AWS has now. */
  readonly before: Value | undefined;
  readonly now: Value | undefined;
  /** What the user made of it; only where that is neither of the two, so that somebody has to choose. */
  readonly mine?: { readonly value: Value | undefined };
  /** Whether the user has changed it in the same way: then nobody loses anything. */
  readonly agreed?: true;
}

export interface Merged {
  /** The user's changes upon what AWS has now. Where both changed the same part, the user's. */
  readonly values: Values;
  readonly changes: readonly Meanwhile[];
}

/**
 * Brings a form up to date.
 * @param before what the form was filled with @param mine what it holds @param now what it would be filled with now
 */
export function merge(fields: readonly Field[], before: Values, mine: Values, now: Values): Merged {
  const changes: Meanwhile[] = [];
  const [was, own, is] = [before, mine, now].map(side => inputFrom(fields, side)) as [Values, Values, Values];
  // What nobody else has changed stays as it is entered, rows that were left empty too.
  const others = fields.filter(({ name }) => !same(ownValue(was, name), ownValue(is, name)));
  const merged = mergeMembers(others, [was, own, is], { path: [], labels: [] }, changes);
  const kept = Object.entries(mine).filter(([name]) => !others.some(field => field.name === name));
  return { values: { ...Object.fromEntries(kept), ...merged }, changes };
}

/**
 * What a form shows when a draft is taken up: what the user had changed, and of all else what the form holds now, which
 * may not be what it held then. Sensitive values are in no draft: they are as they are now.
 */
export function fromDraft(fields: readonly Field[], { values, opened }: Draft, now: Values): Merged {
  return merge(fields, withSensitive(fields, opened, now), withSensitive(fields, values, now), now);
}

/** Values with the sensitive members of others. */
function withSensitive(fields: readonly Field[], values: Values, others: Values): Values {
  return Object.fromEntries(
    fields.flatMap(field => {
      const [value, other] = [values, others].map(of => ownValue(of, field.name));
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

/** The three sides of a part. */
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
        const told = changes.length;
        const entries = mergeKeyed(keyed as unknown as Sides<Values>, labelOf, at, changes);
        // Only their order is another.
        if (changes.length === told) return mergeWhole(sides, false, at, changes);
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

/** A part that has no parts. @param exclusive whether only one side's value can be, where both have changed it */
function mergeWhole(
  [before, mine, now]: Sides<Value | undefined>,
  exclusive: boolean,
  at: At,
  changes: Meanwhile[],
): Value | undefined {
  const untouched = same(before, mine);
  const agreed = same(mine, now);
  const asked = exclusive && !untouched && !agreed;
  changes.push({ ...at, before, now, ...(asked && { mine: { value: mine } }), ...(agreed && { agreed }) });
  return untouched ? now : mine;
}

/** Entries that are told apart by a key. */
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
    const asked = !untouched && !agreed;
    changes.push({
      ...stepOf(at, key, labelOf(key)),
      before: was,
      now: is,
      ...(asked && { mine: { value: own } }),
      ...(agreed && { agreed }),
    });
    const value = untouched ? is : own;
    return value === undefined ? [] : [[key, value]];
  });
  return merged.length ? Object.fromEntries(merged) : undefined;
}

/**
 * A list's entries: what either side has added or taken away.
 * @returns undefined where both have put something else in the place of the same entry
 */
function mergeEntries([before, mine, now]: Sides<readonly Value[]>): readonly Value[] | undefined {
  const has = (list: readonly Value[], entry: Value): boolean => list.some(other => same(other, entry));
  const [mineAdded, theirsAdded] = [mine, now].map(list => list.filter(entry => !has(before, entry))) as [
    Value[],
    Value[],
  ];
  const bothTook = before.some(entry => !has(mine, entry) && !has(now, entry));
  const more = theirsAdded.filter(entry => !has(mine, entry));
  if (bothTook && mineAdded.length && more.length) return undefined;
  const gone = before.filter(entry => !has(now, entry));
  return same(before, mine) ? now : [...mine.filter(entry => !has(gone, entry)), ...more];
}

const valuesIn = (value: Value | undefined): Values => (isValues(value) ? value : {});
const listIn = (value: Value | undefined): readonly Value[] => (isList(value) ? value : []);

/** The entries of a list that has one at most for each value of a choice; undefined where it is no such list, or has two. */
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

/** Values with another part: of a `Meanwhile`, what AWS has or what the user made of it. */
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

/** A value as people read it, on one line; undefined for none. */
export function readable(
  fields: readonly Field[],
  { path }: Pick<Meanwhile, 'path'>,
  value: Value | undefined,
): string | undefined {
  return value === undefined ? undefined : wordsOf(fieldIn(fields, path), value);
}

function fieldIn(fields: readonly Field[], [step, ...rest]: readonly string[]): Field | undefined {
  const field = fields.find(({ name }) => name === step);
  if (!rest.length || !field) return field;
  if (field.kind === 'group') return fieldIn(field.fields, rest);
  return field.kind === 'list' ? withoutKey(field) : field.kind === 'map' ? field.value : field;
}

/** An entry without what its label says already: its key. */
function withoutKey({ item, each }: ListField): Field {
  return item.kind === 'group' ? { ...item, fields: item.fields.filter(({ name }) => name !== each?.key) } : item;
}

function wordsOf(field: Field | undefined, value: Value): string {
  if (isList(value)) {
    return value.map(entry => wordsOf(field?.kind === 'list' ? field.item : undefined, entry)).join(', ');
  }
  if (isValues(value)) {
    if (field?.kind !== 'group') return JSON.stringify(value);
    return field.fields
      .flatMap(member => {
        const inner = ownValue(value, member.name);
        return inner === undefined ? [] : [`${member.label}: ${wordsOf(member, inner)}`];
      })
      .join(', ');
  }
  const option = field?.kind === 'choice' ? field.options.find(candidate => candidate.value === value) : undefined;
  return option?.label ?? String(value);
}
