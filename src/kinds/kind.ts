// What a resource kind is. One file beside this one describes each kind, as a `Kind`; the tree, the menus, the
// palette, the pickers and the manifest are read off those descriptions, so that a rule stands in one place.
//
// Words here (titles, consequences) are English and stand in the translations under themselves: whoever shows one
// passes it through `l10n.t`. src/build/strings.ts puts them there.
import type { ApiError } from '../api/core/errors';
import type { ActingApi, Api, Input, Operation, Output, PagedOperation } from '../api/types';
import type { FieldProblem, Values } from '../forms/field';
import type { FieldHint, FieldHints } from '../forms/hints';
import type { Rule } from '../forms/rules';
import type { ActionName, Icon, KindName, SourceName } from './names';

/** What a resource is listed under: input members that all items of one list share, `{ FleetName: 'dev' }`. */
export type Scope = Readonly<Record<string, string>>;

/** A kind of resource: how it is listed, named, drawn, followed, and what may be done to it and when. */
export interface Kind<T = unknown, Name extends string = KindName> {
  /** Part of ids, commands and menu tokens: `imageBuilder`. */
  readonly name: Name;
  /** One of it and many of it, as AWS writes them: `Image Builder`, `Image Builders`. */
  readonly title: string;
  readonly plural: string;
  readonly icon: Icon;
  /** Named parts of the list, each with the scope it is listed in: an account's images are Private, Shared and Public. */
  readonly sections?: readonly Section[];
  /** Where AWS's console lists them; its start page when absent. */
  readonly consolePage?: ConsolePage;
  readonly list: Listing<T>;
  /**
   * Asks again for some resources, all in one request where the API can: for those alone that `describedBy` names.
   * @returns those that still exist; in any order. Absent where the API can only list.
   */
  describe?(api: Api, resources: readonly T[], scope: Scope, signal: AbortSignal): Promise<readonly T[]>;
  /** What tells it from others of its kind in its scope; never a user's name, since ids are saved. */
  id(resource: T): string | undefined;
  /** What `describe` asks by, where that is not the id: an ARN. One that has none is not asked for. */
  describedBy?(resource: T): string | undefined;
  /** What people call it; the id when absent. */
  label?(resource: T): string | undefined;
  /** Whether the label names a person: it is shown like any other, but what is kept has the id (see `storedName`). */
  readonly privateLabel?: boolean;
  /** Whether the last name is shown first: of months, the newest. */
  readonly lastFirst?: boolean;
  arn?(resource: T): string | undefined;
  state?(resource: T): string | undefined;
  /** What its states mean. One that is not here, as a newer service may answer, is shown, and nobody waits for its end. */
  readonly states?: States<string>;
  /** Minutes that settling takes at most, as a rule: whoever waits longer is told. */
  usualMinutes?(resource: T): number;
  /** Whether `describe` and `id` know it only in its scope: those of different scopes are then asked for apart. */
  readonly scoped?: boolean;
  /** The few words that stand behind the name, besides the state: `3/10 in use`. */
  detail?(resource: T): string | undefined;
  /** The facts that matter, for the tooltip. */
  facts?(resource: T): readonly Fact[];
  /** Errors the API reports inside the resource: FleetErrors, StateChangeReason. */
  errors?(resource: T): readonly ResourceError[];
  /** The lists below it. */
  readonly children?: readonly Child<T>[];
  /** How one is made, where people make them: offered on its lists. */
  readonly create?: Create | undefined;
  /**
   * What the create form is filled with for another one like this, besides the members of the same names: offers Duplicate….
   */
  duplicate?(resource: T): Values;
  readonly actions: readonly Action<T>[];
}

/**
 * What a state means: it passes by itself, and leads to another state or to the end of the resource, or it stays, and is
 * good (`running`, `done`), neither (`stopped`, `other`) or bad (`failed`).
 */
export type StateMeaning<State extends string = string> =
  'running' | 'done' | 'stopped' | 'failed' | 'other' | { readonly to: State | 'gone' };

/** What each of a kind's states means: `satisfies States<FleetState>` wants all that the API has, and no others. */
export type States<State extends string> = Readonly<Record<State, StateMeaning<State>>>;

/** What a state of a kind means; undefined for one that the kind does not know. */
export function meaningOf({ states = {} }: Pick<Kind, 'states'>, state: string | undefined): StateMeaning | undefined {
  return state !== undefined && Object.hasOwn(states, state) ? states[state] : undefined;
}

export interface ConsolePage {
  /** The last part of its address: `image-builder`. */
  readonly path: string;
  /** Whether it can be opened with one of them selected, by name. */
  readonly selects?: true;
}

export interface Section {
  readonly name: string;
  readonly title: string;
  readonly scope: Scope;
  /** Another kind that stands there, for what people look for in that place: exports below Images. */
  readonly kind?: KindName;
}

export interface Fact {
  readonly label: string;
  readonly value: string | number | boolean | Date | undefined;
}

export interface ResourceError {
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface Child<T> {
  readonly kind: KindName;
  /** Where the list is to look; undefined when this resource has no such list. */
  scope(resource: T): Scope | undefined;
}

export interface Listing<T> {
  /** The operations it uses. */
  readonly operations: readonly Operation[];
  /** All there is in a scope, in the portions that the service gives. @throws ApiError */
  pages(api: Api, scope: Scope, signal: AbortSignal): AsyncIterable<readonly T[]>;
}

/** What an action works on. */
export interface Target<T> {
  /** Acts as the one that was shown, or not at all. */
  readonly api: ActingApi;
  readonly resource: T;
  readonly scope: Scope;
  readonly signal: AbortSignal;
}

/** What the user answered, by input member; an optional question left empty is absent. */
export type Answers = Readonly<Record<string, string>>;

/** Something that can be done to a resource. */
export interface Action<T = unknown> {
  /** With the kind's name it makes the command and the menu token: `appstream.fleet.start`, `fleet.start`. */
  readonly name: ActionName;
  readonly title: string;
  /** The action also stands beside the item itself, as this icon. */
  readonly inline?: Icon;
  readonly group: ActionGroup;
  /** The operations it calls; the first is the one it is for, whose input members the questions are checked by. */
  readonly operations: readonly [Operation, ...Operation[]];
  /** Whether it can succeed now. Absent: always. */
  when?(resource: T, scope: Scope): boolean;
  /** What makes the service refuse it. Looked up before anything is asked; a look-up that fails is in nobody's way. */
  readonly blockers?: readonly Blocker<T>[];
  /** Ask before: in a modal dialog, and for some things by having their name typed as well. */
  readonly confirm?: Confirm<T>;
  /** What has to be known first, in this order; up to four questions. */
  readonly asks?: readonly Ask<T>[];
  /** What has to be known first, where it is more than a few questions. */
  readonly form?: Form<T>;
  /** Whether it can't be done to several in the same way: a stack takes one fleet. Forms and streaming URLs never can. */
  readonly single?: true;
  /** What the tree says while the request is under way: `Starting…` */
  readonly progress: string;
  /** How a look shows whether it was done, when the answer to its request was lost. */
  readonly proof: Proof<T>;
  /** The kinds whose lists it changes, besides the resource itself. */
  readonly touches?: readonly KindName[];
  /** Another Region whose lists of those kinds it changes too, from the form's input: where an image is copied to. */
  alsoIn?(input: Values): string | undefined;
  /** Does it. @returns a streaming URL if that is what it is for @throws ApiError, or ActionRefused with the reason in words */
  perform(target: Target<T>, answers: Answers, input: Values): Promise<StreamingUrl | void>;
  /**
   * Does it to many of one connection in one go, where the API can; `perform` is then the same for one.
   * @returns what went wrong with each, in their order @throws ApiError when it could not be done to any
   */
  together?(targets: readonly Target<T>[], answers: Answers): Promise<readonly (ApiError | undefined)[]>;
}

/**
 * How a look shows whether an action was done. `state`: the thing is in a state now that no longer offers it. `gone`: the
 * thing is gone, or on its way. `values`: the thing has what the form says. `found` looks for itself, and gives undefined
 * when nobody can tell. `unseen`: a look shows nothing; the sentence says what may have come of it.
 */
export type Proof<T> =
  | 'state'
  | 'gone'
  | 'values'
  | { found(target: Target<T>, answers: Answers, input: Values): Promise<boolean | undefined> }
  | { readonly unseen: string };

/** The form of an operation. Its fields are read off the API's facts; hints arrange them, rules are what no model has. */
export interface Form<T = unknown> {
  readonly operation: Operation;
  /** The button: `Create`. */
  readonly submit: string;
  readonly hints?: FieldHints<SourceName>;
  readonly rules?: readonly Rule[];
  /** What rules ask for and the form has no field for, since it can't change: an update's fleet type. */
  known?(resource: T): Values;
  /** What it holds at first. */
  values?(resource: T): Values;
  /** The same where it has to be asked for. @throws ApiError, or ActionRefused when it can't be done as things stand */
  prepare?(target: Target<T>): Promise<Values>;
  /** Members that the form does not show, since they follow from the thing: its name. */
  fixed?(resource: T, scope: Scope): Values;
  /** The whole input, where it is more than what is fixed and what was entered. See `wholeInput`. */
  complete?(resource: T, scope: Scope, entered: Values): Values;
  /** Why members can't be changed as the resource is now, by member: they are shown, disabled, with the reason. */
  locked?(resource: T): Readonly<Record<string, string>>;
  /** The kind's actions that lead to a state in which nothing is locked, and back: then both are offered around the update. */
  readonly unlockedBy?: {
    readonly stop: ActionName;
    readonly start: ActionName;
    /** Asked before the three steps: `Stop fleet {0}, update it and start it again?` */
    readonly question: string;
  };
  /** For an update: only what changed is sent. Tells how a member, dotted where it is inside another, is cleared: by which attribute of AttributesToDelete. */
  readonly clears?: Readonly<Record<string, string>>;
}

/** What kinds say of their forms' members, by dotted path. */
export type Hints = Readonly<Record<string, FieldHint<SourceName>>>;

/** How a resource is made. */
export interface Create {
  readonly title: string;
  readonly form: Form<undefined>;
  readonly touches?: readonly KindName[];
  /** The one section it is offered in; on all of the kind's lists when absent. */
  readonly section?: string;
  /** How many a list holds at most: it is not offered where there are that many. */
  readonly maxCount?: number;
  /** For a form without fields: asked instead of showing it. */
  readonly confirm?: CreateConfirm;
  /** Asks the service first whether it would go through. @throws ApiError, or ActionRefused with the reason in words */
  check?(api: ActingApi, input: Values, signal: AbortSignal): Promise<void>;
  /** The id of what was made, or its name, by which it is found in the list; from the input. */
  id(input: Values): string | undefined;
  /** Whether a thing of that id is the one that was asked for, where that can't be read off its members. */
  isAsked?(resource: unknown, input: Values): boolean;
}

/** What is sent for a form: what was entered, with what follows from the thing. */
export function wholeInput<T>(form: Form<T>, resource: T, scope: Scope, entered: Values): Values {
  return form.complete?.(resource, scope, entered) ?? { ...form.fixed?.(resource, scope), ...entered };
}

/** The menu's sections, in their order: what destroys is last. */
export type ActionGroup = 'state' | 'stream' | 'change' | 'associate' | 'delete';

/** What is asked before something is made. */
export interface CreateConfirm {
  /** The button: `Subscribe`. */
  readonly verb: string;
  /** A whole sentence: `Subscribe to usage reports?` */
  readonly question: string;
  readonly consequence: string;
}

/** What is asked before an action. Questions are whole sentences, so that each can be translated. */
export interface Confirm<T = unknown> {
  /** The button: `Delete`. */
  readonly verb: string;
  /** About one: {0} is its name, {1} and up are `names`: `Disassociate stack {0} from fleet {1}?` */
  readonly question: string;
  /** About several: {0} is how many, {1} and up are `names` of the first: use only those that are the same for all. */
  readonly questionAll: string;
  /** More names for the questions. */
  names?(resource: T, scope: Scope, answers: Answers): readonly (string | undefined)[];
  /** A line below the question about one, with the same names: `Stack {1}, fleet {2}` */
  readonly about?: string;
  /** What comes of it: `Its users lose their sessions.` */
  readonly consequence: string;
  /** Want the name typed. */
  readonly typedName?: boolean;
}

/** Other things that make the service refuse an action for as long as they are there: the stacks of a fleet to be deleted. */
export interface Blocker<T = unknown> {
  /** The kind of those things. They are shown in the resource's own list of that kind, or else in the Region's. */
  readonly kind: KindName;
  /** Whole sentences for one of them and for many, with {0} for the names: what they do, and what to do about it. */
  readonly one: string;
  readonly many: string;
  /** A button, with {0} for the name: `Show Stack {0}`. */
  readonly show: string;
  /** The action of the resource itself that takes them out of the way. */
  readonly remedy?: ActionName;
  /** Looks for them. @returns their ids, which people read as names @throws ApiError */
  find(target: Target<T>): Promise<readonly string[]>;
}

/** A question of an action. */
export interface Ask<T = unknown> {
  /** The input member it is for; dotted where it is inside another: `UserStackAssociations.StackName`. */
  readonly member: string;
  readonly title: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  /** What there is to choose from; a text box when absent. @throws ApiError */
  choices?(target: Target<T>, answers: Answers): Promise<readonly Choice[]>;
  /** Whether something that is not among the choices may be typed. */
  readonly free?: boolean;
  /** Whether several may be chosen: the answer then has one a line (see `several`). */
  readonly many?: boolean;
  /** What to say when there is nothing to choose from. */
  readonly none?: string;
  /** Limits that the API's model does not have. */
  readonly min?: number;
  readonly max?: number;
}

export interface Choice {
  readonly value: string;
  /** What people see, where it is not the value. */
  readonly label?: string;
  readonly description?: string;
}

/** The answers to a question that takes several. */
export function several(answer: string | undefined): readonly string[] {
  return answer?.split('\n').filter(Boolean) ?? [];
}

/** A bearer secret: it goes to the browser or the clipboard and nowhere else. */
export interface StreamingUrl {
  readonly url: string;
  readonly expires: Date | undefined;
}

/** An action that can't be done as things stand: the message tells why and what to do, in words, already translated. */
export class ActionRefused extends Error {
  override readonly name = 'ActionRefused';

  /** @param problems what of it stands at fields of the form */
  constructor(
    message: string,
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(message);
  }
}

/** A list made by one paging operation. The scope is its input. */
export function list<O extends PagedOperation, T>(
  operation: O,
  items: (output: Output<O>) => readonly T[] | undefined,
  input: (scope: Scope) => Input<O> = scope => scope,
): Listing<T> {
  return {
    operations: [operation],
    async *pages(api, scope, signal) {
      for await (const page of api.pages(operation, input(scope), signal)) yield items(page) ?? [];
    },
  };
}

/** The same for an operation whose answer has all in it. */
export async function collect<O extends PagedOperation, T>(
  api: Api,
  operation: O,
  input: Input<O>,
  items: (output: Output<O>) => readonly T[] | undefined,
  signal: AbortSignal,
): Promise<T[]> {
  const all: T[] = [];
  for await (const page of api.pages(operation, input, signal)) all.push(...(items(page) ?? []));
  return all;
}

/** The scope of a list below a resource, by what names the resource; a nameless one has no lists. */
export function below(member: string, name: string | undefined): Scope | undefined {
  return name ? { [member]: name } : undefined;
}

/** A state rule: `when: stateIs('STOPPED')`. */
export function stateIs<T extends { State?: string | undefined }>(...states: string[]): (resource: T) => boolean {
  return resource => resource.State !== undefined && states.includes(resource.State);
}
