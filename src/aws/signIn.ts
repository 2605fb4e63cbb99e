// The credentials of one profile: got once for all who wait, kept until they expire, with the user's help where it takes that.
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { ApiError } from '../api/core/errors';
import type { Prompts } from './prompts';
import type { SsoLogin } from './sources';
import { readSsoToken } from './ssoCache';
import { isNoToken } from './ssoCredentials';
import type { SsoServices } from './ssoLogin';
import { signInWithSso } from './ssoLogin';

export interface SignInOptions {
  readonly profile: string;
  /** Gets credentials, without help but for the code that a device shows. */
  readonly provider: (mfaCode: (device: string) => Promise<string>) => AwsCredentialIdentityProvider;
  /** The login they begin with, if any, and how its services are reached. */
  readonly sso?: { readonly login: SsoLogin; readonly services: () => Promise<SsoServices> } | undefined;
  /** Without it the user can't be asked. */
  readonly prompts?: Prompts | undefined;
  /** Lets one sign-in count for all profiles of a login: runs it, or joins it. */
  readonly once: <T>(cacheKey: string, task: () => Promise<T>) => Promise<T>;
  /** The login has a new token. */
  readonly signedIn: () => void;
  /** The profile has come to another account, though the files say the same. */
  readonly changedAccount: () => void;
}

export interface SignIn {
  /** The credentials, for the SDK. All who ask at the same time wait for the same. @throws ApiError when the user gave up */
  readonly credentials: AwsCredentialIdentityProvider;
  /** Gets others than those that were refused. @returns false when there are no others */
  replace(refused: AwsCredentialIdentity): Promise<boolean>;
  /** Gets credentials anew, on the user's own word: asks again what was given up before. */
  again(): Promise<void>;
  /** The login the credentials begin with, if any. */
  readonly sso: SignInOptions['sso'];
  /** The login has another token: what was given up may go through, and credentials may be somebody else's. */
  tokenIsNew(): void;
  /** Forgets credentials until the user wants to sign in. @returns false when there were none that end by themselves */
  leave(): boolean;
  /** Compares the login's token with the one that was seen last. */
  tokenChange(): Promise<'none' | 'new' | 'gone'>;
}

/** Credentials that end sooner are as good as expired: milliseconds. Of short-lived ones it is the last tenth. */
const margin = 60_000;

export function createSignIn(options: SignInOptions): SignIn {
  const { profile, sso, prompts, once } = options;
  let cached: AwsCredentialIdentity | undefined;
  let goodUntil = 0;
  /** Whether it took a code: what did is not given up lightly. */
  let tookCode = false;
  let flight: Promise<AwsCredentialIdentity> | undefined;
  /** Why nobody is asked any more until the user wants to be. */
  let signInRefusal: Error | undefined;
  let account: string | undefined;
  let token: string | undefined;

  async function get(caller?: Record<string, unknown>): Promise<AwsCredentialIdentity> {
    if (cached && Date.now() < goodUntil) return cached;
    return (flight ??= fetch(caller).finally(() => (flight = undefined)));
  }

  async function fetch(caller?: Record<string, unknown>): Promise<AwsCredentialIdentity> {
    if (signInRefusal) throw signInRefusal;
    let asked = false;
    const provider = options.provider(async device => {
      asked = true;
      const code = await prompts?.mfaCode({ profile, device });
      if (code === undefined) throw notSignedIn(profile);
      return code;
    });
    try {
      const fresh = await withSso(() => provider(caller));
      await seeToken();
      if (account !== undefined && fresh.accountId !== undefined && account !== fresh.accountId) {
        options.changedAccount();
      }
      account = fresh.accountId ?? account;
      goodUntil = endOf(fresh);
      tookCode = asked;
      return (cached = fresh);
    } catch (error) {
      if (asked && isWrongCode(error)) signInRefusal = wrongCode(profile);
      else if (asked) signInRefusal = asksForSignIn(error);
      else if ((error as SignInError).signIn) signInRefusal = error as SignInError;
      throw signInRefusal ?? error;
    }
  }

  async function withSso<T>(provide: () => Promise<T>): Promise<T> {
    if (!sso || !prompts) return provide();
    const { login, services } = sso;
    try {
      // Who has no token at all is not asked for anything else before.
      if (await readSsoToken(login.cacheKey)) return await provide();
    } catch (error) {
      if (!isNoToken(error)) throw error;
    }
    const isDone = await once(login.cacheKey, async () =>
      signInWithSso(login, profile, await services(), prompts),
    ).catch((failure: unknown) => {
      throw (failure as Error).name === 'AccessDeniedException' ? refused(profile) : asksForSignIn(failure);
    });
    if (!isDone) throw notSignedIn(profile);
    options.signedIn();
    return provide();
  }

  async function seeToken(): Promise<string | undefined> {
    return (token = sso && (await readSsoToken(sso.login.cacheKey))?.accessToken);
  }

  return {
    // The SDK's own memory would keep what has been refused or forgotten.
    credentials: Object.assign(get, { memoized: true }),
    async replace(refused) {
      if (cached && isSame(cached, refused)) cached = undefined;
      return !isSame(await get(), refused);
    },
    async again() {
      signInRefusal = cached = undefined;
      await get();
    },
    sso,
    tokenIsNew() {
      signInRefusal = undefined;
      if (!tookCode) cached = undefined;
    },
    leave() {
      const wereTemporary = cached?.expiration !== undefined;
      if (sso || wereTemporary) signInRefusal = notSignedIn(profile);
      cached = undefined;
      return wereTemporary;
    },
    async tokenChange() {
      const before = token;
      const now = await seeToken();
      if (now === before) return 'none';
      return now === undefined ? 'gone' : 'new';
    },
  };
}

/** Until when credentials are used, in milliseconds since 1970. */
export function endOf({ expiration }: AwsCredentialIdentity): number {
  if (!expiration) return Infinity;
  const end = expiration.getTime();
  return end - Math.min(margin, Math.max(0, end - Date.now()) / 10);
}

/** Whether these are the same credentials. */
export function isSame(one: AwsCredentialIdentity, other: AwsCredentialIdentity): boolean {
  return one.accessKeyId === other.accessKeyId && one.sessionToken === other.sessionToken;
}

/** The user gave up. */
export function notSignedIn(profile: string): ApiError {
  return signInError(l10n.t('Profile "{0}" is not signed in.', profile), 'NotSignedIn');
}

/** STS did not take the code of a device. */
export function wrongCode(profile: string): ApiError {
  return signInError(l10n.t('The MFA code for profile "{0}" was not accepted.', profile), 'WrongMfaCode');
}

/** Whether STS refused for the code of a device. */
export function isWrongCode(error: unknown): boolean {
  return /MultiFactorAuthentication|one time pass/i.test((error as Error).message);
}

function refused(profile: string): ApiError {
  return signInError(
    l10n.t('The sign-in of profile "{0}" was denied in the browser.', profile),
    'AccessDeniedException',
  );
}

interface SignInError extends Error {
  signIn?: boolean;
}

/** The error as it is, for whoever puts it into words, with the mark that the user may sign in again. */
export function asksForSignIn(error: unknown): Error {
  const marked = error as SignInError;
  marked.signIn ??= true;
  return marked;
}

function signInError(message: string, code: string): ApiError {
  return new ApiError(message, {
    reason: 'credentials',
    operation: l10n.t('Sign in'),
    code,
    retryable: false,
    signIn: true,
    nextStep: l10n.t('Sign in.'),
  });
}
