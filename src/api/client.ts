import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';

import { AppStreamClient, type ServiceInputTypes, type ServiceOutputTypes } from '@aws-sdk/client-appstream';
import { AdaptiveRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  FinalizeRequestMiddleware,
  InitializeMiddleware,
  RetryStrategyV2,
  RetryToken,
} from '@smithy/types';

import type { EndpointVariant } from '../aws/flags';
import { handlerOptions } from '../aws/network';
import type { Network } from '../aws/network';
import { CheckedJson, collectAnswer } from './checkedJson';
import { mayHaveHappened } from './errors';
import { asSdkError, reasonOf } from './reasons';
import type { SdkError } from './reasons';

export interface ClientOptions {
  readonly region: string;
  /** Whose other settings in the AWS files count: the name as the SDK's loader has it. */
  readonly profile: string;
  /** Instead of the Region's own. */
  readonly endpoint: string | undefined;
  readonly variant: EndpointVariant;
  readonly credentials: AwsCredentialIdentityProvider;
  /** How long to wait for an answer is the caller's business. */
  readonly network: Network;
}

/** How often a request is sent at most. */
const attempts = 3;

/** The credentials of the requests that are sent in a task. */
const pinned = new AsyncLocalStorage<AwsCredentialIdentity>();

/**
 * Sends what the task sends with these credentials, however often the SDK tries. Left alone it asks for credentials when it
 * signs, and these may be others than those that were looked at before.
 */
export function signedWith<T>(credentials: AwsCredentialIdentity, task: () => Promise<T>): Promise<T> {
  return pinned.run(credentials, task);
}

/** A client that speaks AWS JSON 1.1, whatever a newer model prefers. */
export function createClient({
  region,
  profile,
  endpoint,
  variant,
  credentials,
  network,
}: ClientOptions): AppStreamClient {
  const client = new AppStreamClient({
    region,
    profile,
    // The SDK's own memory would keep what has been refused or forgotten.
    credentials: Object.assign(async (caller?: Record<string, unknown>) => pinned.getStore() ?? credentials(caller), {
      memoized: true,
    }),
    ...variant,
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    protocol: CheckedJson,
    streamCollector: stream => collectAnswer(stream as Readable),
    maxAttempts: attempts,
    retryStrategy: retryWhatMayPass(),
    requestHandler: new NodeHttpHandler(handlerOptions(network)),
  });
  client.middlewareStack.add(countByOperation, { name: 'countByOperation', step: 'initialize' });
  // Low: inside of what sends again, so it sees each attempt.
  client.middlewareStack.add(rememberLoss, { name: 'rememberLoss', step: 'finalizeRequest', priority: 'low' });
  return client;
}

/** Tells of the error a request ends in whether the answer to an earlier attempt was lost. */
const rememberLoss: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = next => {
  let lost = false; // this is made anew for each request
  return async args => {
    try {
      return await next(args);
    } catch (thrown) {
      const error = thrown as Error & SdkError;
      if (lost) Object.assign(error, { afterLoss: true });
      lost ||= mayHaveHappened(reasonOf(asSdkError(error)));
      throw error;
    }
  };
};

/**
 * What the SDK would send again, but should not: it takes a timeout for transient, and somebody who has waited for one
 * wants to be told; and it takes LimitExceededException for throttling, which in AppStream is a quota.
 */
function isFinal(error: SdkError): boolean {
  const reason = reasonOf(asSdkError(error));
  return reason === 'timeout' || reason === 'limit';
}

/** Lets the SDK count an operation's throttling apart from others': it has one count for each of what it calls a partition. */
const countByOperation: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next, context) => args => {
  context['partition_id'] = context.commandName;
  return next(args);
};

/**
 * Adaptive: after throttling, all requests of the client for the same operation slow down together. AWS limits each
 * operation by itself, so the others go on.
 */
function retryWhatMayPass(): RetryStrategyV2 {
  const strategies = new Map<string, RetryStrategyV2>();
  const strategyOf = new WeakMap<RetryToken, RetryStrategyV2>();

  async function issued<T extends RetryToken>(by: RetryStrategyV2, issuing: Promise<T>): Promise<T> {
    const token = await issuing;
    strategyOf.set(token, by);
    return token;
  }

  function strategyFor(operation: string): RetryStrategyV2 {
    const strategy = strategies.get(operation) ?? new AdaptiveRetryStrategy(() => Promise.resolve(attempts));
    strategies.set(operation, strategy);
    return strategy;
  }

  return {
    acquireInitialRetryToken(operation) {
      const strategy = strategyFor(operation);
      return issued(strategy, strategy.acquireInitialRetryToken(operation));
    },
    async refreshRetryTokenForRetry(token, info) {
      const error = info.error as Error & SdkError;
      const strategy = strategyOf.get(token);
      if (!strategy || isFinal(error)) throw error;
      // Amazon EC2 throttles AppStream's own calls: "Try again later", says the documentation.
      const throttled = error.name === 'RequestLimitExceededException';
      return issued(
        strategy,
        strategy.refreshRetryTokenForRetry(token, throttled ? { ...info, errorType: 'THROTTLING' } : info),
      );
    },
    recordSuccess: token => strategyOf.get(token)?.recordSuccess(token),
  };
}
