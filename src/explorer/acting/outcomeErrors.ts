// What the user reads about a change whose answer was lost, or whose effect no check shows.
import * as l10n from '@vscode/l10n';

import { ApiError } from '../../api/core/errors';
import { sentence } from '../show/messages';

/** The failure of a change that was not done, as a check has shown. */
export function notDone(error: ApiError): ApiError {
  return saying(error, l10n.t('A check shows that it was not done.'), { mayHaveHappened: false });
}

/** The failure of a change that no check can show. @param what what may have happened, as a sentence to translate */
export function uncheckable(error: ApiError, what: string | undefined): ApiError {
  const words = what === undefined ? l10n.t("It may have been done, but the extension can't check.") : l10n.t(what);
  return saying(error, words, checkFirst());
}

/** The failure of a change whose outcome is not known, because the checks failed, too. */
export function unknown(error: ApiError): ApiError {
  return saying(
    error,
    l10n.t("It's not known whether AWS did it, because the check failed, too. The extension keeps checking."),
    { nextStep: l10n.t('If you retry, the extension first checks whether AWS already did it.') },
  );
}

/** The failure of a change that the user may not check. @param denied the failure of the check, which names the permission */
export function checkDenied(error: ApiError, denied: ApiError): ApiError {
  return saying(
    error,
    l10n.t("It may have been done, but the extension can't check. {0}", denied.nextStep),
    checkFirst(),
  );
}

/** The failure of a change whose connection the view dropped before the outcome was known. */
export function unwatched(error: ApiError): ApiError {
  return saying(
    error,
    l10n.t('It may have been done. The view no longer shows it, so the extension stops checking.'),
    checkFirst(),
  );
}

/** The failure of the check that must come before the same request is sent again. */
export function notSent(error: ApiError): ApiError {
  const words = l10n.t(
    'Nothing was sent. The extension must first check whether AWS carried out the earlier request, but the check failed.',
  );
  return saying(error, words, { mayHaveHappened: true });
}

/** The failure of a change that AWS has acknowledged, but that no check shows yet. */
export function noEffect(operation: string): ApiError {
  return new ApiError(l10n.t("AWS reported success, but the change isn't visible yet."), {
    mayHaveHappened: true,
    reason: 'malformed',
    operation,
    code: 'NoEffect',
    retryable: true,
    nextStep: l10n.t('Refresh in a minute. If nothing has changed, retry, and check that no proxy answers for AWS.'),
  });
}

function checkFirst(): { readonly nextStep: string } {
  return { nextStep: l10n.t('Check whether it was done before you retry.') };
}

function saying(
  error: ApiError,
  words: string,
  facts: { readonly mayHaveHappened?: boolean; readonly nextStep?: string } = {},
): ApiError {
  return new ApiError(`${sentence(error.message)} ${words}`, { ...error, ...facts }, { cause: error.cause });
}
