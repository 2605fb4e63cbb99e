import type { Locator, Page } from 'playwright-core';

/** Presses one of the small buttons that a tree row shows under the mouse. @param title the command's title */
export async function pressRowButton(row: Locator, title: string): Promise<void> {
  const button = row.locator(`.actions .action-label[aria-label^="${title}"]`);
  for (let attempt = 1; attempt < tries; attempt++) {
    await row.hover();
    const pressed = button.click({ timeout: patience }).then(() => true);
    if (await pressed.catch(() => false)) return;
  }
  await row.hover();
  await button.click();
}

/** How often a row is pointed at, and how long each time, in milliseconds: a row that is drawn anew loses its buttons and its tooltip. */
const tries = 6;
const patience = 3_000;

/** Points at a tree row and gives the words of the tooltip that appears. @throws Error when none does */
export async function tooltipOf(page: Page, row: Locator): Promise<string> {
  const tooltip = page.locator('.workbench-hover').filter({ visible: true });
  for (let attempt = 0; attempt < tries; attempt++) {
    await page.mouse.move(0, 0); // the tooltip of another row would be taken for this one's
    await tooltip.waitFor({ state: 'detached' });
    await row.locator('.label-name').hover();
    const words = await tooltip.innerText({ timeout: patience }).catch(() => undefined);
    if (words !== undefined) return words.replaceAll('\u00a0', ' ');
  }
  throw new Error('The row shows no tooltip');
}
