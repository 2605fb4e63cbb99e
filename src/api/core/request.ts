// One request, from the choice of its client to its line in the log.
import * as sdk from '@aws-sdk/client-appstream';
import type { AwsCredentialIdentity } from '@smithy/types';

import type { Connection } from '../../aws/connection';
import { identityOf } from '../../aws/credentials';
import { checkComplete, IncompleteAnswer } from '../appstream/required';
import type { Input, Operation, Output, RuntimeOptions } from '../appstream/types';
import { abortable, createDeadline, TimeoutError } from './abortable';
import type { Actor } from './actor';
import type { Sending } from './client';
import { sentAs } from './client';
import { refuseOthers } from './compare';
import type { ApiError } from './errors';
import { isApiError } from './errors';
import { plainCode } from './plainText';
import { isRead } from './readOnly';
import { asSdkError, isClockSkew, isTlsCode, reasonOf } from './reasons';
import type { Scheduler, Urgency } from './scheduler';
import { attemptsOf, fromSdk } from './sdkErrors';
import type { Client, Session } from './session';

export interface Request<O extends Operation> {
  readonly session: Session;
  readonly connection: Connection;
  readonly operation: O;
  readonly input: Input<O>;
  /** Who is to act, as it was shown: compared before it is sent. Of a read it has been compared before. */
  readonly actor?: Actor | undefined;
  /** What a read is for. */
  readonly purpose: Exclude<Urgency, 'change'>;
  /** Gives up a request that still waits: for its client, its credentials or its turn. */
  readonly waiting: AbortSignal;
  /** Gives up a request that has been sent. */
  readonly sent: AbortSignal;
}

/** The requests of all connections share what is given here. */
export type Send = <O extends Operation>(request: Request<O>) => Promise<Output<O>>;

/**
 * Makes the function through which every request goes.
 *
 * It throws an ApiError for whatever goes wrong, and logs each request once, failed ones and those that were never sent
 * included.
 */
export function createSend({ log, limits }: Pick<RuntimeOptions, 'log' | 'limits'>, scheduler: Scheduler): Send {
  return async ({ session, connection, operation, input, actor, purpose, waiting, sent }) => {
    const started = performance.now();
    const logged = (status: string, requestId: string | undefined, attempts: number | undefined): void =>
      log({
        operation,
        profile: connection.profile,
        region: connection.region,
        duration: performance.now() - started,
        status,
        ...(requestId !== undefined && { requestId }),
        ...(attempts !== undefined && { attempts }),
      });
    let client: Client | undefined;
    let credentials: AwsCredentialIdentity | undefined;
    let sending: Sending | undefined;
    let giveUp = waiting;
    const urgency = isRead(operation) ? purpose : 'change';
    const { requestTimeout, connectTimeout } = limits();

    async function perform(): Promise<sdk.ServiceOutputTypes> {
      const made = (client = await abortable(session.clientOf(connection), waiting));
      const identity = (credentials = await abortable(made.sdk.config.credentials(), waiting));
      const signing = { session, connection, client: made, credentials: identity };
      if (actor) await refuseOthers(actor, signing, operation, { log, limits }, waiting);
      const command = commandOf(operation, input);
      // An account at another endpoint is another account: a hung endpoint must not hold up AWS's own.
      const lane = `${identityOf(identity)} ${connection.region} ${made.endpoint ?? ''}`;
      const task = async (): Promise<sdk.ServiceOutputTypes> => {
        const goesOut = (): void => {
          // Each try: what AWS throttles is not carried out, and waits here for the next one.
          giveUp = waiting.aborted ? waiting : sent;
          if (giveUp.aborted) throw new Error('given up before it was sent');
          deadline.start();
        };
        // The time is for the answer: while AWS's throttling lets nothing be sent, it does not run.
        const deadline = createDeadline(requestTimeout, sent);
        const own: Sending = { credentials: identity, goesOut, isOut: false, wasLost: false };
        sending = own;
        const answer = await deadline
          .keep(abortSignal => sentAs(own, () => made.sdk.send(command, { abortSignal })))
          .catch((error: unknown) => {
            // Time that ran out between two tries is not a missing answer.
            throw error instanceof TimeoutError && own.failed !== undefined ? own.failed : error;
          });
        checkComplete(operation, answer, made.endpoint);
        return answer;
      };
      return scheduler.run(lane, urgency, task, waiting);
    }

    // What AWS refused for its credentials was not carried out: it is sent again once there are others, changes too.
    async function performOrRenew(): Promise<sdk.ServiceOutputTypes> {
      try {
        return await perform();
      } catch (error) {
        const refused = credentials;
        if (!refused || connection.sandbox || !isRefused(error) || giveUp.aborted) throw error;
        giveUp = waiting;
        const { signIn } = session;
        if (!(await abortable(signIn?.replace(refused) ?? Promise.resolve(false), waiting))) throw error;
        return perform();
      }
    }

    try {
      const { $metadata, ...output } = await performOrRenew();
      sent.throwIfAborted(); // an answer that came too late
      logged('ok', plainCode($metadata.requestId), $metadata.attempts);
      return output as Output<typeof operation>;
    } catch (thrown) {
      const error = fromSdk(thrown, {
        connection,
        operation,
        input: input as object,
        requestTimeout,
        connectTimeout,
        endpoint: client?.endpoint,
        credentials,
        withoutMfa: session.withoutMfa,
        signingIn: client !== undefined && credentials === undefined,
        wasLost: sending !== undefined && (sending.isOut || sending.wasLost || thrown instanceof IncompleteAnswer),
        cancelled: giveUp.aborted,
      });
      if (needsRenewal(error, connection, client)) session.renew(connection);
      logged(error.code, error.requestId, attemptsOf(thrown));
      throw error;
    }
  };
}

/** Whether AWS took the credentials for no good, and may take others. */
function isRefused(error: unknown): boolean {
  const known = asSdkError(error);
  const reason = reasonOf(known);
  return (reason === 'expired' || reason === 'credentials') && !isClockSkew(known) && !isApiError(error);
}

/**
 * Whether a client is to be made anew. The user mends the files or signs in elsewhere, and then retries: files and
 * credentials have to be read again. The files may also be where an endpoint comes from at which nobody answers, and the
 * certificates that are trusted.
 */
export function needsRenewal(
  { reason, code, host, signIn }: ApiError,
  { sandbox }: Connection,
  client: Pick<Client, 'endpoint'> | undefined,
): boolean {
  if (reason === 'network') {
    return (host !== undefined || client?.endpoint !== undefined || isTlsCode(code)) && !sandbox;
  }
  if (signIn) return false; // nothing has changed but by signing in
  return reason === 'config' || reason === 'credentials' || reason === 'expired';
}

export type Command = Parameters<sdk.AppStreamClient['send']>[0];

/** The SDK's command class is named after the operation. */
export function commandOf(operation: Operation, input: unknown): Command {
  const make = (sdk as unknown as Record<string, new (input: unknown) => Command>)[`${operation}Command`];
  if (!make) throw new Error(`The AWS SDK has no operation ${operation}`);
  return new make(input);
}
