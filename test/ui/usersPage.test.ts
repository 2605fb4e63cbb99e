// The page of Users from CSV in a browser, without VS Code: what it tells the extension, and whether everybody can use it.
import * as assert from 'node:assert/strict';

import { drawPage } from '../../src/explorer/users/drawPage';
import { createImport } from '../../src/explorer/users/import';
import { readTable } from '../../src/explorer/users/table';
import { usersElement, type UsersPage } from '../../src/users/page';
import { axeFindings } from '../support/formPage';
import { scriptedApi } from '../support/scriptedApi';
import { type ThemeKind, themes } from '../support/themes';
import { useResourcePages } from '../support/useResourcePages';

async function content(text: string): Promise<UsersPage> {
  const csv = createImport({
    table: readTable(text),
    api: () => Promise.resolve(scriptedApi({ DescribeUsers: () => ({ Users: [{ UserName: 'ana@example.com' }] }) })),
    ...{ signal: new AbortController().signal, changed: () => undefined, wait: () => Promise.resolve() },
  });
  await csv.compare();
  return drawPage(csv, 'Users from CSV', 'Account 1', 'From a test.');
}

describe('The page of Users from CSV', () => {
  const { start } = useResourcePages<UsersPage, unknown>({
    ...{ script: 'users.js', styles: ['sessions.css', 'users.css'], dataId: usersElement },
  });
  const three =
    "email,last\nana@example.com,Ruiz\nAna@example.com,Ruiz\no@example.com,O'Brien\nx,\nnew@example.com,New\n";

  for (const theme of [...(Object.keys(themes) as ThemeKind[]), 'vscode-high-contrast-light'] as const) {
    it(`has no axe violations in ${theme}`, async () => {
      const { page } = await start(await content(three), { theme });
      assert.deepEqual(await axeFindings(page), []);
    });
  }

  it('tells what is set and pressed', async () => {
    const { page, said } = await start(await content(three));
    await page.getByLabel('For each row').selectOption({ label: 'Delete' });
    await page.getByLabel('Send each new user a welcome e-mail').uncheck();
    await page.getByRole('button', { name: /^Make Changes/ }).click();
    const messages = (await said()) as unknown[];
    assert.deepEqual(messages.at(-1), { kind: 'press', press: 'start' });
    assert.deepEqual(messages.at(-2), {
      kind: 'set',
      settings: {
        ...{ columns: { userName: 0, lastName: 1 }, choice: 'delete', stacks: '', quota: '50', on: [], filter: 'all' },
      },
    });
  });

  it('draws 500 of 10,000 rows, at once', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `u${at}@example.com,U\n`).join('');
    const data = await content(`email,last\n${rows}`);
    const begin = performance.now();
    const { page } = await start(data);
    assert.equal(await page.locator('tbody tr').count(), 500);
    assert.ok(performance.now() - begin < 10_000);
    await page.getByText('The first 500 rows are shown.').waitFor();
  });
});
