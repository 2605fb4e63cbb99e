// The menus of items and what stands beside them, in the real workbench: their order, what several items are offered, and
// that a double click does a thing once.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { retryUntil } from '../support/retryUntil';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('Menus of items', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const fleets = [...region, 'Fleets'];
  const builders = [...region, 'Image Builders'];
  const images = [...region, 'Images', 'Private'];
  /** The submenu with what can be done to some of the selected items. */
  const some = 'For Some of These';
  /** An entry of the open menu. */
  const offer = (name: string) =>
    workbench.page.locator('.context-view .monaco-menu').getByRole('menuitem', { name, exact: true });

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1280, height: 1600 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    for (const path of [fleets, [...region, 'Stacks'], images, builders]) await rows.expand(path);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  const view = ['View Details', 'More'];
  for (const { path, offers } of [
    {
      path: [...fleets, 'gis-analysis'],
      offers: [
        'Start Fleet',
        'Update Fleet…',
        'Associations',
        'View Details',
        'Errors',
        'More',
        'Copy',
        'Delete Fleet…',
      ],
    },
    {
      path: [...region, 'Stacks', 'office'],
      offers: ['Create Streaming URL…', 'Update Stack…', 'Associations', ...view, 'Copy', 'Delete Stack…'],
    },
    {
      path: [...images, 'hb-finance-2026-08'],
      offers: ['Copy Image…', 'Roll Out to Fleets…', 'Share Image…', ...view, 'Copy', 'Delete Image…'],
    },
    {
      path: [...builders, 'office-builder'],
      offers: [
        'Stop Image Builder',
        'Create Image Builder Streaming URL…',
        'Associations',
        ...view,
        'Copy',
        'Delete Image Builder…',
      ],
    },
  ]) {
    it(`are in the order of declaration, with destructive actions last: ${path.at(-1)}`, async () => {
      await workbench.page.mouse.move(0, 0); // a tooltip would lie over the row
      await rows.openMenu(path);
      await screenshot(workbench.page, `menu-${path.at(-1)}`);
      await rows.closeMenu();
      assert.deepEqual(await rows.contextMenu(path), offers);
    });
  }

  it('offer for several items what can be done to all of them, but no command for one item', async () => {
    await rows.row([...fleets, 'field-survey']).click();
    await rows.row([...fleets, 'gis-analysis']).click({ modifiers: ['ControlOrMeta'] });
    await rows.openMenu([...fleets, 'gis-analysis']);
    await screenshot(workbench.page, 'menu-of-several');
    await rows.closeMenu();
    const offered = await rows.contextMenu([...fleets, 'gis-analysis']);
    for (const one of ['Update Fleet…', 'Duplicate…', 'Associate Stack with Fleet…']) {
      assert.ok(!offered.includes(one), `${one} in ${offered.join(', ')}`);
    }
    for (const all of ['Start Fleet', 'Delete Fleet…', 'View Details']) assert.ok(offered.includes(all), all);
    await rows.row([...fleets, 'office-desktops']).click();
  });

  it('offer for several items in different states what can be done to some, and ask which it is for', async () => {
    const { page } = workbench;
    const [running, stopped, other] = ['office-desktops', 'gis-analysis', 'field-survey'].map(name => [
      ...fleets,
      name,
    ]);
    if (!running || !stopped || !other) throw new Error('no rows');
    await rows.row(running).click();
    await rows.row(stopped).click({ modifiers: ['ControlOrMeta'] });
    // VS Code is told what the selection allows, and redraws what it must, after a moment. The selection is then still whole.
    await waitUntil('the submenu', async () => (await rows.contextMenu(stopped)).includes(some));
    for (let time = 1; time <= 3; time++) {
      const offered = await rows.contextMenu(stopped);
      assert.ok(offered.includes(some), offered.join(', '));
    }
    await rows.openMenu(stopped);
    await offer(some).hover();
    for (const title of ['Start Fleet', 'Stop Fleet']) await offer(title).waitFor();
    assert.equal(await offer('Delete Fleet…').count(), 1, 'what all offer is not offered twice');
    await screenshot(page, 'menu-of-mixed-states');
    await page.keyboard.press('Escape'); // closes the submenu
    await offer('Stop Fleet').waitFor({ state: 'hidden' });
    await rows.closeMenu();
    const beside = await rows.contextMenu(other);
    assert.ok(
      beside.includes('Start Fleet') && !beside.includes('Stop Fleet') && !beside.includes(some),
      'a row that is not selected keeps its own',
    );
    await rows.chooseMenu(stopped, [some, 'Stop Fleet']);
    const text = await dialog(page).text();
    await screenshot(page, 'question-of-mixed-states');
    assert.match(text, /Stop fleet office-desktops\?/);
    assert.match(text, /This is for 1 of the 2 that are selected\./);
    assert.match(text, /gis-analysis \(STOPPED\)/);
    await page.keyboard.press('Escape');
    await dialog(page).box.waitFor({ state: 'hidden' });
  });

  it('offer nothing for a selected item that a filter hides', async () => {
    const { page } = workbench;
    await rows.row([...fleets, 'office-desktops']).click();
    await rows.row([...fleets, 'gis-analysis']).click({ modifiers: ['ControlOrMeta'] });
    await command(page, 'AppStream: Filter…'); // several are selected, so the list's own menu has none
    await quickInput(page).fill('gis');
    await quickInput(page).accept();
    await rows.row([...fleets, 'office-desktops']).waitFor({ state: 'detached' });
    const offered = await rows.contextMenu([...fleets, 'gis-analysis']);
    assert.ok(offered.includes('Start Fleet') && !offered.includes(some), offered.join(', '));
    await command(page, 'AppStream: Clear All Filters');
    await rows.row([...fleets, 'office-desktops']).click();
  });

  it('refresh a list, and its rows stay expanded and selected', async () => {
    const [expanded, selected] = [
      [...fleets, 'office-desktops'],
      [...fleets, 'field-survey'],
    ];
    await rows.expand(expanded);
    await rows.row(selected).click();
    const count = (): number => demo.requests.filter(request => request.startsWith('DescribeFleets ')).length;
    const before = count();
    await rows.chooseMenu(fleets, 'Refresh');
    await waitUntil('the fleets are asked for again', () => count() > before);
    await workbench.page.waitForTimeout(500); // VS Code draws changed rows 200 ms later
    await rows.row([...expanded, 'Associated Stacks']).waitFor();
    assert.equal(await rows.row(expanded).getAttribute('aria-expanded'), 'true');
    assert.equal(await rows.row(selected).getAttribute('aria-selected'), 'true');
    await rows.collapse(expanded);
  });

  it('keep their buttons beside an item in place when a failure comes and goes, and a double click runs a command once', async () => {
    const path = [...fleets, 'gis-analysis'];
    const beside = (title: string) => rows.row(path).locator(`.actions .action-label[aria-label^="${title}"]`);
    const starts = (): number => demo.requests.filter(request => request.startsWith('StartFleet ')).length;
    const placeOf = async (title: string): Promise<number> => {
      await retryUntil(() => rows.row(path).hover(), beside(title));
      return (await beside(title).boundingBox())?.x ?? -1;
    };
    const before = await placeOf('Start Fleet');
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity now' } as const;
    demo.simulator.faults.add({ operation: 'StartFleet', times: 1, outcome });
    await beside('Start Fleet').click();
    await rows.waitForDescription(path, /Start Fleet failed/);
    assert.equal(await placeOf('Start Fleet'), before);
    const retry = await placeOf('Retry');
    assert.ok(retry < before);
    await screenshot(workbench.page, 'retry-beside-start');
    await workbench.page.mouse.dblclick(retry + 8, ((await beside('Retry').boundingBox())?.y ?? 0) + 8);
    await rows.waitForDescription(path, /STARTING/);
    assert.equal(starts(), 2, 'once in vain, once again');
    await retryUntil(
      () => rows.row([...fleets, 'field-survey']).hover(),
      rows.row([...fleets, 'field-survey']).locator('.actions .action-label[aria-label^="Start Fleet"]'),
    );
    await rows
      .row([...fleets, 'field-survey'])
      .locator('.actions .action-label[aria-label^="Start Fleet"]')
      .dblclick();
    await rows.waitForDescription([...fleets, 'field-survey'], /^STARTING/);
    assert.equal(starts(), 3);
  });
});
