import type { Page } from 'playwright-core';

/** How often to look for a command in the palette. */
const tries = 8;

/** The time in which an open palette must show a command, in milliseconds. */
const patience = 1500;

/**
 * Runs a command from the palette, by its whole title with category: `'AppStream: Refresh'`. A palette that was opened before the
 * extension's commands were known does not come to know them, so it is opened anew until it does.
 *
 * @throws Error with the palette's entries if the command is not among them
 */
export async function command(page: Page, title: string): Promise<void> {
  const picker = quickInput(page);
  let offered: string[] = [];
  for (let attempt = 0; attempt < tries; attempt++) {
    await page.keyboard.press('F1');
    // A new editor takes the focus when it is ready, which closes the palette.
    if (!(await inTime(picker.input.fill(`>${title}`, { timeout: patience })))) continue;
    const entry = picker.entry(title);
    if (await inTime(entry.waitFor({ timeout: patience }))) {
      if (await inTime(entry.click({ timeout: patience }))) return; // Enter would choose the entry that has the focus by then
      continue;
    }
    offered = await picker.items();
    await page.keyboard.press('Escape');
    await picker.input.waitFor({ state: 'hidden' });
  }
  throw new Error(`The palette has no command "${title}". It offered: ${offered.join(', ')}`);
}

const inTime = (action: Promise<void>): Promise<boolean> =>
  action.then(
    () => true,
    () => false,
  );

/** Answers the three steps of a streaming URL: a user, no application, and the proposed validity. */
export async function answerStreamingSteps(page: Page, user: string): Promise<void> {
  const input = quickInput(page);
  await input.waitForTitle(/1\/3/);
  await input.fill(user);
  await input.accept();
  await input.waitForTitle(/2\/3/);
  await input.pick('None');
  await input.waitForTitle(/3\/3/);
  await input.accept();
}

/** The input box or picker at the top of the workbench. */
export function quickInput(page: Page) {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('.quick-input-box input');
  const rows = widget.locator('.quick-input-list .monaco-list-row');
  const labels = rows.locator('.quick-input-list-row:first-child .label-name');
  /** The entry with exactly this label. Does not wait. */
  const entry = (label: string) => rows.filter({ has: page.getByText(label, { exact: true }) }).first();
  return {
    input,
    entry,
    /** Waits for the box, then types. */
    fill: async (text: string): Promise<void> => {
      await input.waitFor();
      await input.fill(text);
    },
    /** Presses Enter. */
    accept: (): Promise<void> => input.press('Enter'),
    /** Presses Escape. */
    cancel: (): Promise<void> => page.keyboard.press('Escape'),
    /** Waits for an entry of a picker and chooses it. */
    pick: (label: string): Promise<void> => entry(label).click(),
    /** The labels of the entries on screen. */
    items: async (): Promise<string[]> => labels.allTextContents(),
    title: async (): Promise<string> => (await widget.locator('.quick-input-title').textContent()) ?? '',
    /** The line under the input: the prompt, or the problem of the value. */
    message: async (): Promise<string> => (await widget.locator('.quick-input-message').textContent()) ?? '',
    /** Waits until the line under the input matches. */
    waitForMessage: (words: string | RegExp): Promise<void> =>
      widget.locator('.quick-input-message').filter({ hasText: words }).waitFor(),
    /** Waits for a box with this title. */
    waitForTitle: (words: string | RegExp): Promise<void> =>
      widget.locator('.quick-input-title').filter({ hasText: words }).waitFor(),
  };
}
