// A kind's form, made ready for its page: loaded when the first form is opened, since it brings the API's facts.
import * as l10n from '@vscode/l10n';

import { inputShape } from '../api/model';
import type { Connection } from '../aws/connection';
import { regionLongName } from '../aws/regions';
import type { Field, FieldProblem, Values } from '../forms/field';
import type { Form as PageForm } from '../forms/protocol';
import { isEmpty, valueAt } from '../forms/values';
import type { Form } from '../kinds/kind';
import type { Help } from './formHelp';
import { changesOf, fieldsOf } from './formSpec';
import { formTexts } from './formTexts';

export interface FormPlace {
  readonly title: string;
  readonly connection: Connection;
  /** The account, where it is known. */
  readonly account: string | undefined;
  /** The tree item it was opened from: a draft is taken up only there. */
  readonly id: string;
}

/** All that the page needs. @param resource what the form is about; undefined for one that makes something */
export function pageForm(
  form: Form,
  resource: unknown,
  { title, connection, account, id }: FormPlace,
  help: Help,
): PageForm {
  const { profile, region } = connection;
  const place = [
    account === undefined ? undefined : l10n.t('Account {0}', account),
    l10n.t('Profile {0}', profile),
    l10n.t('Region {0}', `${region} (${regionLongName(region) ?? '?'})`),
  ];
  const hidden = Object.keys(form.fixed?.(resource, {}) ?? {});
  const hints = { ...form.hints, hide: [...(form.hints?.hide ?? []), ...hidden] };
  return {
    key: `${form.operation} ${id}`,
    title,
    subtitle: place.filter(word => word !== undefined).join(' · '),
    fields: locked(fieldsOf(form.operation, hints, help), form.locked?.(resource) ?? {}),
    rules: form.rules ?? [],
    values: { ...membersOf(form, resource), ...form.values?.(resource) },
    submitLabel: l10n.t(form.submit),
    texts: formTexts(),
  };
}

// A resource has most members of its update's input under the same names.
function membersOf({ operation }: Form, resource: unknown): Values {
  if (resource === undefined) return {};
  const plain = JSON.parse(JSON.stringify(resource)) as Record<string, Values[string]>;
  return Object.fromEntries(
    Object.entries(plain).filter(([member]) => inputShape(operation).members?.[member] !== undefined),
  );
}

function locked(fields: readonly Field[], reasons: Readonly<Record<string, string>>): Field[] {
  return fields.map(field =>
    reasons[field.name] === undefined ? field : { ...field, locked: l10n.t(reasons[field.name] ?? '') },
  );
}

/**
 * What to send for a form's input: all of it, or for an update what has changed.
 * @returns the input, or why it can't be sent
 */
export function requestOf(
  form: Form,
  page: PageForm,
  input: Values,
): { readonly input: Values } | { readonly problems: readonly FieldProblem[] } {
  if (!form.clears) return { input };
  const { changed, cleared } = changesOf(page.fields, page.values, input);
  const stuck = cleared.filter(member => form.clears?.[member] === undefined);
  if (stuck.length)
    return {
      problems: stuck.map(member => ({
        path: [member],
        message: l10n.t('The API can change this, but not clear it.'),
      })),
    };
  if (!cleared.length && !Object.keys(changed).length)
    return { problems: [{ path: [], message: l10n.t('Nothing has been changed.') }] };
  // Inside a group that is sent, what was emptied is only absent: the service would not know it from untouched.
  const inside = Object.keys(form.clears).filter(
    path => path.includes('.') && !isEmpty(valueAt(page.values, path)) && isEmpty(valueAt(input, path)),
  );
  const emptied = [...cleared, ...inside.filter(path => !cleared.includes(path.split('.')[0] ?? ''))];
  const attributes = [...new Set(emptied.map(member => form.clears?.[member] ?? ''))];
  return { input: { ...changed, ...(attributes.length && { AttributesToDelete: attributes }) } };
}

/** The field that an error of the service names, as the place for its message; the top of the form when it names none. */
export function placeOf(message: string, fields: readonly Field[]): readonly string[] {
  const lower = message.toLowerCase();
  const named = fields.find(
    ({ name }) => lower.includes(`'${name.toLowerCase()}'`) || new RegExp(`\\b${name}\\b`).test(message),
  );
  return named ? [named.name] : [];
}
