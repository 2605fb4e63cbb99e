// The nodes of the tree. Ids come from raw keys, so they stay the same across state changes and windows.
import type { ApiError } from '../../api/core/errors';
import type { Connection } from '../../aws/connection';
import type { Identity } from '../../aws/identity';
import type { Kind, ResourceError, Users } from '../../kinds/kind';
import type { Parts, Scope } from '../../kinds/listing';
import type { Filter } from './filter';
import type { Mark } from './mark';

export type Node = SandboxNode | ProfileNode | RegionNode | GroupNode | BucketNode | ResourceNode | RowOfList;

/** A node of the first levels. */
export type RootNode = SandboxNode | ProfileNode | RegionNode;

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
  /** The mark that the user set. */
  mark: Mark | undefined;
  /** The identity of its credentials, once it has been looked up. */
  identity?: Identity;
  /** Whether signing in can give the profile credentials; undefined while this is not known. */
  offersSignIn?: boolean;
  /** Whether the profile names an MFA device in addition to its keys, so the user can sign in with it. */
  offersMfa?: boolean;
}

export interface RegionNode {
  readonly kind: 'region';
  readonly id: string;
  readonly connection: Connection;
  readonly parent: ProfileNode;
  /** A group for each kind that stands directly below a Region. */
  readonly groups: readonly GroupNode[];
  /** The tags of its resources, once somebody has asked for tags. */
  tags?: RegionTags;
  /** Why AWS has denied its lists, if it has denied each one that was loaded. */
  denied?: readonly ApiError[];
}

/** Tags by their keys. */
export type Tags = Readonly<Record<string, string>>;

/** What is known of the tags in a Region. */
export interface RegionTags {
  /** By the ARNs of the resources. */
  known: Map<string, Tags>;
  /** Whether all tags were read: a resource that `known` lacks has none. */
  isWhole: boolean;
  /** When they were last asked for, in milliseconds. */
  at: number;
  /** Why they could not be read, or not all. */
  problem?: ApiError;
}

/** A list of resources of one kind, below a Region or a resource. A group with `sections` lists nothing itself. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly connection: Connection;
  readonly resourceKind: Kind;
  readonly title: string;
  readonly scope: Scope;
  readonly parent: RegionNode | GroupNode | ResourceNode;
  readonly sections?: readonly GroupNode[];
  /** The loaded part of the list, once the group was expanded. */
  list?: ResourceList;
}

/** What a list can be grouped by. */
export type Grouping = 'state' | 'image' | TagGrouping;

/** The tag with this key: `tag:env`. */
export type TagGrouping = `tag:${string}`;

/** The resources of a grouped list that have something in common. They keep the list as their parent. */
export interface BucketNode {
  readonly kind: 'bucket';
  readonly id: string;
  readonly parent: GroupNode;
  readonly by: Grouping;
  /** What the resources have in common, as `bucketOf` tells it: a state, or the name of an image. Empty: they have none. */
  readonly value: string;
}

/** Tells which rows were taken away from here. */
export type Expected = (node: ResourceNode) => boolean;

/** The loaded part of a group's resources: a limited first page, more on demand, without duplicates. */
export interface ResourceList {
  /** The group that it belongs to. */
  readonly group: GroupNode;
  /** The loaded nodes by id, in the API's order. Empty before the first load. */
  readonly nodes: ReadonlyMap<string, ResourceNode>;
  /** The loaded nodes as the tree shows them: sorted. */
  readonly sorted: readonly ResourceNode[];
  readonly loaded: boolean;
  readonly hasMore: boolean;
  /** How far a list is that is asked for in parts: the sessions of a fleet, by stack. */
  readonly parts: Parts | undefined;
  /** Why the last load ended early. */
  readonly problem: ApiError | undefined;
  /** When the loaded part was last requested, in milliseconds; undefined before the first response. */
  readonly at: number | undefined;
  /** The load in progress: `rows` is one that the user waits for, `again` refreshes rows that are shown already. */
  readonly loading: 'rows' | 'again' | undefined;
  /** Resolves when the first load has its first rows, before it ends. */
  readonly firstRows: Promise<void>;
  /** Loads the first page if nothing is loaded. Concurrent calls share one load. */
  ensure(): Promise<void>;
  /** Loads the next page. Concurrent calls share one load, so a double click loads one. */
  more(): Promise<void>;
  /** Loads all remaining pages. An abort keeps what has been loaded. */
  all(signal: AbortSignal): Promise<void>;
  /**
   * Loads anew as much as is shown. What is shown stays until the answer is there, and stays if it does not come. What
   * a complete list is without stays as missing, until it is proven to be gone.
   * @param expected tells what was taken away from here: of that one list without it is proof
   */
  reload(expected?: Expected): Promise<void>;
  /** The same for nobody who waits: all else goes first. A load that is under way will do. */
  reloadInBackground(): Promise<void>;
  remove(node: ResourceNode): void;
  /** Its resource with that id, listed or kept. */
  find(id: string): ResourceNode | undefined;
  /** All its resources, those listed and those kept. */
  readonly known: readonly ResourceNode[];
  /**
   * Keeps a resource that was read by itself: a favorite is known without its list. It is not one of `nodes` until it is listed. It
   * stays until it is released or gone.
   * @returns its node, which is the same one when it is listed
   */
  keep(resource: unknown): ResourceNode;
  /** Keeps a resource no longer. */
  release(node: ResourceNode): void;
  /** Aborts the load in progress. Loaded rows stay, with a problem row that offers to try again. */
  cancel(): Promise<void>;
  /** Aborts the load in progress and drops the loaded rows. The list never loads again. */
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
  /** The resource as the API last returned it. */
  resource: unknown;
  /** Who uses it, of a kind whose rows say so. Absent until its list was drawn. */
  users?: Users;
  /** The progress of the running action, in the user's language: `Starting…` */
  activity?: string;
  /** The last action, if it failed. Cleared by the next success, a state change or a refresh. */
  failure?: Failure;
  /** Set while polls of it fail. */
  failedPolls?: FailedPolls;
  /** When an answer was without it for the first time, in milliseconds: it is not gone before that is proven. */
  missingSince?: number;
  /** Set when its end was asked for from here and the API agreed: the next answer without it proves that it is gone. */
  isBeingDeleted?: true;
  /** Set when the API no longer knows it; somebody may still hold the node. */
  gone?: true;
}

/** The polls that failed since the last successful one. */
export interface FailedPolls {
  /** The time of the first failed poll, in milliseconds since the epoch. */
  readonly since: number;
  readonly polls: number;
  /** Why the last one failed. */
  readonly error: ApiError;
}

/** A failed action, kept so that its node can show it and offer to try again. */
export interface Failure {
  /** The action's name, `start`. */
  readonly action: string;
  /** The state of the resource at that time. */
  readonly state: string | undefined;
  readonly title: string;
  readonly error: ApiError;
}

/** The row at the end of a list that has more pages. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly parent: GroupNode;
  /** Of a filtered list: how many resources are loaded, which are all that the filter sees. */
  readonly filtered?: number;
}

/** The row in a list none of whose loaded resources matches its filters. */
export interface UnmatchedNode {
  readonly kind: 'unmatched';
  readonly id: string;
  readonly parent: GroupNode;
  readonly filters: readonly Filter[];
}

/** The row in place of a list that couldn't be loaded. */
export interface ProblemNode {
  readonly kind: 'problem';
  readonly id: string;
  readonly parent: GroupNode;
  readonly error: ApiError;
}

/** The row in an empty list, so that an empty list doesn't look like a failed one. */
export interface EmptyNode {
  readonly kind: 'empty';
  readonly id: string;
  readonly parent: GroupNode;
}

/** The row in a list that is loading. It offers to cancel. */
export interface LoadingNode {
  readonly kind: 'loading';
  readonly id: string;
  readonly parent: GroupNode;
}

/** The rows of a list that are no resources. */
export type RowOfList = MoreNode | ProblemNode | EmptyNode | UnmatchedNode | LoadingNode;

/** Whether a node is a row of a list that is no resource. */
export function isRowOfList(node: Node): node is RowOfList {
  return ['more', 'problem', 'empty', 'unmatched', 'loading'].includes(node.kind);
}

/** Where a group's resources are made: of images, in the private ones. */
export function createGroup(group: GroupNode): GroupNode {
  return group.sections?.find(({ id }) => id.endsWith(`:${group.resourceKind.create?.section}`)) ?? group;
}

/** Whether a group has the maximum number of resources: a stack has one theme. */
export function isFull(group: GroupNode): boolean {
  const maxCount = group.resourceKind.create?.maxCount;
  return maxCount !== undefined && (createGroup(group).list?.nodes.size ?? 0) >= maxCount;
}

/** The parent node, if there is one. */
export function parentOf(node: Node): Node | undefined {
  return node.kind === 'sandbox' ? undefined : node.parent;
}

/** The resource's name; `?` without one. */
export function nameOf(node: ResourceNode): string {
  // An empty name counts as no name.
  return node.resourceKind.label?.(node.resource) || node.resourceKind.id(node.resource) || '?';
}

/** The id of the node of a list's resource, by what tells the resource from others. */
export function idBelow(group: { readonly id: string }, key: string): string {
  return `${group.id}/${encodeURIComponent(key)}`;
}

/**
 * The errors that the service reports inside a resource. Skips errors without text, which the service returns for unset
 * ones.
 */
export function errorsOf({ resourceKind, resource }: ResourceNode): readonly ResourceError[] {
  return (resourceKind.errors?.(resource) ?? []).filter(({ code, message }) => code || message);
}

/** The profile that a node is below, or is itself; undefined for the sandbox's root. */
export function profileOf(node: Node): ProfileNode | undefined {
  for (let at: Node | undefined = node; at; at = parentOf(at)) if (at.kind === 'profile') return at;
  return undefined;
}

/** Whether a node is in the tree: all its ancestors are, and each still has its child, listed or kept. */
export function isShown(node: GroupNode | ResourceNode | RegionNode): boolean {
  switch (node.kind) {
    case 'region':
      return node.parent.regions.includes(node);
    case 'group':
      return isShown(node.parent);
    case 'resource':
      return node.parent.list?.find(node.id) === node && isShown(node.parent);
  }
}

/** Whether the user marked the node's profile as read-only. */
export function isReadOnly(node: Node): boolean {
  return profileOf(node)?.mark?.readOnly ?? false;
}

/** The account that owns a resource, from its ARN or the ARN of a resource above it. */
export function arnAccountOf(node: Node): string | undefined {
  for (let at: Node | undefined = node; at; at = parentOf(at)) {
    const account = at.kind === 'resource' ? at.resourceKind.arn?.(at.resource)?.split(':')[4] : undefined;
    if (account) return account;
  }
  return undefined;
}

/** The Region that a node is in. */
export function regionOf(node: Node): RegionNode | undefined {
  for (let at: Node = node; ;) {
    if (at.kind === 'region') return at;
    if (at.kind === 'sandbox' || !at.parent) return undefined;
    at = at.parent;
  }
}

/**
 * Whether an id is that of something below a node: a sandbox's profiles and a group's sections are told apart by a
 * colon, all else by a slash.
 */
export function isBelow(id: string, node: Node): boolean {
  return (
    id.startsWith(`${node.id}/`) || ((node.kind === 'sandbox' || 'sections' in node) && id.startsWith(`${node.id}:`))
  );
}

/** For the default case of a switch over a union. Doesn't compile if a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}`);
}
