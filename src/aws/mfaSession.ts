// Signing in with an MFA device, for a profile with keys and without a role. The keys are used until the user signs in; then an
// MFA session is used until it ends.
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
  /** Gets a session from AWS STS. @throws what the SDK throws */
  readonly session: (keys: AwsCredentialIdentity, code: string) => Promise<AwsCredentialIdentity>;
  readonly prompts: Prompts | undefined;
}

/** The sign-in of a profile whose keys are used without MFA until the user signs in with the MFA device. */
export interface MfaSignIn extends SignIn {
  /** Asks for the device's code. From then on, the session is used. @throws ApiError if the user cancels */
  withMfa(): Promise<void>;
  /** Whether a session is used, even if it has ended. */
  readonly isUsed: boolean;
}

/**
 * Adds MFA sessions to the sign-in of a profile with keys. After a session ends, the keys aren't used automatically: every call
 * fails until the user signs in again or signs out.
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
    credentials: get,
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
