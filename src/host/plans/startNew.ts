// Offers to start a resource that was just created, as a plan of one step.
import * as l10n from '@vscode/l10n';

import type { Shown } from '../../explorer/acting/change';
import { stepOf } from '../../explorer/plan/steps';
import { plainTitle, quotedName } from '../../explorer/show/messages';
import { actionTab } from '../../explorer/show/stored';
import { availableActions } from '../../explorer/tree/actions';
import { showInformationMessage, showWarningMessage } from '../base/door';
import { busyText, sayBegun } from './hostPlans';
import type { LazyPlans } from './lazyPlans';

/** Says that a resource was created and in which state it is, if its kind has an action that comes next. The message offers the action. */
export async function offerNext(plans: LazyPlans, { node, actor }: Shown): Promise<void> {
  const { resourceKind, resource } = node;
  const action = availableActions(node).find(({ name }) => name === resourceKind.create?.next);
  if (!action) return;
  const words = l10n.t('{0} was created. It is {1}.', quotedName(node), resourceKind.state?.(resource) ?? '?');
  const button = plainTitle(action.title);
  if ((await showInformationMessage(words, button)) !== button) return;
  const { plans: all } = await plans.get();
  const busy = busyText(all, [node]);
  if (busy !== undefined) return void showWarningMessage(busy);
  const steps = await all.timed([stepOf(node, action)]);
  void all.begin({ title: actionTab(action, node), actor, steps });
  await sayBegun(steps);
}
