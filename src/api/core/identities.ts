// Asks once whose credentials a connection has, and remembers it: an access key belongs to one account for good.
//
// STS and IAM are asked beside the core's own way of a request, not through it: on that way whoever acts is compared with who
// was shown, which asks STS. No list waits for these requests, so they wait in no queue, and for IAM there is no client.
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

/** How long the account waits for its alias, which may come later: milliseconds. IAM may be out of reach where STS is not. */
const aliasPatience = 2_000;

/** What is known, and being asked, of an access key; undefined when AWS does not tell. */
interface Answers {
  readonly caller: Promise<Identity | undefined>;
  /** With the alias, if that comes in time. */
  named: Promise<Identity | undefined>;
}

/** Whose credentials all connections have. */
export interface Identities {
  /**
   * The account behind a connection's credentials, its alias, and the principal. All who ask at the same time wait for one
   * request, and what AWS answered is not asked again, a refusal included.
   * @param service whose client is used: it knows the connection's way through the network
   * @returns undefined when AWS does not tell
   * @throws ApiError for whatever went wrong on the way to an answer: then the next one who asks tries again
   */
  of(session: ProfileSession, connection: Connection, service: Service): Promise<Identity | undefined>;
  /**
   * The account and principal behind given credentials, without waiting for the alias.
   * @returns undefined when AWS does not tell
   * @throws ApiError as `of`
   */
  callerOf(signing: Signing): Promise<Identity | undefined>;
  /** The same with the alias, for words. */
  namedCallerOf(signing: Signing): Promise<Identity | undefined>;
  /** Forgets all that is known. */
  clear(): void;
}

export function createIdentities({ log, limits }: Pick<RuntimeOptions, 'log' | 'limits'>): Identities {
  /** By access key, and where it was asked about. */
  const known = new Map<string, Answers>();

  function answersOf(signing: Signing): Answers {
    const { session, connection, client, credentials } = signing;
    const { ended } = session;
    const { sdk, profile, endpointOf } = client;
    // The same key at another endpoint, or in another part of AWS, is another account.
    const key = [credentials.accessKeyId, endpointOf('sts'), partitionOf(connection.region)?.name].join(' ');
    const asker: Asker = { credentials, config: sdk.config, profile, endpointOf };
    const found = known.get(key);
    if (found) return found;

    const alias = ask(signing, 'iam', 'ListAccountAliases', signal => askAlias(asker, signal)).catch(() => undefined);
    const caller = ask(signing, 'sts', 'GetCallerIdentity', signal => askCaller(asker, signal)).catch(
      (error: ApiError) => {
        // As whoever gave the credentials has it, if it said so.
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
    named.catch(() => undefined); // who wants to know it waits for it
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
    async of(session, connection, service) {
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
        // Or a list that is asked for again would meet what has failed here.
        session.renewAfter(error, connection, client?.endpoint);
        throw error;
      }
    },
    callerOf: signing => answersOf(signing).caller,
    namedCallerOf: signing => answersOf(signing).named,
    clear: () => known.clear(),
  };
}

/** What the credentials themselves say of the account they are of. */
export function givenIdentity({ accountId }: AwsCredentialIdentity): Identity | undefined {
  return accountId === undefined ? undefined : { account: accountId };
}

function aliasMember(alias: string | undefined): Pick<Identity, 'alias'> {
  return alias === undefined ? {} : { alias };
}
