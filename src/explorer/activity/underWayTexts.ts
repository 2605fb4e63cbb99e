// The texts of the status bar's item about what is followed. They name no people: the status bar is seen by whoever looks on.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import { placeTitle } from '../show/place';
import { storedName } from '../show/stored';
import type { ResourceNode } from '../tree/node';
import type { Entry } from './activity';
import { isUnderWay } from './activity';
import type { PlanUnderWay, UnderWay } from './underWay';

/** The most lines of a tooltip. The rest is counted. */
const mostLines = 10;

/** How many resources are in which state, `2 STARTING · 1 STOPPING`; without resources, which actions and plans are under way. */
export function underWayText({ resources, actions, plans }: UnderWay): string {
  const counts = new Map<string, number>();
  for (const node of resources) counts.set(stateOf(node), (counts.get(stateOf(node)) ?? 0) + 1);
  const parts = [...counts].map(([state, count]) => `${count} ${state}`);
  return plainText(parts.length ? parts.join(' · ') : [...actions, ...plans].map(({ title }) => title).join(' · '));
}

/** A line for each resource, each action and each plan, and what a click does. */
export function underWayLines({ resources, actions, plans }: UnderWay): readonly string[] {
  const lines = [...resources.map(resourceLine), ...actions.map(actionLine), ...plans.map(planLine)];
  const rest = lines.length - mostLines;
  return [
    ...lines.slice(0, mostLines).map(plainText),
    ...(rest > 0 ? [l10n.t('and {0} more', rest)] : []),
    resources.length > 1
      ? l10n.t('Click to choose the one to show.')
      : resources.length
        ? l10n.t('Click to show it in the AppStream view.')
        : l10n.t('Click to show the Activity view.'),
  ];
}

/** The kind, the name and the state of a resource, and where it is: `Fleet dev: STARTING · eu-west-1 of production`. */
function resourceLine(node: ResourceNode): string {
  const what = l10n.t('{0} {1}', l10n.t(node.resourceKind.title), storedName(node));
  return [l10n.t('{0}: {1}', what, stateOf(node)), placeTitle(node)].join(' · ');
}

function actionLine({ title, items }: Entry): string {
  if (items.length === 1) return title;
  const ended = items.filter(item => !isUnderWay(item)).length;
  return l10n.t('{0}: {1}', title, l10n.t('{0} of {1}', ended, items.length));
}

function planLine({ title, progress }: PlanUnderWay): string {
  return l10n.t('{0}: {1}', title, progress);
}

function stateOf({ resourceKind, resource }: ResourceNode): string {
  return resourceKind.state?.(resource) ?? '?';
}
