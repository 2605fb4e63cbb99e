// What users can do with a resource, as its kind describes it: actions, with their questions, confirmations and forms.
import type { ApiError } from '../api/core/errors';
import type { ActingApi, Operation } from '../api/types';
import type { FieldProblem, Values } from '../forms/field';
import type { FieldHint, FieldHints } from '../forms/hints';
import type { Rule } from '../forms/rules';
import type { Scope } from './listing';
import type { ActionName, Icon, KindName, SourceName } from './names';

/** The resource that an action changes. */
export interface Target<T> {
  /** Sends requests only as the identity that the user saw; refuses when the credentials are another's by now. */
  readonly api: ActingApi;
  readonly resource: T;
  readonly scope: Scope;
  readonly signal: AbortSignal;
}

/** The user's answers by input member. An optional question that was left empty is absent. */
export type Answers = Readonly<Record<string, string>>;

/** An action on a resource. */
export interface Action<T = unknown> {
  /** Together with the kind's name, it forms the command and the menu token: `appstream.fleet.start`, `fleet.start`. */
  readonly name: ActionName;
  readonly title: string;
  /** Not in the Command Palette, where another kind has the same action: a fleet's _Disassociate Stack from Fleet…_ */
  readonly palette?: false;
  /** Also shows the action as this icon on the tree item. */
  readonly inline?: Icon;
  readonly group: ActionGroup;
  /** In the submenu More, because it is needed seldom and the menu is long. */
  readonly seldom?: true;
  /** The operations it calls. The first is the main one; its input members validate the answers. */
  readonly operations: readonly [Operation, ...Operation[]];
  /** Whether the action is offered for the resource as it is now. Absent: always. */
  when?(resource: T, scope: Scope): boolean;
  /** The state in which the resource is after the action, where that takes a while: `STOPPED`. */
  readonly leadsTo?: string;
  /**
   * The kind's action that makes this one possible: `stop` before `delete`. Where only that one is possible, this one is offered
   * too, as a plan of both.
   */
  readonly preparedBy?: ActionName;
  /** The kind's action that takes this one back, with the same answers: `associate` after `disassociate`. Absent: none does. */
  readonly undoneBy?: ActionName;
  /** What makes the service refuse the action. Checked before any question; a check that fails is ignored. */
  readonly blockers?: readonly Blocker<T>[];
  /** A confirmation in a modal dialog; some actions also require typing the name. */
  readonly confirm?: Confirm<T>;
  /** Questions to the user, in this order; up to three. */
  readonly asks?: readonly Ask<T>[];
  /** A form, where a few questions are not enough. */
  readonly form?: Form<T>;
  /** Not offered for a selection of several resources: a stack takes one fleet. Forms and streaming URLs never are. */
  readonly single?: true;
  /** The tree item's description during the request: `Starting…` */
  readonly progress: string;
  /** How to find out whether the action succeeded when the response was lost. */
  readonly proof: Proof<T>;
  /** The kinds whose lists the action changes, besides the resource itself. */
  readonly touches?: readonly KindName[];
  /**
   * The resource of the same kind that the action makes, from the form's input: the copy of an image. The lists of `touches`
   * change in its Region, too. It is followed until it is there. @param region the Region of this one
   */
  makes?(input: Values, region: string): Made | undefined;
  /**
   * Performs the action.
   * @returns a streaming URL, if it creates one
   * @throws ApiError, or ActionRefused with the reason
   */
  perform(target: Target<T>, answers: Answers, input: Values): Promise<StreamingUrl | void>;
  /**
   * Performs the action on many resources of one connection with batch requests, where the API has them.
   * @returns the error of each target, in their order; undefined where it succeeded @throws ApiError when all failed
   */
  together?(targets: readonly Target<T>[], answers: Answers): Promise<readonly (ApiError | undefined)[]>;
}

/** A resource that an action makes. */
export interface Made {
  readonly name: string;
  readonly region: string;
}

/**
 * How to find out whether an action succeeded when its response was lost.
 * - `state`: it did if the resource is now in a state that no longer offers the action.
 * - `gone`: it did if the resource no longer exists, or is being deleted.
 * - `values`: it did if the resource has the values of the form.
 * - `isDone` checks with requests of its own and returns undefined when it can't tell.
 * - `uncheckable`: no request can tell. The sentence says what may have happened.
 */
export type Proof<T> =
  | 'state'
  | 'gone'
  | 'values'
  | { isDone(target: Target<T>, answers: Answers, input: Values): Promise<boolean | undefined> }
  | { readonly uncheckable: string };

/**
 * The form of an operation. The API facts give its fields, hints arrange them, and rules add what the API model lacks.
 */
export interface Form<T = unknown> {
  readonly operation: Operation;
  /** The button: `Create`. */
  readonly submit: string;
  readonly hints?: FieldHints<SourceName>;
  readonly rules?: readonly Rule[];
  /** Values that rules depend on but that have no field, since they can't change: the fleet type in an update. */
  known?(resource: T): Values;
  /** The initial values. */
  values?(resource: T): Values;
  /** Initial values that take a request. @throws ApiError, or ActionRefused when the action isn't possible now */
  prepare?(target: Target<T>): Promise<Values>;
  /** Members without a field, since the resource determines them: its name. */
  fixed?(resource: T, scope: Scope): Values;
  /** The whole input, where it is not just `fixed` and what the user entered. See `wholeInput`. */
  complete?(resource: T, scope: Scope, entered: Values): Values;
  /**
   * The members that can't be changed in the resource's current state, each with the reason. Their fields are disabled.
   */
  locked?(resource: T): Readonly<Record<string, string>>;
  /** The kind's actions that unlock all members, and that undo it. The form then offers all three steps. */
  readonly unlockedBy?: {
    readonly stop: ActionName;
    readonly start: ActionName;
    /** Confirms the three steps: `Stop fleet {0}, update it and start it again?` */
    readonly question: string;
    /** What the three steps cause. Absent: what stopping causes. */
    readonly consequence?: string;
  };
  /**
   * Marks an update, which sends only changes. Maps a member, as a dotted path, to the attribute of AttributesToDelete
   * that clears it.
   */
  readonly clears?: Readonly<Record<string, string>>;
}

/** Hints for a form's members, by dotted path. */
export type Hints = Readonly<Record<string, FieldHint<SourceName>>>;

/** How to create a resource. */
export interface Create {
  readonly title: string;
  readonly form: Form<undefined>;
  readonly touches?: readonly KindName[];
  /** What the service takes for members that are absent, as it answers them later. */
  readonly defaults?: Values;
  /** The one section that offers it. Absent: all of the kind's lists do. */
  readonly section?: string;
  /** The maximum number of resources in a list. A full list doesn't offer to create one. */
  readonly maxCount?: number;
  /** The kind's action that is offered when the resource is there: `start`. */
  readonly next?: ActionName;
  /** For a form without fields: a confirmation instead of the form. */
  readonly confirm?: CreateConfirm;
  /**
   * Checks with the service, before the request, that it would succeed.
   * @throws ApiError, or ActionRefused with the reason
   */
  check?(api: ActingApi, input: Values, signal: AbortSignal): Promise<void>;
  /** The id or name of the new resource, from the input. It finds the resource in the list. */
  id(input: Values): string | undefined;
  /** Whether a resource with that id is the requested one, where comparing its members with the input can't tell. */
  isRequested?(resource: unknown, input: Values): boolean;
}

/** The input that a form sends: what the user entered, together with the members that the resource determines. */
export function wholeInput<T>(form: Form<T>, resource: T, scope: Scope, entered: Values): Values {
  return form.complete?.(resource, scope, entered) ?? { ...form.fixed?.(resource, scope), ...entered };
}

/** The sections of the menu, in this order. Destructive actions come last. */
export type ActionGroup = 'state' | 'stream' | 'change' | 'associate' | 'delete';

/** The confirmation before a resource is created. */
export interface CreateConfirm {
  /** The button: `Subscribe`. */
  readonly verb: string;
  /** A whole sentence: `Subscribe to usage reports?` */
  readonly question: string;
  readonly consequence: string;
}

/** The confirmation before an action. Questions are whole sentences, so each can be translated. */
export interface Confirm<T = unknown> {
  /** The button: `Delete`. */
  readonly verb: string;
  /** For one resource. {0} is its name, {1} and up are `names`: `Disassociate stack {0} from fleet {1}?` */
  readonly question: string;
  /** For several. {0} is their number, {1} and up are `names` of the first: use only names that all of them share. */
  readonly questionAll: string;
  /** More names for the questions. */
  names?(resource: T, scope: Scope, answers: Answers): readonly (string | undefined)[];
  /** A line below the question for one resource, with the same names: `Stack {1}, fleet {2}` */
  readonly about?: string;
  /** What the action causes: `Its users lose their sessions.` */
  readonly consequence: string;
  /** Whether the user has to type the name. */
  readonly typedName?: boolean;
  /** Asked once for resources of several accounts and Regions, all of which it names. Other confirmations are asked for each of them. */
  readonly everywhere?: true;
}

/**
 * Other resources that make the service refuse an action while they exist: the associated stacks of a fleet to delete.
 */
export interface Blocker<T = unknown> {
  /**
   * The kind of the blocking resources. They are revealed in the resource's list of that kind, or else in the Region's.
   */
  readonly kind: KindName;
  /** Whole sentences for one and for many, with {0} for the names: what blocks the action, and what to do about it. */
  readonly one: string;
  readonly many: string;
  /** The label of a button, with {0} for the name: `Show Stack {0}`. */
  readonly show: string;
  /** How one of the blockers is removed. Absent: no action of this extension does it without further questions. */
  readonly remedy?: Remedy;
  /** What the user may have deleted, too, when the blockers are removed. */
  readonly also?: Also<T>;
  /** Finds the blockers. @returns their ids, which users can read as names @throws ApiError */
  find(target: Target<T>): Promise<readonly string[]>;
}

/** The action that removes a blocker: the resource's own, where the answer for `member` names the blocker, or one of the blocker's. */
export type Remedy = { readonly own: ActionName; readonly member: string } | { readonly theirs: ActionName };

/** What only the deleted resource used. */
export interface Also<T = unknown> {
  /** Their kind, which stands directly below a Region. Its `delete` deletes them. */
  readonly kind: KindName;
  /** Of the blockers, those that nothing else uses. @returns their names @throws ApiError */
  unused(target: Target<T>, ids: readonly string[]): Promise<readonly string[]>;
}

/** A question of an action. */
export interface Ask<T = unknown> {
  /** The input member that the answer sets, as a dotted path: `UserStackAssociations.StackName`. */
  readonly member: string;
  readonly title: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  /** The choices. Absent: a text box. @throws ApiError */
  choices?(target: Target<T>, answers: Answers): Promise<readonly Choice[]>;
  /** Whether the user may type a value that is not among the choices. */
  readonly free?: boolean;
  /** Whether the user may select several. The answer then has one value per line (see `several`). */
  readonly many?: boolean;
  /** Whether a single choice is taken without asking. */
  readonly takesOnly?: true;
  /** Whether the text box begins with the last answer of this window. It is kept in memory only. */
  readonly remembered?: true;
  /** The message when there are no choices. */
  readonly none?: string;
  /** Limits that the API model lacks. */
  readonly min?: number;
  readonly max?: number;
}

export interface Choice {
  readonly value: string;
  /** What users see. Absent: the value. */
  readonly label?: string;
  readonly description?: string;
}

/** The values in the answer to a question with `many`. */
export function several(answer: string | undefined): readonly string[] {
  return answer?.split('\n').filter(Boolean) ?? [];
}

/** Anyone who has the URL can stream, so it goes to the browser or the clipboard and nowhere else. */
export interface StreamingUrl {
  readonly url: string;
  readonly expires: Date | undefined;
}

/** An action that isn't possible now. The message says why and what to do, already translated. */
export class ActionRefused extends Error {
  override readonly name = 'ActionRefused';

  /** @param problems the problems to show at fields of the form */
  constructor(
    message: string,
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(message);
  }
}
