// Lists in which each value of an enum has one entry at most: who may do what, which storage is connected.
import * as l10n from '@vscode/l10n';

import type { ChoiceField, Each, Field, GroupField, Toggle } from '../../forms/field';
import type { FieldHint } from '../../forms/hints';
import { wordsOf } from './formLabel';

const [on, off] = ['ENABLED', 'DISABLED'];

/**
 * How the entries of a list are told apart, read off the API's facts: entries that must have an enum and whether it is
 * ENABLED or DISABLED, and nothing else, are switches. Other lists need the hint `each`, since no model says that an
 * enum's value comes once at most.
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

/** An entry whose values people read as words: they stand for rows and not for what is typed into the API. */
export function withWords(item: GroupField, { key, toggle }: Each): GroupField {
  return {
    ...item,
    fields: item.fields.map(field => {
      if (field.kind !== 'choice' || (field.name !== key && field.name !== toggle?.member)) return field;
      return { ...field, options: field.options.map(option => ({ label: l10n.t(wordsOf(option.value)), ...option })) };
    }),
  };
}
