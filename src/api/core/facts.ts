// The facts of a service, read from its service model (facts.json, made by src/build/apiFacts.ts): types, required members,
// enums, lengths, ranges and patterns. Rules between members and states aren't in the model: the kinds have them and,
// independently, the simulator.

import type { PageToken } from './paging';

/** A service model, reduced to the parts that this project uses. */
export interface ApiFacts {
  /** The public model that the facts were made from, with its version. */
  source: string;
  /** Present if these are only the operations that this project uses: others of the service are left out. */
  partial?: true;
  metadata: {
    apiVersion: string;
    endpointPrefix: string;
    /** The version of AWS JSON, if the service uses it: `1.1`. */
    jsonVersion?: string | undefined;
    /** The service name in signatures; `endpointPrefix` if absent. */
    signingName?: string | undefined;
    targetPrefix?: string | undefined;
  };
  operations: Record<string, OperationFacts>;
  shapes: Record<string, Shape>;
}

export interface OperationFacts {
  /** Name of the input structure; absent if the operation takes no members. */
  input?: string;
  /** Name of the output structure. */
  output?: string;
  /** The exceptions that the model lists. */
  errors: string[];
  /**
   * Present if the operation pages. `token` names the member with the token of the next page, if that isn't NextToken; `limit`
   * names the member that limits the page size, if there is one.
   */
  paged?: { token?: PageToken; limit?: string };
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

/** Looks up a service's facts by name. */
export interface Model {
  readonly facts: ApiFacts;
  /**
   * The facts of one shape.
   * @throws Error if there is no such shape: a programming error, since names come from the facts themselves
   */
  readonly shape: (name: string) => Shape;
  /** The input structure of an operation; an empty structure if it takes no members. */
  readonly inputShape: (operation: string) => Shape;
  /** The output structure of an operation; an empty structure if it returns no members. */
  readonly outputShape: (operation: string) => Shape;
}

/** The model of a service. */
export function modelOf(facts: ApiFacts): Model {
  function shape(name: string): Shape {
    const found = facts.shapes[name];
    if (!found) throw new Error(`No shape ${name} in the facts of ${facts.metadata.endpointPrefix}`);
    return found;
  }

  function structure(name: string | undefined): Shape {
    return name ? shape(name) : { type: 'structure', members: {} };
  }

  return {
    facts,
    shape,
    inputShape: operation => structure(facts.operations[operation]?.input),
    outputShape: operation => structure(facts.operations[operation]?.output),
  };
}

/**
 * Turns a pattern of the facts into a regular expression. AWS matches the whole value, even without anchors in the pattern.
 *
 * AWS's patterns use Java's syntax: those with Unicode classes need the `u` flag, but escapes such as `\\-` and `\\,` are only
 * allowed without it.
 */
export function patternOf(pattern: string): RegExp {
  const whole = `^(?:${pattern})$`;
  try {
    return new RegExp(whole, 'u');
  } catch {
    return new RegExp(whole);
  }
}
