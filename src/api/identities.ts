// Asks once whose credentials a connection has, and remembers it: an access key belongs to one account for good.
import { askAccount, askAlias } from '../aws/identity';
import type { Identity } from '../aws/identity';
import type { Connection } from '../aws/connection';
import { partitionOf } from '../aws/regions';
import { abortable, within } from './abortable';
import { needsRenewal } from './request';
import { fromSdk } from './sdkErrors';
import type { Client, Session } from './session';
import type { RuntimeOptions } from './types';

/** How long the account waits for its alias, which may come later: milliseconds. IAM may be out of reach where STS is not. */
const aliasPatience = 2_000;

/** What is known, and being asked, of access keys. */
export type Identities = Map<string, Promise<Identity | undefined>>;

/**
 * The account behind a connection's credentials, and its alias. All who ask at the same time wait for one request, and what
 * AWS answered is not asked again, a refusal included. These requests wait in no queue: no list waits for them.
 * @returns undefined when AWS does not tell
 * @throws ApiError for whatever went wrong on the way to an answer: then the next one who asks tries again
 */
export async function identityOf(
  session: Session,
  connection: Connection,
  { log, limits }: Pick<RuntimeOptions, 'log' | 'limits'>,
): Promise<Identity | undefined> {
  const { ended, identities } = session;
  const { requestTimeout, connectTimeout } = limits();
  const { profile, region } = connection;
  let client: Client | undefined;
  let signingIn = true;
  const failure = (thrown: unknown, operation: string): ReturnType<typeof fromSdk> =>
    fromSdk(thrown, {
      ...{ connection, operation, input: {}, requestTimeout, connectTimeout },
      signingIn,
      cancelled: ended.aborted,
    });

  async function ask<T>(operation: string, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = performance.now();
    const logged = (status: string): void =>
      log({ operation, profile, region, duration: performance.now() - started, status });
    try {
      const answer = await within(requestTimeout, ended, request);
      logged('ok');
      return answer;
    } catch (thrown) {
      const error = failure(thrown, operation);
      logged(error.code);
      throw error;
    }
  }

  try {
    const made = (client = await abortable(session.clientOf(connection), ended));
    const { accessKeyId, accountId } = await abortable(made.sdk.config.credentials(), ended);
    signingIn = false;
    // The same key at another endpoint, or in another part of AWS, is another account.
    const key = [accessKeyId, made.endpointOf('sts'), partitionOf(region)?.name].join(' ');
    const asker = { config: made.sdk.config, profile: made.profile, endpointOf: made.endpointOf };
    const asking = identities.get(key) ?? askBoth();
    identities.set(key, asking);
    asking.catch(() => identities.delete(key));
    return await abortable(asking, ended);

    async function askBoth(): Promise<Identity | undefined> {
      const alias = ask('ListAccountAliases', signal => askAlias(asker, signal)).catch(() => undefined);
      const account = await ask('GetCallerIdentity', signal => askAccount(asker, signal)).catch((error: unknown) => {
        // As whoever gave the credentials has it, if it said so.
        if (failure(error, 'GetCallerIdentity').reason === 'denied') return accountId;
        throw error;
      });
      if (account === undefined) return undefined;
      const named = alias.then(name => ({ account, ...(name !== undefined && { alias: name }) }));
      void named.then(identity => identities.set(key, Promise.resolve(identity)));
      return within(aliasPatience, ended, () => named).catch(() => ({ account }));
    }
  } catch (thrown) {
    const error = failure(thrown, 'GetCallerIdentity');
    // Or a list that is asked for again would meet what has failed here.
    if (needsRenewal(error, connection, client)) session.renew(connection);
    throw error;
  }
}
