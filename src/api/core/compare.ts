// Compares who is about to act with who was shown, on the way of each request that is made as somebody.
import { abortable } from './abortable';
import type { Actor } from './actor';
import { actorOf, differenceOf, otherActor } from './actor';
import type { Identities } from './identities';
import { givenIdentity } from './identities';
import type { Signing } from './profileSession';

/**
 * Refuses where the credentials are not those of the actor that was shown.
 *
 * AWS is asked at most once for an access key. Where it does not tell, or had not told when the actor was shown, the
 * profile's fingerprint decides.
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
  // For the words alone: the alias of the account that would act.
  const named = identity && (await untilTold(identities.namedCallerOf(signing), signal));
  throw otherActor(
    difference,
    shown,
    actorOf(connection, session.fingerprint, named ?? identity ?? given),
    connection,
    operation,
  );
}

/** Nobody there to tell is no answer; being given up is. */
async function untilTold<T>(answer: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await abortable(answer, signal);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
