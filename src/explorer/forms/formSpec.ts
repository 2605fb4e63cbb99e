// A form is made from the API's facts. New members of a newer model appear without new code. A kind's hints arrange it
// and add what the model lacks. The documentation of the installed SDK explains it.
import * as l10n from '@vscode/l10n';

import type { Shape } from '../../api/core/facts';
import type { ServiceFacts } from '../../api/serviceFacts';
import { serviceFacts } from '../../api/serviceFacts';
import { findOperation, qualifiedName } from '../../api/serviceNames';
import type { ChoiceField, Field, ListField, MapField, Option, TextField } from '../../forms/field';
import type { FieldHint, FieldHints } from '../../forms/hints';
import { eachOf, withLabels } from './formEach';
import { type Help, helpOfValue } from './formHelp';
import { labelOf, singular, unitOf } from './formLabel';
import { patternMessage } from './patternMessage';
import { shownHelp } from './shownHelp';

/** The name of the page token in requests and answers. Users never enter it. */
const pageToken = 'NextToken';

/**
 * The fields of an operation's input: required ones and those of `hints.order` at the top, the rest in folding sections.
 * @param help the documentation's texts. Forms work without them
 * @param services the services whose operations can be used
 * @throws Error when a hint names a member that the operation does not have: a programming error
 */
export function fieldsOf(
  name: string,
  hints: FieldHints = {},
  help: Help = {},
  services: Readonly<Record<string, ServiceFacts>> = serviceFacts,
): Field[] {
  const { service, operation } = findOperation(services, name);
  const input = service.model.inputShape(operation);
  const source: Source = { service, help, hints: hints.members ?? {} };
  const names = Object.keys(input.members ?? {});
  for (const named of namedIn(hints)) {
    if (!names.includes(named)) throw new Error(`${name} has no member ${named}`);
  }

  const taken = Object.values(source.hints).map(({ arn }) => arn);
  const shown = names.filter(name => name !== pageToken && !hints.hide?.includes(name) && !taken.includes(name));
  const sectionOf = new Map(
    hints.sections?.flatMap(({ title, members }) => members.map(name => [name, l10n.t(title)])),
  );
  const top = [
    ...shown.filter(name => isRequired(name) && !sectionOf.has(name) && !hints.order?.includes(name)),
    ...(hints.order ?? []),
  ];
  const inSections = [...sectionOf.keys()].filter(name => !top.includes(name));
  const rest = shown.filter(name => !top.includes(name) && !sectionOf.has(name));
  // A short form has no sections.
  const restTitle = top.length + inSections.length > 0 && rest.length > 3 ? l10n.t('More options') : undefined;
  return [
    ...top.filter(name => shown.includes(name)).map(name => draw(name)),
    ...(restTitle ? [] : rest.map(name => draw(name))),
    ...inSections.filter(name => shown.includes(name)).map(name => draw(name, sectionOf.get(name))),
    ...(restTitle ? rest.map(name => draw(name, restTitle)) : []),
  ];

  function isRequired(name: string): boolean {
    return source.hints[name]?.required ?? input.required?.includes(name) ?? false;
  }
  function draw(name: string, section?: string): Field {
    const field = memberField(service.model.facts.operations[operation]?.input ?? '', name, name, false, source);
    return section === undefined ? field : { ...field, section };
  }
}

interface Source {
  readonly service: ServiceFacts;
  readonly help: Help;
  readonly hints: Readonly<Record<string, FieldHint>>;
}

function namedIn({ order = [], hide = [], sections = [], members = {} }: FieldHints): string[] {
  const paths = Object.keys(members).map(path => path.split('.')[0] ?? '');
  return [...order, ...hide, ...sections.flatMap(section => section.members), ...paths];
}

/** The field of one member of a structure. `path` is dotted and leads from the input to the member. */
function memberField(structure: string, member: string, path: string, sensitive: boolean, source: Source): Field {
  const { service } = source;
  const { shape } = service.model;
  const parent = shape(structure);
  const hint = source.hints[path] ?? {};
  const documentation = source.help[qualifiedName(service.id, structure)]?.[member] ?? '';
  const text = hint.help === undefined ? shownHelp(documentation, service.model) : l10n.t(hint.help);
  const required = hint.required ?? parent.required?.includes(member) ?? false;
  const english = hint.label ?? labelOf(member);
  const base = {
    name: member,
    english,
    label: l10n.t(english),
    ...(text !== undefined && { help: text }),
    ...(required && { required }),
    ...(hint.locked !== undefined && { locked: hint.locked }),
    ...(hint.only && { only: hint.only }),
  };
  const field = shapeField(base, parent.members?.[member] ?? '', path, sensitive, source);
  if (hint.arn === undefined || field.kind !== 'text') return field;
  const name = parent.members?.[hint.arn] ?? '';
  return { ...field, arn: { name: hint.arn, ...limits(shape(name), {}), ...patternFacts(service, name) } };
}

type Base = Pick<Field, 'name' | 'label' | 'help' | 'required' | 'locked' | 'only'>;

/** With the label before it is translated: an entry of a list is called the same, as one of several. */
type Named = Base & { readonly english: string };

function shapeField(
  { english, ...base }: Named,
  name: string,
  path: string,
  sensitive: boolean,
  source: Source,
): Field {
  const facts = source.service.model.shape(name);
  const hint = source.hints[path] ?? {};
  const hidden = sensitive || (hint.sensitive ?? facts.sensitive ?? false);
  switch (facts.type) {
    case 'string': {
      const options =
        hint.options ?? facts.enum?.map((value): Option => option(value, base.help, hint.labels?.[value]));
      return options ? { ...base, kind: 'choice', options } : textField(source, base, name, hint, hidden);
    }
    case 'boolean':
      return { ...base, kind: 'flag' };
    case 'integer':
    case 'long': {
      const unit = hint.unit ?? unitOf(base.name);
      const { placeholder } = hint;
      return {
        ...base,
        kind: 'number',
        ...limits(facts, hint),
        ...(unit && { unit }),
        ...(placeholder && { placeholder }),
      };
    }
    case 'list': {
      const { suggest, placeholder } = hint;
      const one = singular(english);
      const entry = { name: one, english: one, label: l10n.t(one) };
      const item = hint.options
        ? ({ name: one, label: entry.label, kind: 'choice', options: hint.options } satisfies ChoiceField)
        : shapeField(entry, facts.member ?? '', `${path}[]`, hidden, source);
      const hinted =
        item.kind === 'text' ? { ...item, ...(suggest && { suggest }), ...(placeholder && { placeholder }) } : item;
      const each = hinted.kind === 'group' ? eachOf(hinted, hint) : undefined;
      return {
        ...base,
        kind: 'list',
        item: each && hinted.kind === 'group' ? withLabels(hinted, each) : hinted,
        ...limits(facts, hint),
        ...(each && { each }),
      } satisfies ListField;
    }
    case 'map': {
      const key = textField(source, { name: 'key', label: l10n.t('Key'), required: true }, facts.key ?? '', {}, hidden);
      const value = textField(source, { name: 'value', label: l10n.t('Value') }, facts.value ?? '', {}, hidden);
      return { ...base, kind: 'map', key, value, ...limits(facts, hint) } satisfies MapField;
    }
    case 'structure': {
      const inside = path.replace(/\[\]/g, '');
      const shown = Object.keys(facts.members ?? {}).filter(member => !source.hints[`${inside}.${member}`]?.hidden);
      const fields = shown.map(member => memberField(name, member, `${inside}.${member}`, hidden, source));
      return { ...base, kind: 'group', fields: requiredFirst(fields) };
    }
    case 'float':
    case 'double':
    case 'timestamp':
    case 'blob':
      // No input has such a member. If a newer model adds one, the test that makes every operation's form fails.
      throw new Error(`No field is known for ${path}: a ${facts.type}`);
  }
}

function textField({ service }: Source, base: Base, name: string, hint: FieldHint, sensitive: boolean): TextField {
  const facts = service.model.shape(name);
  const { suggest, placeholder, multiline } = hint;
  const secret = sensitive && /Password$/.test(base.name);
  return {
    ...base,
    kind: 'text',
    ...limits(facts, hint),
    ...patternFacts(service, name),
    ...(sensitive && { sensitive }),
    ...(secret && { secret }),
    ...(suggest && { suggest }),
    ...(placeholder && { placeholder }),
    ...((multiline ?? false) && { multiline: true }),
  };
}

/** A shape's pattern, and the message for a text that doesn't match. */
function patternFacts({ id, model }: ServiceFacts, name: string): Pick<TextField, 'pattern' | 'patternMessage'> {
  const { pattern } = model.shape(name);
  const says = patternMessage(qualifiedName(id, name));
  return pattern === undefined ? {} : { pattern, ...(says !== undefined && { patternMessage: says }) };
}

/** The model's limits, narrowed by the hint's. A minimum length of 0 is no limit. */
function limits(facts: Shape, hint: FieldHint): { min?: number; max?: number } {
  const min = hint.min ?? (facts.min || undefined);
  const max = hint.max ?? facts.max;
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function option(value: string, documentation: string | undefined, label: string | undefined): Option {
  const help = helpOfValue(documentation, value);
  return { value, ...(label !== undefined && { label: l10n.t(label) }), ...(help !== undefined && { help }) };
}

const requiredFirst = (fields: readonly Field[]): Field[] => [
  ...fields.filter(field => field.required),
  ...fields.filter(field => !field.required),
];
