// The page of the sessions board in a browser: what it tells and keeps, for whom it is readable, and how narrow it may be.
import * as assert from 'node:assert/strict';

import { drawBoard, firstView } from '../../src/explorer/sessions/board';
import type { ResourceNode } from '../../src/explorer/tree/node';
import type { Board, FromBoard } from '../../src/sessions/page';
import { axeFindings } from '../support/formPage';
import { nodeOf } from '../support/nodes';
import { type ThemeKind, themes } from '../support/themes';
import { useResourcePages } from '../support/useResourcePages';

const session = (Id: string, UserId: string): ResourceNode =>
  nodeOf('session', {
    ...{ Id, UserId, FleetName: 'cad', StackName: 'cad-stack', State: 'ACTIVE', AuthenticationType: 'SAML' },
    ...{ ConnectionState: 'CONNECTED', InstanceId: 'i-0123456789abcdef0', StartTime: new Date(0) },
    NetworkAccessConfiguration: { EniPrivateIpAddress: '10.0.0.1' },
  });

/** A board with everything on it: groups, notes, a list that can't be read, and what a reload has left. */
function content(users: readonly string[] = ['ana@example.com', 'bo@example.com'], more: Partial<Board> = {}): Board {
  const nodes = users.map((user, place) => session(`s-${place}`, user));
  const [first] = nodes;
  if (first) first.activity = 'Expiring…';
  const reading = { pairs: { asked: 3, answered: 2 }, unread: [], at: 0, isReading: true, sessions: () => nodes };
  return {
    ...drawBoard(['prod/eu-west-1'], [], reading, { ...firstView, group: 'fleet' }, 200_000, { now: nodes }),
    place: 'PRODUCTION · prod · eu-west-1',
    problems: [{ where: 'gis · Sessions · prod · eu-west-1', why: 'Access denied. Ask your administrator.' }],
    left: 'The window was reloaded while sessions were being expired. Still open: 1 of 2.',
    ...more,
  };
}

describe('the page of the sessions board', () => {
  const { start } = useResourcePages<Board, FromBoard>('sessions');

  it('tells which rows are to be copied: the selected ones, else the one that has the focus', async () => {
    const { page, said } = await start(content());
    const boxes = page.locator('tr.row').getByRole('checkbox');
    await boxes.nth(1).focus();
    await page.keyboard.press('Control+c');
    await boxes.first().check();
    await page.keyboard.press('Control+c');
    const keys = (await said()).flatMap(message => (message.kind === 'deed' ? [[message.deed, ...message.keys]] : []));
    const [first, second] = content().groups[0]?.rows.map(({ key }) => key) ?? [];
    assert.deepEqual(keys, [
      ['copy', second],
      ['copy', first],
    ]);
  });

  it('saves ids only, and selects after a reload what was being ended', async () => {
    const { page } = await start(content());
    const saved = JSON.parse((await page.evaluate(() => sessionStorage.getItem('state'))) ?? '') as object;
    const [first] = content().groups[0]?.rows.map(({ key }) => key) ?? [];
    assert.deepEqual(saved, { scope: ['prod/eu-west-1'], selected: [], ending: [first], version: 1 });
    await page.reload();
    await page.getByText('1 selected').waitFor();
    assert.ok(await page.locator('tr.row').first().getByRole('checkbox').isChecked());
  });

  it('shows hostile texts as plain text', async () => {
    const hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>"\'>';
    const problems = [{ where: hostile, why: hostile }];
    const { page } = await start(
      content([hostile], { title: hostile, place: hostile, left: hostile, note: hostile, problems }),
    );
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), hostile);
    assert.equal(await page.locator('td.column-user').textContent(), hostile);
    assert.equal(await page.locator('img, main script').count(), 0);
    assert.equal(await page.evaluate(() => 'hurt' in window), false);
  });

  for (const theme of [...(Object.keys(themes) as ThemeKind[]), 'vscode-high-contrast-light'] as const) {
    it(`has no axe violations in ${theme}, with rows that are selected, and without any`, async () => {
      const { page, show } = await start(content(), { theme });
      assert.deepEqual(await axeFindings(page), []);
      await page.locator('tr.row').first().getByRole('checkbox').check();
      assert.deepEqual(await axeFindings(page), []);
      await show(content([]));
      assert.equal(await page.locator('tr.row').count(), 0);
      assert.deepEqual(await axeFindings(page), []);
    });
  }

  for (const { given, options } of [
    { given: 'in a column of 300 pixels', options: { width: 300 } },
    { given: 'at 200 %', options: { width: 800, zoom: 2 } },
  ]) {
    it(`scrolls only its table sideways ${given}`, async () => {
      const name = `${'x'.repeat(100)}@example.com`;
      const { page } = await start(content([name, 'bo'], { title: name, place: name }), options);
      const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(Number(wide) <= Number(window), `${wide} > ${window}`);
      assert.deepEqual(await axeFindings(page), []);
    });
  }
});
