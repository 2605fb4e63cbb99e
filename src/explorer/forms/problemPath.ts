import type { Field, Values } from '../../forms/field';
import { isValues, ownValue } from '../../forms/values';

type Path = readonly string[];

/**
 * The place for an error of the service: the field whose member it names, also inside a group; else the one
 * field that has a value that it quotes; else the top of the form.
 */
export function problemPath(message: string, fields: readonly Field[], values: Values): Path {
  const all = spots(fields, values);
  const named = all
    .filter(({ field }) => membersOf(field).some(member => names(message, member)))
    .map(({ path }) => path);
  // SubnetIds is more precise than the VpcConfig around it. A Name inside a group isn't the resource's name.
  const [first] = named.sort((a, b) => a.length - b.length);
  if (first) return named.filter(path => first.every((step, at) => path[at] === step)).at(-1) ?? first;
  const quoted = all.filter(({ value }) => quotes(message, value));
  return quoted.length === 1 ? (quoted[0]?.path ?? []) : [];
}

interface Spot {
  readonly field: Field;
  readonly path: Path;
  readonly value: unknown;
}

function spots(fields: readonly Field[], values: Values, above: Path = []): Spot[] {
  return fields.flatMap((field): Spot[] => {
    const value = ownValue(values, field.name);
    const path = [...above, field.name];
    const inside = field.kind === 'group' ? spots(field.fields, isValues(value) ? value : {}, path) : [];
    return [{ field, path, value }, ...inside];
  });
}

/** The members that a field is for: an image's name and its ARN. */
function membersOf(field: Field): string[] {
  return field.kind === 'text' && field.arn ? [field.name, field.arn.name] : [field.name];
}

function names(message: string, member: string): boolean {
  return message.toLowerCase().includes(`'${member.toLowerCase()}'`) || new RegExp(`\\b${member}\\b`).test(message);
}

/** Shorter values may occur in a sentence by chance. */
const shortest = 4;

function quotes(message: string, value: unknown): boolean {
  if (typeof value !== 'string' || value.length < shortest) return false;
  const at = message.indexOf(value);
  return at >= 0 && !/\w/.test(`${message.charAt(at - 1)}${message.charAt(at + value.length)}`);
}
