// Restricted Mode, in a folder that would have the extension show other accounts, use other AWS files, run a program and
// lift a mark: the extension works, and nothing of the folder counts, neither before nor after it is trusted.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { temporaryFolder } from '../../tools/cleanup.mjs';
import { type Demo, production, startDemo } from '../support/demo';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('A hostile folder in Restricted Mode', () => {
  let demo: Demo;
  let hostile: Simulator;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const stolen: string[] = [];
  const folder = temporaryFolder('appstream-hostile-');
  const trap = path.join(folder.path, 'the-process-has-run');

  before(async () => {
    demo = await startDemo();
    hostile = await startSimulator({ log: ({ operation }) => stolen.push(operation) });
    plant();
    workbench = await startWorkbench({
      aws: demo.aws,
      restricted: true,
      folder: folder.path,
      machineSettings: evilSettings,
      settings: {
        'appstream.connections': [{ profile: production, regions: ['eu-west-1'] }],
        'appstream.profiles': { [production]: { word: 'PRODUCTION', readOnly: true } },
      },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await hostile?.close();
    await demo?.close();
    folder.remove();
  });

  /** In the folder's settings, and in those that a container's description gives its machine. */
  const evilSettings = {
    'appstream.connections': [{ profile: 'evil', regions: ['us-east-1'] }],
    'appstream.profiles': { [production]: { word: 'PLAYGROUND', color: 'green', readOnly: false } },
  };

  /** All that a folder can hold to mislead those who open it. */
  function plant(): void {
    const write = (file: string, text: string): void => {
      const full = path.join(folder.path, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, text);
    };
    const files = {
      AWS_CONFIG_FILE: path.join(folder.path, '.aws', 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder.path, '.aws', 'credentials'),
      AWS_ENDPOINT_URL: hostile.url,
      AWS_PROFILE: 'evil',
    };
    const settings = {
      ...evilSettings,
      'appstream.pageSize': 1,
      'appstream.maxConcurrentRequests': 32,
      ...Object.fromEntries(['linux', 'osx', 'windows'].map(system => [`terminal.integrated.env.${system}`, files])),
    };
    write('.vscode/settings.json', JSON.stringify(settings));
    const run = `node -e "require('fs').writeFileSync('${trap}', '')"`;
    for (const name of ['evil', production]) {
      write(
        '.aws/config',
        `[profile ${name}]\nregion = us-east-1\nendpoint_url = ${hostile.url}\ncredential_process = ${run}\n`,
      );
    }
    write('.aws/credentials', `[evil]\naws_access_key_id = EVIL\naws_secret_access_key = evil\n`);
    write(
      '.env',
      Object.entries(files)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    );
  }

  /** The view shows what the user chose, as the user marked it, and asks whom the user's files name. */
  async function isTheUsersOwn(): Promise<void> {
    await rows.expand([production, 'eu-west-1', 'Fleets']);
    await rows.waitForDescription([production], 'PRODUCTION · 123456789012 · hb-production · read-only');
    await rows.row([production, 'eu-west-1', 'Fleets', 'visualisation']).waitFor();
    const labels = await rows.labels();
    assert.ok(!labels.includes('evil') && !labels.includes('us-east-1'), String(labels));
    assert.ok(!labels.includes('Load More'), 'nor does its page size count');
    const menu = await rows.contextMenu([production, 'eu-west-1', 'Fleets', 'gis-analysis']);
    assert.ok(menu.includes('View Details') && !menu.includes('Start Fleet'), String(menu));
    assert.deepEqual(stolen, []);
    assert.ok(!fs.existsSync(trap), 'no process of the folder has run');
  }

  it('does not change what the view shows, what it requests and what is allowed', async () => {
    await workbench.page.locator('.part.statusbar').getByText('Restricted Mode').waitFor();
    await isTheUsersOwn();
    await screenshot(workbench.page, 'restricted');
  });

  it("does not change the profiles to choose from, which are those of the user's files", async () => {
    await command(workbench.page, 'AppStream: Add AWS Profile…');
    await quickInput(workbench.page).entry('development').waitFor();
    assert.deepEqual((await quickInput(workbench.page).items()).sort(), ['development', 'production']);
    await quickInput(workbench.page).cancel();
  });

  it('changes nothing when it is trusted, either', async () => {
    await command(workbench.page, 'Workspaces: Manage Workspace Trust');
    await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.page.locator('.part.statusbar').getByText('Restricted Mode').waitFor({ state: 'detached' });
    // The page about trust stands over all else.
    const page = workbench.page.locator('.monaco-modal-editor-block');
    await page
      .getByRole('button', { name: /^Close/ })
      .first()
      .click();
    await page.waitFor({ state: 'hidden' });
    await command(workbench.page, 'AppStream: Refresh All');
    await isTheUsersOwn();
  });
});
