// What failed since the user last looked at the Activity view.
import type { Activity, Item } from './activity';
import { isOpen } from './activity';

/**
 * Makes a counter of the items that failed and the plans that have stopped, that the user has not seen in the view, and that were not
 * begun again since. A plan that has gone on and stops again counts again, if the counter was asked meanwhile.
 * @param stopped the plans that have stopped
 * @returns a function that returns their number. `isShown`: the view is visible, so the user sees all of them now
 */
export function createUnseen(
  activity: Pick<Activity, 'entries'>,
  stopped: () => readonly object[],
): (isShown: boolean) => number {
  const seen = new WeakSet<Item>();
  let seenPlans: ReadonlySet<object> = new Set();
  return isShown => {
    const failed = activity.entries.flatMap(({ items }) =>
      items.filter(item => item.step === 'failed' && isOpen(item)),
    );
    if (isShown) for (const item of failed) seen.add(item);
    const plans = stopped();
    seenPlans = new Set(plans.filter(plan => isShown || seenPlans.has(plan)));
    return failed.filter(item => !seen.has(item)).length + plans.length - seenPlans.size;
  };
}
