// Records which service failed while getting credentials. The service's client marks its errors, so that nothing has to be
// guessed from messages.
import type { HttpHandler } from '@smithy/core/protocols';
import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryStrategyV2 } from '@smithy/types';

import type { CredentialService } from './endpoint';

/** The request that failed. */
export interface FailedAt {
  readonly service: CredentialService;
  /** With the port, if the request has one. */
  readonly host: string;
  /** The profile with the settings of the request: the connection's profile or one of its sources. */
  readonly profile: string;
  /** The profile whose credentials sign the request, if it is another one. */
  readonly signer?: string;
  /** For a web identity: the file with the token. */
  readonly tokenFile?: string;
}

/** An error that its client has marked. */
export interface Marked extends Error {
  readonly at?: FailedAt;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Keeps the last error of a client, for SDK providers that throw other errors instead. */
export interface Trail {
  /** The error of the last request; absent if it succeeded or there was none. */
  failed?: Marked;
}

/** The part of a client's configuration that sees its requests and errors, and creates one more error. */
export interface Watched {
  readonly requestHandler: HttpHandler;
  readonly retryStrategy: RetryStrategyV2;
  /** Creates the error for a response to the last request that lacks what it must have. */
  readonly incomplete: () => Marked;
}

/** The maximum number of times that a request is sent. */
const attempts = 2;

/**
 * Makes a client mark its errors.
 * @param handler sends the requests
 * @param asked the facts about the requests, which errors get as `at`
 * @param trail keeps the last error
 */
export function watched(handler: HttpHandler, asked: Omit<FailedAt, 'host'>, trail: Trail = {}): Watched {
  let at: FailedAt | undefined;
  const retries: RetryStrategyV2 = new StandardRetryStrategy(() => Promise.resolve(attempts));
  return {
    requestHandler: {
      handle(request, options) {
        const { hostname, port } = request;
        const host = port === undefined ? hostname : `${hostname}:${port}`;
        at = { ...asked, host };
        delete trail.failed;
        return handler.handle(request, options);
      },
      destroy: () => handler.destroy?.(),
      updateHttpClientConfig: (key, value) => handler.updateHttpClientConfig(key, value),
      httpHandlerConfigs: () => handler.httpHandlerConfigs(),
    },
    retryStrategy: {
      acquireInitialRetryToken: scope => retries.acquireInitialRetryToken(scope),
      recordSuccess: token => retries.recordSuccess(token),
      refreshRetryTokenForRetry(token, info) {
        // The SDK calls this for every error, even if it doesn't retry.
        if (at && info.error instanceof Error) trail.failed = Object.assign(info.error, { at });
        return retries.refreshRetryTokenForRetry(token, info);
      },
    },
    incomplete: () =>
      Object.assign(new Error('The response is incomplete.'), {
        name: 'MalformedAnswer',
        $metadata: { httpStatusCode: 200 },
        ...(at && { at }),
      }),
  };
}
