// The workbench in each language that the extension is translated to: the tree, menus, a dialog, forms and the filter. Nothing that
// has a translation is shown in English, and no text is cut off.
import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';

import { findRoot } from '../../tools/root.mjs';
import { languagesIn, translationsOf } from '../../tools/translationFiles.mjs';
import { type Demo, production, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { notEmpty } from '../support/notEmpty';
import { quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { wordsIn } from '../support/shownWords';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

/** What VS Code says itself, in English here. */
const ofVscode = ['Cancel', 'Refresh', 'Close', 'Error', 'Filter', 'More'];

for (const language of notEmpty(languagesIn(findRoot()))) {
  const translations = translationsOf(findRoot(), language);
  const pairs = translations.flatMap(({ english, translated }) =>
    Object.entries(english).map(([key, text]) => [text, translated[key] ?? text] as const),
  );
  const byEnglish = new Map(pairs);

  /** The translation of an English text. */
  const said = (text: string): string => {
    const translated = byEnglish.get(text);
    assert.ok(translated !== undefined, text);
    return translated;
  };

  /** The English texts that are not shown, with anything in the place of values. */
  const english = pairs
    .filter(([text, translated]) => text !== translated && /\p{L}{2}/u.test(text.replace(/\{\d+\}/g, '')))
    .map(
      ([text]) =>
        new RegExp(
          `^${text
            .split(/\{\d+\}/)
            .map(escape)
            .join('.+')}$`,
          's',
        ),
    );

  describe(`The workbench in the language ${language}`, () => {
    let demo: Demo;
    let workbench: Workbench;
    let rows: ReturnType<typeof tree>;
    const fleets = [production, 'eu-west-1', said('Fleets')];
    const form = () => webview(workbench.page);
    const picture = (name: string) => screenshot(workbench.page, `${language}-${name}`);

    before(async () => {
      demo = await startDemo(1);
      workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings, language });
      rows = tree(workbench.page);
      await openExplorer(workbench.page);
    });
    after(async () => {
      await workbench?.close();
      await demo?.close();
    });

    /** Asserts that a part of the screen has texts, and none of them in English. */
    async function assertTranslated(part: Locator): Promise<void> {
      const texts = (await wordsIn(part)).filter(({ help }) => !help).map(({ text }) => text);
      const bare = notEmpty(texts).filter(text => !ofVscode.includes(text) && english.some(one => one.test(text)));
      assert.deepEqual([...new Set(bare)], []);
    }

    /** Asserts that a part has texts, and that each fits where it stands. Boxes that people type into scroll. */
    async function assertFits(part: Locator): Promise<void> {
      const found = await part.first().evaluate(root =>
        [root, ...root.querySelectorAll('*')]
          .filter(element => !['INPUT', 'TEXTAREA', 'SELECT', 'SCRIPT', 'STYLE'].includes(element.tagName))
          .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim()))
          .filter(element => element.clientWidth > 1) // those for screen readers have no room
          .map(({ scrollWidth, clientWidth, textContent }) => ({
            text: textContent,
            cut: scrollWidth > clientWidth + 1,
          })),
      );
      assert.deepEqual(
        notEmpty(found)
          .filter(({ cut }) => cut)
          .map(({ text }) => text),
        [],
      );
    }

    it('has it in rows, and in the menu of a row', async () => {
      await rows.expand(fleets);
      await assertTranslated(workbench.page.locator('.part.sidebar'));
      await rows.openMenu([...fleets, 'field-survey']);
      const menu = workbench.page.locator('.context-view .monaco-menu').last();
      await assertTranslated(menu);
      await assertFits(menu);
      await picture('menu');
      await rows.closeMenu();
    });

    it('has it in the question before a fleet is deleted', async () => {
      await rows.chooseMenu([...fleets, 'field-survey'], said('Delete Fleet…'));
      const { box } = dialog(workbench.page);
      await box.waitFor();
      await box.getByRole('button', { name: said('Delete'), exact: true }).waitFor();
      await assertTranslated(box);
      await assertFits(box);
      await picture('dialog');
      await workbench.page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
    });

    it('has it in the filter of a list', async () => {
      await rows.chooseMenu(fleets, said('Filter…'));
      const input = quickInput(workbench.page);
      await input.input.waitFor();
      await assertTranslated(workbench.page.locator('.quick-input-widget'));
      await picture('filter');
      await input.cancel();
    });

    for (const title of ['Create Fleet…', 'Update Fleet…']) {
      it(`has it in a form: ${title}`, async () => {
        const { page } = workbench;
        await rows.chooseMenu(title === 'Create Fleet…' ? fleets : [...fleets, 'field-survey'], said(title));
        await form().locator('.fields:not([aria-busy])').waitFor();
        const body = form().locator('body');
        await assertTranslated(body);
        await assertFits(body);
        await picture(title.split(' ')[0] ?? '');
        await form().locator('footer > *').nth(1).click();
        await page.locator('.part.editor .tab').waitFor({ state: 'hidden' });
      });
    }
  });
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
