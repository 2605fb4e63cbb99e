// Checks the error of a failed call as the user sees it.
import * as assert from 'node:assert/strict';

import type { ApiError, Reason } from '../../src/api/core/errors';

/** The expected ApiError. A missing member may have any value. */
export interface Expected {
  readonly reason: Reason;
  readonly code?: string;
  readonly retryable: boolean;
  readonly message?: RegExp;
  readonly next: RegExp;
}

/** Checks an ApiError: its reason, its message and its next step. */
export function checkError(error: ApiError, { reason, code, retryable, message, next }: Expected): void {
  assert.equal(error.reason, reason);
  assert.equal(error.retryable, retryable);
  if (code !== undefined) assert.equal(error.code, code);
  if (message) assert.match(error.message, message);
  assert.match(error.nextStep, next);
}
