// A kind's form, prepared for its page. It loads with the first form, because it needs the API's facts.
import * as l10n from '@vscode/l10n';

import { inputShapeOf } from '../../api/serviceFacts';
import { withArnMembers, withSharedFields } from '../../forms/arnMembers';
import type { Field, FieldProblem, Values } from '../../forms/field';
import { merge } from '../../forms/merge';
import type { Draft, Form as PageForm } from '../../forms/protocol';
import type { Rule } from '../../forms/rules';
import { knowing } from '../../forms/rules';
import { changesOf, inputFrom, isEmpty, valueAt } from '../../forms/values';
import type { Form } from '../../kinds/action';
import type { Kind } from '../../kinds/kind';
import { desiredOf } from './desired';
import type { Help } from './formHelp';
import { fieldsOf } from './formSpec';
import { formTexts } from './formTexts';
import { withoutNulls } from './withoutNulls';

export interface FormAddress {
  readonly title: string;
  /** Where the form acts: its account, profile and Region in words, as `placeLine` has them. */
  readonly line: string;
  /** The form's `formKey`: a draft is only used for the same form. */
  readonly key: string;
  /** The actor it is opened for, as `actorText` writes it. */
  readonly actor?: string;
}

/** What a form is filled with besides its resource, and how it is opened. */
export interface Opening {
  /** More initial values: looked-up ones, or those of a duplicated resource. */
  readonly values?: Values | undefined;
  /** Whether locked fields are unlocked, because the resource is stopped first. */
  readonly unlocked?: boolean;
  /** Whether there is a way to unlock it. */
  readonly unlockable?: boolean;
  readonly draft?: Draft | undefined;
  /** An update to fill in: what it sends, and what the resource had before. */
  readonly entered?: { readonly input: Values; readonly held?: Values } | undefined;
  /** A note about what others have changed since it was opened. */
  readonly meanwhile?: string | undefined;
}

/**
 * Everything that the page needs.
 * @param answered the form's resource as the service answered it; undefined for a create form
 */
export function pageForm(
  form: Form,
  answered: unknown,
  { title, line, key, actor }: FormAddress,
  help: Help,
  { values, unlocked = false, unlockable = false, draft, entered, meanwhile }: Opening = {},
): PageForm {
  const resource = withoutNulls(answered);
  const hidden = Object.keys(form.fixed?.(resource, {}) ?? {});
  const hints = { ...form.hints, hide: [...(form.hints?.hide ?? []), ...hidden] };
  const reasons = form.locked?.(resource) ?? {};
  const isLocked = Object.keys(reasons).length > 0;
  const fields = locked(fieldsOf(form.operation, hints, help), unlocked ? {} : reasons);
  const held = withSharedFields(fields, { ...heldBy(form, resource), ...values });
  const initial = form.clears ? inputFrom(fields, held) : held;
  const restored = entered ? draftOf(fields, initial, entered) : draft;
  return {
    key,
    title,
    subtitle: line,
    fields,
    rules: knowing(form.rules ?? [], form.known?.(resource) ?? {}).map(translatedRule),
    // For an update, normalized like entered values, so that a member that was never set doesn't look cleared. In other forms
    // an empty entry invites the user to fill it in.
    values: initial,
    ...(resource === undefined && { proposed: true }),
    ...(form.clears && { changesOnly: true }),
    submitLabel: unlocked && isLocked ? l10n.t('Stop, Update and Start Again') : l10n.t(form.submit),
    // Such a form asks before it sends anything, and closes after that.
    texts: { ...formTexts(), ...(unlocked && isLocked && { working: l10n.t('Nothing is sent before you confirm.') }) },
    ...(isLocked && (unlocked || unlockable) && { notice: noticeOf(unlocked) }),
    ...(restored && { draft: restored }),
    ...(actor !== undefined && { actor }),
    ...(meanwhile !== undefined && { meanwhile }),
  };
}

/** The draft of an update's input. What the update does not change is as it is now. */
function draftOf(fields: readonly Field[], now: Values, { input, held = {} }: NonNullable<Opening['entered']>): Draft {
  const [mine, was] = [withSharedFields(fields, input), withSharedFields(fields, held)];
  const opened = inputFrom(fields, { ...now, ...was });
  const others = Object.fromEntries(Object.entries(opened).filter(([name]) => !Object.hasOwn(was, name)));
  return { values: inputFrom(fields, { ...others, ...mine }), opened };
}

// Kinds have their texts in English. A rule without a text uses those of formTexts.ts.
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

/** The key of a form: its action (`fleet.update`, `fleet.create`) and the tree item that it was opened from. */
export function formKey(does: string, nodeId: string): string {
  return `${does} ${nodeId}`;
}

/** The parts of `formKey`. */
export function fromFormKey(key: string): { readonly does: string; readonly nodeId: string } {
  const space = key.indexOf(' ');
  return { does: key.slice(0, space), nodeId: key.slice(space + 1) };
}

/** The initial values of a form that duplicates a resource; undefined for a kind without Duplicate. */
export function duplicateValues(resourceKind: Kind, resource: unknown): Values | undefined {
  const { create, duplicate } = resourceKind;
  const desired = duplicate && desiredOf(resourceKind, resource, {});
  if (!create || !desired) return undefined;
  // What the form proposes for a new one is not the copy's: an Elastic fleet has no capacity.
  const proposed = Object.keys(create.form.values?.(undefined) ?? {});
  return {
    ...Object.fromEntries(proposed.map(member => [member, undefined])),
    ...desired.input,
    Name: nameOfCopy(resourceKind.id(resource) ?? ''),
  };
}

/** Names have at most 100 characters. */
function nameOfCopy(name: string): string {
  const ending = '-copy';
  return `${name.slice(0, 100 - ending.length)}${ending}`;
}

/** The resource's values of the members that a form can change. */
export function heldBy(form: Form, answered: unknown): Values {
  const resource = withoutNulls(answered);
  return { ...membersOf(form, resource), ...form.values?.(resource) };
}

// A resource has most members of its update's input, under the same names.
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

/** The result of a submit before anything is sent. */
export type FormRequest =
  | { readonly input: Values }
  /** An update without changes: nothing to send. */
  | { readonly unchanged: true }
  /** Something that can't be sent. */
  | { readonly problems: readonly FieldProblem[] };

/** What to send for a form's input: all of it, or the changes of an update. */
export function requestOf(form: Form, page: PageForm, input: Values): FormRequest {
  const { clears } = form;
  if (!clears) return { input: withArnMembers(page.fields, input) };
  const { names, changed, cleared } = changesOf(page.fields, page.values, input);
  const stuck = cleared.filter(member => clears[member] === undefined);
  if (stuck.length) {
    const message = l10n.t('AWS can change this setting but not clear it. Enter a value.');
    return { problems: stuck.map(member => ({ path: [member], message })) };
  }
  // Inside a group that is sent, a cleared member is only absent. The service can't tell it from an untouched one.
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
 * What to show before an update is sent, because somebody else changed the resource after its form was opened.
 * @param page the form as its user sees it @param now the same form, filled with what AWS has now
 * @returns undefined if there is nothing to show
 */
export function newsOf(
  page: PageForm,
  now: PageForm,
  input: Values,
): { readonly stuck: readonly string[] } | undefined {
  const { changes } = merge(now.fields, page.values, input, now.values);
  // A change that the new state locks would be dropped without notice.
  const stuck = changesOf(page.fields, page.values, input).names.filter(
    name => now.fields.find(field => field.name === name)?.locked !== undefined,
  );
  return stuck.length || changes.some(({ agreed }) => !agreed) ? { stuck } : undefined;
}
