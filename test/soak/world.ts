// Where the soak happens: AWS files, a simulator behind their endpoint, the runtime and the explorer as the host has them.
import type { Limits, LogEntry } from '../../src/api/core/types';
import { createRuntime } from '../../src/api/runtime';
import type { ActingApi, Runtime } from '../../src/api/types';
import { profileConnection } from '../../src/aws/connection';
import { createExplorer } from '../../src/explorer/explorer';
import type { Explorer, ExplorerOptions } from '../../src/explorer/explorerTypes';
import { present } from '../../src/explorer/show/present';
import type { Root } from '../../src/explorer/tree/node';
import type { Simulator } from '../../src/simulator/simulator';
import { startSimulator } from '../../src/simulator/simulator';
import { isolateAws } from '../support/awsEnvironment';
import type { Ledger } from './ledger';
import { createLedger } from './ledger';

/** A profile of the AWS files: whose keys it has, and what else its section says. */
export interface OwnProfile {
  readonly accessKeyId?: string;
  readonly more?: string;
}

/** The profiles as they are at first and in the end. */
export const profiles: Readonly<Record<string, OwnProfile>> = {
  production: { accessKeyId: 'SANDBOXPRODUCTION' },
  development: { accessKeyId: 'SANDBOXDEVELOPMENT' },
  branch: { accessKeyId: 'AKIASOAKBRANCH' },
};
export const regions = ['eu-west-1', 'us-east-1'];

/** What the log must never hold. */
const secret = /soakSecret|authenticate\?|@|%40|SessionToken|password/i;
/** Divides the explorer's waiting, as `speed` divides the simulator's durations. */
const hurry = 10;
const speed = 1_000;
/** What was sent before a window was closed has been answered by then: milliseconds. */
const late = 1_000;

/** While something goes wrong on purpose; nothing hangs for long. */
const impatient: Limits = { connectTimeout: 1_000, requestTimeout: 500, concurrency: 4 };
const patient: Limits = { connectTimeout: 20_000, requestTimeout: 20_000, concurrency: 4 };

export interface SoakWorld {
  readonly simulator: Simulator;
  readonly ledger: Ledger;
  /** Those of the window that is open. */
  readonly runtime: Runtime;
  readonly explorer: Explorer;
  /** From now on a request may take as long as it likes. */
  takeTime(): void;
  /** Requests that the runtime has logged, and that the simulator has answered, failed ones included. */
  readonly counted: { logged: number; answered: number };
  /** Writes both AWS files. @param more lines that belong to no profile */
  write(profiles: Readonly<Record<string, OwnProfile>>, more?: string): void;
  /** Shows profiles with Regions. */
  show(roots: Readonly<Record<string, readonly string[]>>): void;
  /** Closes the window, whatever is under way in it, and opens another. */
  reopen(): void;
  /** Closes the window. */
  leave(): void;
  close(): Promise<void>;
}

/** The runtime and the explorer, as a window has them. */
interface Window {
  readonly runtime: Runtime;
  readonly explorer: Explorer;
  close(): void;
}

/** @param broken told in words what must not be */
export async function createSoakWorld(broken: (words: string) => void): Promise<SoakWorld> {
  const aws = isolateAws();
  const counted = { logged: 0, answered: 0 };
  const simulator = await startSimulator({ speed, log: () => void counted.answered++ });
  const ledger = createLedger(operation => simulator.executed().get(operation) ?? 0, broken);
  const write: SoakWorld['write'] = (written, more = '') => aws.write(textsOf(written, simulator.url, more));
  write(profiles);
  let limits = impatient;
  let roots: readonly Root[] = [];
  let window = openWindow();

  function openWindow(): Window {
    let closed = Infinity;
    const check = (entry: LogEntry): void => {
      counted.logged++;
      const text = JSON.stringify(entry);
      if (secret.test(text)) broken(`the log has a secret: ${text}`);
      if (entry.requestId !== undefined && Date.now() - closed > late) broken(`asked after the end: ${text}`);
    };
    const runtime = createRuntime({
      log: check,
      limits: () => limits,
      changed({ kind, profiles: changed }) {
        if (kind === 'settings') explorer.forget(changed);
        else void explorer.recover(changed);
      },
    });
    runtime.watch();
    const explorer = createExplorer(explorerOptions(runtime, ledger, broken));
    explorer.setRoots(roots);
    return {
      runtime,
      explorer,
      close() {
        explorer.dispose();
        runtime.dispose();
        closed = Date.now();
      },
    };
  }

  return {
    simulator,
    ledger,
    counted,
    write,
    get runtime() {
      return window.runtime;
    },
    get explorer() {
      return window.explorer;
    },
    takeTime: () => void (limits = patient),
    show(shown) {
      roots = Object.entries(shown).map(([name, chosen]) => rootOf(name, chosen));
      window.explorer.setRoots(roots);
    },
    reopen() {
      window.close();
      window = openWindow();
    },
    leave: () => window.close(),
    async close() {
      await simulator.close();
      aws.restore();
    },
  };
}

function explorerOptions(runtime: Runtime, ledger: Ledger, broken: (words: string) => void): ExplorerOptions {
  const start = Date.now();
  return {
    api: ((connection, actor) =>
      Promise.resolve(
        actor ? ledger.watch(runtime.open(connection, actor)) : (runtime.open(connection) as ActingApi),
      )) as ExplorerOptions['api'],
    identity: connection => runtime.identity(connection),
    offersMfa: connection => runtime.offersMfa(connection),
    fingerprint: connection => runtime.fingerprint(connection),
    pageSize: () => 8,
    changed(node) {
      try {
        if (node) present(node);
      } catch (error) {
        broken(`${node?.id} cannot be drawn: ${(error as Error).stack}`);
      }
    },
    now: () => start + (Date.now() - start) * hurry,
    schedule(callback, ms) {
      const timer = setTimeout(callback, ms / hurry);
      return () => clearTimeout(timer);
    },
  };
}

function rootOf(name: string, chosen: readonly string[]): Root {
  return { name, sandbox: false, connections: chosen.map(region => profileConnection(name, region)) };
}

function textsOf(
  written: Readonly<Record<string, OwnProfile>>,
  url: string,
  more: string,
): { config: string; credentials: string } {
  const config: string[] = [];
  const credentials: string[] = [];
  for (const [name, { accessKeyId, more: own = '' }] of Object.entries(written)) {
    config.push(`[profile ${name}]`, 'region = eu-west-1', `endpoint_url = ${url}`, own, '');
    if (accessKeyId !== undefined) {
      credentials.push(
        `[${name}]`,
        `aws_access_key_id = ${accessKeyId}`,
        `aws_secret_access_key = soakSecretOf${name}`,
        '',
      );
    }
  }
  return { config: [...config, more].join('\n'), credentials: credentials.join('\n') };
}
