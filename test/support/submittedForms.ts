// Records which forms are submitted in a workbench, where a form's page passes its values to VS Code.
import type { BrowserContext } from 'playwright-core';

import { record } from './recorded';

/** Records each form that is submitted by the first words of its title: `Update Fleet`. `startWorkbench` calls it. */
export async function watchSubmittedForms(context: BrowserContext): Promise<void> {
  await context.exposeFunction('formSubmitted', (title: string) => record('forms', title.replace(/:.*/, '')));
  await context.addInitScript(watchInPage);
}

/** Runs in each frame before VS Code gives the page its API object, which it does only once. */
function watchInPage(): void {
  type Acquire = () => { postMessage: (message: unknown) => void };
  let acquire: Acquire | undefined;
  Object.defineProperty(window, 'acquireVsCodeApi', {
    configurable: true,
    get: () => acquire,
    set(given: Acquire) {
      acquire = () => {
        const api = given();
        return {
          ...api,
          postMessage(message: unknown) {
            const { formSubmitted } = window as unknown as { formSubmitted: (title: string) => void };
            if ((message as { kind?: unknown } | undefined)?.kind === 'submit') formSubmitted(document.title);
            api.postMessage(message);
          },
        };
      };
    },
  });
}
