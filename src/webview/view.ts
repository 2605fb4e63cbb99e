// What every drawn field can do, whatever its kind, and what it needs to know of the page around it.
import type { Field, FieldProblem, Value } from '../forms/field';
import type { Suggestion } from '../forms/protocol';
import type { Texts } from '../forms/texts';

/** A drawn field. */
export interface FieldView {
  readonly element: HTMLElement;
  /** What is entered now; undefined when nothing is. */
  read(): Value | undefined;
  /** Shows the problems at and inside this field, whose paths begin here, and what the rules say of it now. */
  show(problems: readonly FieldProblem[], state: FormState): void;
  /** What only the page can see is wrong: a map in which a key stands twice. */
  faults?(): FieldProblem[];
  focus(): void;
}

/** A field of the form with what is drawn of it, which may come to be drawn anew. */
export interface DrawnField {
  readonly field: Field;
  view: FieldView;
}

/** How things stand in the whole form. */
export interface FormState {
  /** Show problems everywhere, and not only where the user has been: a submit was tried. */
  readonly all: boolean;
  /** Dotted paths of members that a rule requires, or forbids, with the values as they are now. */
  readonly required: ReadonlySet<string>;
  readonly forbidden: ReadonlySet<string>;
  /** Inside a group that may be left out, and is: what the group requires is not required yet. */
  readonly idle?: boolean;
}

/** Whether a field must be filled in as things stand. */
export function isRequired({ required = false }: Field, { path }: FieldLocation, state: FormState): boolean {
  return (required && !state.idle) || state.required.has(path);
}

export interface PageContext {
  readonly texts: Texts;
  /** To be called after each change that the user makes. */
  changed(): void;
  /** To be called when the focus leaves a field: what is wrong with it may now be said. */
  left(): void;
  /**
   * Asks the extension what there is to choose from.
   * @throws Error whose message says why there is nothing
   */
  suggest(source: string, query: string): Promise<readonly Suggestion[]>;
  /** Draws a field of any kind: lists and groups draw what is inside them. */
  draw(field: Field, place: FieldLocation, value: Value | undefined): FieldView;
}

/** Where a field stands. */
export interface FieldLocation {
  /** Dotted path of members, for rules; empty inside a list, where rules do not reach. */
  readonly path: string;
  /** An entry of a list: the list's label and the place in it make its accessible name, and no label is drawn. */
  readonly entry?: string;
  /** Of an entry of a list: what its other entries hold. */
  readonly others?: () => readonly (Value | undefined)[];
}

/** The problems of one part of a field, with paths that begin at that part. */
export function problemsAt(problems: readonly FieldProblem[], step: string | number): FieldProblem[] {
  return problems.filter(({ path }) => path[0] === step).map(({ path, message }) => ({ path: path.slice(1), message }));
}

/** The problems of a field itself: those that stand at it, and those that stand at no part of it that is drawn. */
export function ownProblems(problems: readonly FieldProblem[], steps: readonly (string | number)[]): FieldProblem[] {
  return problems.filter(({ path: [first] }) => first === undefined || !steps.includes(first));
}
