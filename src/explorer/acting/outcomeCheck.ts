import type * as outcome from './outcome';

type OutcomeCheck = typeof outcome;

let loading: Promise<OutcomeCheck> | undefined;

/**
 * The check of changes whose answer was lost. It needs the facts of the API, which are loaded with the runtime. The check is
 * loaded with them too, before any change is sent: when an answer is lost, an update may have replaced the extension's files.
 */
export function outcomeCheck(): Promise<OutcomeCheck> {
  loading ??= import('./outcome').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
