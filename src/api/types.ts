// The types of the API for the rest of the extension. Importing them loads no code.
import type { Connection, Profiles } from '../aws/connection';
import type { Identity } from '../aws/identity';
import type { AppStreamOperations } from './appstream/types';
import type { Actor } from './core/actor';
import type { NamedOperations, ReadOf } from './core/operations';
import type { PageToken } from './core/paging';
import type { Follower, SignedRequest } from './core/types';
import type { TaggingOperations } from './tagging/types';

/**
 * All operations, by the names that callers use. To add a service, add its operations here:
 * `& NamedOperations<'cloudtrail', CloudTrailOperations>`.
 */
type Operations = AppStreamOperations & NamedOperations<'tagging', TaggingOperations>;

/** An operation of any service: `'DescribeFleets'`, or with its service if that isn't AppStream: `'cloudtrail:LookupEvents'`. */
export type Operation = keyof Operations;

/** The input of an operation. */
export type Input<O extends Operation> = Operations[O]['input'];

/** The output of an operation. */
export type Output<O extends Operation> = Operations[O]['output'];

/** The operations that only read. */
export type Read = ReadOf<Operation>;

/** The operations that change something or give access. */
export type Change = Exclude<Operation, Read>;

/** The operations that page: their input and their output have the token of the next page. */
export type PagedOperation = {
  [O in Read]: Extract<keyof Input<O> & keyof Output<O>, PageToken> extends never ? never : O;
}[Read];

/** The services of a connection, for reading. */
export interface Api {
  readonly connection: Connection;
  /**
   * Calls an operation.
   * @param signal aborts the request down to its socket
   * @throws ApiError for all failures, including an abort (reason `cancelled`)
   */
  call<O extends Read>(operation: O, input: Input<O>, signal?: AbortSignal): Promise<Output<O>>;
  /**
   * All pages of a paging operation. Each is requested when the one before has been used.
   * @throws ApiError as `call`, and with reason `malformed` if the service repeats pages without end
   */
  pages<O extends PagedOperation>(
    operation: O,
    input: Input<O>,
    signal?: AbortSignal,
  ): AsyncGenerator<Output<O>, void, undefined>;
}

/**
 * The services of a connection, for reading and changing as the actor that was shown. Before each call, the credentials are
 * compared with the actor, and a change is signed with exactly the credentials that were compared.
 */
export interface ActingApi extends Api {
  /**
   * Calls an operation, which may change something.
   * @param unsent aborts the call only if it hasn't been sent yet
   * @param follower is told how a change goes
   * @throws ApiError as `Api.call`, and with reason `otherActor` if the credentials belong to another actor; nothing was sent then
   */
  call<O extends Operation>(
    operation: O,
    input: Input<O>,
    signal?: AbortSignal,
    unsent?: AbortSignal,
    follower?: Follower,
  ): Promise<Output<O>>;
}

/** Opens the API of a connection: for reading, or for changing as the actor that was shown. */
export interface OpenApi {
  (connection: Connection): Promise<Api>;
  (connection: Connection, actor: Actor): Promise<ActingApi>;
}

/** The bundle with the AWS SDK. It is loaded on first use, never during activation. */
export interface Runtime {
  /** The profiles in the AWS files, sorted by name. @throws ApiError (config) if there are none because the files are broken */
  profiles(): Promise<Profiles>;
  /** The API of a connection, for reading. There is one client per profile, Region and endpoint. */
  open(connection: Connection): Api;
  /** The same for background reads, such as polling: all other requests go first. */
  background(connection: Connection): Api;
  /** The API of a connection, for changing. @param actor the actor that was shown */
  open(connection: Connection, actor: Actor): ActingApi;
  /**
   * Whose credentials a connection has. AWS is asked once per access key.
   * @returns undefined if AWS doesn't return an identity
   * @throws ApiError if there are no credentials or no response
   */
  identity(connection: Connection): Promise<Identity | undefined>;
  /** Where a connection's requests go, if not to AWS's own endpoint. @throws ApiError (config) */
  endpoint(connection: Connection): Promise<string | undefined>;
  /** A hash of everything that the AWS files say about a connection's profile. For an `Actor`, get it before the identity. */
  fingerprint(connection: Connection): Promise<string>;
  /**
   * Signs a call without sending it. Nothing is logged.
   * @param actor the actor that was shown
   * @param seconds how long the signed request stays valid
   * @throws ApiError if there are no credentials, or they belong to another actor
   */
  presign<O extends Operation>(
    connection: Connection,
    actor: Actor,
    operation: O,
    input: Input<O>,
    seconds: number,
  ): Promise<SignedRequest>;
  /**
   * Gets new credentials for a connection. Asks the user if necessary, even if the user cancelled before.
   * @throws ApiError if there are none; with `signIn` set if the user cancelled
   */
  signIn(connection: Connection): Promise<void>;
  /** Whether signing in can give a connection's profile credentials. Not one that has keys, or that the AWS files don't explain. */
  offersSignIn(connection: Connection): Promise<boolean>;
  /** Whether a connection's profile names an MFA device beside its keys, so that `signInWithMfa` can be offered. */
  offersMfa(connection: Connection): Promise<boolean>;
  /**
   * Asks the user for the code of that device. From then on, an MFA session is used until it ends or the user signs out.
   * @throws ApiError if there is no session; with `signIn` set if the user can try again
   */
  signInWithMfa(connection: Connection): Promise<void>;
  /**
   * Signs a connection's profile out for all AWS tools, or drops its temporary credentials.
   * @returns false if there is nothing to sign out of
   */
  signOut(connection: Connection): Promise<boolean>;
  /**
   * Loads the SDK's client of a service and tries it out, which its first request would otherwise wait for. It sends nothing and
   * never fails. The client reads the AWS files, as every client does.
   */
  preload(service: string): Promise<void>;
  /** From now on, calls `reload` whenever the files or tokens change, until the runtime is disposed. */
  watch(): void;
  /** Reads the AWS files and the tokens of sign-ins again. Changed profiles are passed to `changed`; others stay as they are. */
  reload(): Promise<void>;
  /**
   * Drops clients, credentials and file contents; the next call reads them again. Running reads are cancelled, and so are
   * changes that haven't been sent yet. Changes that have been sent still get their response.
   */
  reset(): void;
  /** Ends all requests. Later calls are refused. */
  dispose(): void;
}
