import { lazy } from '../../api/core/lazy';

/**
 * The check of changes whose answer was lost. It needs the facts of the API, which are loaded with the runtime. The check is
 * loaded with them too, before any change is sent: when an answer is lost, an update may have replaced the extension's files.
 */
export const outcomeCheck = lazy(() => import('./outcome'));
