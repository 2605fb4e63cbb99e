// The types of the core's inputs and outputs. Importing them loads no code.
import type { Connection, FileProblem } from '../../aws/connection';
import type { Prompts } from '../../aws/prompts';

/**
 * One finished request. Nothing else about a request is logged. Calls that shared a request share its entry. A request that
 * failed before it was sent has an entry, too.
 */
export interface LogEntry {
  /** The id of the service: `appstream`. */
  readonly service: string;
  readonly operation: string;
  readonly profile: string;
  readonly region: string;
  /** In milliseconds, including retries and waiting. */
  readonly duration: number;
  /** `ok`, or the error's name: `AccessDeniedException`. */
  readonly status: string;
  readonly requestId?: string;
  /** How many times the SDK sent the request. */
  readonly attempts?: number;
}

export interface RuntimeOptions {
  readonly log: (entry: LogEntry) => void;
  /** The limits, read again for each client: milliseconds and counts. */
  readonly limits: () => Limits;
  /** The prompts for signing in. Without them, calls that need the user fail. */
  readonly prompts?: Prompts;
  /** Called when profiles have changed. */
  readonly changed?: (changed: Changed) => void;
  /** Called with the problems in the AWS files whenever they change. */
  readonly fileProblems?: (problems: readonly FileProblem[]) => void;
  /** Whether a connection is marked read-only, so that only reads are sent. Called for each request. */
  readonly readOnly?: (connection: Connection) => boolean;
  /** Whether a connection belongs to a sandbox that has stopped, so that nothing is sent. Called for each request. */
  readonly stopped?: (connection: Connection) => boolean;
}

/**
 * Profiles that have changed. `settings`: their settings in the AWS files have changed, or they are signed out, so that loaded
 * data is outdated. `signedIn`: they are signed in, so that failed requests can succeed now.
 */
export interface Changed {
  readonly kind: 'settings' | 'signedIn';
  readonly profiles: readonly string[];
}

export interface Limits {
  /** How long to wait for a TCP and TLS connection, in milliseconds. */
  readonly connectTimeout: number;
  /** How long a request may take after its turn has come, in milliseconds: up to the last byte, including retries. */
  readonly requestTimeout: number;
  /** Requests in flight at once per service, account and Region. */
  readonly concurrency: number;
}

/** Is told how a change goes. */
export interface Follower {
  /** The request goes out. It may be sent several times. */
  readonly sent: () => void;
  /** The service has accepted the request with this ID. */
  readonly answered: (requestId: string) => void;
}

/** A signed request that hasn't been sent. It is a bearer secret: anyone who has it can send it until it expires. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly expires: Date;
}
