// Looks up whose credentials a connection has, once per access key: an access key never changes its account.
//
// These requests to STS and IAM don't go through `createSend`: that compares the actor, which itself needs STS. No list waits
// for them, so they need no queue, and there is no client for IAM.
import type { AwsCredentialIdentity } from '@smithy/types';

import type { Connection } from '../../aws/connection';
import type { Asker, Identity } from '../../aws/identity';
import { askAlias, askCaller } from '../../aws/identity';
import { partitionOf } from '../../aws/regions';
import { abortable, within } from './abortable';
import type { ApiError } from './errors';
import type { Client, ProfileSession, Signing } from './profileSession';
import { fromSdk } from './sdkErrors';
import type { Service } from './service';
import type { RuntimeOptions } from './types';

/** How long to wait for the account's alias, in milliseconds. IAM may be unreachable although STS is reachable. */
const aliasPatience = 2_000;

/** The lookups for an access key. They resolve to undefined if AWS doesn't return an identity. */
interface Answers {
  readonly caller: Promise<Identity | undefined>;
  /** With the alias, if it arrives in time. */
  named: Promise<Identity | undefined>;
}

/** Looks up the identities behind connections. */
export interface Identities {
  /**
   * The account behind a connection's credentials, its alias and the principal. Concurrent calls share one request, and
   * answers are cached, even refusals.
   * @param service the service whose client is used for its Region and network settings
   * @returns undefined if AWS doesn't return an identity
   * @throws ApiError if there is no answer; the next call tries again
   */
  identityOf(session: ProfileSession, connection: Connection, service: Service): Promise<Identity | undefined>;
  /**
   * The account and principal behind given credentials, without waiting for the alias.
   * @returns undefined if AWS doesn't return an identity
   * @throws ApiError as `identityOf`
   */
  callerOf(signing: Signing): Promise<Identity | undefined>;
  /** The same with the alias, for messages. */
  namedCallerOf(signing: Signing): Promise<Identity | undefined>;
  /** Drops all cached identities. */
  clear(): void;
}

/** Makes a look-up of identities. It asks STS and IAM, within `limits`, once per access key, endpoint and partition. */
export function createIdentities({ log, limits }: Pick<RuntimeOptions, 'log' | 'limits'>): Identities {
  /** By access key, STS endpoint and partition. */
  const known = new Map<string, Answers>();

  function answersOf(signing: Signing): Answers {
    const { session, connection, client, credentials } = signing;
    const { ended } = session;
    const { sdk, profile, endpointOf } = client;
    // At another endpoint or in another partition, the same key belongs to another account.
    const key = [credentials.accessKeyId, endpointOf('sts'), partitionOf(connection.region)?.name].join(' ');
    const asker: Asker = { credentials, config: sdk.config, profile, endpointOf };
    const found = known.get(key);
    if (found) return found;

    const alias = ask(signing, 'iam', 'ListAccountAliases', signal => askAlias(asker, signal)).catch(() => undefined);
    const caller = ask(signing, 'sts', 'GetCallerIdentity', signal => askCaller(asker, signal)).catch(
      (error: ApiError) => {
        // Falls back to the account that came with the credentials, if any.
        if (error.reason === 'denied') return givenIdentity(credentials);
        throw error;
      },
    );
    const withAlias = caller.then(async identity => identity && { ...identity, ...aliasMember(await alias) });
    const named = caller.then(identity => within(aliasPatience, ended, () => withAlias).catch(() => identity));
    const answers: Answers = { caller, named };
    known.set(key, answers);
    withAlias.then(
      identity => (answers.named = Promise.resolve(identity)),
      () => known.delete(key),
    );
    named.catch(() => undefined); // prevents an unhandled rejection if nobody waits
    return answers;
  }

  async function ask<T>(
    { session, connection, client }: Signing,
    service: 'sts' | 'iam',
    operation: string,
    request: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { profile, region } = connection;
    const started = performance.now();
    const logged = (status: string): void =>
      log({ service, operation, profile, region, duration: performance.now() - started, status });
    try {
      const answer = await within(limits().requestTimeout, session.ended, request);
      logged('ok');
      return answer;
    } catch (thrown) {
      const error = failureOf(thrown, operation, session, connection, client.service, false);
      logged(error.code);
      throw error;
    }
  }

  function failureOf(
    thrown: unknown,
    operation: string,
    { ended }: ProfileSession,
    connection: Connection,
    service: Service,
    signingIn: boolean,
  ): ApiError {
    const { requestTimeout, connectTimeout } = limits();
    const attempted = { connection, service, operation, input: {}, requestTimeout, connectTimeout };
    return fromSdk(thrown, { ...attempted, signingIn, cancelled: ended.aborted });
  }

  return {
    async identityOf(session, connection, service) {
      const { ended } = session;
      let client: Client | undefined;
      let credentials: AwsCredentialIdentity | undefined;
      try {
        client = await abortable(session.clientOf(connection, service), ended);
        credentials = await abortable(client.sdk.config.credentials(), ended);
        return await abortable(answersOf({ session, connection, client, credentials }).named, ended);
      } catch (thrown) {
        const signingIn = credentials === undefined;
        const error = failureOf(thrown, 'GetCallerIdentity', session, connection, service, signingIn);
        // Otherwise, the next request would use the same failed client or credentials again.
        session.renewAfter(error, connection, client?.endpoint);
        throw error;
      }
    },
    callerOf: signing => answersOf(signing).caller,
    namedCallerOf: signing => answersOf(signing).named,
    clear: () => known.clear(),
  };
}

/** The account that came with the credentials, if any. */
export function givenIdentity({ accountId }: AwsCredentialIdentity): Identity | undefined {
  return accountId === undefined ? undefined : { account: accountId };
}

function aliasMember(alias: string | undefined): Pick<Identity, 'alias'> {
  return alias === undefined ? {} : { alias };
}
