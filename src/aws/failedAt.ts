// Which service failed on the way to credentials: told by the client that asked it, not read from the error's words.
import type { HttpHandler } from '@smithy/core/protocols';
import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryStrategyV2 } from '@smithy/types';

import type { CredentialService } from './endpoint';

/** Which request failed. */
export interface FailedAt {
  readonly service: CredentialService;
  /** With the port, where the request names one. */
  readonly host: string;
  /** The profile that has the settings of the request: the connection's, or one of its sources. */
  readonly profile: string;
  /** The profile whose credentials sign the request, if that is another. */
  readonly signer?: string;
  /** The file with the token that is sent, for a web identity. */
  readonly tokenFile?: string;
}

/** An error that its client has marked. */
export interface Marked extends Error {
  readonly at?: FailedAt;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What the last request ended in, for a provider of the SDK that puts its client's errors into words of its own. */
export interface Trail {
  /** The request's error; absent when it succeeded, or when there was none. */
  failed?: Marked;
}

/** The part of a client's configuration through which its requests and its errors pass. */
export interface Watched {
  readonly requestHandler: HttpHandler;
  readonly retryStrategy: RetryStrategyV2;
}

/** How often a request is sent at most. */
const attempts = 2;

/**
 * Has a client mark its errors.
 * @param handler sends the requests
 * @param asked what is told of its requests
 * @param trail keeps the last error
 */
export function watched(handler: HttpHandler, asked: Omit<FailedAt, 'host'>, trail: Trail = {}): Watched {
  let at: FailedAt | undefined;
  const retries: RetryStrategyV2 = new StandardRetryStrategy(() => Promise.resolve(attempts));
  return {
    requestHandler: {
      ...(handler.metadata && { metadata: handler.metadata }),
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
        // The SDK asks about every error, whether or not the request is worth sending again.
        if (at && info.error instanceof Error) trail.failed = Object.assign(info.error, { at });
        return retries.refreshRetryTokenForRetry(token, info);
      },
    },
  };
}
