// The rule for profiles that are marked read-only. Menus, handlers and the API layer all use it.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../../aws/connection';
import { ApiError } from './errors';

/**
 * Whether an operation only reads. AWS's names tell, in all services. The service's id may stand before the name:
 * `cloudtrail:LookupEvents`. CreateStreamingURL doesn't count as reading, since it gives access.
 */
export function isRead(operation: string): boolean {
  return /^([\w-]+:)?(BatchGet|Describe|Get|List|Lookup)/.test(operation);
}

/** The error for a change with a profile that is marked read-only. */
export function readOnlyError({ profile }: Pick<Connection, 'profile'>, operation: string): ApiError {
  return new ApiError(l10n.t('Profile "{0}" is marked read-only. Nothing was sent.', profile), {
    reason: 'readOnly',
    operation,
    code: 'ReadOnly',
    retryable: false,
    nextStep: l10n.t('To make changes, choose Allow Changes on the profile first.'),
  });
}
