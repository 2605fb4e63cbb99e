// A sign-in with an MFA device for a profile that has keys and no role: the keys act until the user signs in, then a
// session of them, until it ends.
import type { AwsCredentialIdentity } from '@smithy/types';
import * as l10n from '@vscode/l10n';

import { ApiError } from '../api/core/errors';
import type { Prompts } from './prompts';
import type { SignIn } from './signIn';
import { asksForSignIn, endOf, isSame, isWrongCode, notSignedIn, wrongCode } from './signIn';

export interface MfaOptions {
  readonly profile: string;
  /** The device's ARN or serial number. */
  readonly device: string;
  /** Asks AWS STS for a session. @throws what the SDK throws */
  readonly session: (keys: AwsCredentialIdentity, code: string) => Promise<AwsCredentialIdentity>;
  readonly prompts: Prompts | undefined;
}

/** The sign-in of a profile whose keys act alone, or with an MFA device once the user wants that. */
export interface MfaSignIn extends SignIn {
  /** Asks for the device's code, and has the session act from now on. @throws ApiError when the user gave up */
  withMfa(): Promise<void>;
  /** Whether a session acts, or did and has ended. */
  readonly isUsed: boolean;
}

/**
 * Adds a session to what signs a profile in with its keys. Once a session has begun the keys do not act again by themselves:
 * when it ends every call fails until the user signs in again, or out.
 */
export function createMfaSignIn(keys: SignIn, { profile, device, session, prompts }: MfaOptions): MfaSignIn {
  let current: AwsCredentialIdentity | undefined;
  let goodUntil = 0;
  let isUsed = false;
  let flight: Promise<void> | undefined;

  async function ask(): Promise<void> {
    const code = await prompts?.mfaCode({ profile, device });
    if (code === undefined) throw notSignedIn(profile);
    try {
      current = await session(await keys.credentials(), code);
    } catch (error) {
      throw isWrongCode(error) ? wrongCode(profile) : asksForSignIn(error);
    }
    goodUntil = endOf(current);
    isUsed = true;
  }

  const withMfa = (): Promise<void> => (flight ??= ask().finally(() => (flight = undefined)));

  async function get(caller?: Record<string, unknown>): Promise<AwsCredentialIdentity> {
    if (!isUsed) return keys.credentials(caller);
    if (current && Date.now() < goodUntil) return current;
    throw ended(profile);
  }

  return {
    ...keys,
    credentials: Object.assign(get, { memoized: true }),
    withMfa,
    get isUsed() {
      return isUsed;
    },
    async replace(refused) {
      if (!isUsed) return keys.replace(refused);
      if (current && isSame(current, refused)) current = undefined;
      return !isSame(await get(), refused);
    },
    again: () => (isUsed ? withMfa() : keys.again()),
    leave() {
      if (!isUsed) return keys.leave();
      isUsed = false;
      current = undefined;
      return true;
    },
  };
}

function ended(profile: string): ApiError {
  return new ApiError(l10n.t('The MFA session of profile "{0}" has ended.', profile), {
    reason: 'expired',
    operation: l10n.t('Sign in'),
    code: 'MfaSessionEnded',
    retryable: false,
    signIn: true,
    nextStep: l10n.t('Sign in with MFA again, or sign out to use the keys without MFA.'),
  });
}
