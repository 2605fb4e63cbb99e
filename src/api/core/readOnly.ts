// What a connection that is marked read-only may do. The one rule, for menus, handlers and the API layer alike.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../../aws/connection';
import { ApiError } from './errors';

/**
 * Whether an operation only reads, by its name, as AWS names them in all services. Where there are several, the service stands
 * before it: `cloudtrail:LookupEvents`. CreateStreamingURL changes nothing that could be listed, but lets somebody in: it is none.
 */
export function isRead(operation: string): boolean {
  return /^([\w-]+:)?(BatchGet|Describe|Get|List|Lookup)/.test(operation);
}

/** The refusal of an operation for a profile that is marked read-only. */
export function readOnlyError({ profile }: Pick<Connection, 'profile'>, operation: string): ApiError {
  return new ApiError(l10n.t('Profile "{0}" is marked read-only. Nothing was sent.', profile), {
    reason: 'readOnly',
    operation,
    code: 'ReadOnly',
    retryable: false,
    nextStep: l10n.t('To make changes, choose Allow Changes on the profile first.'),
  });
}
