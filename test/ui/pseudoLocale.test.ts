// A pass through the workbench in a language that nobody speaks: views, menus, forms, dialogs and what else is shown. What is still
// English was never given to the translators. Which texts every form and dialog of every kind has, is asked by the test of the
// same name in test/simulator; this one asks whether they arrive.
import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import * as l10n from '@vscode/l10n';
import { errors } from 'playwright-core';

import { appstream } from '../../src/api/appstream/service';
import { manifest } from '../../src/build/manifest';
import { submenus } from '../../src/explorer/commands';
import type { Help } from '../../src/explorer/forms/formHelp';
import { present } from '../../src/explorer/show/present';
import { availableActions } from '../../src/explorer/tree/actions';
import type { Node } from '../../src/explorer/tree/node';
import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { pseudo, pseudoBundle } from '../support/pseudoLocale';
import { createPass, type PseudoPass } from '../support/pseudoPass';
import { type PseudoSandbox, walkSandbox } from '../support/pseudoSandbox';
import { installedExtension } from '../support/pseudoWorkbench';
import { retryUntil } from '../support/retryUntil';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

/** What the tests call things, what the browser says of durations, and names. */
const words = [
  ...['AppStream', 'AWS', 'json', 'second', 'seconds', 'min', 'hr', 'day', 'days', 'StartFleet', 'DescribeImages'],
  ...['UpdateFleet', 'CreateFleet', 'CLI', 'sh', 'bash', 'zsh'],
  'DEPRECATED', // a state of AWS that its model lacks
  ...['No capacity now', 'ResourceNotAvailableException', 'organization', 'groups', 'title', 'costCenter', 'userType'],
];

/** The part of the manifest that is read here. */
interface Contributes {
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
}

/** The values of all choices. */
const enumsOf = ({ shapes }: typeof appstream.model.facts) => Object.values(shapes).map(shape => shape.enum);

describe('The workbench in a language that nobody speaks', () => {
  let demo: Demo;
  let sandbox: PseudoSandbox;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let input: ReturnType<typeof quickInput>;
  let pass: PseudoPass;
  const region = [production, 'eu-west-1'];
  const fleets = [...region, pseudo('Fleets')];
  const stacks = [...region, pseudo('Stacks')];

  before(async () => {
    l10n.config({ contents: pseudoBundle() });
    demo = await startDemo(1);
    sandbox = await walkSandbox(demo.simulator.url);
    workbench = await startWorkbench({
      aws: demo.aws,
      pseudo: true,
      settings: {
        'workbench.hover.delay': 0,
        'workbench.editor.useModal': 'off',
        '[markdown]': { 'editor.wordWrap': 'off' },
      },
      viewport: { width: 1200, height: 3000 },
    });
    const help = path.join(installedExtension(workbench.server.folder), 'dist/help.json');
    sandbox.data.add(words, enumsOf(appstream.model.facts));
    pass = createPass(sandbox.data, JSON.parse(fs.readFileSync(help, 'utf8')) as Help);
    rows = tree(workbench.page);
    input = quickInput(workbench.page);
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
    sandbox?.end();
    l10n.config({ contents: {} });
  });

  const sideBar = () => workbench.page.locator('.part.sidebar');
  const menu = () => workbench.page.locator('.context-view .monaco-menu').last();
  const asked = () => workbench.page.locator('.quick-input-widget');
  const told = () => workbench.page.locator('.notifications-toasts');
  const entry = (title: string) => menu().getByRole('menuitem', { name: pseudo(title), exact: true });
  const form = () => webview(workbench.page);
  const nothingFound = () => assert.deepEqual(pass.found(), []);

  /** The first node that fits, of the Region that is looked at. */
  function nodeWith(fits: (node: Node) => boolean): readonly string[] {
    for (const [node, labels] of sandbox.paths) {
      if (labels[0] === production && labels[1] === 'eu-west-1' && fits(node)) return labels;
    }
    return [];
  }

  async function hover(row: readonly string[]): Promise<void> {
    const tip = workbench.page.locator('.monaco-hover:not(.hidden) .hover-contents').last();
    // A row that is drawn anew loses its tooltip, even while it is read.
    await waitUntil(`the tooltip of ${row.join('/')}`, async () => {
      await workbench.page.mouse.move(0, 0);
      await rows.row(row).locator('.label-name').hover();
      const read = pass.look(`tooltip of ${row.join('/')}`, tip, 2_000);
      return read.then(
        () => true,
        error => {
          if (error instanceof errors.TimeoutError) return false;
          throw error;
        },
      );
    });
    await workbench.page.mouse.move(0, 0);
    await tip.waitFor({ state: 'hidden' });
  }

  it('translates the welcome view and the questions for the profile and its Regions', async () => {
    await sideBar().locator('.welcome-view').getByRole('button').first().waitFor();
    await pass.look('welcome view', sideBar());
    await screenshot(workbench.page, 'pseudo-welcome');
    await sideBar().locator('.welcome-view').getByRole('button').first().click();
    await input.entry(production).waitFor();
    await pass.look('profiles', asked());
    await input.pick(production);
    await input.entry('us-east-1').waitFor();
    await pass.look('Regions', asked());
    await input.accept();
    await rows.row(production).waitFor();
    nothingFound();
  });

  it('translates a row of every kind, and its tooltip', async () => {
    const kinds = new Map(sandbox.resources.map(({ resourceKind }) => [resourceKind.name, resourceKind]));
    for (const name of kinds.keys()) {
      const row = nodeWith(node => node.kind === 'resource' && node.resourceKind.name === name);
      if (!row.length) continue; // the simulated account has none in this Region
      await rows.expand(row.slice(0, -1));
      await hover(row);
    }
    for (const row of [[production], region, fleets]) await hover(row);
    await pass.look('tree', sideBar());
    await screenshot(workbench.page, 'pseudo-tree');
    nothingFound();
  });

  for (const part of [1, 2, 3]) {
    it(`translates the menus of rows and every form (${part} of 3)`, async () => {
      const { page } = workbench;
      for (const [row, title, submenu] of forms().filter((_, at) => at % 3 === part - 1)) {
        await rows.expand(row.slice(0, -1));
        await rows.openMenu(row);
        await pass.look(`menu of ${row.join('/')}`, menu());
        if (title === 'Update Fleet…') await screenshot(page, 'pseudo-menu');
        await rows.closeMenu();
        await rows.chooseMenu(row, [...(submenu === undefined ? [] : [pseudo(submenu)]), pseudo(title)]);
        await form().locator('.fields:not([aria-busy])').waitFor();
        await pass.look(title, form().locator('body'));
        await pass.look(`tab of ${title}`, page.locator('.part.editor .tabs-container'));
        if (title === 'Update Fleet…') await screenshot(page, 'pseudo-form');
        await form().locator('footer > *').nth(1).click();
        await page.locator('.part.editor .tab').waitFor({ state: 'hidden' });
      }
      nothingFound();
    });
  }

  /** A stack without a fleet: nobody can stream from it. */
  const unused = 'archive-2024';

  /** The titles of all forms, a row whose menu offers each, and the submenu in which it does. */
  function forms(): readonly (readonly [row: readonly string[], title: string, submenu: string | undefined])[] {
    const found = new Map<string, readonly string[]>();
    for (const [node, labels] of sandbox.paths) {
      if (labels[0] !== production || labels[1] !== 'eu-west-1' || labels.includes(unused)) continue;
      for (const title of formTitles(node)) if (!found.has(title)) found.set(title, labels);
    }
    return [...found].map(([title, row]) => [row, title, submenuOf(title)]);
  }

  function submenuOf(title: string): string | undefined {
    const { contributes, strings } = manifest();
    const { commands, menus } = contributes as Contributes;
    const command = commands.find(one => strings[one.title.replaceAll('%', '')] === title)?.command;
    const inSubmenu = (name: string): boolean =>
      menus[`appstream.${name}`]?.some(one => one.command === command) ?? false;
    return Object.entries(submenus).find(([name]) => inSubmenu(name))?.[1].title;
  }

  function formTitles(node: Node): readonly string[] {
    if (node.kind === 'group') {
      const { name, create } = node.resourceKind;
      return create && present(node).tokens.includes(`;group.${name};`) ? [create.title] : [];
    }
    return node.kind === 'resource' ? availableActions(node).flatMap(action => (action.form ? action.title : [])) : [];
  }

  it('translates the row of an empty list', async () => {
    const kinds = new Set<string>();
    for (const [node, row] of sandbox.paths) {
      if (node.kind !== 'empty' || row[0] !== production || row[1] !== 'eu-west-1') continue;
      const { name } = node.parent.resourceKind;
      if (kinds.has(name)) continue;
      kinds.add(name);
      await rows.expand(row.slice(0, -1));
      await pass.look(`empty row of ${name}`, rows.row(row));
      await rows.collapse(row.slice(0, 3)); // rows that are far down are not drawn
    }
    assert.ok(kinds.size > 2, [...kinds].join());
    nothingFound();
  });

  /** The Markdown document that Show Request has opened, without its JSON and its command. */
  async function lookAtRequest(place: string): Promise<void> {
    const { page } = workbench;
    const tab = page.locator('.part.editor .tab', { hasText: '.md' });
    await tab.waitFor();
    const lines = page.locator('.part.editor .view-line').filter({ hasNotText: /^(\s|$|[`{}]|aws\s)/ });
    await lines.filter({ hasText: '⟦' }).nth(1).waitFor();
    // A line is drawn in several pieces, with spaces that don't break.
    for (const line of await lines.allTextContents()) pass.read(place, line.replaceAll('\u00a0', ' '));
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'hidden' });
  }

  it('translates the question before a plan, and the preview of its requests', async () => {
    const { page } = workbench;
    await rows.expand(fleets);
    await rows.chooseMenu([...fleets, 'cad-workstations'], pseudo('Update Fleet…'));
    const button = (title: string) => form().getByRole('button', { name: pseudo(title), exact: true });
    await button('Unlock All Fields').click();
    await button('Stop, Update and Start Again').waitFor();
    const instanceType = form().getByRole('combobox', { name: pseudo('Instance type'), exact: true });
    await instanceType.fill('stream.graphics.g5.4xlarge');
    await instanceType.press('Tab');
    await button('Show Request').click();
    await lookAtRequest('request of Update Fleet');
    await button('Stop, Update and Start Again').click();
    await dialog(page).box.waitFor();
    await pass.look('stopping, updating and starting again', dialog(page).box);
    await screenshot(page, 'pseudo-plan');
    await page.keyboard.press('Escape');
    await form().locator('footer > *').nth(1).click();
    await dialog(page).press(pseudo('Discard'));
    nothingFound();
  });

  it('translates what the search in all Regions finds, and the Regions to add', async () => {
    await rows.chooseMenu([production], pseudo('Find Resources in All Regions…'));
    await input.waitForTitle(/18\D+18/);
    await pass.look('what the search finds', asked());
    await screenshot(workbench.page, 'pseudo-scan');
    await input.pick(pseudo('Choose Regions to add…'));
    await input.entry('eu-west-2').waitFor();
    await pass.look('Regions to add', asked());
    await input.cancel();
    nothingFound();
  });

  it('translates the problems of a form, and that nothing would be sent', async () => {
    const { page } = workbench;
    await rows.chooseMenu(fleets, pseudo('Create Fleet…'));
    const box = (label: string) => form().getByRole('textbox', { name: pseudo(label), exact: true });
    await box('Name').fill('-');
    await box('Desired instances').fill('many');
    await form().locator('footer > *').first().click();
    await form().locator('.problem').filter({ hasText: /./ }).first().waitFor();
    await pass.look('problems of a form', form().locator('body'));
    await screenshot(page, 'pseudo-problems');
    await form().locator('footer > *').nth(2).click();
    await lookAtRequest('request of a form with problems');
    await form().locator('footer > *').nth(1).click();
    await dialog(page).box.waitFor();
    await pass.look('discarding', dialog(page).box);
    await dialog(page).press(pseudo('Discard'));
    nothingFound();
  });

  it('translates the question before what can not be undone, and why AWS would refuse it', async () => {
    const { page } = workbench;
    await rows.chooseMenu([...fleets, 'field-survey'], pseudo('Delete Fleet…'));
    await dialog(page).box.waitFor();
    await pass.look('deleting', dialog(page).box);
    await screenshot(page, 'pseudo-dialog');
    await dialog(page).press(pseudo('Delete'));
    await input.fill('x');
    await input.accept();
    await input.waitForMessage(/⟦/);
    await pass.look('typing the name', asked());
    await input.cancel();
    await rows.chooseMenu([...fleets, 'office-desktops'], pseudo('Stop Fleet'));
    await dialog(page).box.waitFor();
    await pass.look('stopping', dialog(page).box);
    await page.keyboard.press('Escape');
    await rows.chooseMenu([...fleets, 'gis-analysis'], pseudo('Delete Fleet…'));
    await input.entry('gis').waitFor();
    await pass.look('what to delete, too', asked());
    await input.accept();
    await dialog(page).box.waitFor();
    await pass.look('the steps of a deletion', dialog(page).box);
    await page.keyboard.press('Escape');
    nothingFound();
  });

  it('translates the steps of a question', async () => {
    await rows.expand(stacks);
    await rows.chooseMenu([...stacks, 'cad'], pseudo('Create Streaming URL…'));
    await input.fill('a');
    await input.accept();
    await input.waitForMessage(/⟦/);
    await pass.look('who streams', asked());
    await input.fill('a.user');
    await input.accept();
    await input.waitForTitle(/2\/3/);
    await pass.look('which application', asked());
    await input.pick(pseudo('None'));
    await input.waitForTitle(/3\/3/);
    await pass.look('how long the streaming URL is valid', asked());
    await input.accept();
    await input.entry(pseudo('Copy Streaming URL')).waitFor();
    await pass.look('what to do with a streaming URL', asked());
    await screenshot(workbench.page, 'pseudo-steps');
    await input.cancel();
    for (const title of ['Mark Profile…', 'Add Region…']) {
      await rows.chooseMenu([production], pseudo(title));
      await input.input.waitFor();
      await pass.look(title, asked());
      await input.cancel();
    }
    nothingFound();
  });

  it('translates a failure: the message, the row and its tooltip', async () => {
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    demo.simulator.faults.add({ operation: 'StartFleet', times: 1, outcome });
    const fleet = [...fleets, 'field-survey'];
    await rows.expand(fleets);
    await rows.chooseMenu(fleet, pseudo('Start Fleet'));
    await notifications(workbench.page).waitFor(/No capacity now/);
    await pass.look('a failure', told());
    await rows.waitForDescription(fleet, /⟦/);
    await hover(fleet);
    demo.simulator.faults.add({ operation: 'DescribeImages', outcome }); // other lists of images may be due again, too
    const images = [...region, pseudo('Images'), pseudo('Public')];
    await rows.expand(images);
    await rows.children(images).filter({ hasText: 'ResourceNotAvailable' }).waitFor();
    await pass.look('failed row', sideBar());
    demo.simulator.faults.clear();
    await screenshot(workbench.page, 'pseudo-failed');
    nothingFound();
  });

  it('translates the menus of profiles, Regions and lists, and a submenu', async () => {
    await rows.expand(stacks);
    for (const row of [[production], region, stacks]) {
      await workbench.page.mouse.move(0, 0); // a tooltip would lie over the row
      await rows.openMenu(row);
      await pass.look(`menu of ${row.join('/')}`, menu());
      await rows.closeMenu();
    }
    const menus = workbench.page.locator('.context-view .monaco-menu');
    for (const [submenu, inside] of [
      ['Copy', 'Copy ARN'],
      ['Associations', 'Associate Fleet with Stack…'],
      ['More', 'Open in AWS Console'],
    ] as const) {
      await rows.openMenu([...stacks, 'cad']);
      await entry(submenu).click();
      await entry(inside).waitFor();
      await pass.look(submenu, menu());
      await retryUntil(() => workbench.page.keyboard.press('Escape'), menus, 'hidden');
    }
    await rows.chooseMenu([...stacks, 'cad'], [pseudo('Copy'), pseudo('Copy ARN')]);
    const copied = workbench.page.locator('.part.statusbar .statusbar-item', { hasText: '⟦' });
    await copied.waitFor();
    await pass.look('status bar', copied);
    nothingFound();
  });

  it('translates commands, settings and the names of documents', async () => {
    const { page } = workbench;
    await rows.expand(stacks);
    await rows.chooseMenu([...stacks, 'cad'], [pseudo('More'), pseudo('View as JSON')]);
    const tab = page.locator('.part.editor .tab', { hasText: '.json' });
    await tab.waitFor();
    await pass.look('document', tab);
    await page.keyboard.press('F1');
    await input.fill('>AppStream:');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'AppStream: ⟦' }).first().waitFor();
    // VS Code adds what a command is called in English, in a line of its own.
    const commands = page.locator('.quick-input-list-row:first-child .label-name', {
      hasText: 'AppStream',
    });
    for (const each of await commands.all()) await pass.look('command', each);
    await input.cancel();
    await command(page, 'Preferences: Open Settings (UI)');
    const settings = page.locator('.settings-editor');
    await settings.locator('.suggest-input-container').first().click();
    await page.keyboard.type('@ext:appstream-explorer.appstream-explorer');
    const described = settings.locator('.setting-item-description', { hasText: '⟦' });
    await described.nth(2).waitFor();
    const all = settings.locator('.setting-item-description');
    for (const each of await all.all()) await pass.look('setting', each);
    await screenshot(page, 'pseudo-settings');
    // Settings of one computer stand on a page of their own.
    await settings
      .locator('.settings-tabs-widget')
      .getByText(/^Remote/)
      .click();
    await settings.locator('.setting-item-contents', { hasText: 'Request Timeout' }).first().waitFor();
    for (const each of await all.all()) await pass.look('setting of this computer', each);
    await screenshot(page, 'pseudo-settings-remote');
    nothingFound();
  });

  it('translates the name of the sandbox', async () => {
    await rows.collapse([production]); // the sandbox stands below it
    await workbench.page.locator('.part.sidebar .pane-header .codicon-toolbar-more').first().click();
    await pass.look('menu of the view', menu());
    // A menu swallows a click that comes too soon after it opened.
    await retryUntil(
      async () => {
        if (await entry('Open Sandbox').isVisible()) await entry('Open Sandbox').click();
      },
      rows.row(pseudo('Sandbox')),
    );
    await rows.openMenu(pseudo('Sandbox'));
    await pass.look('menu of the sandbox', menu());
    await rows.closeMenu();
    await pass.look('sandbox', rows.row(pseudo('Sandbox')));
    nothingFound();
  });
});
