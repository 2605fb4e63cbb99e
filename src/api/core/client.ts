import type { Readable } from 'node:stream';

import { AdaptiveRetryStrategy } from '@smithy/core/retry';
import { getSmithyContext } from '@smithy/core/transport';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  FinalizeRequestMiddleware,
  HandlerExecutionContext,
  InitializeMiddleware,
  MetadataBearer,
  RetryStrategyV2,
  RetryToken,
} from '@smithy/types';
import toFastProperties from 'to-fast-properties';

import type { EndpointVariant } from '../../aws/flags';
import type { Network } from '../../aws/network';
import { handlerOptions } from '../../aws/network';
import { CheckedJson, collectAnswer } from './checkedJson';
import type { SdkError } from './reasons';
import { asSdkError, isLost, reasonOf } from './reasons';
import { repeatOf } from './repeats';
import type { Sdk, SdkClient, Service } from './service';
import { createSigner } from './signer';

/** A service's client, with a function that creates its commands. */
export interface ServiceClient {
  readonly sdk: SdkClient;
  /** Creates the command of an operation. @throws Error if the SDK doesn't have the operation */
  readonly commandOf: (operation: string, input: object) => Command;
}

export type Command = Parameters<SdkClient['send']>[0];

export interface ClientOptions {
  readonly region: string;
  /** The profile whose other settings the SDK reads from the AWS files, named as for the SDK's loader (`loaderName`). */
  readonly profile: string;
  /** Replaces AWS's own endpoint of the Region. */
  readonly endpoint: string | undefined;
  readonly variant: EndpointVariant;
  readonly credentials: AwsCredentialIdentityProvider;
  /** Without a request timeout: the caller limits the time. */
  readonly network: Network;
}

/** The maximum number of times that a request is sent. */
const attempts = 3;

/** The state of a request while the SDK sends it, including retries. */
export interface Sending {
  /**
   * The credentials that sign the request. By default, the SDK gets credentials when it signs, which may be others than the
   * ones that were compared with the actor before.
   */
  readonly credentials: AwsCredentialIdentity;
  /** Called just before each attempt is sent, after the SDK's own waiting for throttling. An error stops the attempt. */
  readonly goesOut: () => void;
  /** Whether an attempt has been sent and its response is still missing. */
  isOut: boolean;
  /** Whether a response was lost, so that AWS may have carried out the request. */
  wasLost: boolean;
  /** The error of the last attempt, until the next one is sent. */
  failed?: unknown;
}

const sendings = new WeakMap<object, Sending>();

/** Sends a command whose request is signed as `sending` says, and records in it how it goes. @throws what the SDK throws */
export function sendAs(
  sending: Sending,
  sdk: SdkClient,
  command: Command,
  abortSignal: AbortSignal,
): Promise<MetadataBearer> {
  sendings.set(command, sending);
  return sdk.send(command, { abortSignal });
}

function sendingOf(context: HandlerExecutionContext): Sending | undefined {
  const { commandInstance } = getSmithyContext(context);
  return sendings.get(commandInstance as object);
}

/** Creates a service's client. For services with AWS JSON 1.1, it uses that protocol and checks the responses. */
export async function createClient(
  service: Service,
  { region, profile, endpoint, variant, credentials, network }: ClientOptions,
): Promise<ServiceClient> {
  const sdk = await service.load();
  // The SDK's clients have no common constructor type, but they behave the same.
  const make = sdk.Client as unknown as new (options: object) => SdkClient;
  const client: SdkClient = new make({
    region,
    profile,
    // The SDK would otherwise cache credentials, even those that were refused or signed out.
    credentials: Object.assign((caller?: Record<string, unknown>) => credentials(caller), { memoized: true }),
    signer: createSigner(
      () => client,
      service,
      request => signedWith.get(request),
    ),
    ...variant,
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    ...(service.model.facts.metadata.jsonVersion === '1.1' && { protocol: CheckedJson }),
    streamCollector: (stream: Readable) => collectAnswer(stream),
    maxAttempts: attempts,
    retryStrategy: retryWhatMayPass(service),
    requestHandler: new NodeHttpHandler(handlerOptions(network)),
  });
  // Each request copies the configuration several times. V8 needs 2 µs instead of 22 for an object with fast properties.
  toFastProperties(client.config);
  // It copies each response without its sensitive members, even when nobody logs them.
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.add(countByOperation, { name: 'countByOperation', step: 'initialize' });
  client.middlewareStack.addRelativeTo(chooseCredentials, {
    name: 'chooseCredentials',
    relation: 'before',
    toMiddleware: 'httpSigningMiddleware',
  });
  // Low priority: inside the SDK's retries, so that it sees each attempt.
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

const signedWith = new WeakMap<object, AwsCredentialIdentity>();

/** Just before the SDK signs a request. */
const chooseCredentials: FinalizeRequestMiddleware<object, MetadataBearer> = (next, context) => args => {
  const sending = sendingOf(context);
  if (sending) signedWith.set(args.request as object, sending.credentials);
  return next(args);
};

/** Records how each attempt of a request goes. */
function followTries(service: Service): FinalizeRequestMiddleware<object, MetadataBearer> {
  return (next, context) => async args => {
    const sending = sendingOf(context);
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
 * Whether an error must not be retried although the SDK would. The SDK retries timeouts, but a user who has waited that long
 * should see the error. It takes LimitExceededException for throttling, but that may be a quota. And it ignores what a second
 * request does if the response to the first was lost.
 */
function isFinal(thrown: unknown, service: Service, operation: string): boolean {
  const error = asSdkError(thrown, service.reasons);
  const reason = reasonOf(error);
  return reason === 'timeout' || reason === 'limit' || (repeatOf(service, operation) === 'once' && isLost(error));
}

/** Makes the SDK count throttling per operation: it keeps one count per `partition_id`. */
const countByOperation: InitializeMiddleware<object, MetadataBearer> = (next, context) => args => {
  context['partition_id'] = context.commandName?.replace(/Command$/, '');
  return next(args);
};

/**
 * Adaptive retries: after throttling, all requests of the client for the same operation slow down together. AWS limits each
 * operation separately, so that other operations aren't slowed down.
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
      // Amazon EC2 has throttled the calls that the service itself makes. AWS's documentation says to try again later.
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
