// Reads the sessions of one user below a fleet or a stack. AWS answers with these alone, so the rest of the list is not read.
import { type ApiError, toApiError } from '../../api/core/errors';
import type { Api } from '../../api/types';
import type { Connection } from '../../aws/connection';
import type { Parts, Scope } from '../../kinds/listing';
import type { GroupNode, Node, ResourceList, ResourceNode } from '../tree/node';
import { nameOf } from '../tree/node';

/** A user, as AWS is asked for the sessions: the name that AppStream knows, and how the user signs in, if that is known. */
export interface User extends Scope {
  readonly UserId: string;
}

/** The user that a node stands for: one of the user pool. */
export function userAt(node: Node): User | undefined {
  return node.kind === 'resource' && node.resourceKind.name === 'user'
    ? { UserId: nameOf(node), AuthenticationType: 'USERPOOL' }
    : undefined;
}

/** The part of the explorer that reading a list uses. */
export interface ListReader {
  readonly list: (group: GroupNode) => ResourceList;
  /** Opens the API for background work. */
  readonly background: (connection: Connection) => Promise<Api>;
}

/** The sessions of a user in one list. */
export interface UserList {
  /** What has been read. The nodes are those that the tree has or would have. */
  readonly nodes: ReadonlyMap<string, ResourceNode>;
  readonly parts: Parts | undefined;
  readonly loaded: boolean;
  /** Why the last reading ended early. What was known before it stays. */
  readonly problem: ApiError | undefined;
  /** When the last answer was asked for: milliseconds since the epoch. */
  readonly at: number | undefined;
  /** Reads anew, in the background. It does not throw. */
  readonly read: () => Promise<void>;
  /** Lets go of the sessions that the tree does not have besides. */
  readonly release: () => void;
}

export interface UserListOptions {
  readonly explorer: ListReader;
  readonly group: GroupNode;
  readonly user: User;
  /** The time: milliseconds since the epoch. */
  readonly now: () => number;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/** Makes what reads the sessions of a user in a list. Nothing is read before `read`. */
export function createUserList({ explorer, group, user, now, signal }: UserListOptions): UserList {
  let nodes: ReadonlyMap<string, ResourceNode> = new Map();
  let parts: Parts | undefined;
  let loaded = false;
  let problem: ApiError | undefined;
  let at: number | undefined;

  function release(kept: Iterable<ResourceNode>): void {
    for (const node of kept) explorer.list(group).release(node);
  }

  async function read(): Promise<void> {
    const asked = now();
    const fresh = new Map<string, ResourceNode>();
    try {
      const api = await explorer.background(group.connection);
      const told = (now: Parts): void => void (parts = now);
      for await (const page of group.resourceKind.list.pages(api, { ...group.scope, ...user }, signal, told)) {
        for (const resource of page) {
          const node = explorer.list(group).keep(resource);
          fresh.set(node.id, node);
        }
        nodes = new Map([...nodes, ...fresh]);
      }
      // One that is acted on stays until that is over.
      const left = [...nodes.values()].filter(({ id, activity }) => !fresh.has(id) && activity === undefined);
      nodes = new Map([...nodes].filter(([, node]) => !left.includes(node)));
      release(left);
      problem = undefined;
      at = asked;
    } catch (thrown) {
      problem = toApiError(thrown, 'DescribeSessions');
    }
    loaded = true;
  }

  return {
    get nodes() {
      return nodes;
    },
    get parts() {
      return parts;
    },
    get loaded() {
      return loaded;
    },
    get problem() {
      return problem;
    },
    get at() {
      return at;
    },
    read,
    release: () => release(nodes.values()),
  };
}
