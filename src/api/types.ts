// The API as the rest of the extension sees it: types alone, so that importing them loads nothing.
import type { Connection, Profiles } from '../aws/connection';
import type { Identity } from '../aws/identity';
import type { AppStreamOperations } from './appstream/types';
import type { Actor } from './core/actor';
import type { ReadOf } from './core/operations';
import type { SignedRequest } from './core/types';

/**
 * All operations there are, by the names that callers use. To add a service is to add its operations here:
 * `& NamedOperations<'cloudtrail', CloudTrailOperations>`.
 */
type Operations = AppStreamOperations;

/** An operation of any service: `'DescribeFleets'`. Other services stand before their operations: `'cloudtrail:LookupEvents'`. */
export type Operation = keyof Operations;

/** What an operation takes. */
export type Input<O extends Operation> = Operations[O]['input'];

/** What an operation answers. */
export type Output<O extends Operation> = Operations[O]['output'];

/** The operations that only read. */
export type Read = ReadOf<Operation>;

/** The operations that change something, or let somebody in. */
export type Change = Exclude<Operation, Read>;

/** The operations that page with NextToken. */
export type PagedOperation = {
  [O in Read]: 'NextToken' extends keyof Input<O> ? ('NextToken' extends keyof Output<O> ? O : never) : never;
}[Read];

/** One connection's services, to read from. */
export interface Api {
  readonly connection: Connection;
  /**
   * Calls an operation.
   * @param signal aborts the request down to its socket
   * @throws ApiError for whatever goes wrong, an abort included (reason `cancelled`)
   */
  call<O extends Read>(operation: O, input: Input<O>, signal?: AbortSignal): Promise<Output<O>>;
  /**
   * All pages of a paging operation, one by one, as they are asked for.
   * @throws ApiError as `call`, and with reason `malformed` when the service repeats pages without end
   */
  pages<O extends PagedOperation>(
    operation: O,
    input: Input<O>,
    signal?: AbortSignal,
  ): AsyncGenerator<Output<O>, void, undefined>;
}

/**
 * The same to act with, as the actor that was shown. Before each call whose credentials these are is compared with it, and
 * a change is signed with the very credentials that were compared.
 */
export interface ActingApi extends Api {
  /**
   * Calls an operation, changes too.
   * @param unsent gives up what has not been sent yet; what has been sent goes on
   * @throws ApiError as that of `Api`, and with reason `otherActor` when somebody else would act: then nothing was sent
   */
  call<O extends Operation>(
    operation: O,
    input: Input<O>,
    signal?: AbortSignal,
    unsent?: AbortSignal,
  ): Promise<Output<O>>;
}

/** Opens the API of a connection: to read from, or to act with as the actor that was shown. */
export interface OpenApi {
  (connection: Connection): Promise<Api>;
  (connection: Connection, actor: Actor): Promise<ActingApi>;
}

/** The bundle that holds the AWS SDK: loaded at the first call, never while the extension is activated. */
export interface Runtime {
  /** The profiles that both AWS files have, in the order of their names. @throws ApiError (config) when broken files leave none */
  profiles(): Promise<Profiles>;
  /** The API of a connection, to read from. Clients are made once per profile × Region × endpoint. */
  open(connection: Connection): Api;
  /** The same for what nobody waits for, such as looking again whether something has settled: all else goes first. */
  background(connection: Connection): Api;
  /** The same to act with. @param actor who is to act, as it was shown */
  open(connection: Connection, actor: Actor): ActingApi;
  /**
   * Whose credentials a connection has: asked of AWS once for each access key, however many want to know.
   * @returns undefined when AWS does not tell
   * @throws ApiError when there are no credentials, or no answer
   */
  identity(connection: Connection): Promise<Identity | undefined>;
  /** Where a connection's requests go, if not to AWS's own endpoint. @throws ApiError (config) */
  endpoint(connection: Connection): Promise<string | undefined>;
  /** Stands for all that the AWS files say about a connection's profile. For an `Actor`: take it before the identity. */
  fingerprint(connection: Connection): Promise<string>;
  /**
   * Signs a call without making it: it is not requested, and nothing is logged of it.
   * @param actor who is to sign it, as it was shown
   * @param seconds how long it can be made
   * @throws ApiError when there are no credentials to sign it with, or those of another
   */
  presign<O extends Operation>(
    connection: Connection,
    actor: Actor,
    operation: O,
    input: Input<O>,
    seconds: number,
  ): Promise<SignedRequest>;
  /**
   * Gets a connection's credentials anew, and asks the user what that takes, even if the user gave it up before.
   * @throws ApiError when there are none; with `signIn` set when the user gave up
   */
  signIn(connection: Connection): Promise<void>;
  /** Whether a connection's profile has keys that act without the MFA device it names, so that `signInWithMfa` can be offered. */
  offersMfa(connection: Connection): Promise<boolean>;
  /**
   * Asks the user for the code of that device. From then on a session of the keys acts, until it ends or the user signs out.
   * @throws ApiError when there is none; with `signIn` set when the user may try again
   */
  signInWithMfa(connection: Connection): Promise<void>;
  /**
   * Ends the login of a connection's profile, for all of AWS's tools, or forgets its temporary credentials.
   * @returns false when there is nothing to sign out of
   */
  signOut(connection: Connection): Promise<boolean>;
  /** From now on does by itself what `reload` does, whenever the files or the tokens change. Until it is disposed of. */
  watch(): void;
  /** Reads the AWS files and the logins' tokens anew. What changed is told to `changed`; all else stays as it is. */
  reload(): Promise<void>;
  /**
   * Forgets clients, credentials and file contents: what is called next reads them again. Reads under way are cancelled,
   * and changes that were not sent yet; a change that was sent still tells what became of it.
   */
  reset(): void;
  /** Ends all that is under way, for good: whatever is asked for later is refused, and reads nothing. */
  dispose(): void;
}
