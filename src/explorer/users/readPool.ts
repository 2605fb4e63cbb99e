// Reads what the rows of a file are compared with: the users of the pool, the stacks, and the users of the stacks that rows name.
import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Api } from '../../api/types';
import { stack } from '../../kinds/stack';
import { user } from '../../kinds/user';
import { stackUser, userPool } from '../../kinds/userStack';
import type { Pool, PoolUser } from './dryRun';

/** What was read, and what could not be: the failure of each list besides that of the users. */
export interface ReadPool {
  readonly pool: Pool;
  readonly problems: readonly ApiError[];
}

/**
 * Reads the pool. Without the list of stacks or of their users, AWS itself refuses what does not exist, and accepts what is there
 * already.
 * @param named the stacks that rows name
 * @throws ApiError if the users can't be read
 */
export async function readPool(api: Api, named: readonly string[], signal: AbortSignal): Promise<ReadPool> {
  const users = new Map<string, PoolUser>();
  for await (const page of user.list.pages(api, {}, signal)) {
    for (const one of page) {
      const { UserName: userName, FirstName: firstName = '', LastName: lastName = '', Enabled } = one;
      if (userName !== undefined) users.set(userName, { userName, firstName, lastName, enabled: Enabled !== false });
    }
  }
  const problems: ApiError[] = [];
  let stacks: Set<string> | undefined;
  const usersOf = new Map<string, Set<string>>();
  try {
    if (named.length) stacks = await namesOf(stack.list.pages(api, {}, signal), one => one.Name);
  } catch (thrown) {
    problems.push(toApiError(thrown, 'DescribeStacks'));
  }
  try {
    for (const StackName of named.filter(name => stacks?.has(name) ?? true)) {
      const pages = stackUser.list.pages(api, { StackName, AuthenticationType: userPool }, signal);
      usersOf.set(StackName, await namesOf(pages, one => one.UserName));
    }
  } catch (thrown) {
    problems.push(toApiError(thrown, 'DescribeUserStackAssociations'));
  }
  return { pool: { users, stacks, usersOf }, problems };
}

async function namesOf<T>(
  pages: AsyncIterable<readonly T[]>,
  nameOf: (item: T) => string | undefined,
): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const page of pages) for (const name of page.map(nameOf)) if (name !== undefined) names.add(name);
  return names;
}
