import type { Page } from 'playwright-core';

/** The modal dialog in the middle of the workbench. */
export function dialog(page: Page) {
  const box = page.locator('.monaco-dialog-box');
  return {
    box,
    /** Waits for the dialog. @returns all its text: message, detail and buttons */
    text: async (): Promise<string> => {
      await box.waitFor();
      return box.innerText();
    },
    /** Waits for the dialog, presses its button, and waits until it is gone. */
    press: async (button: string): Promise<void> => {
      await box.getByRole('button', { name: button, exact: true }).click();
      await box.waitFor({ state: 'hidden' });
    },
  };
}

/** The notifications at the lower right. At most three are shown at a time. */
export function notifications(page: Page) {
  const toasts = page.locator('.notifications-toasts .notification-list-item');
  const one = (words: string | RegExp) =>
    toasts.filter({ has: page.locator('.notification-list-item-message', { hasText: words }) }).first();
  return {
    messages: (): Promise<string[]> => toasts.locator('.notification-list-item-message').allTextContents(),
    /** Waits for a message. */
    waitFor: (words: string | RegExp): Promise<void> => one(words).waitFor(),
    /** Waits for a message, and presses one of its buttons. */
    press: async (words: string | RegExp, button: string): Promise<void> => {
      await one(words).hover();
      await one(words).getByRole('button', { name: button, exact: true }).click();
    },
  };
}
