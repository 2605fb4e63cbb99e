import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';

import { AdaptiveRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  FinalizeRequestMiddleware,
  InitializeMiddleware,
  MetadataBearer,
  RetryStrategyV2,
  RetryToken,
} from '@smithy/types';

import type { EndpointVariant } from '../../aws/flags';
import type { Network } from '../../aws/network';
import { handlerOptions } from '../../aws/network';
import { CheckedJson, collectAnswer } from './checkedJson';
import type { SdkError } from './reasons';
import { asSdkError, isLost, reasonOf } from './reasons';
import { repeatOf } from './repeats';
import type { Sdk, SdkClient, Service } from './service';

/** A service's client, and what makes the commands that it sends. */
export interface ServiceClient {
  readonly sdk: SdkClient;
  /** @throws Error for an operation that the SDK does not have */
  readonly commandOf: (operation: string, input: object) => Command;
}

export type Command = Parameters<SdkClient['send']>[0];

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

/** A request while the SDK sends it, as often as it tries. */
export interface Sending {
  /**
   * What signs it. Left alone the SDK asks for credentials when it signs, and these may be others than those that were
   * looked at before.
   */
  readonly credentials: AwsCredentialIdentity;
  /** Told when a try goes out: not before the SDK, which waits after throttling, lets it. What this throws keeps it back. */
  readonly goesOut: () => void;
  /** Whether it is out, and no answer has come yet. */
  isOut: boolean;
  /** Whether an answer was lost: what was asked for may have been carried out. */
  wasLost: boolean;
  /** What the last try ended in, until the next goes out. */
  failed?: unknown;
}

const current = new AsyncLocalStorage<Sending>();

/** Sends what the task sends as `sending` says, and tells there how it goes. */
export function sentAs<T>(sending: Sending, task: () => Promise<T>): Promise<T> {
  return current.run(sending, task);
}

/** A service's client. Of one that speaks AWS JSON 1.1 it checks the answers, whatever protocol a newer model prefers. */
export async function createClient(
  service: Service,
  { region, profile, endpoint, variant, credentials, network }: ClientOptions,
): Promise<ServiceClient> {
  const sdk = await service.load();
  // The types of the SDK's clients have nothing in common; what they do is the same.
  const make = sdk.Client as unknown as new (options: object) => SdkClient;
  const client = new make({
    region,
    profile,
    // The SDK's own memory would keep what has been refused or forgotten.
    credentials: Object.assign(
      async (caller?: Record<string, unknown>) => current.getStore()?.credentials ?? credentials(caller),
      {
        memoized: true,
      },
    ),
    ...variant,
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    ...(service.model.facts.metadata.jsonVersion === '1.1' && { protocol: CheckedJson }),
    streamCollector: (stream: Readable) => collectAnswer(stream),
    maxAttempts: attempts,
    retryStrategy: retryWhatMayPass(service),
    requestHandler: new NodeHttpHandler(handlerOptions(network)),
  });
  client.middlewareStack.add(countByOperation, { name: 'countByOperation', step: 'initialize' });
  // Low: inside of what sends again, so it sees each attempt.
  client.middlewareStack.add(followTries(service), {
    name: 'followTries',
    step: 'finalizeRequest',
    priority: 'low',
  });
  return { sdk: client, commandOf: (operation, input) => commandOf(sdk, operation, input) };
}

/** The SDK's command class is named after the operation. */
function commandOf({ commands }: Sdk, operation: string, input: object): Command {
  const make = (commands as Record<string, (new (input: object) => Command) | undefined>)[`${operation}Command`];
  if (!make) throw new Error(`The AWS SDK has no operation ${operation}`);
  return new make(input);
}

/** Takes down how each try of a request goes. */
function followTries(service: Service): FinalizeRequestMiddleware<object, MetadataBearer> {
  return next => async args => {
    const sending = current.getStore();
    if (!sending) return next(args);
    sending.goesOut();
    sending.isOut = true;
    delete sending.failed;
    try {
      return await next(args);
    } catch (error) {
      if ((error as Error).name !== 'AbortError') sending.failed = error;
      sending.wasLost ||= isLost(asSdkError(error, service.reasons));
      throw error;
    } finally {
      sending.isOut = false;
    }
  };
}

/**
 * What the SDK would send again, but should not: it takes a timeout for transient, and somebody who has waited for one
 * wants to be told; it takes LimitExceededException for throttling, which may be a quota; and it does not care what
 * a second request does when the answer to the first was lost.
 */
function isFinal(thrown: unknown, service: Service, operation: string): boolean {
  const error = asSdkError(thrown, service.reasons);
  const reason = reasonOf(error);
  return reason === 'timeout' || reason === 'limit' || (repeatOf(service, operation) === 'once' && isLost(error));
}

/** Lets the SDK count an operation's throttling apart from others': it has one count for each of what it calls a partition. */
const countByOperation: InitializeMiddleware<object, MetadataBearer> = (next, context) => args => {
  context['partition_id'] = context.commandName?.replace(/Command$/, '');
  return next(args);
};

/**
 * Adaptive: after throttling, all requests of the client for the same operation slow down together. AWS limits each
 * operation by itself, so the others go on.
 */
function retryWhatMayPass(service: Service): RetryStrategyV2 {
  const strategies = new Map<string, RetryStrategyV2>();
  const operations = new WeakMap<RetryToken, string>();

  async function issued<T extends RetryToken>(operation: string, issuing: Promise<T>): Promise<T> {
    const token = await issuing;
    operations.set(token, operation);
    return token;
  }

  function strategyFor(operation: string): RetryStrategyV2 {
    const strategy = strategies.get(operation) ?? new AdaptiveRetryStrategy(() => Promise.resolve(attempts));
    strategies.set(operation, strategy);
    return strategy;
  }

  return {
    acquireInitialRetryToken: operation =>
      issued(operation, strategyFor(operation).acquireInitialRetryToken(operation)),
    async refreshRetryTokenForRetry(token, info) {
      const error = info.error as Error & SdkError;
      const operation = operations.get(token);
      if (operation === undefined || isFinal(error, service, operation)) throw error;
      // Amazon EC2 throttles a service's own calls: "Try again later", says the documentation.
      const throttled = error.name === 'RequestLimitExceededException';
      return issued(
        operation,
        strategyFor(operation).refreshRetryTokenForRetry(
          token,
          throttled ? { ...info, errorType: 'THROTTLING' } : info,
        ),
      );
    },
    recordSuccess(token) {
      const operation = operations.get(token);
      if (operation !== undefined) strategyFor(operation).recordSuccess(token);
    },
  };
}
