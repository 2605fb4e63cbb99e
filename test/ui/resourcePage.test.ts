// The page of a resource, as people see it and press what is on it.
import * as assert from 'node:assert/strict';

import type { ResourcePage, ToHost } from '../../src/details/page';
import { resourcePage } from '../../src/explorer/details/resourcePage';
import { nameOf } from '../../src/explorer/tree/node';
import { axeFindings } from '../support/formPage';
import { nodeOf } from '../support/nodes';
import { type ThemeKind, themes } from '../support/themes';
import { useResourcePages } from '../support/useResourcePages';

const hour = 3_600_000;

const resources = {
  fleet: {
    ...{ Name: 'gis', State: 'STARTING', ImageName: 'win', VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
    FleetErrors: [{ ErrorCode: 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES', ErrorMessage: 'No room.' }],
  },
  stack: {
    ...{ Name: 'cad', UserSettings: [{ Action: 'FILE_UPLOAD', Permission: 'ENABLED' }], CreatedTime: new Date(0) },
    StorageConnectors: [{ ConnectorType: 'HOMEFOLDERS', Domains: ['a.example', 'b.example'] }],
  },
  image: { Name: 'win', Arn: 'arn:aws:appstream:eu-west-1:123456789012:image/win', State: 'FAILED' },
  session: { Id: 'id', UserId: 'mary@example.com', StackName: 'cad', FleetName: 'gis', State: 'ACTIVE' },
  tag: { Key: 'env', Value: 'prod' },
};

/** A page that has everything. */
function content(more: Partial<ResourcePage> = {}): ResourcePage {
  return {
    id: 'prod/eu-west-1/fleet/gis',
    kind: 'Fleet',
    name: 'gis',
    mark: { word: 'PRODUCTION', color: 'charts.red' },
    place: 'Account 123456789012 · Profile prod · Region eu-west-1 (Ireland)',
    status: { text: 'RUNNING', icon: 'vm-running', color: 'charts.green', detail: '3/10 in use' },
    notices: [
      {
        title: 'NO_ROLE: No role.',
        lines: ['The role is gone.', 'Choose one.'],
        presses: [{ key: 'u', text: 'Update' }],
      },
    ],
    actions: [
      { key: 'stop', text: 'Stop Fleet', isPrimary: true },
      { key: 'update', text: 'Update Fleet…' },
    ],
    tools: [{ key: 'json', text: 'View as JSON' }],
    sections: [
      {
        title: 'Overview',
        entries: [
          { label: 'Image', value: { kind: 'text', text: 'win-2025', key: 'image' } },
          { label: 'Created', value: { kind: 'time', at: Date.now() - 2 * hour } },
          { label: 'Disconnect timeout', value: { kind: 'seconds', seconds: 900 } },
        ],
      },
      {
        title: 'Network',
        entries: [
          {
            label: 'VPC',
            value: {
              kind: 'members',
              entries: [
                {
                  label: 'Subnet IDs',
                  value: { kind: 'list', items: ['subnet-1', 'subnet-2'].map(text => ({ kind: 'text', text })) },
                },
              ],
            },
          },
        ],
      },
    ],
    related: [
      { title: 'Associated Stacks', items: [{ key: 'cad', text: 'cad', detail: 'CAD' }], presses: [] },
      { title: 'Sessions', items: [], note: 'No sessions', presses: [] },
    ],
    texts: {
      ...{ actions: 'Actions', tools: 'More', problems: 'Problems' },
      ...{ timeAndAge: '{0} ({1})', secondsAndDuration: '{0} ({1})' },
    },
    ...more,
  };
}

describe('the page of a resource', () => {
  const { start } = useResourcePages<ResourcePage, ToHost>('page');

  it('has a heading for each part, and shows times with their age and seconds with their duration', async () => {
    const { page } = await start(content());
    assert.deepEqual(await page.getByRole('heading').allTextContents(), [
      ...['gis', 'Overview', 'Associated Stacks', 'Sessions', 'Network'],
    ]);
    assert.match((await page.getByRole('time').textContent()) ?? '', /^[A-Z][a-z]+ \d+, \d{4}, .* \(2 hours ago\)$/);
    await page.getByText('900 seconds (15 min)').waitFor();
    await page.getByText('RUNNING').waitFor();
    assert.deepEqual(await page.getByRole('definition').filter({ hasText: 'subnet-' }).last().allInnerTexts(), [
      'subnet-1\nsubnet-2',
    ]);
  });

  it('tells what was pressed, by keyboard alone', async () => {
    const { page, said } = await start(content());
    const expected = ['stop', 'update', 'json', 'u', 'image', 'cad'];
    for (const [at] of expected.entries()) {
      await page.keyboard.press('Tab');
      await page.keyboard.press(at % 2 ? 'Space' : 'Enter');
    }
    assert.deepEqual(
      (await said()).flatMap(message => (message.kind === 'press' ? message.key : [])),
      expected,
    );
  });

  it('stays where it is while its content changes: focus, selection and scroll position', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ key: `s${at}`, text: `stack-${at}` }));
    const before = content({ related: [{ title: 'Stacks', items: many, presses: [] }] });
    const { page, show } = await start(before);
    const link = page.getByRole('link', { name: 'stack-40', exact: true });
    await link.focus();
    await link.selectText();
    const scrolled = await page.evaluate(() => window.scrollY);
    assert.ok(scrolled > 100, String(scrolled));
    await show({ ...before, status: { text: 'STOPPING', icon: 'sync~spin' }, actions: [], notices: [] });
    await page.getByText('STOPPING').waitFor();
    await show({ ...before, related: [{ title: 'Stacks', items: many.slice(1), presses: [] }] });
    const now = await page.evaluate(() => ({
      focus: (document.activeElement as HTMLElement).dataset['key'],
      selected: getSelection()?.toString(),
    }));
    assert.deepEqual(now, { focus: 's40', selected: 'stack-40' });
    assert.ok(await link.isVisible());
  });

  it('keeps the focus in its place when what was pressed is no longer offered', async () => {
    const { page, show, said } = await start(content());
    await page.getByRole('button', { name: 'Stop Fleet' }).focus();
    await show(content({ actions: [{ key: 'update', text: 'Update Fleet…' }] }));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.deepEqual((await said()).at(-1), { kind: 'press', key: 'update' });
  });

  it('saves the id of its resource and how far it is scrolled, and nothing else', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ key: `s${at}`, text: `stack-${at}` }));
    const { page } = await start(content({ related: [{ title: 'Stacks', items: many, presses: [] }] }));
    await page.evaluate(() => window.scrollTo({ top: 300 }));
    await page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"scroll":300'));
    const saved = JSON.parse((await page.evaluate(() => sessionStorage.getItem('state'))) ?? '') as object;
    assert.deepEqual(saved, { id: 'prod/eu-west-1/fleet/gis', scroll: 300, version: 1 });
    await page.reload();
    await page.waitForFunction(() => window.scrollY === 300);
  });

  it('shows hostile texts as plain text', async () => {
    const hostile = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>"\'>';
    const text = { kind: 'text', text: hostile } as const;
    const press = { key: hostile, text: hostile };
    const { page, said } = await start(
      content({
        ...{ kind: hostile, name: hostile, place: hostile, mark: { word: hostile, color: hostile } },
        status: { text: hostile, icon: hostile.replaceAll(/\s/g, ''), color: hostile, detail: hostile },
        notices: [{ title: hostile, lines: [hostile], presses: [press] }],
        ...{ actions: [press], tools: [press] },
        sections: [{ title: hostile, entries: [{ label: hostile, value: { kind: 'list', items: [text] } }] }],
        related: [{ title: hostile, items: [{ ...press, detail: hostile }], note: hostile, presses: [press] }],
      }),
    );
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), hostile);
    await page.getByRole('button').first().click();
    assert.deepEqual((await said()).at(-1), { kind: 'press', key: hostile });
    assert.equal(await page.locator('img, main script').count(), 0);
    assert.equal(await page.evaluate(() => 'hurt' in window), false);
  });

  for (const theme of [...(Object.keys(themes) as ThemeKind[]), 'vscode-high-contrast-light'] as const) {
    it(`has no axe violations in ${theme}, with a change, and for any kind`, async () => {
      const { page, show } = await start(content(), { theme });
      assert.deepEqual(await axeFindings(page), []);
      for (const kind of ['fleet', 'stack', 'image', 'session', 'tag'] as const) {
        const node = nodeOf(kind, resources[kind], { FleetName: 'gis' });
        await show(resourcePage(node).page);
        assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), nameOf(node));
        assert.deepEqual(await axeFindings(page), [], kind);
      }
    });
  }

  for (const { given, options } of [
    { given: 'in a column of 300 pixels', options: { width: 300 } },
    { given: 'at 200 %', options: { width: 800, zoom: 2 } },
  ]) {
    it(`needs no horizontal scrolling ${given}`, async () => {
      const name = 'x'.repeat(100);
      const long = content({ name, related: [{ title: name, items: [{ key: 'k', text: name }], presses: [] }] });
      const { page } = await start(long, options);
      const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(Number(wide) <= Number(window), `${wide} > ${window}`);
      assert.deepEqual(await axeFindings(page), []);
    });
  }
});
