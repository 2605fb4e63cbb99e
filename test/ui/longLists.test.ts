// Lists longer than anybody reads: a bounded first page, more on demand, nothing twice, nothing lost.
import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';

import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { type AwsFiles, awsFiles } from '../support/awsFiles.mjs';
import { requestLog } from '../support/requestLog';
import { pressRowButton } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

const count = 1200;
const pageSize = 100;
const perRequest = 50; // what AppStream puts on a page of fleets

const numbered = (kind: string, upTo: number): string[] =>
  Array.from({ length: upTo }, (_, index) => `${kind}-${String(index + 1).padStart(5, '0')}`);

describe('Long lists', () => {
  let simulator: Simulator;
  let aws: AwsFiles;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const asked = requestLog();
  const region = ['large', 'eu-west-1'];
  const more = 'Load More';

  before(async () => {
    simulator = await startSimulator({
      seed: count,
      latency: 30, // long enough for a second click to meet a load that is under way
      log: asked.log,
    });
    aws = awsFiles({ large: { accessKeyId: 'LARGE', region: 'eu-west-1', endpointUrl: simulator.url } });
    workbench = await startWorkbench({
      aws,
      settings: { 'appstream.connections': [{ profile: 'large', regions: ['eu-west-1'] }] },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
  });
  beforeEach(() => asked.clear());
  after(async () => {
    await workbench?.close();
    await simulator?.close();
    aws?.remove();
  });

  /** Moves the focus, and with it what is on screen: rows that are not on screen do not exist. */
  async function go(key: 'Home' | 'End' | 'PageDown'): Promise<void> {
    await workbench.page.locator('.part.sidebar [role=tree]').first().focus();
    await workbench.page.keyboard.press(key);
  }

  /** The labels of all rows that match, from the first to the last, gathered page by page. */
  async function labels(pattern: RegExp): Promise<string[]> {
    const list = workbench.page.locator('.part.sidebar .monaco-list-row');
    const all = new Map<number, string>();
    await go('Home');
    let before = -1;
    await waitUntil('the last row', async () => {
      const shown = await list.evaluateAll(elements =>
        elements.map(element => ({
          index: Number(element.getAttribute('data-index')),
          label: element.querySelector('.label-name')?.textContent ?? '',
          focused: element.classList.contains('focused'),
        })),
      );
      for (const { index, label } of shown) all.set(index, label);
      const at = shown.find(({ focused }) => focused)?.index ?? -1;
      if (at === before) return true; // a page down leads no further
      before = at;
      await go('PageDown');
      return false;
    });
    return [...all]
      .sort(([one], [other]) => one - other)
      .map(([, label]) => label)
      .filter(label => pattern.test(label));
  }

  /** Checks that the row that offers more is the last of so many, itself included. */
  async function expectSize(size: number): Promise<void> {
    await go('End');
    await rows.row(more).waitFor();
    assert.equal(await rows.row(more).getAttribute('aria-setsize'), String(size));
    assert.equal(await rows.row(more).getAttribute('aria-posinset'), String(size));
  }

  /** Waits until a page is there: what stood at the end makes way for "Loading…", which it pushes out of sight. */
  async function pushedAway(row: Locator): Promise<void> {
    await row.waitFor({ state: 'detached' });
    await rows.row('Loading…').waitFor({ state: 'detached' });
  }

  it('show a bounded first page, and that there is more', async () => {
    await rows.expand([...region, 'Fleets']);
    await expectSize(pageSize + 1);
    assert.deepEqual(await labels(/^fleet-/), numbered('fleet', pageSize));
    assert.ok(asked.count('DescribeFleets') <= pageSize / perRequest + 1, asked.requests.join());
  });

  it('load one page on a double click', async () => {
    await go('End');
    await rows.row(more).dblclick();
    await pushedAway(rows.row(more));
    await expectSize(2 * pageSize + 1);
    assert.deepEqual(await labels(/^fleet-/), numbered('fleet', 2 * pageSize));
    assert.equal(asked.count('DescribeFleets'), pageSize / perRequest);
  });

  it('load another page from the context menu', async () => {
    await go('End');
    await rows.chooseMenu(more, 'Load More');
    await pushedAway(rows.row(more));
    await expectSize(3 * pageSize + 1);
    assert.equal(asked.count('DescribeFleets'), pageSize / perRequest);
  });

  it('keep the loaded rows when they are refreshed', async () => {
    await go('Home');
    await rows.chooseMenu([...region, 'Fleets'], 'Refresh');
    await asked.waitFor('DescribeFleets', (3 * pageSize) / perRequest);
    await expectSize(3 * pageSize + 1);
    assert.deepEqual(await labels(/^fleet-/), numbered('fleet', 3 * pageSize));
  });

  it('load all other rows, each once', async () => {
    await go('End');
    await pressRowButton(rows.row(more), 'Load All');
    await pushedAway(rows.row(more));
    assert.deepEqual(await labels(/^fleet-/), numbered('fleet', count));
    assert.equal(
      asked.count('DescribeFleets'),
      (count - 3 * pageSize) / perRequest - 1,
      'one page had been read ahead',
    );
  });

  it('keep the loaded rows if a page fails, and continue from there', async () => {
    await go('Home');
    await rows.collapse([...region, 'Fleets']);
    simulator.faults.add({
      operation: 'DescribeStacks',
      after: 1,
      outcome: { kind: 'error', type: 'AccessDeniedException', message: 'Not this page.' },
    });
    await rows.expand([...region, 'Stacks']);
    await go('End');
    const problem = rows.row("Can't list Stacks: Access denied");
    await problem.waitFor();
    assert.equal(await problem.getAttribute('aria-setsize'), String(perRequest + 1));
    assert.deepEqual(await labels(/^stack-/), numbered('stack', perRequest));

    simulator.faults.clear();
    await go('End');
    await pressRowButton(problem, 'Retry');
    await pushedAway(problem);
    await expectSize(pageSize + 1);
    assert.deepEqual(await labels(/^stack-/), numbered('stack', pageSize));
  });

  it('show their first rows while the rest is on its way, and keep them when it is cancelled', async () => {
    await go('Home');
    await rows.collapse([...region, 'Stacks']);
    simulator.faults.add({ operation: 'DescribeUsers', after: 1, outcome: { kind: 'hang' } });
    await rows.expand([...region, 'Users']);
    const loading = rows.row('Loading…');
    await go('End');
    await loading.waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `first-rows-${theme}`);
    }
    assert.equal(await loading.getAttribute('aria-setsize'), String(perRequest + 1));
    await pressRowButton(loading, 'Cancel');
    await rows.row('Loading Users was cancelled').waitFor();
    simulator.faults.clear();
    await pressRowButton(rows.row('Loading Users was cancelled'), 'Retry');
    await pushedAway(rows.row('Loading Users was cancelled'));
    await expectSize(pageSize + 1);
  });
});
