// What a failed call is to be, for the user who is told of it.
import * as assert from 'node:assert/strict';

import type { ApiError, Reason } from '../../src/api/core/errors';

/** An ApiError as it should be. What is left out may be anything. */
export interface Expected {
  readonly reason: Reason;
  readonly code?: string;
  readonly retryable: boolean;
  readonly message?: RegExp;
  readonly next: RegExp;
}

/** Checks an ApiError: how it is sorted, what it says, and what the user does next. */
export function checkError(error: ApiError, { reason, code, retryable, message, next }: Expected): void {
  assert.equal(error.reason, reason);
  assert.equal(error.retryable, retryable);
  if (code !== undefined) assert.equal(error.code, code);
  if (message) assert.match(error.message, message);
  assert.match(error.nextStep, next);
}
