// What a dialog says of the sessions that end.
import * as l10n from '@vscode/l10n';

import { noAbort } from '../../api/core/abortable';
import { toApiError } from '../../api/core/errors';
import type { Shown } from '../../explorer/acting/change';
import type { Explorer } from '../../explorer/explorerTypes';
import { sessionsOf } from '../../explorer/plan/sessions';
import { headline, shownName } from '../../explorer/show/messages';

/** The maximum number of sessions that are named. The rest is counted. */
const maxSessions = 10;

/** The sessions that end when a resource is stopped, by name; undefined for a kind without sessions. @param counted how many, in words */
export async function sessionsText(
  explorer: Explorer,
  shown: Shown,
  counted = (count: number): string => l10n.t('Sessions that end: {0}', count),
): Promise<string | undefined> {
  try {
    const sessions = await sessionsOf(explorer, shown, noAbort());
    if (!sessions) return undefined;
    if (!sessions.length) return l10n.t('No sessions are open now.');
    const rest = sessions.length - maxSessions;
    return [
      counted(sessions.length),
      ...sessions.slice(0, maxSessions),
      ...(rest > 0 ? [l10n.t('and {0} more', rest)] : []),
    ].join('\n');
  } catch (error) {
    return l10n.t("The open sessions couldn't be listed: {0}.", headline(toApiError(error, 'DescribeSessions')));
  }
}

/** The sessions that end with what is stopped, as lines of a dialog. An empty line comes first. */
export async function sessionLines(explorer: Explorer, stopped: readonly Shown[]): Promise<readonly string[]> {
  const texts = await Promise.all(stopped.map(one => sessionsText(explorer, one)));
  return stopped.flatMap(({ node }, place) => {
    const text = texts[place];
    if (text === undefined) return [];
    return ['', ...(stopped.length > 1 ? [l10n.t('{0}:', shownName(node))] : []), ...text.split('\n')];
  });
}
