// Users, directory configs and tags, made by form and undone in the real workbench.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog } from '../support/messages';
import { command } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

const mail = 'new.person+ui@example.com';

describe('People in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const users = [...region, 'Users'];

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1200, height: 1000 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(users);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('are created with a form, disabled and deleted', async () => {
    const { page } = workbench;
    await rows.chooseMenu(users, 'Create User…');
    const form = webview(page);
    await form.getByRole('textbox', { name: 'E-mail address' }).fill(mail);
    await form.getByRole('textbox', { name: 'First name' }).fill('New');
    await form.getByRole('textbox', { name: 'Last name' }).fill('Person');
    await screenshot(page, 'form-create-user');
    await form.getByRole('button', { name: 'Create User' }).click();
    await rows.waitForDescription([...users, mail], /^ENABLED · New Person · UNCONFIRMED/);

    await rows.chooseMenu([...users, mail], 'Disable User…');
    assert.ok((await dialog(page).text()).includes(`Disable user ${mail}?`));
    await screenshot(page, 'dialog-disable-user');
    await dialog(page).press('Disable');
    await rows.waitForDescription([...users, mail], /^DISABLED/);

    await rows.chooseMenu([...users, mail], 'Delete User…');
    assert.ok((await dialog(page).text()).includes(`Delete user ${mail}?`));
    await dialog(page).press('Delete');
    const typed = page.locator('.quick-input-widget input');
    await typed.fill(mail);
    await typed.press('Enter');
    await rows.row([...users, mail]).waitFor({ state: 'detached' });
    const asked = demo.requests.filter(request => /User /.test(request)).map(request => request.split(' ')[0]);
    assert.deepEqual(asked, ['CreateUser', 'DisableUser', 'DeleteUser']);
  });

  it('sign in with a directory whose password is entered in the form and never shown', async () => {
    const { page } = workbench;
    const list = [...region, 'Directory Configs'];
    await rows.chooseMenu(list, 'Create Directory Config…');
    const form = webview(page);
    await form.getByRole('textbox', { name: 'Directory name' }).fill('ui.example.com');
    await form.getByRole('button', { name: 'Add: Organizational units' }).click();
    await form.getByRole('combobox', { name: 'Organizational units, entry 1' }).fill('DC=ui');
    await form.getByRole('textbox', { name: 'Account name' }).fill('UI\\svc');
    const password = form.getByRole('textbox', { name: 'Account password' });
    await password.fill('hunter2hunter2');
    assert.equal(await password.getAttribute('type'), 'password');
    await form.getByRole('button', { name: 'Create Directory Config' }).click();
    await form.locator('.problem', { hasText: 'OU=' }).waitFor();
    await form.getByRole('combobox', { name: 'Organizational units, entry 1' }).fill('OU=Streaming,DC=ui');
    await screenshot(page, 'form-create-directory-config');
    await form.getByRole('button', { name: 'Create Directory Config' }).click();
    await rows.expand(list);
    await rows.waitForDescription([...list, 'ui.example.com'], 'OU=Streaming,DC=ui');

    await rows.chooseMenu([...list, 'ui.example.com'], 'Update Directory Config…');
    const unit = webview(page).getByRole('combobox', { name: 'Organizational units, entry 1' });
    await unit.fill('OU=Other,DC=ui');
    await webview(page).getByRole('button', { name: 'Update Directory Config' }).click();
    await rows.waitForDescription([...list, 'ui.example.com'], 'OU=Other,DC=ui');

    await rows.chooseMenu([...list, 'ui.example.com'], 'Delete Directory Config…');
    await dialog(page).press('Delete');
    await rows.row([...list, 'ui.example.com']).waitFor({ state: 'detached' });
  });

  it('have tags at a stack: added, edited and removed', async () => {
    const { page } = workbench;
    const tags = [...region, 'Stacks', 'cad', 'Tags'];
    await rows.expand(tags);
    await rows.chooseMenu(tags, 'Add Tags…');
    const form = webview(page);
    await form.getByRole('button', { name: /^Add/ }).first().click();
    await form.getByRole('textbox', { name: /[Kk]ey/ }).fill('ui-made');
    await form.getByRole('textbox', { name: /[Vv]alue/ }).fill('one');
    await form.getByRole('button', { name: 'Add Tags' }).click();
    await rows.waitForDescription([...tags, 'ui-made'], 'one');
    await page.locator('.part.sidebar .monaco-list-row.selected', { hasText: 'ui-made' }).waitFor();

    await rows.chooseMenu([...tags, 'ui-made'], 'Edit Tag…');
    await webview(page)
      .getByRole('textbox', { name: /[Vv]alue/ })
      .fill('two');
    await webview(page).getByRole('button', { name: 'Save' }).click();
    await rows.waitForDescription([...tags, 'ui-made'], 'two');

    await rows.chooseMenu([...tags, 'ui-made'], 'Remove Tag…');
    await dialog(page).press('Remove');
    await rows.row([...tags, 'ui-made']).waitFor({ state: 'detached' });
  });

  it('have the same pseudonym after a reload of the window', async () => {
    const { page } = workbench;
    const titleOf = async (user: string): Promise<string | null> => {
      await rows.expand(users);
      await rows.chooseMenu([...users, user], ['More', 'View as JSON']);
      return page.locator('.tab', { hasText: '(User).json' }).getAttribute('data-resource-name');
    };
    const before = await titleOf('trainer@haldenbrook.example');
    await command(page, 'Developer: Reload Window');
    await page.waitForEvent('load');
    await openExplorer(page);
    assert.match(before ?? '', /^[0-9a-f]{12} /);
    assert.equal(await titleOf('trainer@haldenbrook.example'), before);
  });
});
