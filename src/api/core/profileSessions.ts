// The sessions of all profiles, and what becomes of them when the AWS files or a login's token change.
import * as l10n from '@vscode/l10n';

import type { ConfigFiles } from '../../aws/configFiles';
import { noConfigFiles, readConfigFiles } from '../../aws/configFiles';
import type { Connection } from '../../aws/connection';
import { fingerprintOf } from '../../aws/sources';
import { ApiError } from './errors';
import type { ProfileSession, ProfileSessionOptions } from './profileSession';
import { createProfileSession } from './profileSession';
import type { Changed, RuntimeOptions } from './types';

export interface Sessions {
  /** A connection's session, made of the files as they are. Waits only if these have to be read first. */
  of(connection: Connection): ProfileSession | Promise<ProfileSession>;
  /** Reads files and tokens anew. What changed is told; who did not change keeps everything. */
  reload(): Promise<ConfigFiles>;
  /** All that there are now; none of them is known any more afterwards. */
  take(): ProfileSession[];
  /** The same for good: from now on no session is opened and no file is read, whoever was waiting for one. */
  takeLast(): ProfileSession[];
}

export function createSessions({
  limits,
  prompts,
  changed,
  fileProblems,
}: Pick<RuntimeOptions, 'limits' | 'prompts' | 'changed' | 'fileProblems'>): Sessions {
  const sessions = new Map<string, ProfileSession>();
  const logins = new Map<string, Promise<unknown>>();
  let files: ConfigFiles | undefined;
  let toldProblems = '';
  let reading: Promise<ConfigFiles> | undefined;
  let closed = false;

  const options = (profile: string): ProfileSessionOptions => ({
    limits,
    prompts,
    outdate: () => (files = undefined),
    once<T>(cacheKey: string, task: () => Promise<T>): Promise<T> {
      const known = logins.get(cacheKey) as Promise<T> | undefined;
      if (known) return known;
      const login = task().finally(() => logins.delete(cacheKey));
      logins.set(cacheKey, login);
      return login;
    },
    signedIn: () => void reload().catch(() => undefined),
    changedAccount() {
      for (const [key, session] of sessions) if (session.profile === profile) drop(key, session);
      tell({ kind: 'settings', profiles: [profile] });
    },
  });

  function reload(): Promise<ConfigFiles> {
    if (closed) return Promise.reject(shutDown());
    // One after the other: an older state of the files must not come to stand in place of a newer one.
    const turn = reading?.catch(() => undefined) ?? Promise.resolve();
    const read = turn.then(async () => {
      const read = await readConfigFiles();
      if (closed) throw shutDown();
      files = read;
      tellProblems(files);
      await compare([...sessions]);
      return files;
    });
    const done = read.finally(() => {
      if (reading === done) reading = undefined;
    });
    return (reading = done);
  }

  function tellProblems({ profiles, problems }: ConfigFiles): void {
    const text = problems.map(({ message }) => message).join('\n');
    // Who asks for profiles where there are none is told why.
    if (text !== toldProblems && problems.length && profiles.size) fileProblems?.(problems);
    toldProblems = text;
  }

  /** Ends the sessions of profiles about which the files now say something else, and tells tokens that came or went. */
  async function compare(known: readonly [string, ProfileSession][]): Promise<void> {
    const others: string[] = [];
    const signedIn: string[] = [];
    for (const [key, session] of known) {
      if (session.profile === undefined || !files || sessions.get(key) !== session) continue;
      if (session.fingerprint !== fingerprintOf(session.profile, files)) {
        drop(key, session);
        others.push(session.profile);
        continue;
      }
      const token = await session.signIn?.tokenChange();
      if (token === 'gone') {
        session.signIn?.leave();
        others.push(session.profile);
      } else if (token === 'new') {
        session.signIn?.tokenIsNew();
        signedIn.push(session.profile);
      }
    }
    tell({ kind: 'settings', profiles: others });
    tell({ kind: 'signedIn', profiles: signedIn });
  }

  function tell(what: Changed): void {
    if (what.profiles.length) changed?.(what);
  }

  function drop(key: string, session: ProfileSession): void {
    sessions.delete(key);
    session.end();
  }

  function find(connection: Connection, known: ConfigFiles): ProfileSession {
    if (closed) throw shutDown();
    const key = keyOf(connection);
    const session = sessions.get(key) ?? createProfileSession(connection, known, options(connection.profile));
    sessions.set(key, session);
    return session;
  }

  function take(): ProfileSession[] {
    const taken = [...sessions.values()];
    sessions.clear();
    files = undefined;
    return taken;
  }

  return {
    of(connection) {
      if (connection.sandbox) return find(connection, noConfigFiles);
      if (files && !reading) return find(connection, files);
      return (reading ?? reload()).then(known => find(connection, known));
    },
    reload,
    take,
    takeLast() {
      closed = true;
      return take();
    },
  };
}

function shutDown(): ApiError {
  const facts = { reason: 'cancelled', operation: 'Connect', code: 'ShutDown', retryable: false } as const;
  const nextStep = l10n.t('Reload the window, then try again.');
  return new ApiError(l10n.t('The extension has shut down. Nothing was sent.'), { ...facts, nextStep });
}

// A profile in all its Regions is one; a sandbox is told from others by where it listens, and its accounts by their keys.
function keyOf({ profile, sandbox }: Connection): string {
  return sandbox ? `sandbox ${sandbox.endpoint} ${sandbox.accessKeyId}` : `profile ${profile}`;
}
