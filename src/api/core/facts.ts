// What a service accepts and answers, as facts read from its service model (a facts.json, made by src/build/apiFacts.ts). The
// model knows types, required members, enums, lengths, ranges and patterns. What it does not know (rules between members,
// states) belongs to the kinds and, independently, to the simulator.

/** A service model, reduced to what this project uses. */
export interface ApiFacts {
  /** The public model the facts were made from, with its version. */
  source: string;
  metadata: {
    apiVersion: string;
    endpointPrefix: string;
    /** Of a service that speaks AWS JSON: `1.1`. */
    jsonVersion?: string | undefined;
    /** What requests are signed for; the endpoint's prefix when absent. */
    signingName?: string | undefined;
    targetPrefix?: string | undefined;
  };
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

/** A service's facts, looked up by name. */
export interface Model {
  readonly facts: ApiFacts;
  /**
   * The facts of one shape.
   * @throws Error when no such shape exists: a programming error, since names come from the facts themselves
   */
  readonly shape: (name: string) => Shape;
  /** The input structure of an operation; an empty structure when it takes no members. */
  readonly inputShape: (operation: string) => Shape;
  /** The output structure of an operation; an empty structure when it answers no members. */
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
