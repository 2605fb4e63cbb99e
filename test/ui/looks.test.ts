// The measure that scenes are asserted with finds what is wrong with texts.
import * as assert from 'node:assert/strict';

import type { Browser } from 'playwright-core';

import { launchBrowser } from '../../tools/browser.mjs';
import { assertLegible } from '../support/looks';

describe('The checks of texts on the screen', () => {
  let browser: Browser;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());

  const style = 'position: absolute; white-space: nowrap; overflow: hidden; font: 13px sans-serif; background: #fff;';
  const cases: { given: string; html: string; says: RegExp | undefined }[] = [
    { given: 'whole, apart and black', html: '<p>One</p><p>Two</p>', says: undefined },
    { given: 'cut off', html: `<p style="${style} width: 20px">A long text</p>`, says: /A long text: cut off/ },
    { given: 'beyond the window', html: `<p style="${style} left: 780px">Beyond</p>`, says: /Beyond: cut off/ },
    {
      given: 'one over the other',
      html: `<p style="${style} top: 40px">One</p><p style="${style} top: 44px">Two</p>`,
      says: /One: lies over Two/,
    },
    { given: 'grey on white', html: '<p style="color: #999">Grey</p>', says: /Grey: contrast 2\.8/ },
    { given: 'black and nearly transparent', html: '<p style="opacity: 0.3">Pale</p>', says: /Pale: contrast/ },
    {
      given: 'black on what is dark behind it',
      html: '<div style="background: #222"><p>Dark</p></div>',
      says: /Dark: contrast/,
    },
    { given: 'hidden', html: '<p hidden>Hidden</p>', says: /nothing is shown/ },
  ];
  for (const { given, html, says } of cases) {
    it(`${says ? 'refuse' : 'accept'}: ${given}`, async () => {
      const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
      try {
        await page.setContent(html);
        const found = assertLegible(page.locator('p'), 4.5);
        if (says) await assert.rejects(found, says);
        else assert.deepEqual(await found, ['One', 'Two']);
      } finally {
        await page.close();
      }
    });
  }
});
