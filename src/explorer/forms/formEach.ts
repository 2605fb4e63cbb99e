// Lists with at most one entry per value of an enum: permissions, storage connectors.
import * as l10n from '@vscode/l10n';

import type { ChoiceField, Each, Field, GroupField, Toggle } from '../../forms/field';
import type { FieldHint } from '../../forms/hints';
import { wordsOf } from './formLabel';

const [on, off] = ['ENABLED', 'DISABLED'];

/**
 * What distinguishes the entries of a list, according to the facts. Entries with a required enum and a required
 * ENABLED or DISABLED and nothing else are switches. Other lists need the hint `each`, because the model doesn't say that
 * an enum's value occurs only once.
 */
export function eachOf(item: GroupField, { each, defaults }: FieldHint): Each | undefined {
  const required = item.fields.filter(field => field.required);
  const member = required.find(isToggle)?.name;
  const [key, ...others] = required.filter(field => field.name !== member);
  if (member !== undefined && key?.kind === 'choice' && !others.length) {
    const toggle: Toggle = { member, on, off, ...(defaults && { defaults }) };
    return { key: key.name, toggle };
  }
  return each === undefined ? undefined : { key: each };
}

function isToggle(field: Field): field is ChoiceField {
  if (field.kind !== 'choice' || field.options.length !== 2) return false;
  return [on, off].every(value => field.options.some(option => option.value === value));
}

/** An entry whose values are shown as words, because they name rows. */
export function withLabels(item: GroupField, { key, toggle }: Each): GroupField {
  return {
    ...item,
    fields: item.fields.map(field => {
      if (field.kind !== 'choice' || (field.name !== key && field.name !== toggle?.member)) return field;
      return { ...field, options: field.options.map(option => ({ label: l10n.t(wordsOf(option.value)), ...option })) };
    }),
  };
}
