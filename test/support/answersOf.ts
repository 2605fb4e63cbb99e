// Random answers of a Describe operation, made from the API's facts: members that are absent, null, or empty in any
// way, unknown enum values, and unknown members.
import assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { outputShape, shape } from '../../src/api/appstream/model';
import type { Action } from '../../src/kinds/action';
import { kinds } from '../../src/kinds/all';
import type { Kind } from '../../src/kinds/kind';

/** An action that changes a resource in place, by its kind and its own name: `fleet.update`. */
export interface Update {
  readonly name: string;
  readonly of: Kind;
  readonly form: NonNullable<Action['form']>;
}

/** The forms that change a resource in place and send only what was changed. */
export const updates: readonly Update[] = kinds.flatMap(of =>
  of.actions.flatMap(({ name, form }) => (form?.clears ? [{ name: `${of.name}.${name}`, of, form }] : [])),
);

/** A random resource of a kind, as an answer could have it. */
export function answerOf(of: Kind): fc.Arbitrary<object> {
  const [operation = ''] = of.list.operations;
  const members = Object.values(outputShape(operation).members ?? {}).map(name => shape(name));
  const found = members
    .map(facts => (facts.type === 'list' ? facts.member : undefined))
    .find(name => name !== undefined && shape(name).type === 'structure');
  const only = Object.values(outputShape(operation).members ?? {}).find(name => shape(name).type === 'structure');
  const resource = found ?? only;
  // In the answer, tags are a map, and each tag is an entry of it.
  if (resource === undefined) return fc.record({ Key: fc.constantFrom('team', 'a b'), Value: text });
  return structure(resource).filter(value => value !== null) as fc.Arbitrary<object>;
}

const text = fc.constantFrom('a', '', ' ', 'two\nlines', 'carriage\r\nreturn', '0', 'arn:aws:x', 'é🙂', '<b>');
const nothing = fc.constantFrom<unknown>(undefined, null, '', [], {});

function valueOf(name: string): fc.Arbitrary<unknown> {
  const facts = shape(name);
  switch (facts.type) {
    case 'string':
      return facts.enum ? fc.constantFrom(...facts.enum, 'NEWER_THAN_THE_FACTS') : text;
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return fc.constantFrom(-1, 0, 1, 60, 900, 1_000_000);
    case 'timestamp':
      return fc.constant(new Date(0));
    case 'blob':
      return assert.fail(`no answer has a blob, as ${name} is`);
    case 'list':
      return fc.array(member(facts.member ?? ''), { maxLength: 3 });
    case 'map':
      return fc.array(fc.tuple(fc.constantFrom('team', 'site'), text), { maxLength: 2 }).map(Object.fromEntries);
    case 'structure':
      return structure(name);
  }
}

const member = (name: string): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: valueOf(name), weight: 3 }, { arbitrary: nothing, weight: 1 });

function structure(name: string): fc.Arbitrary<unknown> {
  const members = Object.entries(shape(name).members ?? {}).map(([key, of]) => [key, member(of)] as const);
  return fc.record({ ...Object.fromEntries(members), NewerThanTheFacts: text });
}
