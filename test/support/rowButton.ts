import type { Locator, Page } from 'playwright-core';

/** Presses one of the small buttons that a tree row shows under the mouse. @param title the command's title */
export async function pressRowButton(row: Locator, title: string): Promise<void> {
  await row.hover();
  await row.locator(`.actions .action-label[aria-label^="${title}"]`).click();
}

/** Points at a tree row and gives the words of the tooltip that appears. */
export async function tooltipOf(page: Page, row: Locator): Promise<string> {
  await page.mouse.move(0, 0); // the tooltip of another row would be taken for this one's
  const tooltip = page.locator('.workbench-hover').filter({ visible: true });
  await tooltip.waitFor({ state: 'detached' });
  await row.locator('.label-name').hover();
  await tooltip.waitFor();
  return (await tooltip.innerText()).replaceAll('\u00a0', ' ');
}
