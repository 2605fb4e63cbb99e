import type { Locator, Page } from 'playwright-core';

/** Presses one of the buttons that a tree row shows under the mouse. @param title the command's title */
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

/** How often to point at a row, and how long each time, in milliseconds. A row that is redrawn loses its buttons and its tooltip. */
const tries = 6;
const patience = 3_000;

/** Points at a tree row. @returns the text of its tooltip @throws Error if no tooltip appears */
export async function tooltipOf(page: Page, row: Locator): Promise<string> {
  const tooltip = page.locator('.workbench-hover').filter({ visible: true });
  for (let attempt = 0; attempt < tries; attempt++) {
    await page.mouse.move(0, 0); // close the tooltip of another row first
    await tooltip.waitFor({ state: 'detached' });
    await row.locator('.label-name').hover();
    const words = await tooltip.innerText({ timeout: patience }).catch(() => undefined);
    if (words !== undefined) return words.replaceAll('\u00a0', ' ');
  }
  throw new Error('The row shows no tooltip');
}
