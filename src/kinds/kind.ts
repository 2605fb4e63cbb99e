// The type that describes a resource kind. Each kind has a file in this folder that exports a `Kind`. The tree, menus,
// palette, pickers and manifest are generated from these descriptions, so each rule is written once.
//
// Texts in a description (titles, consequences) are English. The code that shows a text passes it through `l10n.t`,
// with the English text as the key; src/build/strings.ts adds the keys to the bundle.
import type { Api } from '../api/types';
import type { Values } from '../forms/field';
import type { Action, Create } from './action';
import type { Listing, Scope } from './listing';
import type { Icon, KindName } from './names';
import type { CodeEnum } from './parts/explanations';

/** A kind of resource: how it is listed, named, shown and polled, and which actions it offers and when. */
export interface Kind<T = unknown, Name extends string = KindName> {
  /** Part of ids, commands and menu tokens: `imageBuilder`. */
  readonly name: Name;
  /** Singular and plural, as AWS writes them: `Image Builder`, `Image Builders`. */
  readonly title: string;
  readonly plural: string;
  /** What an empty list says: `No fleets yet`. */
  readonly none: string;
  readonly icon: Icon;
  /** Named sections of the list, each with its own scope: images are Private, Shared and Public. */
  readonly sections?: readonly Section[];
  /** The page of the AWS console that lists them. Absent: the console's start page. */
  readonly consolePage?: ConsolePage;
  readonly list: Listing<T>;
  /**
   * Reads some resources again, in one request where the API allows it. Resources without a `describedBy` name are
   * skipped. Absent where the API can only list.
   * @returns the resources that still exist, in any order @throws ApiError
   */
  describe?(api: Api, resources: readonly T[], scope: Scope, signal: AbortSignal): Promise<readonly T[]>;
  /** Unique within the kind and scope. Never a user's name, since ids are saved. */
  id(resource: T): string | undefined;
  /** The name that `describe` uses, where that is not the id: an ARN. `describe` skips resources without one. */
  describedBy?(resource: T): string | undefined;
  /**
   * The members that `describe` and `id` need to find a resource again: they are saved of a favorite. They never name people.
   * Absent: a resource of this kind can't be a favorite. Only resources directly below a Region can.
   */
  readonly namedBy?: Members<T>;
  /** The name that users see. Absent: the id. */
  label?(resource: T): string | undefined;
  /** The display name that users gave it. Filters find it by this name, too. */
  displayName?(resource: T): string | undefined;
  /** Whether the label is a person's name. It is shown, but everything that is saved uses the id (see `storedName`). */
  readonly privateLabel?: boolean;
  /** Whether names are sorted in descending order: months, with the newest first. */
  readonly lastFirst?: boolean;
  arn?(resource: T): string | undefined;
  state?(resource: T): string | undefined;
  /** The images that it is or was made from, by name or ARN: filters find them by `image:`. Absent: it has none. */
  images?(resource: T): readonly (string | undefined)[];
  /** What type it is, and of its instances: filters find it by `type:`. Absent: it has no types. */
  types?(resource: T): readonly (string | undefined)[];
  /** When it was created. Lists can be sorted by it. */
  created?(resource: T): Date | undefined;
  /** What its states mean. A state that is missing here, from a newer service, is shown but not waited for. */
  readonly states?: States<string>;
  /** Whether nobody uses it while it runs: a session without its user. Its icon says so, and its `detail` in words. */
  unused?(resource: T): boolean;
  /**
   * How many of its instances run, and how many are wanted: a fleet with a new image replaces them. Undefined if nothing runs now.
   * Absent: a change takes effect at once.
   */
  capacity?(resource: T): Capacity | undefined;
  /** Whether it is an image that fleets can be given now. */
  rollsOut?(resource: T): boolean;
  /** The minutes within which a transient state usually ends. A longer wait shows a notice. */
  usualMinutes?(resource: T): number;
  /** Whether ids are unique only within a scope, so `describe` runs once per scope. */
  readonly scoped?: boolean;
  /** The kinds that can use it: their `images` have its ARN. They stand directly below the same Region. Its row says how many do. */
  readonly usedBy?: readonly KindName[];
  /** A short text after the name, besides the state: `3/10 in use`. @param seen what is known besides */
  detail?(resource: T, seen?: Seen): string | undefined;
  /** The facts for the tooltip, the most important first: it shows only a few, and View Details shows the rest. */
  facts?(resource: T): readonly Fact[];
  /** The resources that its members name. Their kinds stand directly below a Region. The page of the resource links them. */
  readonly refersTo?: References<T>;
  /** Errors that the API reports inside the resource: FleetErrors, StateChangeReason. */
  errors?(resource: T): readonly ResourceError[];
  /** The lists below it. */
  readonly children?: readonly Child<T>[];
  /** How to create one. Offered on the kind's lists; absent where users can't create any. */
  readonly create?: Create | undefined;
  /**
   * What the request that makes such a resource takes, where the answer has it under another name or in another form. Members that
   * have the same name in both are taken from the answer; undefined leaves one out. Absent: all have the same names.
   * @returns undefined for a resource that no request makes again
   */
  desired?(resource: T): Values | undefined;
  /** Offers Duplicate…, which fills the form to create one with what another has. */
  readonly duplicate?: true;
  /**
   * As what comparisons show it: a resource of this kind, or its name alone, beside the resource above. Absent: they don't show it,
   * nor offer it. Never where a label names a person.
   */
  readonly compares?: KindName | 'name';
  /** The members of its input that change by themselves, such as the capacity that scaling sets. Comparisons hide them. */
  readonly changing?: readonly string[];
  readonly actions: readonly Action<T>[];
}

/**
 * What a state means. A transient state, `{ to }`, ends by itself and leads to another state or to the end of the
 * resource. The others last, and are good (`running`, `done`), neutral (`stopped`, `other`) or bad (`failed`).
 */
export type StateMeaning<State extends string = string> =
  'running' | 'done' | 'stopped' | 'failed' | 'other' | { readonly to: State | 'gone' };

/**
 * What each state of a kind means. `satisfies States<FleetState>` checks that all states of the API are there, and no
 * others.
 */
export type States<State extends string> = Readonly<Record<State, StateMeaning<State>>>;

/** What a state of a kind means; undefined for a state that the kind doesn't know. */
export function meaningOf({ states = {} }: Pick<Kind, 'states'>, state: string | undefined): StateMeaning | undefined {
  return state !== undefined && Object.hasOwn(states, state) ? states[state] : undefined;
}

/** Which kind a member names a resource of, by name or ARN: `{ ImageArn: 'image' }`. A path is dotted: `DomainJoinInfo.DirectoryName`. */
export type References<T> = Readonly<Partial<Record<(keyof T & string) | `${keyof T & string}.${string}`, KindName>>>;

/** Some members: `{ Name: true }`. */
export type Members<T> = Readonly<Partial<Record<keyof T & string, true>>>;

/** How many resources use another one, as far as it is known. */
export interface Users {
  readonly counts: Readonly<Partial<Record<KindName, number>>>;
  /** Whether all of those that could use it are known. */
  readonly isWhole: boolean;
}

/** What is known of a resource besides what its service tells of it. */
export interface Seen {
  /** Absent while nothing is known. */
  readonly users?: Users | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

/** Numbers of instances. */
export interface Capacity {
  readonly runs: number;
  readonly wanted: number;
}

export interface ConsolePage {
  /** The last part of the page's URL: `image-builder`. */
  readonly path: string;
  /** Whether its URL can select a resource by name. */
  readonly selects?: true;
}

export interface Section {
  readonly name: string;
  readonly title: string;
  readonly scope: Scope;
  /** The section lists resources of this kind instead: exports below Images. */
  readonly kind?: KindName;
}

export interface Fact {
  readonly label: string;
  readonly value: string | number | boolean | Date | undefined;
}

export interface ResourceError {
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** The enum that the code belongs to. Absent: the API has no list of such codes. */
  readonly codes?: CodeEnum;
}

export interface Child<T> {
  readonly kind: KindName;
  /** The scope of the list below this resource; undefined when the resource has no list of this kind. */
  scope(resource: T): Scope | undefined;
}

/** A state rule: `when: stateIs('STOPPED')`. */
export function stateIs<T extends { State?: string | undefined }>(...states: string[]): (resource: T) => boolean {
  return resource => resource.State !== undefined && states.includes(resource.State);
}
