// A kind's form, made ready for its page: loaded when the first form is opened, since it brings the API's facts.
import * as l10n from '@vscode/l10n';

import { inputShapeOf } from '../../api/serviceFacts';
import { withArnMembers, withSharedFields } from '../../forms/arnMembers';
import type { Field, FieldProblem, Values } from '../../forms/field';
import { merge } from '../../forms/merge';
import type { Draft, Form as PageForm } from '../../forms/protocol';
import type { Rule } from '../../forms/rules';
import { knowing } from '../../forms/rules';
import { changesOf, inputFrom, isEmpty, valueAt } from '../../forms/values';
import type { Form, Kind } from '../../kinds/kind';
import type { Help } from './formHelp';
import { fieldsOf } from './formSpec';
import { formTexts } from './formTexts';

export interface FormAddress {
  readonly title: string;
  /** Where the form acts: its account, profile and Region in words, as `placeLine` has them. */
  readonly line: string;
  /** Names the form, as `formKey` has it: a draft is taken up only there. */
  readonly key: string;
  /** Who it is opened for, as `actorText` writes it. */
  readonly actor?: string;
}

/** What a form is filled with beyond what its resource has, and how it is opened. */
export interface Opening {
  /** What it holds at first besides: what had to be asked for, or is like another thing. */
  readonly values?: Values | undefined;
  /** Whether what is locked in the resource's state is open: the resource is brought to another state first. */
  readonly unlocked?: boolean;
  /** Whether there is a way to unlock it. */
  readonly unlockable?: boolean;
  readonly draft?: Draft | undefined;
  /** What else there is to say of what others have changed since it was opened. */
  readonly meanwhile?: string | undefined;
}

/**
 * All that the page needs.
 * @param answered what the form is about, as the service answered it; undefined for one that makes something
 */
export function pageForm(
  form: Form,
  answered: unknown,
  { title, line, key, actor }: FormAddress,
  help: Help,
  { values, unlocked = false, unlockable = false, draft, meanwhile }: Opening = {},
): PageForm {
  const resource = withoutNulls(answered);
  const hidden = Object.keys(form.fixed?.(resource, {}) ?? {});
  const hints = { ...form.hints, hide: [...(form.hints?.hide ?? []), ...hidden] };
  const reasons = form.locked?.(resource) ?? {};
  const isLocked = Object.keys(reasons).length > 0;
  const fields = locked(fieldsOf(form.operation, hints, help), unlocked ? {} : reasons);
  const held = withSharedFields(fields, { ...heldBy(form, resource), ...values });
  return {
    key,
    title,
    subtitle: line,
    fields,
    rules: knowing(form.rules ?? [], form.known?.(resource) ?? {}).map(translatedRule),
    // Of an update, cleaned as what is entered is: nothing that was never set seems to have been cleared. In other forms
    // an empty entry invites to fill it in.
    values: form.clears ? inputFrom(fields, held) : held,
    ...(resource === undefined && { proposed: true }),
    ...(form.clears && { changesOnly: true }),
    submitLabel: unlocked && isLocked ? l10n.t('Stop, Update and Start Again') : l10n.t(form.submit),
    texts: formTexts(),
    ...(isLocked && (unlocked || unlockable) && { notice: noticeOf(unlocked) }),
    ...(draft && { draft }),
    ...(actor !== undefined && { actor }),
    ...(meanwhile !== undefined && { meanwhile }),
  };
}

// Kinds have their words in English. A rule without words of its own is told in those of formTexts.ts.
function translatedRule(rule: Rule): Rule {
  return rule.message === undefined ? rule : { ...rule, message: l10n.t(rule.message) };
}

function noticeOf(unlocked: boolean): NonNullable<PageForm['notice']> {
  return unlocked
    ? { text: l10n.t('It is stopped, updated and started again. You confirm first and see which sessions end.') }
    : {
        text: l10n.t('Some settings can be changed only while it is stopped.'),
        button: { label: l10n.t('Unlock All Fields'), does: 'unlock' },
      };
}

/** What names a form: what it does (`fleet.update`, `fleet.create`) and the tree item that it was opened from. */
export function formKey(does: string, nodeId: string): string {
  return `${does} ${nodeId}`;
}

/** The parts of `formKey`. */
export function fromFormKey(key: string): { readonly does: string; readonly nodeId: string } {
  const space = key.indexOf(' ');
  return { does: key.slice(0, space), nodeId: key.slice(space + 1) };
}

/** What a create form is filled with for another one like a resource; undefined for a kind that offers none. */
export function duplicateValues(of: Kind, resource: unknown): Values | undefined {
  if (!of.create || !of.duplicate) return undefined;
  return { ...membersOf(of.create.form, resource), ...of.duplicate(resource), Name: nameOfCopy(of.id(resource) ?? '') };
}

/** Names have 100 characters at most. */
function nameOfCopy(name: string): string {
  const ending = '-copy';
  return `${name.slice(0, 100 - ending.length)}${ending}`;
}

/** What a resource has of all that a form can change, as the form's values. */
export function heldBy(form: Form, answered: unknown): Values {
  const resource = withoutNulls(answered);
  return { ...membersOf(form, resource), ...form.values?.(resource) };
}

// A resource has most members of its update's input under the same names.
function membersOf({ operation }: Form, resource: unknown): Values {
  if (resource === undefined) return {};
  const plain = JSON.parse(JSON.stringify(resource)) as Record<string, Values[string]>;
  return Object.fromEntries(
    Object.entries(plain).filter(([member]) => inputShapeOf(operation).members?.[member] !== undefined),
  );
}

function locked(fields: readonly Field[], reasons: Readonly<Record<string, string>>): Field[] {
  return fields.map(field =>
    reasons[field.name] === undefined ? field : { ...field, locked: l10n.t(reasons[field.name] ?? '') },
  );
}

/** A service may answer null for what was never set, though its model has no such values. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls).filter(entry => entry !== undefined);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, inner]) => (inner === null ? [] : [[member, withoutNulls(inner)]])),
  );
}

/** What submitting comes to before anything is sent. */
export type FormRequest =
  | { readonly input: Values }
  /** An update in which nothing has been changed: there is nothing to send. */
  | { readonly unchanged: true }
  /** Something that can't be sent. */
  | { readonly problems: readonly FieldProblem[] };

/** What to send for a form's input: all of it, or for an update what has changed. */
export function requestOf(form: Form, page: PageForm, input: Values): FormRequest {
  const { clears } = form;
  if (!clears) return { input: withArnMembers(page.fields, input) };
  const { names, changed, cleared } = changesOf(page.fields, page.values, input);
  const stuck = cleared.filter(member => clears[member] === undefined);
  if (stuck.length) {
    const message = l10n.t('AWS can change this setting but not clear it. Enter a value.');
    return { problems: stuck.map(member => ({ path: [member], message })) };
  }
  // Inside a group that is sent, what was emptied is only absent: the service would not know it from untouched.
  const inside = Object.keys(clears).filter(path => {
    const [member = '', ...rest] = path.split('.');
    if (!rest.length || !names.includes(member) || cleared.includes(member)) return false;
    return !isEmpty(valueAt(page.values, path)) && isEmpty(valueAt(input, path));
  });
  const attributes = [...new Set([...cleared, ...inside].map(path => clears[path] ?? ''))];
  if (!attributes.length && !Object.keys(changed).length) return { unchanged: true };
  const request = { ...changed, ...(attributes.length && { AttributesToDelete: attributes }) };
  return { input: withArnMembers(page.fields, request) };
}

/**
 * What has to be shown before an update is sent, since somebody else has changed the thing after its form was opened.
 * @param page the form as its user sees it @param now the same form, filled with what AWS has now
 * @returns undefined where there is nothing to show
 */
export function newsOf(
  page: PageForm,
  now: PageForm,
  input: Values,
): { readonly stuck: readonly string[] } | undefined {
  const { changes } = merge(now.fields, page.values, input, now.values);
  // What can't be changed in the new state would be left out unsaid.
  const stuck = changesOf(page.fields, page.values, input).names.filter(
    name => now.fields.find(field => field.name === name)?.locked !== undefined,
  );
  return stuck.length || changes.some(({ agreed }) => !agreed) ? { stuck } : undefined;
}
