// Undo: the update that leads back to the values from before an update.
import type { Values } from '../../forms/field';
import type { Form as PageForm } from '../../forms/protocol';
import { changesOf, hasSensitive, inputFrom, ownValue, same } from '../../forms/values';
import type { Form } from '../../kinds/action';
import { requestOf } from './pageForm';

/** An update that was sent. */
export interface Updated {
  /** The form with the values from before the update. */
  readonly before: PageForm;
  /** What the user entered, as the operation's input. */
  readonly entered: Values;
  /** The form, filled with a resource that the service has answered. */
  readonly formOf: (resource: unknown) => PageForm;
}

/** What would take an update back. */
export type Undo =
  /** The input of an update. */
  | { readonly kind: 'update'; readonly input: Values }
  /** Nothing: the resource no longer has the values that the update gave it, or the service does not return them. */
  | { readonly kind: 'differs' }
  /** Nothing: the service can't clear a value that was empty before, its state locks it, or it is sensitive. */
  | { readonly kind: 'impossible' };

/** The update that takes back what the user has changed, and nothing else. @param resource as the service answers it now */
export function undoOf(form: Form, { before, entered, formOf }: Updated, resource: unknown): Undo {
  const now = formOf(resource);
  const names = changedBy({ before, entered });
  const [was, mine, is] = [before, { values: entered }, now].map(({ values }) => inputFrom(now.fields, values)) as [
    Values,
    Values,
    Values,
  ];
  const fields = now.fields.filter(({ name }) => names.includes(name));
  if (!fields.length || hasSensitive(fields) || fields.some(({ locked }) => locked !== undefined)) {
    return { kind: 'impossible' };
  }
  if (names.some(name => !same(ownValue(mine, name), ownValue(is, name)))) return { kind: 'differs' };
  const request = requestOf(form, now, withMembersOf(was, names, is));
  return 'input' in request ? { kind: 'update', input: request.input } : { kind: 'impossible' };
}

/** Whether the resource has the values from before the update again. @param resource as the service answers it now */
export function isUndone({ before, entered, formOf }: Updated, resource: unknown): boolean {
  const { fields, values } = formOf(resource);
  const again = changesOf(fields, before.values, values).names;
  return !changedBy({ before, entered }).some(name => again.includes(name));
}

/** The members that the update has changed. */
function changedBy({ before, entered }: Pick<Updated, 'before' | 'entered'>): readonly string[] {
  return changesOf(before.fields, before.values, entered).names;
}

/** Some values, but with these members as another has them. */
function withMembersOf(other: Values, names: readonly string[], values: Values): Values {
  const kept = Object.entries(values).filter(([name]) => !names.includes(name));
  const taken = Object.entries(other).filter(([name]) => names.includes(name));
  return Object.fromEntries([...kept, ...taken]);
}
