// One field for two members of which a request has one: a name, or in its place an ARN (`TextField.arn`). The form keeps both
// under the name's member; a request has whichever it is.
import type { Field, Values } from './field';
import { isEmpty, ownValue } from './values';

/** Whether a text is an ARN and no name. */
export function isArn(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('arn:');
}

/** Values as a form has them: an ARN stands in the field that it shares with the name, also where both are given. */
export function withSharedFields(fields: readonly Field[], values: Values): Values {
  let shared = values;
  for (const [name, arn] of pairs(fields)) {
    const { [arn]: own, ...rest } = shared;
    shared = isEmpty(own) ? rest : { ...rest, [name]: own };
  }
  return shared;
}

/** Values as a request has them: an ARN stands in its own member. */
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
