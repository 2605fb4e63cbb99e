// Which permission is missing, for an error that says so.
import type { DeniedActions } from './errors';
import type { Failure } from './nextStep';
import type { SdkError } from './reasons';

/** The names of errors that say that a permission is missing. Others with this reason are about the account or the sign-in. */
const missing = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);

/**
 * The permission that is missing, as AWS's message names it, otherwise that of the operation.
 * @param message the error's message, without secrets
 * @returns undefined if the error isn't about a permission
 */
export function deniedActions(
  { name = '' }: SdkError,
  message: string,
  { service, operation, at, signingIn }: Failure,
): DeniedActions | undefined {
  const [, listed = ''] = /not authorized to perform:?\s+((?:,?\s*[\w-]{1,60}:\w{1,120})+)/i.exec(message) ?? [];
  const named = listed.split(/[,\s]+/).filter(Boolean);
  if (!named.length && (at || signingIn || !missing.has(name))) return undefined;
  const [, found = ''] = /on resource:?\s+(arn:[^\s"'<>,;]{1,1000})/i.exec(message) ?? [];
  const resource = found.replace(/\.$/, '');
  return {
    actions: named.length ? named : [`${service.permission}:${operation}`],
    // Part of it may have been removed, because it names a person.
    ...(resource && !resource.includes('…') && { resource }),
    ...(/\bexplicit deny\b/i.test(message) && { explicit: true }),
  };
}
