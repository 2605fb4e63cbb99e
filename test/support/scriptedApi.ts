// An Api whose answers the test defines, for tests of the explorer that need no server.
import type { Actor } from '../../src/api/core/actor';
import { actorOf } from '../../src/api/core/actor';
import { ApiError } from '../../src/api/core/errors';
import { pagesOf } from '../../src/api/core/paging';
import type { Follower } from '../../src/api/core/types';
import type { ActingApi, Operation } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';

export type Script = Partial<
  Record<Operation, (input: Record<string, unknown>, signal: AbortSignal | undefined) => unknown>
>;

/** An account without resources: the lists directly below a Region are empty. */
export const nothingListed: Script = {
  DescribeFleets: () => ({}),
  DescribeStacks: () => ({}),
  DescribeImages: () => ({}),
  DescribeImageBuilders: () => ({}),
  DescribeApplications: () => ({}),
  DescribeAppBlocks: () => ({}),
  DescribeAppBlockBuilders: () => ({}),
  DescribeUsers: () => ({}),
  DescribeDirectoryConfigs: () => ({}),
  DescribeUsageReportSubscriptions: () => ({}),
  ListExportImageTasks: () => ({}),
};

export interface ScriptedApi extends ActingApi {
  /** Every call so far: `DescribeFleets {"Names":["dev"]}`. */
  readonly calls: string[];
}

export const connection: Connection = { key: 'profile:prod/eu-west-1', profile: 'prod', region: 'eu-west-1' };

/** The actor in tests for which the actor does not matter. */
export const someone: Actor = actorOf(connection, '', undefined);

/** The token in a scripted answer separates pages. */
export function scriptedApi(script: Script): ScriptedApi {
  const calls: string[] = [];
  const call = (
    operation: Operation,
    input: object,
    signal?: AbortSignal,
    unsent?: AbortSignal,
    follower?: Follower,
  ): Promise<unknown> => {
    if (unsent?.aborted) return Promise.reject(unsentError(operation));
    const id = `request-${calls.push(`${operation} ${JSON.stringify(input)}`)}`;
    const answer = script[operation];
    if (!answer) return Promise.reject(new Error(`The script has no ${operation}`));
    follower?.sent();
    const answered = Promise.resolve().then(() => answer(input as Record<string, unknown>, signal));
    if (follower) void answered.then(() => follower.answered(id)).catch(() => undefined);
    return answered;
  };
  const pages = (operation: Operation, input: object, signal?: AbortSignal): AsyncGenerator<unknown> =>
    pagesOf(operation, input, asked => call(operation, asked, signal));
  return { connection, calls, call: call as ActingApi['call'], pages: pages as ActingApi['pages'] };
}

/** The failure of a call that was aborted before it was sent. */
function unsentError(operation: Operation): ApiError {
  const facts = { reason: 'cancelled', operation, code: 'Cancelled', retryable: true, nextStep: 'Try again.' } as const;
  return new ApiError('Cancelled.', facts);
}
