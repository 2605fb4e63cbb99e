import * as l10n from '@vscode/l10n';

import { ApiError } from '../api/core/errors';

/** The error for a mistake in the AWS files, the environment or the chosen Region, which only the user can correct. */
export function configError(message: string, nextStep?: string): ApiError {
  return new ApiError(message, {
    reason: 'config',
    operation: l10n.t('Read AWS files'),
    code: 'ConfigError',
    retryable: false,
    nextStep: nextStep ?? l10n.t('Correct the AWS config file or the environment variables, then refresh.'),
  });
}
