// Who acts: what a form, dialog or plan was opened for, and how that is compared with whose the credentials are now.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../../aws/connection';
import type { Identity } from '../../aws/identity';
import { ApiError } from './errors';

/**
 * Who acts, and where, as it was shown to the user. A change is sent as this actor or not at all.
 *
 * Plain data without secrets: a form's draft keeps it.
 */
export interface Actor {
  /** The connection's key: the profile and Region, or the sandbox's account and Region. */
  readonly connection: string;
  /** Which sandbox; absent for an AWS profile. */
  readonly sandbox?: string;
  /** Whose credentials they were; absent when AWS had not told by then. */
  readonly identity?: Identity;
  /** Stands for all that the AWS files said about the profile. */
  readonly fingerprint: string;
}

/** What is no longer as it was shown. `settings`: the files, and nobody tells whose credentials they lead to. */
export type Difference = 'place' | 'account' | 'principal' | 'settings';

/** @param identity whose credentials the connection has, as far as that is known */
export function actorOf(connection: Connection, fingerprint: string, identity: Identity | undefined): Actor {
  const sandbox = connection.sandbox && sandboxName(connection.sandbox);
  return {
    connection: connection.key,
    ...(sandbox !== undefined && { sandbox }),
    ...(identity && { identity }),
    fingerprint,
  };
}

/** Tells one sandbox from another, also when the later one listens where the earlier one did. */
function sandboxName({ endpoint, instance = '' }: NonNullable<Connection['sandbox']>): string {
  return `${endpoint} ${instance}`.trim();
}

/**
 * What tells two actors apart; undefined when they are the same. Account and principal decide. The files' fingerprint does
 * where one of the two is not known.
 */
export function differenceOf(shown: Actor, now: Actor): Difference | undefined {
  if (shown.connection !== now.connection || shown.sandbox !== now.sandbox) return 'place';
  const [before, after] = [shown.identity, now.identity];
  if (before && after && before.account !== after.account) return 'account';
  if (before?.principal !== undefined && after?.principal !== undefined) {
    return before.principal === after.principal ? undefined : 'principal';
  }
  return shown.fingerprint === now.fingerprint ? undefined : 'settings';
}

/** An actor as a form's draft keeps it. */
export function actorText(actor: Actor): string {
  return JSON.stringify(actor);
}

/** The actor that a draft kept; undefined when it is none. */
export function actorFrom(text: string): Actor | undefined {
  try {
    const { connection, sandbox, identity, fingerprint } = JSON.parse(text) as Partial<Record<keyof Actor, unknown>>;
    if (typeof connection !== 'string' || typeof fingerprint !== 'string') return undefined;
    const { account, alias, principal } = (identity ?? {}) as Partial<Record<keyof Identity, unknown>>;
    const known = typeof account === 'string' && {
      account,
      ...(typeof alias === 'string' && { alias }),
      ...(typeof principal === 'string' && { principal }),
    };
    return {
      connection,
      ...(typeof sandbox === 'string' && { sandbox }),
      ...(known && { identity: known }),
      fingerprint,
    };
  } catch {
    return undefined;
  }
}

/** `123456789012 (hb-production)` */
export function identityWords({ account, alias }: Identity): string {
  return alias === undefined ? account : `${account} (${alias})`;
}

/** `assumed-role/Admin`, of the principal's ARN. */
function principalWords({ principal = '' }: Identity): string {
  return principal.split(':').slice(5).join(':');
}

/** What has changed since something was opened, in a sentence that names both sides. */
export function differenceWords(difference: Difference, shown: Actor, now: Actor, profile: string): string {
  const [before, after] = [shown.identity, now.identity];
  switch (difference) {
    case 'place':
      return shown.sandbox === undefined
        ? l10n.t('This was opened for another profile or Region.')
        : l10n.t('This was opened in a sandbox that has stopped.');
    case 'account':
      return l10n.t(
        'This was opened for account {0}, but profile "{1}" now acts in account {2}.',
        before ? identityWords(before) : '',
        profile,
        after ? identityWords(after) : '',
      );
    case 'principal':
      return l10n.t(
        'This was opened for {0} in account {1}, but profile "{2}" now acts as {3}.',
        before ? principalWords(before) : '',
        before ? identityWords(before) : '',
        profile,
        after ? principalWords(after) : '',
      );
    case 'settings':
      return before
        ? l10n.t(
            'The settings of profile "{0}" have changed since this was opened for account {1}. Which account they use now is unknown.',
            profile,
            identityWords(before),
          )
        : l10n.t('The settings of profile "{0}" have changed since this was opened.', profile);
  }
}

/** What the button is called that opens the same for who would act now. */
export function openForWords(difference: Difference, now: Actor): string {
  if (now.sandbox !== undefined) return l10n.t('Open in the Running Sandbox');
  if (!now.identity) return l10n.t('Open with the New Settings');
  return difference === 'principal'
    ? l10n.t('Open for {0}', principalWords(now.identity))
    : l10n.t('Open for Account {0}', now.identity.account);
}

/** The refusal to act as somebody else than was shown. */
export function otherActor(
  difference: Difference,
  shown: Actor,
  now: Actor,
  { profile }: Connection,
  operation: string,
): ApiError {
  const words = differenceWords(difference, shown, now, profile);
  return new ApiError(l10n.t('{0} Nothing was sent.', words), {
    reason: 'otherActor',
    operation,
    code: difference === 'place' ? 'OtherPlace' : 'OtherActor',
    retryable: false,
    nextStep: l10n.t('Check which account you want to use, then try again from the AppStream view.'),
  });
}

/** The refusal to send anything to a sandbox that runs no more. */
export function sandboxStopped(operation: string): ApiError {
  return new ApiError(l10n.t('The sandbox has stopped. Nothing was sent.'), {
    reason: 'otherActor',
    operation,
    code: 'SandboxStopped',
    retryable: false,
    nextStep: l10n.t('Open the sandbox again. It starts with new data.'),
  });
}

/** Why nothing more is told of what was under way with a profile that is not what it was. */
export function settingsChanged(profile: string): ApiError {
  return new ApiError(l10n.t('The settings or credentials of profile "{0}" have changed.', profile), {
    reason: 'otherActor',
    operation: l10n.t('Check the profile'),
    code: 'SettingsChanged',
    retryable: false,
    nextStep: l10n.t('Check the current state in the AppStream view.'),
  });
}
