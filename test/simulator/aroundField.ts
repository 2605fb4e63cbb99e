// Values at the edges of what a field takes, inside and outside: for the test that forms and simulator agree.
import * as fc from 'fast-check';

import type { Field, TextField, Value, Values } from '../../src/forms/field';
import { isValues } from '../../src/forms/values';

/** Texts that one or another pattern, rule or reference of the API is about. */
const texts = [
  ...['a', 'new-name', 'A.b_c-1', '-a', 'a b', 'é', '🙂', 'a\nb', ' ', '*', '1', 'x,y'],
  ...['aws-x', 'Amazon1', 'appstreamx', 'myaws'],
  ...['mine', 'arn:aws:appstream:eu-west-1:123456789012:image/mine', 'arn:aws:appstream', 'not an arn'],
  ...['AppStream-WinServer2022-11-10-2025', 'stream.standard.large', 'stream.graphics.g5.xlarge', 'stream.huge'],
  ...['arn:aws:iam::123456789012:role/other', 'arn:aws:appstream:eu-west-1:123456789012:app-block/block'],
  ...['corp.example.com', 'OU=Other,DC=corp', 'ou=lower', 'CN=Users', 'us-east-1'],
  ...['210987654321', '1234', '1234567890123', 'ami-12345678', 'ami-X', 'wsi-12345678', 'wsi-1'],
  ...['bucket', 'UPPER', 'ends.', 'ab', 'arn:aws:s3:::bucket', 'portal.example.com', 'https://example.com', 'ftp://x'],
  ...['aws:tag', 'a@b.example', 'a,b,c,d,1,1,1,1', 'a,b', '<b>'],
  ...['Microsoft_Visio_2021_LTSC_Professional_64Bit', 'LATEST'],
];
const numbers = [-1, 0, 1, 2, 5, 59, 60, 199, 200, 500, 501, 599, 600, 36_000, 36_001, 432_000, 432_001, 20_971_521];

/** A value that the field may or may not take; undefined for one left empty. */
export function around(field: Field): fc.Arbitrary<Value | undefined> {
  const empty = { arbitrary: fc.constant(undefined), weight: 1 };
  switch (field.kind) {
    case 'text':
      return fc.oneof(empty, { arbitrary: text(field), weight: 6 });
    case 'number': {
      const edges = [field.min, field.max].flatMap(edge => (edge === undefined ? [] : [edge - 1, edge, edge + 1]));
      const any = { arbitrary: fc.constantFrom(...numbers), weight: 2 };
      return fc.oneof(empty, any, ...(edges.length ? [{ arbitrary: fc.constantFrom(...edges), weight: 4 }] : []));
    }
    case 'choice': {
      const values = field.options.map(({ value }) => value);
      return fc.oneof(empty, { arbitrary: fc.constantFrom(...values, ...values, 'NEWER_THAN_THE_FACTS'), weight: 5 });
    }
    case 'flag':
      return fc.constantFrom(true, false, undefined);
    case 'list': {
      const item = around(field.item).map(value => value ?? '');
      const few = { arbitrary: fc.array(item, { maxLength: 3 }), weight: 6 };
      const { max } = field;
      if (max === undefined || max > 50) return fc.oneof(empty, few);
      const sizes = { minLength: max, maxLength: max + 1 };
      return fc.oneof(empty, few, { arbitrary: fc.array(item, sizes), weight: 2 });
    }
    case 'map': {
      const entry = fc.tuple(text(field.key), text(field.value));
      const few = fc.array(entry, { maxLength: 3 }).map(entries => Object.fromEntries(entries));
      const { max = 50 } = field;
      const many = fc.constantFrom(max, max + 1).map(count => ({ ...numbered(count) }));
      return fc.oneof(empty, { arbitrary: few, weight: 6 }, { arbitrary: many, weight: 1 });
    }
    case 'group': {
      const members = Object.fromEntries(field.fields.map(member => [member.name, around(member)]));
      const whole = fc.record(members).map(withoutAbsent);
      return fc.oneof(empty, { arbitrary: whole, weight: 5 });
    }
  }
}

const numbered = (count: number): Values =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, '']));

function text({ min = 0, max }: TextField): fc.Arbitrary<string> {
  const lengths = [min - 1, min, ...(max === undefined ? [101, 102] : [max, max + 1])].filter(length => length >= 0);
  // Two of the characters are more than one UTF-16 unit long.
  const long = fc.tuple(fc.constantFrom(...lengths), fc.constantFrom('a', '7', '🙂')).map(([n, c]) => c.repeat(n));
  return fc.oneof({ arbitrary: fc.constantFrom(...texts), weight: 3 }, { arbitrary: long, weight: 1 });
}

function withoutAbsent(values: Record<string, Value | undefined>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Changes to some of a form's fields, whole ones or, in groups and lists, parts of them. */
export function changed(fields: readonly Field[], values: Values): fc.Arbitrary<Values> {
  const one = fc
    .constantFrom(...fields.filter(({ locked }) => locked === undefined))
    .chain(field => changedField(field, values[field.name]).map(value => ({ name: field.name, value })));
  return fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map(changes =>
      withoutAbsent({ ...values, ...Object.fromEntries(changes.map(({ name, value }) => [name, value])) }),
    );
}

function changedField(field: Field, value: Value | undefined): fc.Arbitrary<Value | undefined> {
  if (field.kind === 'group' && isValues(value)) {
    return fc.oneof({ arbitrary: changed(field.fields, value), weight: 3 }, { arbitrary: around(field), weight: 1 });
  }
  if (field.kind === 'list' && Array.isArray(value) && value.length) {
    const list = value as readonly Value[];
    const entry = fc
      .nat({ max: list.length - 1 })
      .chain(at =>
        changedField(field.item, list[at]).map(changedEntry =>
          list.map((old, place) => (place === at ? (changedEntry ?? '') : old)),
        ),
      );
    const more = changedField(field.item, list[0]).map(added => [...list, added ?? '']);
    return fc.oneof(
      { arbitrary: entry, weight: 2 },
      { arbitrary: more, weight: 1 },
      { arbitrary: around(field), weight: 1 },
    );
  }
  return around(field);
}
