// A client that marks its errors: with what, and what it leaves to the handler that sends the requests.
import * as assert from 'node:assert/strict';

import type { HttpHandler } from '@smithy/core/protocols';
import { HttpRequest } from '@smithy/core/protocols';
import type { RetryErrorInfo, SdkError } from '@smithy/types';

import type { Trail } from '../../../src/aws/failedAt';
import { watched } from '../../../src/aws/failedAt';

interface Calls {
  readonly handler: HttpHandler;
  readonly calls: unknown[][];
}

function recorded(): Calls {
  const calls: unknown[][] = [];
  const handler = {
    handle: (...of: unknown[]) => (calls.push(['handle', ...of]), Promise.resolve({ response: 'answer' })),
    destroy: (...of: unknown[]) => void calls.push(['destroy', ...of]),
    updateHttpClientConfig: (...of: unknown[]) => void calls.push(['updateHttpClientConfig', ...of]),
    httpHandlerConfigs: () => ({ requestTimeout: 7 }),
  };
  return { handler: handler as unknown as HttpHandler, calls };
}

const asked = { service: 'sts', profile: 'dev' } as const;
const failed = (error: Error): RetryErrorInfo => ({ error: error as SdkError, errorType: 'TRANSIENT' });

describe('a client that marks its errors', () => {
  for (const { given, port, host } of [
    { given: 'without a port', port: undefined, host: 'sts.test' },
    { given: 'with a port', port: 8080, host: 'sts.test:8080' },
  ]) {
    it(`names the host of the request, given one ${given}`, async () => {
      const { handler } = recorded();
      const trail: Trail = {};
      const { requestHandler, retryStrategy } = watched(handler, asked, trail);
      await requestHandler.handle(new HttpRequest({ hostname: 'sts.test', ...(port !== undefined && { port }) }));
      const error = new Error('No.');
      await retryStrategy.refreshRetryTokenForRetry(await retryStrategy.acquireInitialRetryToken(''), failed(error));
      assert.deepEqual(Reflect.get(error, 'at'), { ...asked, host });
      assert.equal(trail.failed, error);
    });
  }

  it('forgets the last error with the next request', async () => {
    const trail: Trail = { failed: new Error('Before.') };
    await watched(recorded().handler, asked, trail).requestHandler.handle(new HttpRequest({}));
    assert.deepEqual(trail, {});
  });

  it('marks no error before its first request', async () => {
    const { retryStrategy } = watched(recorded().handler, asked);
    const error = new Error('No.');
    await retryStrategy.refreshRetryTokenForRetry(await retryStrategy.acquireInitialRetryToken(''), failed(error));
    assert.ok(!('at' in error));
  });

  it('sends a request twice at most', async () => {
    const { retryStrategy } = watched(recorded().handler, asked);
    const again = await retryStrategy.refreshRetryTokenForRetry(
      await retryStrategy.acquireInitialRetryToken(''),
      failed(new Error('No.')),
    );
    await assert.rejects(retryStrategy.refreshRetryTokenForRetry(again, failed(new Error('No.'))));
  });

  it('leaves requests, settings and the end to the handler', async () => {
    const { handler, calls } = recorded();
    const { requestHandler } = watched(handler, asked);
    const [request, options] = [new HttpRequest({}), { abortSignal: new AbortController().signal }];
    assert.deepEqual(await requestHandler.handle(request, options), { response: 'answer' });
    requestHandler.updateHttpClientConfig('requestTimeout' as never, 9 as never);
    requestHandler.destroy?.();
    assert.deepEqual(calls, [
      ['handle', request, options],
      ['updateHttpClientConfig', 'requestTimeout', 9],
      ['destroy'],
    ]);
    assert.deepEqual(requestHandler.httpHandlerConfigs(), { requestTimeout: 7 });
  });
});
