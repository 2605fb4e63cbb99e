// What failed since the user last looked at the Activity view.
import type { Activity, Item } from './activity';
import { isOpen } from './activity';

/**
 * Makes a counter of the items that failed, that the user has not seen in the view, and that were not begun again since.
 * @returns a function that returns their number. `isShown`: the view is visible, so the user sees all of them now
 */
export function createUnseen(activity: Pick<Activity, 'entries'>): (isShown: boolean) => number {
  const seen = new WeakSet<Item>();
  return isShown => {
    const failed = activity.entries.flatMap(({ items }) =>
      items.filter(item => item.step === 'failed' && isOpen(item)),
    );
    if (isShown) for (const item of failed) seen.add(item);
    return failed.filter(item => !seen.has(item)).length;
  };
}
