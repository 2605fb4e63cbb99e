// The credentials of one profile. Concurrent calls share one sign-in, and the credentials are cached until they expire. If
// necessary, the user is asked to sign in.
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
  /** Gets credentials. Only an MFA code needs the user. */
  readonly provider: (mfaCode: (device: string) => Promise<string>) => AwsCredentialIdentityProvider;
  /** The sign-in through IAM Identity Center that the credentials need, if any, and how to reach its services. */
  readonly sso?: { readonly login: SsoLogin; readonly services: () => Promise<SsoServices> } | undefined;
  /** The prompts; without them, the user can't be asked. */
  readonly prompts?: Prompts | undefined;
  /** Runs a sign-in, or joins the running one with the same key, so that profiles with the same sign-in share it. */
  readonly once: <T>(cacheKey: string, task: () => Promise<T>) => Promise<T>;
  /** Called when the sign-in has a new token. */
  readonly signedIn: () => void;
  /** Called when the credentials belong to another account although the files haven't changed. */
  readonly changedAccount: () => void;
}

export interface SignIn {
  /** The credentials, for the SDK. Concurrent calls share one request. @throws ApiError if the user cancelled */
  readonly credentials: AwsCredentialIdentityProvider;
  /** Gets other credentials than those that AWS rejected. @returns false if there are no others */
  replace(refused: AwsCredentialIdentity): Promise<boolean>;
  /** Gets new credentials because the user wants to sign in, even if the user cancelled before. */
  again(): Promise<void>;
  /** The sign-in through IAM Identity Center that the credentials need, if any. */
  readonly sso: SignInOptions['sso'];
  /** Call this when the sign-in has another token: the user may be asked again, and cached credentials may be outdated. */
  tokenIsNew(): void;
  /** Drops the credentials until the user signs in again. @returns whether there were temporary credentials */
  leave(): boolean;
  /** Compares the sign-in's token with the one that was read last. */
  tokenChange(): Promise<'none' | 'new' | 'gone'>;
}

/** Credentials count as expired this long before they expire, in milliseconds; short-lived ones in their last tenth. */
const margin = 60_000;

/** Makes the sign-in of a profile. It asks nobody and reads no credentials until the SDK asks for some. */
export function createSignIn(options: SignInOptions): SignIn {
  const { profile, sso, prompts, once } = options;
  let cached: AwsCredentialIdentity | undefined;
  let goodUntil = 0;
  /** Whether MFA was needed: such credentials survive a token refresh. */
  let tookCode = false;
  let flight: Promise<AwsCredentialIdentity> | undefined;
  /** Why the user isn't asked anymore, until the user wants to sign in. */
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
      // Without a token, sign in first, before anything else is asked.
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
    credentials: get,
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

/** The time until which credentials are used, in milliseconds since 1970. */
export function endOf({ expiration }: AwsCredentialIdentity): number {
  if (!expiration) return Infinity;
  const end = expiration.getTime();
  return end - Math.min(margin, Math.max(0, end - Date.now()) / 10);
}

/** Whether these are the same credentials. */
export function isSame(one: AwsCredentialIdentity, other: AwsCredentialIdentity): boolean {
  return one.accessKeyId === other.accessKeyId && one.sessionToken === other.sessionToken;
}

/** The error when the user cancelled the sign-in. */
export function notSignedIn(profile: string): ApiError {
  return signInError(l10n.t('Profile "{0}" is not signed in.', profile), 'NotSignedIn');
}

/** The error when STS rejected the code of an MFA device. */
export function wrongCode(profile: string): ApiError {
  return signInError(l10n.t('The MFA code for profile "{0}" was not accepted.', profile), 'WrongMfaCode');
}

/** Whether STS rejected the code of an MFA device. */
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

/** Marks an error so that the user is offered to sign in again. @returns the same error */
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
