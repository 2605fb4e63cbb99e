// The actor that a form, dialog or plan was opened for, and how it is compared with the current credentials.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../../aws/connection';
import type { Identity } from '../../aws/identity';
import { ApiError } from './errors';

/**
 * Who acts and where, as the user saw it. A change is sent as this actor or not at all.
 *
 * Plain data without secrets: a form's draft keeps it.
 */
export interface Actor {
  /** The connection's key: the profile and Region, or the sandbox's account and Region. */
  readonly connection: string;
  /** Which sandbox; absent for an AWS profile. */
  readonly sandbox?: string;
  /** The owner of the credentials; absent if AWS had not answered yet. */
  readonly identity?: Identity;
  /** A hash of everything that the AWS files said about the profile. */
  readonly fingerprint: string;
}

/** What has changed since the user saw it. `settings`: the AWS files have changed, and the owner of the credentials is not known. */
export type Difference = 'place' | 'account' | 'principal' | 'settings';

/** @param identity the owner of the connection's credentials, if known */
export function actorOf(connection: Connection, fingerprint: string, identity: Identity | undefined): Actor {
  const sandbox = connection.sandbox && sandboxName(connection.sandbox);
  return {
    connection: connection.key,
    ...(sandbox !== undefined && { sandbox }),
    ...(identity && { identity }),
    fingerprint,
  };
}

/** Identifies a sandbox. A later sandbox at the same address differs. */
function sandboxName({ endpoint, instance = '' }: NonNullable<Connection['sandbox']>): string {
  return `${endpoint} ${instance}`.trim();
}

/**
 * The difference between two actors; undefined if they are the same. Account and principal decide. If one of them is not known,
 * the fingerprint of the files decides.
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

/** Reads an actor from a draft. @returns undefined if the text is not an actor */
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
export function identityName({ account, alias }: Identity): string {
  return alias === undefined ? account : `${account} (${alias})`;
}

/** The last part of the principal's ARN: `assumed-role/Admin`. */
function principalName({ principal = '' }: Identity): string {
  return principal.split(':').slice(5).join(':');
}

/** Says what has changed since something was opened, in a sentence that names both actors. */
export function differenceMessage(difference: Difference, shown: Actor, now: Actor, profile: string): string {
  const [before, after] = [shown.identity, now.identity];
  switch (difference) {
    case 'place':
      return shown.sandbox === undefined
        ? l10n.t('This was opened for another profile or Region.')
        : l10n.t('This was opened in a sandbox that has stopped.');
    case 'account':
      return l10n.t(
        'This was opened for account {0}, but profile "{1}" now acts in account {2}.',
        before ? identityName(before) : '',
        profile,
        after ? identityName(after) : '',
      );
    case 'principal':
      return l10n.t(
        'This was opened for {0} in account {1}, but profile "{2}" now acts as {3}.',
        before ? principalName(before) : '',
        before ? identityName(before) : '',
        profile,
        after ? principalName(after) : '',
      );
    case 'settings':
      return before
        ? l10n.t(
            'The settings of profile "{0}" have changed since this was opened for account {1}. It isn\'t known which account the profile uses now.',
            profile,
            identityName(before),
          )
        : l10n.t('The settings of profile "{0}" have changed since this was opened.', profile);
  }
}

/** The label of the button that opens the same for the current actor. */
export function openForLabel(difference: Difference, now: Actor): string {
  if (now.sandbox !== undefined) return l10n.t('Open in the Running Sandbox');
  if (!now.identity) return l10n.t('Open with the New Settings');
  return difference === 'principal'
    ? l10n.t('Open for {0}', principalName(now.identity))
    : l10n.t('Open for Account {0}', now.identity.account);
}

/** The error when the current actor is not the one that the user saw. */
export function otherActor(
  difference: Difference,
  shown: Actor,
  now: Actor,
  { profile }: Connection,
  operation: string,
): ApiError {
  const message = differenceMessage(difference, shown, now, profile);
  return new ApiError(l10n.t('{0} Nothing was sent.', message), {
    reason: 'otherActor',
    operation,
    code: difference === 'place' ? 'OtherPlace' : 'OtherActor',
    retryable: false,
    nextStep: l10n.t('Check which account you want to use, then try again from the AppStream view.'),
  });
}

/** The error when the sandbox has stopped. */
export function sandboxStopped(operation: string): ApiError {
  return new ApiError(l10n.t('The sandbox has stopped. Nothing was sent.'), {
    reason: 'otherActor',
    operation,
    code: 'SandboxStopped',
    retryable: false,
    nextStep: l10n.t('Open the sandbox again. It starts with new data.'),
  });
}

/** The error of a request that was under way when its profile changed. */
export function settingsChanged(profile: string): ApiError {
  return new ApiError(l10n.t('The settings or credentials of profile "{0}" have changed.', profile), {
    reason: 'otherActor',
    operation: l10n.t('Check the profile'),
    code: 'SettingsChanged',
    retryable: false,
    nextStep: l10n.t('Check the current state in the AppStream view.'),
  });
}
