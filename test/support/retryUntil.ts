import type { Locator } from 'playwright-core';

/** The number of tries, and the time for the effect of each, in milliseconds. It may have to be loaded first. */
const tries = 6;
const patience = 5_000;

/**
 * Does something until it shows. What is clicked may be drawn anew under the pointer, and VS Code may swallow the click:
 * then a user clicks again.
 * @param act clicks, unless what it leads to is there already
 * @throws when it does not show after all
 */
export async function retryUntil(
  act: () => Promise<void>,
  shown: Locator,
  state: 'visible' | 'hidden' = 'visible',
): Promise<void> {
  for (let attempt = 1; attempt < tries; attempt++) {
    await act();
    const seen = shown.waitFor({ state, timeout: patience }).then(() => true);
    if (await seen.catch(() => false)) return;
  }
  await act();
  await shown.waitFor({ state });
}
