import * as assert from 'node:assert/strict';

import type { ApiError } from '../../src/api/core/errors';
import { isApiError } from '../../src/api/core/errors';

/** The error of a failed call. @throws AssertionError if it succeeds, or fails with anything but an ApiError */
export async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => assert.fail('it succeeded'),
    (thrown: unknown) => thrown,
  );
  assert.ok(isApiError(error), String(error));
  return error;
}
