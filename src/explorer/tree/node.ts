// What the tree is made of. Ids come from raw keys, so that they stay the same across state changes and windows.
import type { ApiError } from '../../api/core/errors';
import type { Connection } from '../../aws/connection';
import type { Identity } from '../../aws/identity';
import type { Kind, ResourceError, Scope } from '../../kinds/kind';
import type { Mark } from './mark';

export type Node =
  SandboxNode | ProfileNode | RegionNode | GroupNode | ResourceNode | MoreNode | ProblemNode | EmptyNode | LoadingNode;

/** A profile that the tree shows, or an account of the sandbox, with its connections. */
export interface Root {
  readonly name: string;
  readonly sandbox: boolean;
  readonly connections: readonly Connection[];
  readonly mark?: Mark | undefined;
}

/** The root above the sandbox's accounts. */
export interface SandboxNode {
  readonly kind: 'sandbox';
  readonly id: string;
  profiles: readonly ProfileNode[];
}

/** An AWS profile, or one of the sandbox's accounts, with the Regions that the user chose. */
export interface ProfileNode {
  readonly kind: 'profile';
  readonly id: string;
  readonly name: string;
  readonly sandbox: boolean;
  readonly parent?: SandboxNode;
  regions: readonly RegionNode[];
  /** What the user marked it with. */
  mark: Mark | undefined;
  /** Whose credentials it has, once AWS has told. */
  identity?: Identity;
  /** Whether the user can sign in with the MFA device that it names beside its keys. */
  offersMfa?: boolean;
}

export interface RegionNode {
  readonly kind: 'region';
  readonly id: string;
  readonly connection: Connection;
  readonly parent: ProfileNode;
  /** A group for each kind that stands directly below a Region. */
  readonly groups: readonly GroupNode[];
}

/** A list of resources of one kind: all of a Region's, or those below a resource. With `sections` it lists nothing itself. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly connection: Connection;
  readonly resourceKind: Kind;
  readonly title: string;
  readonly scope: Scope;
  readonly parent: RegionNode | GroupNode | ResourceNode;
  readonly sections?: readonly GroupNode[];
  /** What is loaded of it, once it was looked into. */
  list?: ResourceList;
}

/** Tells which rows were taken away from here. */
export type Expected = (node: ResourceNode) => boolean;

/** The loaded part of one group's resources: a bounded first page, more on demand, never one twice. */
export interface ResourceList {
  /** What it is a list of. */
  readonly group: GroupNode;
  /** What is loaded, by node id, in the order the API gave it. Empty before the first load. */
  readonly nodes: ReadonlyMap<string, ResourceNode>;
  readonly loaded: boolean;
  readonly hasMore: boolean;
  /** Why the last load stopped short. */
  readonly problem: ApiError | undefined;
  /** When what is loaded was asked for last, in milliseconds; undefined before the first answer. */
  readonly at: number | undefined;
  /** What is under way: a load that the user waits for, or another look at what is shown already. */
  readonly loading: 'rows' | 'again' | undefined;
  /** Loads the first page if nothing is loaded. Concurrent calls share one load. */
  ensure(): Promise<void>;
  /** Loads the next page. Concurrent calls share one load, so a double click loads one. */
  more(): Promise<void>;
  /** Loads all the rest. An abort keeps what has come so far. */
  all(signal: AbortSignal): Promise<void>;
  /**
   * Loads anew as much as is shown. What is shown stays until the answer is there, and stays if it does not come. What a
   * complete list is without stays as missing, until it is proven to be gone.
   * @param expected tells what was taken away from here: of that one list without it is proof
   */
  reload(expected?: Expected): Promise<void>;
  /** The same for nobody who waits: all else goes first. A load that is under way will do. */
  reloadInBackground(): Promise<void>;
  remove(node: ResourceNode): void;
  /** Aborts the load that is under way. What is shown stays, with a problem that says so and can be tried again. */
  cancel(): Promise<void>;
  /** Aborts what is under way, and forgets what is loaded. Nothing is loaded from then on. */
  dispose(): void;
}

export interface ResourceNode {
  readonly kind: 'resource';
  readonly id: string;
  readonly connection: Connection;
  readonly resourceKind: Kind;
  readonly parent: GroupNode;
  /** The lists below it. */
  readonly groups: readonly GroupNode[];
  /** As the API gave it last. */
  resource: unknown;
  /** What is being done to it now, in the user's language: `Starting…` */
  activity?: string;
  /** What was tried last and went wrong; gone with the next success, another state, or a refresh. */
  failure?: Failure;
  /** Set while looks at it fail. */
  failedPolls?: FailedPolls;
  /** When an answer was without it for the first time, in milliseconds: it is not gone before that is proven. */
  missingSince?: number;
  /** Set when its end was asked for from here and the API agreed: the next answer without it proves that it is gone. */
  isBeingDeleted?: true;
  /** Set when the API no longer knows it; somebody may still hold the node. */
  gone?: true;
}

/** The checks that have failed since the last one that succeeded. */
export interface FailedPolls {
  /** When the first of them was made: milliseconds since the epoch. */
  readonly since: number;
  readonly polls: number;
  /** Why the last one failed. */
  readonly error: ApiError;
}

/** An action that failed, kept to be shown at its node and tried again. */
export interface Failure {
  /** The action's name, `start`. */
  readonly action: string;
  /** The state that the resource was in. */
  readonly state: string | undefined;
  readonly title: string;
  readonly error: ApiError;
}

/** Stands at the end of a list that has more. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly parent: GroupNode;
}

/** Stands where something could not be listed. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly id: string;
  readonly parent: GroupNode;
  readonly error: ApiError;
}

/** Stands in a list that is empty: an empty list must not look like a failed one. */
export interface EmptyNode {
  readonly kind: 'empty';
  readonly id: string;
  readonly parent: GroupNode;
}

/** Stands where rows are being loaded, for as long as that takes: it can be cancelled. */
export interface LoadingNode {
  readonly kind: 'loading';
  readonly id: string;
  readonly parent: GroupNode;
}

/** Where a group's resources are made: of images, in the private ones. */
export function createGroup(group: GroupNode): GroupNode {
  return group.sections?.find(({ id }) => id.endsWith(`:${group.resourceKind.create?.section}`)) ?? group;
}

/** Whether as many as there can be are loaded: a stack's theme. */
export function isFull(group: GroupNode): boolean {
  const most = group.resourceKind.create?.maxCount;
  return most !== undefined && (createGroup(group).list?.nodes.size ?? 0) >= most;
}

/** The node above, if there is one. */
export function parentOf(node: Node): Node | undefined {
  return node.kind === 'sandbox' ? undefined : node.parent;
}

/** What the resource is called. A resource without a name lists all the same. */
export function nameOf(node: ResourceNode): string {
  // An empty name is none.
  return node.resourceKind.label?.(node.resource) || node.resourceKind.id(node.resource) || '?';
}

/** The id of the node of a list's resource, by what tells the resource from others. */
export function idBelow(group: { readonly id: string }, key: string): string {
  return `${group.id}/${encodeURIComponent(key)}`;
}

/** The errors that the service answered inside a resource. One without a word is none: so are unset ones answered. */
export function errorsOf({ resourceKind: of, resource }: ResourceNode): readonly ResourceError[] {
  return (of.errors?.(resource) ?? []).filter(({ code, message }) => code || message);
}

/** The profile a node stands below, or is; undefined for the sandbox's root. */
export function profileOf(node: Node): ProfileNode | undefined {
  for (let at: Node | undefined = node; at; at = parentOf(at)) if (at.kind === 'profile') return at;
  return undefined;
}

/** Whether a node stands in the tree: all that is above it is there, and still has it. */
export function isShown(node: GroupNode | ResourceNode | RegionNode): boolean {
  switch (node.kind) {
    case 'region':
      return node.parent.regions.includes(node);
    case 'group':
      return isShown(node.parent);
    case 'resource':
      return node.parent.list?.nodes.get(node.id) === node && isShown(node.parent);
  }
}

/** Whether the user marked the node's profile read-only. */
export function isReadOnly(node: Node): boolean {
  return profileOf(node)?.mark?.readOnly ?? false;
}

/** The account a resource belongs to: read from its own ARN, or from that of the resource it stands below. */
export function arnAccountOf(node: Node): string | undefined {
  for (let at: Node | undefined = node; at; at = parentOf(at)) {
    const account = at.kind === 'resource' ? at.resourceKind.arn?.(at.resource)?.split(':')[4] : undefined;
    if (account) return account;
  }
  return undefined;
}

/** The Region a node stands in. */
export function regionOf(node: Node): RegionNode | undefined {
  for (let at: Node = node; ;) {
    if (at.kind === 'region') return at;
    if (at.kind === 'sandbox' || !at.parent) return undefined;
    at = at.parent;
  }
}

/** Whether an id is that of something below a node: a sandbox's profiles and a group's sections are told apart by a colon, all else by a slash. */
export function isBelow(id: string, node: Node): boolean {
  return (
    id.startsWith(`${node.id}/`) || ((node.kind === 'sandbox' || 'sections' in node) && id.startsWith(`${node.id}:`))
  );
}

/** For the end of a switch over a union: does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}`);
}
