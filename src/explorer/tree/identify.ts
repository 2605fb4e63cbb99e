// Sees to it that a profile knows whose credentials it has.
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
  /** Whose credentials a connection has; undefined when AWS does not tell. Asked often, so it should remember. */
  readonly identity: ((connection: Connection) => Promise<Identity | undefined>) | undefined;
  /** Whether a connection's profile can be signed in with an MFA device that its keys alone do not take. */
  readonly offersMfa: ((connection: Connection) => Promise<boolean>) | undefined;
  /** Told of each profile that turned out to be somebody else's, or to offer something else. @param before who it was thought to be */
  readonly changed: (profile: ProfileNode, before: Identity | undefined) => void;
  readonly schedule: PollerOptions['schedule'] | undefined;
  /** Stands for all that the AWS files say about a connection's profile. */
  readonly fingerprint: ((connection: Connection) => Promise<string>) | undefined;
  /** How long it is asked for a connection. */
  readonly life: (connection: Connection) => AbortSignal;
}

export interface Identifier {
  /** Asks what a profile offers, and shows the answer whenever it comes. No request is made for it. */
  offer(node: RegionNode): Promise<void>;
  /** Asks whose it is, and shows the answer whenever it comes. */
  ask(node: GroupNode | ResourceNode): Promise<void>;
  /**
   * Who acts on a node, for what names the account before it acts: a dialog, a form. Asks whose credentials its profile
   * has, and waits for that, but not for long: it may be told late, or never.
   */
  readonly identify: (node: GroupNode | ResourceNode) => Promise<Actor>;
  /** Who acts on a node as the tree shows it now, for what is done at a click. */
  readonly actor: (node: GroupNode | ResourceNode) => Promise<Actor>;
}

/** How long a dialog waits to be told whose account it is about: milliseconds. */
const patience = 3_000;

export function createIdentifier({
  identity: identityOf,
  offersMfa,
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
    else delete profile.identity; // other credentials: whose they are is not known any more
    changed(profile, before);
  }
  async function offer({ connection, parent }: RegionNode): Promise<void> {
    if (!offersMfa || parent.sandbox || life(connection).aborted) return;
    const offers = await offersMfa(connection).catch(() => false);
    if (offers === (parent.offersMfa ?? false)) return;
    parent.offersMfa = offers;
    changed(parent, parent.identity);
  }
  async function wait(node: GroupNode | ResourceNode): Promise<void> {
    let cancel: (() => void) | undefined;
    const late = new Promise<void>(resolve => (cancel = schedule(resolve, patience)));
    await abortable(Promise.race([ask(node), late]), life(node.connection)).catch(() => undefined);
    cancel?.();
  }
  // Before whose they are: files that change meanwhile then make a difference, not none.
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
