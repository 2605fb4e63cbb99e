// Sends one request, from the choice of its client to its log entry.
import type { AwsCredentialIdentity, MetadataBearer } from '@smithy/types';

import type { Connection } from '../../aws/connection';
import { quotaKey } from '../../aws/credentials';
import { abortable, createDeadline, TimeoutError } from './abortable';
import type { Actor } from './actor';
import type { Sending } from './client';
import { sendAs } from './client';
import { refuseOthers } from './compare';
import { checkComplete, IncompleteAnswer } from './completeness';
import { isApiError } from './errors';
import type { Identities } from './identities';
import { plainCode } from './plainText';
import type { Client, ProfileSession } from './profileSession';
import { isRead } from './readOnly';
import { asSdkError, isClockSkew, reasonOf } from './reasons';
import type { Scheduler, Urgency } from './scheduler';
import { attemptsOf, fromSdk } from './sdkErrors';
import type { Service } from './service';
import type { Follower, RuntimeOptions } from './types';

export interface Request {
  readonly session: ProfileSession;
  readonly connection: Connection;
  readonly service: Service;
  /** Without its service: `StartFleet`. */
  readonly operation: string;
  readonly input: object;
  /** The actor that was shown: compared before the request is sent. Absent for reads, which are compared before. */
  readonly actor?: Actor | undefined;
  /** The urgency of a read; changes are always the most urgent. */
  readonly purpose: Exclude<Urgency, 'change'>;
  /** Aborts the request while it waits for its client, its credentials or its turn. */
  readonly waiting: AbortSignal;
  /** Aborts the request after it has been sent. */
  readonly sent: AbortSignal;
  /** Is told how a change goes. */
  readonly follower?: Follower | undefined;
}

/** Sends a request. @returns the output of the operation @throws ApiError */
export type Send = (request: Request) => Promise<object>;

/**
 * Creates the function that sends all requests.
 *
 * It throws an ApiError for all failures. It logs each request once, even if it fails or is never sent.
 */
export function createSend(
  { log, limits }: Pick<RuntimeOptions, 'log' | 'limits'>,
  scheduler: Scheduler,
  identities: Identities,
): Send {
  return async ({ session, connection, service, operation, input, actor, purpose, waiting, sent, follower }) => {
    const started = performance.now();
    const logged = (status: string, requestId: string | undefined, attempts: number | undefined): void =>
      log({
        service: service.id,
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

    async function perform(): Promise<MetadataBearer> {
      const made = (client = await abortable(session.clientOf(connection, service), waiting));
      const identity = (credentials = await abortable(made.sdk.config.credentials(), waiting));
      const signing = { session, connection, client: made, credentials: identity };
      if (actor) await refuseOthers(actor, signing, operation, identities, waiting);
      const command = made.commandOf(operation, input);
      // Another endpoint means another account, and a slow service must not delay another service.
      const lane = `${service.id} ${quotaKey(identity)} ${connection.region} ${made.endpoint ?? ''}`;
      const task = async (): Promise<MetadataBearer> => {
        const goesOut = (): void => {
          // For each attempt: AWS didn't carry out a throttled one, so the request counts as not sent between attempts.
          giveUp = waiting.aborted ? waiting : sent;
          if (giveUp.aborted) throw new Error('given up before it was sent');
          deadline.start();
          follower?.sent();
        };
        // The time limit is for the response: it doesn't run while throttling delays the request.
        const deadline = createDeadline(requestTimeout, sent);
        const own: Sending = { credentials: identity, goesOut, isOut: false, wasLost: false };
        sending = own;
        const answer = await deadline
          .keep(abortSignal => sendAs(own, made.sdk, command, abortSignal))
          .catch((error: unknown) => {
            // If the time runs out between two attempts, the error of the last attempt says more than the timeout.
            throw error instanceof TimeoutError && own.failed !== undefined ? own.failed : error;
          });
        checkComplete(service, operation, answer, made.endpoint);
        return answer;
      };
      return scheduler.run(lane, urgency, task, waiting);
    }

    // AWS doesn't carry out requests with rejected credentials. They are sent again, even changes, if there are other credentials.
    async function performOrRenew(): Promise<MetadataBearer> {
      try {
        return await perform();
      } catch (error) {
        const refused = credentials;
        if (!refused || connection.sandbox || !isRefused(error, service) || giveUp.aborted) throw error;
        giveUp = waiting;
        const { signIn } = session;
        if (!(await abortable(signIn?.replace(refused) ?? Promise.resolve(false), waiting))) throw error;
        return perform();
      }
    }

    try {
      const { $metadata, ...output } = await performOrRenew();
      sent.throwIfAborted(); // the response came too late
      const requestId = plainCode($metadata.requestId);
      logged('ok', requestId, $metadata.attempts);
      if (requestId !== undefined) follower?.answered(requestId);
      return output;
    } catch (thrown) {
      const error = fromSdk(thrown, {
        connection,
        service,
        operation,
        input,
        requestTimeout,
        connectTimeout,
        endpoint: client?.endpoint,
        credentials,
        withoutMfa: session.withoutMfa,
        signingIn: client !== undefined && credentials === undefined,
        wasLost: sending !== undefined && (sending.isOut || sending.wasLost || thrown instanceof IncompleteAnswer),
        cancelled: giveUp.aborted,
      });
      session.renewAfter(error, connection, client?.endpoint);
      logged(error.code, error.requestId, attemptsOf(thrown));
      throw error;
    }
  };
}

/** Whether AWS rejected the credentials and may accept others. */
function isRefused(error: unknown, { reasons }: Service): boolean {
  const known = asSdkError(error, reasons);
  const reason = reasonOf(known);
  return (reason === 'expired' || reason === 'credentials') && !isClockSkew(known) && !isApiError(error);
}
