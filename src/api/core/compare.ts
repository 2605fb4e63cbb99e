// Compares who is about to act with who was shown, on the way of each request that is made as somebody.
import type { AwsCredentialIdentity } from '@smithy/types';

import type { Connection } from '../../aws/connection';
import type { RuntimeOptions } from '../appstream/types';
import { abortable } from './abortable';
import type { Actor } from './actor';
import { actorOf, differenceOf, otherActor } from './actor';
import { callerOf, givenIdentity, namedCallerOf } from './identities';
import type { Client, Session } from './session';

/** Whose credentials a request would be signed with. */
export interface Signing {
  readonly session: Session;
  readonly connection: Connection;
  readonly client: Client;
  readonly credentials: AwsCredentialIdentity;
}

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
  options: Pick<RuntimeOptions, 'log' | 'limits'>,
  signal: AbortSignal,
): Promise<void> {
  const { session, connection, client, credentials } = signing;
  const asked = [session, connection, client, credentials, options] as const;
  const given = givenIdentity(credentials);
  const identity = shown.identity && (await untilTold(callerOf(...asked), signal));
  const now = actorOf(connection, session.fingerprint, identity ?? given);
  const difference = differenceOf(shown, now);
  if (!difference) return;
  // For the words alone: the alias of the account that would act.
  const named = identity && (await untilTold(namedCallerOf(...asked), signal));
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
