// Looks up whose credentials a profile has.
import { abortable } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { actorOf } from '../../api/core/actor';
import type { Connection } from '../../aws/connection';
import type { Identity } from '../../aws/identity';
import type { GroupNode, ProfileNode, RegionNode, ResourceNode } from './node';
import { profileOf } from './node';
import type { PollerOptions } from './poller';
import { timeout } from './poller';

export interface IdentifierOptions {
  /** Whose credentials a connection has; undefined if AWS doesn't tell. It is called often and should cache. */
  readonly identity: ((connection: Connection) => Promise<Identity | undefined>) | undefined;
  /** Whether the user can sign in to a connection's profile with an MFA device, although its keys act without one. */
  readonly offersMfa: ((connection: Connection) => Promise<boolean>) | undefined;
  /** Whether signing in can give a connection's profile credentials. */
  readonly offersSignIn: ((connection: Connection) => Promise<boolean>) | undefined;
  /** Called with each profile whose identity or sign-in options changed. @param before the previous identity */
  readonly changed: (profile: ProfileNode, before: Identity | undefined) => void;
  readonly schedule: PollerOptions['schedule'] | undefined;
  /** The fingerprint of everything that the AWS files say about a connection's profile. */
  readonly fingerprint: ((connection: Connection) => Promise<string>) | undefined;
  /** The lives of connections: a look-up ends with its connection's. */
  readonly life: (connection: Connection) => AbortSignal;
}

export interface Identifier {
  /** Looks up a profile's sign-in options and shows them when they are known. It sends no request. */
  offer(node: RegionNode): Promise<void>;
  /** Looks up the identity and shows it when it is known. */
  ask(node: GroupNode | ResourceNode): Promise<void>;
  /**
   * Who acts on a node, for a dialog or form that names the account. It looks up whose credentials the profile
   * has, and waits a few seconds at most.
   */
  readonly identify: (node: GroupNode | ResourceNode) => Promise<Actor>;
  /** Who acts on a node as the tree shows it now, for actions without a dialog. */
  readonly actor: (node: GroupNode | ResourceNode) => Promise<Actor>;
}

/** How long a dialog waits for the account: milliseconds. */
const patience = 3_000;

/** Makes what tells who acts on a node. An identity that is found stands at the profile's node. */
export function createIdentifier({
  identity: identityOf,
  offersMfa,
  offersSignIn,
  fingerprint: fingerprintOf,
  changed,
  schedule = timeout,
  life,
}: IdentifierOptions): Identifier {
  async function ask(node: GroupNode | ResourceNode): Promise<void> {
    const profile = profileOf(node);
    if (!profile || !identityOf || life(node.connection).aborted) return;
    const identity = await identityOf(node.connection).catch(() => undefined);
    const before = profile.identity;
    const isSame = (['account', 'alias', 'principal'] as const).every(
      member => before?.[member] === identity?.[member],
    );
    if (isSame) return;
    if (identity) profile.identity = identity;
    else delete profile.identity; // other credentials: their identity is not known
    changed(profile, before);
  }
  async function offer({ connection, parent }: RegionNode): Promise<void> {
    if (parent.sandbox || life(connection).aborted) return;
    const [offers = false, signs = parent.offersSignIn] = await Promise.all([
      offersMfa?.(connection).catch(() => false),
      offersSignIn?.(connection).catch(() => undefined),
    ]);
    if (offers === (parent.offersMfa ?? false) && signs === parent.offersSignIn) return;
    parent.offersMfa = offers;
    if (signs !== undefined) parent.offersSignIn = signs;
    changed(parent, parent.identity);
  }
  async function wait(node: GroupNode | ResourceNode): Promise<void> {
    let cancel: (() => void) | undefined;
    const late = new Promise<void>(resolve => (cancel = schedule(resolve, patience)));
    await abortable(Promise.race([ask(node), late]), life(node.connection)).catch(() => undefined);
    cancel?.();
  }
  // Read before the identity, so that a change of the files in between counts as a difference.
  async function fingerprintOfNode({ connection }: GroupNode | ResourceNode): Promise<string> {
    return (await fingerprintOf?.(connection).catch(() => undefined)) ?? 'unknown';
  }
  return {
    ask,
    offer,
    async identify(node) {
      const fingerprint = await fingerprintOfNode(node);
      await wait(node);
      return actorOf(node.connection, fingerprint, profileOf(node)?.identity);
    },
    async actor(node) {
      const identity = profileOf(node)?.identity;
      return actorOf(node.connection, await fingerprintOfNode(node), identity);
    },
  };
}
