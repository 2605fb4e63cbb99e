// Compares the current credentials with the actor that was shown, before each request that has an actor.
import { abortable } from './abortable';
import type { Actor } from './actor';
import { actorOf, differenceOf, otherActor } from './actor';
import type { Identities } from './identities';
import { givenIdentity } from './identities';
import type { Signing } from './profileSession';

/**
 * Refuses a request if the credentials belong to another account or principal than the actor that was shown.
 *
 * STS is called at most once per access key. If it doesn't answer, or hadn't when the actor was shown, the profile's
 * fingerprint decides.
 * @throws ApiError (otherActor)
 */
export async function refuseOthers(
  shown: Actor,
  signing: Signing,
  operation: string,
  identities: Identities,
  signal: AbortSignal,
): Promise<void> {
  const { session, connection, credentials } = signing;
  const given = givenIdentity(credentials);
  const identity = shown.identity && (await untilTold(identities.callerOf(signing), signal));
  const now = actorOf(connection, session.fingerprint, identity ?? given);
  const difference = differenceOf(shown, now);
  if (!difference) return;
  // The alias is only needed for the message.
  const named = identity && (await untilTold(identities.namedCallerOf(signing), signal));
  throw otherActor(
    difference,
    shown,
    actorOf(connection, session.fingerprint, named ?? identity ?? given),
    connection,
    operation,
  );
}

/** Waits for an answer. @returns undefined if it fails @throws the signal's reason if the signal aborts */
async function untilTold<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await abortable(answer, signal);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
