// What goes in and out of the core, whichever service is asked: types alone, so that importing them loads nothing.
import type { Connection, FileProblem } from '../../aws/connection';
import type { Prompts } from '../../aws/prompts';

/**
 * One finished request, as the log may have it: nothing else about a request is ever logged. Calls that shared a request
 * share its entry; a request that failed before it was sent has one, too.
 */
export interface LogEntry {
  /** The id of the service: `appstream`. */
  readonly service: string;
  readonly operation: string;
  readonly profile: string;
  readonly region: string;
  /** Milliseconds, retries and waiting included. */
  readonly duration: number;
  /** `ok`, or the error's name: `AccessDeniedException`. */
  readonly status: string;
  readonly requestId?: string;
  /** Attempts the SDK made: more than 1 when it retried. */
  readonly attempts?: number;
}

export interface RuntimeOptions {
  readonly log: (entry: LogEntry) => void;
  /** Limits, read anew for each client: milliseconds and counts. */
  readonly limits: () => Limits;
  /** Asks the user what signing in takes. Without it nobody is asked, and the call fails. */
  readonly prompts?: Prompts;
  /** Told what no longer is as it was. */
  readonly changed?: (changed: Changed) => void;
  /** Told what of the AWS files does not count as it is written, whenever that has changed. */
  readonly fileProblems?: (problems: readonly FileProblem[]) => void;
  /** Whether the user marked it read-only, asked anew for each call: then only operations that read are sent. */
  readonly readOnly?: (connection: Connection) => boolean;
  /** Whether it is of a sandbox that runs no more, asked anew for each call: then nothing is sent. */
  readonly stopped?: (connection: Connection) => boolean;
  /** VS Code's translations (`vscode.l10n.bundle`) for the texts this side makes. */
  readonly translations?: Record<string, string>;
}

/**
 * Profiles that are not what they were. `settings`: the AWS files say something else about them, or they are signed out:
 * what was loaded with them counts no more. `signedIn`: what could not be loaded now can.
 */
export interface Changed {
  readonly kind: 'settings' | 'signedIn';
  readonly profiles: readonly string[];
}

export interface Limits {
  /** How long to wait for a TCP and TLS connection, in milliseconds. */
  readonly connectTimeout: number;
  /** How long a call may take once it is its turn, in milliseconds: up to the answer's last byte, retries included. */
  readonly requestTimeout: number;
  /** Requests in flight at once per service, account and Region. */
  readonly concurrency: number;
}

/** A call, signed but not made. Its URL is a bearer secret: whoever has it all may make the call until it expires. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly expires: Date;
}
