import * as assert from 'node:assert/strict';

import type { ApiError } from '../../src/api/core/errors';
import { isApiError } from '../../src/api/core/errors';

/** What a call fails with. @throws AssertionError when it succeeds, or fails with something else than an ApiError */
export async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => assert.fail('it succeeded'),
    (thrown: unknown) => thrown,
  );
  assert.ok(isApiError(error), String(error));
  return error;
}
