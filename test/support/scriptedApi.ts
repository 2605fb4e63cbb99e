// An Api whose answers a test writes down: for the explorer's behaviour, where the wire does not matter.
import type { Actor } from '../../src/api/core/actor';
import { actorOf } from '../../src/api/core/actor';
import type { ActingApi, Operation } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';

export type Script = Partial<
  Record<Operation, (input: Record<string, unknown>, signal: AbortSignal | undefined) => unknown>
>;

export interface ScriptedApi extends ActingApi {
  /** Every call so far: `DescribeFleets {"Names":["dev"]}`. */
  readonly calls: string[];
}

export const connection: Connection = { key: 'profile:prod/eu-west-1', profile: 'prod', region: 'eu-west-1' };

/** Who acts in tests of which it is no matter. */
export const someone: Actor = actorOf(connection, '', undefined);

/** Pages are told apart by the NextToken that the script puts into an answer. */
export function scriptedApi(script: Script): ScriptedApi {
  const calls: string[] = [];
  const call = (operation: Operation, input: object, signal?: AbortSignal): Promise<unknown> => {
    calls.push(`${operation} ${JSON.stringify(input)}`);
    const answer = script[operation];
    if (!answer) return Promise.reject(new Error(`The script has no ${operation}`));
    return Promise.resolve().then(() => answer(input as Record<string, unknown>, signal));
  };
  async function* pages(operation: Operation, input: object, signal?: AbortSignal): AsyncGenerator<unknown> {
    let NextToken: unknown;
    do {
      const page = (await call(operation, { ...input, ...(NextToken !== undefined && { NextToken }) }, signal)) as {
        NextToken?: unknown;
      };
      yield page;
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  }
  return { connection, calls, call: call as ActingApi['call'], pages: pages as ActingApi['pages'] };
}
