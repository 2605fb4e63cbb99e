// The sessions of all profiles. They end or change when the AWS files or the token of a sign-in change.
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
  /** A connection's session. Returns a promise only if the files have to be read first. */
  sessionOf(connection: Connection): ProfileSession | Promise<ProfileSession>;
  /** Reads files and tokens again, and reports changed profiles. Sessions of unchanged profiles stay. */
  reload(): Promise<ConfigFiles>;
  /** Removes all sessions and returns them. */
  take(): ProfileSession[];
  /** Removes all sessions and returns them. From then on, opening a session or reading files fails. */
  takeLast(): ProfileSession[];
}

/**
 * Makes the sessions of all profiles. The AWS files are read with the first session, and again by `reload`.
 * @param changed called with the profiles whose settings or tokens have changed
 * @param fileProblems called with the problems of the AWS files, once for each new set of them
 */
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
    // One after the other, so that an older state of the files can't replace a newer one.
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
    // Without any profile, `profiles` fails with the problem.
    if (text !== toldProblems && problems.length && profiles.size) fileProblems?.(problems);
    toldProblems = text;
  }

  /** Ends the sessions of profiles that have changed in the files, and reports new and removed tokens. */
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
    sessionOf(connection) {
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

// A profile has one session for all Regions. A sandbox has one per endpoint and account.
function keyOf({ profile, sandbox }: Connection): string {
  return sandbox ? `sandbox ${sandbox.endpoint} ${sandbox.accessKeyId}` : `profile ${profile}`;
}
