// The interface of drawn fields of all kinds, and what they need from the page.
import type { Field, FieldProblem, Value } from '../forms/field';
import type { Suggestion } from '../forms/protocol';
import type { Texts } from '../forms/texts';

/** A drawn field. */
export interface FieldView {
  readonly element: HTMLElement;
  /** The entered value; undefined if there is none. */
  read(): Value | undefined;
  /** Shows the problems of this field and its parts, with paths that begin at the field, and applies the rules. */
  show(problems: readonly FieldProblem[], state: FormState): void;
  /** Problems that only the page can find: a duplicate key of a map. */
  faults?(): FieldProblem[];
  focus(): void;
}

/** A field of the form with its drawn view, which can be replaced. */
export interface DrawnField {
  readonly field: Field;
  view: FieldView;
}

/** The state of the whole form. */
export interface FormState {
  /** Whether to show all problems, since the user tried to submit, and not only those of fields that the user has left. */
  readonly all: boolean;
  /** Dotted paths of members that a rule requires or forbids with the current values. */
  readonly required: ReadonlySet<string>;
  readonly forbidden: ReadonlySet<string>;
  /** Whether the field is inside an optional group that is empty: then the group's required members aren't required yet. */
  readonly idle?: boolean;
}

/** Whether a field must be filled in with the current values. */
export function isRequired({ required = false }: Field, { path }: FieldLocation, state: FormState): boolean {
  return (required && !state.idle) || state.required.has(path);
}

export interface PageContext {
  readonly texts: Texts;
  /** Call this after each change of the user. */
  changed(): void;
  /** Call this when the focus leaves a field, so that its problems are shown. */
  left(): void;
  /**
   * Gets suggestions from the extension.
   * @throws Error with a message for users
   */
  suggest(source: string, query: string): Promise<readonly Suggestion[]>;
  /** Draws a field of any kind: lists and groups draw what is inside them. */
  draw(field: Field, place: FieldLocation, value: Value | undefined): FieldView;
}

/** The location of a field. */
export interface FieldLocation {
  /** The dotted path of members, for rules; empty inside a list, where rules don't apply. */
  readonly path: string;
  /** For an entry of a list: its accessible name, made from the list's label and a number. No label is drawn. */
  readonly entry?: string;
  /** For an entry of a list: the values of the other entries. */
  readonly others?: () => readonly (Value | undefined)[];
}

/** The problems of one part of a field, with paths that begin at the part. */
export function problemsAt(problems: readonly FieldProblem[], step: string | number): FieldProblem[] {
  return problems.filter(({ path }) => path[0] === step).map(({ path, message }) => ({ path: path.slice(1), message }));
}

/** The problems of a field itself, including those of parts that aren't drawn. @param steps the drawn parts */
export function ownProblems(problems: readonly FieldProblem[], steps: readonly (string | number)[]): FieldProblem[] {
  return problems.filter(({ path: [first] }) => first === undefined || !steps.includes(first));
}
