import { AppStreamClient } from '@aws-sdk/client-appstream';
import { AwsJson1_1Protocol } from '@aws-sdk/core/protocols';
import { AdaptiveRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentityProvider, RetryStrategyV2 } from '@smithy/types';

import type { Limits } from './types';

export interface ClientOptions {
  readonly region: string;
  /** Instead of the Region's own. */
  readonly endpoint: string | undefined;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly limits: Limits;
}

/** How often a request is sent at most. */
const attempts = 3;

/** A client that speaks AWS JSON 1.1, whatever a newer model prefers, and gives up within the limits. */
export function createClient({ region, endpoint, credentials, limits }: ClientOptions): AppStreamClient {
  return new AppStreamClient({
    region,
    credentials,
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    protocol: AwsJson1_1Protocol,
    maxAttempts: attempts,
    retryStrategy: adaptiveButForTimeouts(),
    requestHandler: new NodeHttpHandler({
      connectionTimeout: limits.connectTimeout,
      requestTimeout: limits.requestTimeout,
      throwOnRequestTimeout: true,
    }),
  });
}

// The SDK takes a timeout for transient and waits twice more. Somebody who has waited half a minute wants to be told.
function adaptiveButForTimeouts(): RetryStrategyV2 {
  const adaptive: RetryStrategyV2 = new AdaptiveRetryStrategy(() => Promise.resolve(attempts));
  return {
    acquireInitialRetryToken: scope => adaptive.acquireInitialRetryToken(scope),
    refreshRetryTokenForRetry(token, info) {
      const { error } = info;
      return error instanceof Error && error.name === 'TimeoutError'
        ? Promise.reject(error)
        : adaptive.refreshRetryTokenForRetry(token, info);
    },
    recordSuccess: token => adaptive.recordSuccess(token),
  };
}
