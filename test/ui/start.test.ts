// `npm start` as a newcomer meets it: it comes up, and goes away without a trace however it is stopped.
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

import { launchBrowser } from '../../tools/browser.mjs';
import { temporaryFolder, watchOutput } from '../../tools/cleanup.mjs';
import { waitUntil } from '../support/waitUntil';

const workbenchUrl = /http:\/\/127\.0\.0\.1:\d+\/\?tkn=\S+/;
const simulatorUrl = /listens on (http:\/\/127\.0\.0\.1:\d+)/;

interface Started {
  readonly child: ChildProcess;
  /** Where all its temporary files are. */
  readonly temporary: string;
  readonly workbench: string;
  readonly simulator: string;
}

async function start(command: string, args: readonly string[]): Promise<Started> {
  const temporary = temporaryFolder('t-').path;
  const env = { ...process.env, TMPDIR: temporary, CI: 'true' };
  // A group of its own: npm's part of it can then be cleared away even when this test fails.
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const watched = watchOutput(child);
  const shown = await watched.until(/Ctrl-C stops everything/, 60_000);
  assert.notEqual(typeof shown, 'string', watched.output());
  const workbench = workbenchUrl.exec(watched.output())?.[0];
  const simulator = simulatorUrl.exec(watched.output())?.[1];
  assert.ok(workbench && simulator, watched.output());
  return { child, temporary, workbench, simulator };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );

/** The processes that name this folder among their arguments. */
const processesOf = (folder: string): string[] =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(folder));

async function gone({ temporary, workbench, simulator }: Started): Promise<void> {
  const isGone = async (): Promise<boolean> =>
    !fs.readdirSync(temporary).length && !(await answers(workbench)) && !(await answers(simulator));
  await waitUntil('its files and servers to be gone', isGone, { every: 100, limit: 30_000 });
  assert.deepEqual(processesOf(temporary), []);
}

const setup = ['tools/setup.mjs', 'then', 'tools/start.mjs'];

describe('npm start', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`serves the workbench, and leaves no process or file behind after ${signal}`, async () => {
      const started = await start(process.execPath, setup);
      const page = await fetch(started.workbench, { redirect: 'manual' });
      assert.equal(page.status, 302, 'the token is taken over into a cookie');
      assert.equal((await fetch(new URL('/', started.workbench))).status, 403, 'nobody else gets in');
      assert.ok(await answers(started.simulator));
      assert.notDeepEqual(processesOf(started.temporary), []);
      const configs = fs.readdirSync(started.temporary).map(name => path.join(started.temporary, name, 'config'));
      const config = configs.filter(file => fs.existsSync(file)).map(file => fs.readFileSync(file, 'utf8'));
      assert.ok(config[0]?.includes(`endpoint_url = ${started.simulator}`), 'its profiles lead to the simulator');

      started.child.kill(signal);
      const [code] = (await once(started.child, 'exit')) as [number | null];
      assert.equal(code, 0, 'being stopped is no failure');
      await gone(started);
    });
  }

  it('shows the AppStream view, with the simulated accounts', async function () {
    this.timeout(240_000); // a VS Code of its own, and a browser
    const started = await start(process.execPath, setup);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(started.workbench);
      const rows = page.locator('.part.sidebar').getByRole('tree').locator('.label-name');
      await rows.filter({ hasText: 'demo-production' }).waitFor({ timeout: 120_000 });
      await page
        .locator('.part.activitybar')
        .getByRole('tab', { name: /^AppStream/, selected: true })
        .waitFor();
    } finally {
      await browser.close();
      started.child.kill('SIGTERM');
      await gone(started);
    }
  });

  it('ends with npm if only npm is ended', async () => {
    const started = await start('npm', ['start']);
    started.child.kill('SIGKILL');
    await gone(started);
  });

  it('says that a port is in use, and leaves nothing behind', async () => {
    const first = await start(process.execPath, setup);
    const port = new URL(first.workbench).port;
    const second = spawn(process.execPath, [...setup, '--port', port], { stdio: ['ignore', 'ignore', 'pipe'] });
    const watched = watchOutput(second);
    const [code] = (await once(second, 'close')) as [number | null];
    assert.equal(code, 1);
    assert.match(watched.output(), new RegExp(`Port ${port} is taken: choose another with --port`));
    first.child.kill('SIGTERM');
    await gone(first);
  });

  it('--desktop starts the installed VS Code with its own user data, and ends it', async function () {
    if (process.platform !== 'linux') this.skip(); // the stand-in below is laid out as on Linux
    const temporary = temporaryFolder('t-').path;
    const installed = temporaryFolder('t-').path;
    const calls = path.join(installed, 'calls');
    // It notes how it was called; without a script to run it stays, as a window does.
    const program =
      `#!/bin/sh\necho "$AWS_CONFIG_FILE" "$@" >> ${calls}\n` + `[ -n "$ELECTRON_RUN_AS_NODE" ] || exec sleep 600\n`;
    for (const [name, text] of Object.entries({ 'bin/code': '', code: program, 'resources/app/out/cli.js': '' })) {
      fs.mkdirSync(path.dirname(path.join(installed, name)), { recursive: true });
      fs.writeFileSync(path.join(installed, name), text, { mode: 0o755 });
    }
    const PATH = [path.join(installed, 'bin'), process.env['PATH']].join(path.delimiter);
    const env = { ...process.env, TMPDIR: temporary, PATH };
    const child = spawn(process.execPath, [...setup, '--desktop'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const watched = watchOutput(child);
    assert.notEqual(typeof (await watched.until(/press Ctrl-C to stop/, 60_000)), 'string', watched.output());

    const called = (): string[] => fs.readFileSync(calls, 'utf8').split('\n');
    await waitUntil('the window to be started', () => called().length >= 3, { every: 50 });
    const [install = '', run = ''] = called();
    assert.match(
      install,
      /cli\.js --user-data-dir .* --extensions-dir .* --install-extension \S+appstream-explorer\.vsix/,
    );
    assert.match(run, /--new-window .*--user-data-dir .* --extensions-dir/);
    assert.ok(run.startsWith(temporary), 'its AWS files are the throw-away ones');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
    assert.deepEqual(fs.readdirSync(temporary), []);
    assert.deepEqual(processesOf(temporary), []);
  });
});
