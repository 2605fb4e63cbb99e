// Asks once whose credentials a connection has, and remembers it: an access key belongs to one account for good.
import type { AwsCredentialIdentity } from '@smithy/types';

import type { Connection } from '../../aws/connection';
import type { Asker, Identity } from '../../aws/identity';
import { askAlias, askCaller } from '../../aws/identity';
import { partitionOf } from '../../aws/regions';
import type { RuntimeOptions } from '../appstream/types';
import { abortable, within } from './abortable';
import type { ApiError } from './errors';
import { needsRenewal } from './request';
import { fromSdk } from './sdkErrors';
import type { Client, Session } from './session';

/** How long the account waits for its alias, which may come later: milliseconds. IAM may be out of reach where STS is not. */
const aliasPatience = 2_000;

/** What is known, and being asked, of an access key; undefined when AWS does not tell. */
interface Answers {
  readonly caller: Promise<Identity | undefined>;
  /** With the alias, if that comes in time. */
  named: Promise<Identity | undefined>;
}

/** By access key, and where it was asked about. */
export type Identities = Map<string, Answers>;

type Options = Pick<RuntimeOptions, 'log' | 'limits'>;

/**
 * The account behind a connection's credentials, its alias, and the principal. All who ask at the same time wait for one
 * request, and what AWS answered is not asked again, a refusal included. These requests wait in no queue: no list waits
 * for them.
 * @returns undefined when AWS does not tell
 * @throws ApiError for whatever went wrong on the way to an answer: then the next one who asks tries again
 */
export async function identityOf(
  session: Session,
  connection: Connection,
  options: Options,
): Promise<Identity | undefined> {
  const { ended } = session;
  let client: Client | undefined;
  let credentials: AwsCredentialIdentity | undefined;
  try {
    client = await abortable(session.clientOf(connection), ended);
    credentials = await abortable(client.sdk.config.credentials(), ended);
    return await abortable(answersOf(session, connection, client, credentials, options).named, ended);
  } catch (thrown) {
    const error = failureOf(thrown, 'GetCallerIdentity', session, connection, options, credentials === undefined);
    // Or a list that is asked for again would meet what has failed here.
    if (needsRenewal(error, connection, client)) session.renew(connection);
    throw error;
  }
}

/**
 * The account and principal behind given credentials, without waiting for the alias.
 * @returns undefined when AWS does not tell
 * @throws ApiError as `identityOf`
 */
export function callerOf(
  session: Session,
  connection: Connection,
  client: Client,
  credentials: AwsCredentialIdentity,
  options: Options,
): Promise<Identity | undefined> {
  return answersOf(session, connection, client, credentials, options).caller;
}

/** The same with the alias, for words. */
export function namedCallerOf(...asked: Parameters<typeof callerOf>): Promise<Identity | undefined> {
  return answersOf(...asked).named;
}

function answersOf(
  session: Session,
  connection: Connection,
  { sdk, profile: settings, endpointOf }: Client,
  credentials: AwsCredentialIdentity,
  options: Options,
): Answers {
  const { ended, identities } = session;
  const { profile, region } = connection;
  // The same key at another endpoint, or in another part of AWS, is another account.
  const key = [credentials.accessKeyId, endpointOf('sts'), partitionOf(region)?.name].join(' ');
  const asker: Asker = { credentials, config: sdk.config, profile: settings, endpointOf };
  const known = identities.get(key);
  if (known) return known;

  const alias = ask('ListAccountAliases', signal => askAlias(asker, signal)).catch(() => undefined);
  const caller = ask('GetCallerIdentity', signal => askCaller(asker, signal)).catch((error: ApiError) => {
    // As whoever gave the credentials has it, if it said so.
    if (error.reason === 'denied') return givenIdentity(credentials);
    throw error;
  });
  const withAlias = caller.then(async identity => identity && { ...identity, ...aliasMember(await alias) });
  const named = caller.then(identity => within(aliasPatience, ended, () => withAlias).catch(() => identity));
  const answers: Answers = { caller, named };
  identities.set(key, answers);
  withAlias.then(
    identity => (answers.named = Promise.resolve(identity)),
    () => identities.delete(key),
  );
  named.catch(() => undefined); // who wants to know it waits for it
  return answers;

  async function ask<T>(operation: string, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = performance.now();
    const logged = (status: string): void =>
      options.log({ operation, profile, region, duration: performance.now() - started, status });
    try {
      const answer = await within(options.limits().requestTimeout, ended, request);
      logged('ok');
      return answer;
    } catch (thrown) {
      const error = failureOf(thrown, operation, session, connection, options, false);
      logged(error.code);
      throw error;
    }
  }
}

/** What the credentials themselves say of the account they are of. */
export function givenIdentity({ accountId }: AwsCredentialIdentity): Identity | undefined {
  return accountId === undefined ? undefined : { account: accountId };
}

function aliasMember(alias: string | undefined): Pick<Identity, 'alias'> {
  return alias === undefined ? {} : { alias };
}

function failureOf(
  thrown: unknown,
  operation: string,
  { ended }: Session,
  connection: Connection,
  { limits }: Options,
  signingIn: boolean,
): ApiError {
  const { requestTimeout, connectTimeout } = limits();
  const attempted = { connection, operation, input: {}, requestTimeout, connectTimeout };
  return fromSdk(thrown, { ...attempted, signingIn, cancelled: ended.aborted });
}
