// What is said of a wait that goes on.
import * as l10n from '@vscode/l10n';

import { errorText, headline, timeOfDay } from '../show/messages';
import type { WaitNews } from './wait';

/** What else to say of a wait besides the state: that polls fail, that it takes long, and the errors that AWS reports. */
export function newsTexts({ longerThan, errors, failedPolls, isMissing }: WaitNews): readonly string[] {
  return [
    ...(isMissing ? [l10n.t('no longer listed, checking again')] : []),
    ...(failedPolls
      ? [l10n.t('checks have failed since {0}: {1}', timeOfDay(failedPolls.since), headline(failedPolls.error))]
      : []),
    ...(longerThan === undefined ? [] : [l10n.t('longer than usual: over {0} minutes', longerThan)]),
    ...errors.map(errorText),
  ];
}
