// Sees to it that a profile knows whose credentials it has.
import type { Connection } from '../aws/connection';
import type { Identity } from '../aws/identity';
import { timeout } from './follow';
import type { FollowerOptions } from './follow';
import { profileOf } from './node';
import type { GroupNode, ProfileNode, ResourceNode } from './node';

export interface IdentifierOptions {
  /** Whose credentials a connection has; undefined when AWS does not tell. Asked often, so it should remember. */
  readonly identity: ((connection: Connection) => Promise<Identity | undefined>) | undefined;
  /** Told of each profile that turned out to be somebody else's. */
  readonly changed: (profile: ProfileNode) => void;
  readonly schedule: FollowerOptions['schedule'] | undefined;
}

export interface Identifier {
  /** Asks, and shows the answer whenever it comes. */
  ask(node: GroupNode | ResourceNode): Promise<void>;
  /** The same, waiting for it, but not for long: who it is may be told late, or never. */
  wait(node: GroupNode | ResourceNode): Promise<void>;
}

/** How long a dialog waits to be told whose account it is about: milliseconds. */
const patience = 3_000;

export function createIdentifier({ identity: identityOf, changed, schedule = timeout }: IdentifierOptions): Identifier {
  async function ask(node: GroupNode | ResourceNode): Promise<void> {
    const profile = profileOf(node);
    if (!profile || !identityOf) return;
    const identity = await identityOf(node.connection).catch(() => undefined);
    const { account, alias } = profile.identity ?? {};
    if (account === identity?.account && alias === identity?.alias) return;
    if (identity) profile.identity = identity;
    else delete profile.identity; // other credentials: whose they are is not known any more
    changed(profile);
  }
  return {
    ask,
    async wait(node) {
      let cancel: (() => void) | undefined;
      const late = new Promise<void>(resolve => (cancel = schedule(resolve, patience)));
      await Promise.race([ask(node), late]);
      cancel?.();
    },
  };
}
