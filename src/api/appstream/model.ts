// What AppStream accepts and answers, as facts read from its service model (facts.json, made by src/build/apiFacts.ts).
// The model knows types, required members, enums, lengths, ranges and patterns; what it does not know (rules between
// members, states) belongs to the kinds and, independently, to the simulator.
import facts from './facts.json';

/** The service model, reduced to what this project uses. */
export interface ApiFacts {
  /** The public model the facts were made from, with its version. */
  source: string;
  metadata: Record<string, unknown>;
  operations: Record<string, OperationFacts>;
  shapes: Record<string, Shape>;
}

export interface OperationFacts {
  /** Name of the input structure; absent when the operation takes no members. */
  input?: string;
  /** Name of the output structure. */
  output?: string;
  /** The exceptions the model lists. */
  errors: string[];
  /** Present when the operation pages with NextToken; `limit` names the member that bounds a page, if there is one. */
  paged?: { limit?: string };
}

export interface Shape {
  type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'integer'
    | 'long'
    | 'float'
    | 'double'
    | 'boolean'
    | 'timestamp'
    | 'blob';
  required?: string[];
  /** Member name to shape name. */
  members?: Record<string, string>;
  /** A list's element, a map's key and value: shape names. */
  member?: string;
  key?: string;
  value?: string;
  enum?: string[];
  /** Length of a string, list or map; value of a number. */
  min?: number;
  max?: number;
  pattern?: string;
  sensitive?: boolean;
  exception?: boolean;
}

/** The API as facts: operations, shapes, constraints, errors and paging. */
export const api: ApiFacts = facts as unknown as ApiFacts;

/**
 * The facts of one shape.
 * @throws Error when no such shape exists: a programming error, since names come from the facts themselves
 */
export function shape(name: string): Shape {
  const found = api.shapes[name];
  if (!found) throw new Error(`No shape ${name} in the API facts`);
  return found;
}

/** The input structure of an operation; an empty structure when it takes no members. */
export function inputShape(operation: string): Shape {
  const name = api.operations[operation]?.input;
  return name ? shape(name) : { type: 'structure', members: {} };
}

/** The output structure of an operation; an empty structure when it answers no members. */
export function outputShape(operation: string): Shape {
  const name = api.operations[operation]?.output;
  return name ? shape(name) : { type: 'structure', members: {} };
}

/**
 * The constraints of one input member, read, never retyped: `constraints('CreateFleet', 'Name').pattern`.
 * @param member dotted for one inside another, `VpcConfig.SubnetIds`; of a list it is the entries' member
 * @throws Error when the operation has no such input member
 */
export function constraints(operation: string, member: string): Shape {
  let found = inputShape(operation);
  for (const part of member.split('.')) {
    const within = found.type === 'list' ? shape(found.member ?? '') : found;
    const name = within.members?.[part];
    if (!name) throw new Error(`${operation} has no input member ${member}`);
    found = shape(name);
  }
  return found;
}

/**
 * The facts' pattern as a regular expression. AWS wants the whole value to match, whether the pattern is anchored or not.
 *
 * AWS writes patterns in Java's dialect: those with Unicode classes need the `u` flag, those with escapes that only
 * Java and plain JavaScript allow (`\\-`, `\\,`) must go without.
 */
export function patternOf(pattern: string): RegExp {
  const whole = `^(?:${pattern})$`;
  try {
    return new RegExp(whole, 'u');
  } catch {
    return new RegExp(whole);
  }
}
