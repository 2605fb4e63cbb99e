// One field for two members of which a request has only one: a name, or an ARN instead (`TextField.arn`). The form
// keeps either under the name's member; the request has it in its own member.
import type { Field, Values } from './field';
import { isEmpty, ownValue } from './values';

/** Whether a value is an ARN, not a name. */
export function isArn(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('arn:');
}

/**
 * Converts a request's values to a form's: an ARN moves to the field that it shares with the name, and replaces the
 * name.
 */
export function withSharedFields(fields: readonly Field[], values: Values): Values {
  let shared = values;
  for (const [name, arn] of pairs(fields)) {
    const { [arn]: own, ...rest } = shared;
    shared = isEmpty(own) ? rest : { ...rest, [name]: own };
  }
  return shared;
}

/** Converts a form's values to a request's: an ARN moves to its own member. */
export function withArnMembers(fields: readonly Field[], values: Values): Values {
  let members = values;
  for (const [name, arn] of pairs(fields)) {
    const value = ownValue(members, name);
    if (!isArn(value)) continue;
    members = { ...Object.fromEntries(Object.entries(members).filter(([member]) => member !== name)), [arn]: value };
  }
  return members;
}

function pairs(fields: readonly Field[]): (readonly [string, string])[] {
  return fields.flatMap(field => (field.kind === 'text' && field.arn ? [[field.name, field.arn.name] as const] : []));
}
