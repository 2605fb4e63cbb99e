// The harness's own failure modes: what a newcomer is told when something is missing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { findBrowser } from '../../../tools/browser.mjs';
import { startProcess, temporaryFolder, watchOutput } from '../../../tools/cleanup.mjs';
import { findDesktop } from '../../../tools/desktop.mjs';
import { nodeProblem } from '../../../tools/nodeVersion.mjs';
import { browserCommand } from '../../../tools/openUrl.mjs';
import { installPackages, packagesAreCurrent } from '../../../tools/packages.mjs';
import { findRoot } from '../../../tools/root.mjs';
import { payloadUrl } from '../../../tools/server.mjs';
import { runStage, type Stage } from '../../../tools/stages.mjs';
import { awsFiles } from '../../support/awsFiles.mjs';
import { waitUntil } from '../../support/waitUntil';

const folders: ReturnType<typeof temporaryFolder>[] = [];

function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder('appstream-tests-');
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return folder.path;
}

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

describe('the version of Node', () => {
  for (const { version, good } of [
    { version: '20.0.0', good: true },
    { version: '24.1.0', good: true },
    { version: '18.20.4', good: false },
    { version: '8.17.0', good: false },
  ]) {
    it(`${version} ${good ? 'is accepted' : 'is refused with the required version'}`, () => {
      const problem = nodeProblem(version);
      if (good) assert.equal(problem, undefined);
      else assert.match(problem ?? '', new RegExp(`needs Node 20 or newer.*${version}`));
    });
  }
});

describe('installing packages', () => {
  const lock = (packages: Record<string, unknown>) => JSON.stringify({ packages });
  const wanted = lock({
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  });
  const cases = [
    { given: 'no node_modules', installed: undefined, current: false },
    {
      given: 'what the lockfile says, an optional package aside',
      installed: lock({ 'node_modules/a': { version: '1.0.0' } }),
      current: true,
    },
    { given: 'another version', installed: lock({ 'node_modules/a': { version: '1.0.1' } }), current: false },
    { given: 'an install that was cut short', installed: '{"packages":', current: false },
  ];
  for (const { given, installed, current } of cases) {
    it(`${given}: ${current ? 'nothing to do' : 'installs'}`, () => {
      const folder = folderWith({
        'package-lock.json': wanted,
        ...(installed === undefined ? {} : { 'node_modules/.package-lock.json': installed }),
      });
      assert.equal(packagesAreCurrent(folder), current);
    });
  }

  it('says what to do when npm fails', () => {
    const folder = folderWith({ 'package-lock.json': wanted });
    assert.throws(
      () => installPackages(folder, 'a thing', { npm: 'no-such-npm' }),
      /Could not install a thing.*npm ping/,
    );
  });

  it('says what to do without a lockfile', () => {
    assert.throws(() => packagesAreCurrent(folderWith({})), /no package-lock.json. Restore it/);
  });
});

describe('finding a browser', () => {
  const none = { env: {}, installed: [] };
  it('uses CHROMIUM_PATH first', () => {
    const file = path.join(folderWith({ chromium: '' }), 'chromium');
    assert.deepEqual(findBrowser({ ...none, env: { CHROMIUM_PATH: file } }), { executablePath: file });
  });
  it('refuses a CHROMIUM_PATH that is not a file', () => {
    assert.throws(
      () => findBrowser({ ...none, env: { CHROMIUM_PATH: '/no/such' } }),
      /CHROMIUM_PATH is \/no\/such, and there is no such file/,
    );
  });
  it("finds the system's on Linux", () => {
    const file = path.join(folderWith({ chromium: '' }), 'chromium');
    assert.deepEqual(findBrowser({ env: {}, platform: 'linux', installed: ['/no/such', file] }), {
      executablePath: file,
    });
  });
  it('finds Chrome on macOS and Edge on Windows', () => {
    assert.deepEqual(findBrowser({ ...none, platform: 'darwin' }), { channel: 'chrome' });
    assert.deepEqual(findBrowser({ ...none, platform: 'win32' }), { channel: 'msedge' });
  });
  it('says what to do if npm has none', () => {
    assert.throws(() => findBrowser({ ...none, platform: 'linux', arch: 'arm64' }), /apt-get install chromium/);
  });
});

describe('finding a desktop VS Code', () => {
  const layout = { 'share/code/bin/code': '', 'share/code/code': '', 'share/code/resources/app/out/cli.js': '' };
  it('follows the code command on the PATH to the program', () => {
    const folder = folderWith(layout);
    fs.mkdirSync(path.join(folder, 'bin'));
    fs.symlinkSync(path.join(folder, 'share/code/bin/code'), path.join(folder, 'bin/code'));
    assert.deepEqual(findDesktop({ env: { PATH: path.join(folder, 'bin') }, platform: 'linux' }), {
      program: path.join(folder, 'share/code/code'),
      cli: path.join(folder, 'share/code/resources/app/out/cli.js'),
    });
  });
  it('finds the application of a macOS user', () => {
    const contents = 'Applications/Visual Studio Code.app/Contents';
    const folder = folderWith({ [`${contents}/MacOS/Electron`]: '', [`${contents}/Resources/app/out/cli.js`]: '' });
    assert.equal(
      findDesktop({ env: { HOME: folder }, platform: 'darwin' }).program,
      path.join(folder, contents, 'MacOS/Electron'),
    );
  });
  it('says what to do if there is none', () => {
    assert.throws(
      () => findDesktop({ env: { HOME: '/no/such' }, platform: 'darwin' }),
      /no desktop VS Code.*leave --desktop out/,
    );
  });
});

describe("opening the user's browser", () => {
  for (const { given, env, platform, command } of [
    { given: 'a Linux desktop', env: { DISPLAY: ':0' }, platform: 'linux', command: 'xdg-open' },
    { given: 'Linux without a display', env: {}, platform: 'linux', command: undefined },
    { given: 'macOS', env: {}, platform: 'darwin', command: 'open' },
    { given: 'CI', env: { CI: 'true', DISPLAY: ':0' }, platform: 'linux', command: undefined },
  ] as const) {
    it(`${given}: ${command ?? 'opens nothing'}`, () => assert.equal(browserCommand(env, platform)?.[0], command));
  }
});

describe('temporary AWS files', () => {
  it('hold the profiles and hide the environment of this process', () => {
    process.env['AWS_PROFILE'] = 'of-the-user';
    const files = awsFiles({
      default: { accessKeyId: 'AK', region: 'eu-west-1' },
      chained: {
        endpointUrl: 'http://127.0.0.1:1',
        config: { role_arn: 'arn:aws:iam::123456789012:role/r', source_profile: 'default' },
      },
    });
    try {
      assert.equal(
        fs.readFileSync(files.configFile, 'utf8'),
        '[default]\nregion = eu-west-1\n\n[profile chained]\nendpoint_url = http://127.0.0.1:1\n' +
          'role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = default\n',
      );
      assert.match(fs.readFileSync(files.credentialsFile, 'utf8'), /^\[default\]\naws_access_key_id = AK\n/);
      assert.ok('AWS_PROFILE' in files.env && files.env['AWS_PROFILE'] === undefined);
      assert.equal(files.env['AWS_CONFIG_FILE'], files.configFile);
    } finally {
      delete process.env['AWS_PROFILE'];
      files.remove();
    }
    assert.ok(!fs.existsSync(files.configFile));
  });
});

describe('the project folder', () => {
  it('is found from a folder inside it', () => assert.equal(findRoot(path.join(findRoot(), 'src', 'api')), findRoot()));
  it('is not found from outside, and the error says so', () =>
    assert.throws(() => findRoot('/'), /not inside the AppStream Explorer project/));
});

describe('the address of a workbench', () => {
  it('names the extension under development and its tests', () => {
    const url = new URL(
      payloadUrl({ origin: 'http://127.0.0.1:8', token: 't' }, { extension: '/a b', tests: '/t.js' }),
    );
    assert.equal(url.searchParams.get('tkn'), 't');
    assert.deepEqual(JSON.parse(url.searchParams.get('payload') ?? ''), [
      ['extensionDevelopmentPath', 'vscode-remote://127.0.0.1:8/a%20b'],
      ['extensionTestsPath', 'vscode-remote://127.0.0.1:8/t.js'],
    ]);
  });
});

describe('a started program', () => {
  it('is ended with its own child processes', async function () {
    if (process.platform === 'win32') this.skip();
    const grandchild = 'setInterval(() => {}, 1000)';
    const script = `console.log(require("child_process").spawn(process.execPath, ["-e", "${grandchild}"]).pid); setInterval(() => {}, 1000)`;
    const { child, stop } = startProcess(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const pid = await watchOutput(child).until(/\d+/, 20_000);
    assert.ok(typeof pid !== 'string');
    await stop();
    // Killed is not yet collected: a process that ended may still be listed as defunct.
    const alive = () =>
      execFileSync('ps', ['-eo', 'pid,stat'], { encoding: 'utf8' }).match(new RegExp(`^ *${pid[0]} +[^Z\\s]`, 'm'));
    await waitUntil('the end of what it had started', () => !alive(), { every: 20 });
  });
  it('that does not exist counts as ended', async () => {
    const { ended, stop } = startProcess('/no/such/program', [], { stdio: 'ignore' });
    assert.equal(await ended, null);
    await stop();
  });
});

describe('a stage of npm test', () => {
  const node = (script: string): Stage => ({
    title: 't',
    program: [process.execPath, '-e', script],
    tests: 'test/unit',
    timeout: 1000,
  });
  const leave = (counts: object, code = 0) =>
    node(
      `require("fs").writeFileSync(process.env.TEST_COUNTS_FILE, ${JSON.stringify(JSON.stringify(counts))}); process.exit(${code})`,
    );
  const sources = fs.readdirSync(path.join(findRoot(), 'test/unit'), { recursive: true, encoding: 'utf8' });
  const unitFiles = sources.filter(file => file.endsWith('.test.ts')).length;
  const cases: { given: string; stage: Stage; limit?: number; grep?: string; counts: object }[] = [
    {
      given: 'that passes',
      stage: leave({ passed: 3, failed: 0, skipped: 1 }),
      counts: { passed: 3, failed: 0, skipped: 1 },
    },
    {
      given: 'that fails',
      stage: leave({ passed: 3, failed: 2, skipped: 0 }, 1),
      counts: { passed: 3, failed: 2, skipped: 0 },
    },
    { given: 'that crashes', stage: node('process.exit(7)'), counts: { passed: 0, failed: 1, skipped: 0 } },
    {
      given: 'that crashes after its tests',
      stage: leave({ passed: 3, failed: 0, skipped: 0 }, 7),
      counts: { passed: 3, failed: 1, skipped: 0 },
    },
    {
      given: 'that runs nothing',
      stage: leave({ passed: 0, failed: 0, skipped: 0 }),
      counts: { passed: 0, failed: 1, skipped: 0 },
    },
    {
      given: 'that runs nothing because of --grep',
      stage: leave({ passed: 0, failed: 0, skipped: 0 }),
      grep: 'x',
      counts: { passed: 0, failed: 0, skipped: 0 },
    },
    {
      given: 'without test files',
      stage: { ...node(''), tests: 'test/none' },
      counts: { passed: 0, failed: 1, skipped: 0 },
    },
    {
      given: 'that never ends',
      stage: node('setInterval(() => {}, 1000)'),
      limit: 100,
      counts: { passed: 0, failed: 1, skipped: 0 },
    },
    {
      given: 'that is one test, and passes',
      stage: { title: 't', program: [process.execPath, '-e', ''] },
      counts: { passed: 1, failed: 0, skipped: 0 },
    },
    {
      given: 'that is one test, and fails',
      stage: { title: 't', program: [process.execPath, '-e', 'process.exit(1)'] },
      counts: { passed: 0, failed: 1, skipped: 0 },
    },
    {
      given: 'whose files two processes share',
      stage: {
        ...node(
          'const passed = JSON.parse(process.env.TEST_FILES).length;' +
            'require("fs").writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify({ passed, failed: 0, skipped: 0 }))',
        ),
        processes: 2,
      },
      counts: { passed: unitFiles, failed: 0, skipped: 0 },
    },
    {
      given: 'whose files two processes run in batches',
      stage: {
        ...node(
          'const passed = JSON.parse(process.env.TEST_FILES).length;' +
            'require("fs").writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify({ passed, failed: 0, skipped: 0 }))',
        ),
        processes: 2,
        batch: 50,
      },
      counts: { passed: unitFiles, failed: 0, skipped: 0 },
    },
    {
      given: 'of whose two processes one crashes',
      stage: {
        ...node(
          'if (process.env.TEST_FILES.includes("architecture.test")) process.exit(7);' +
            'require("fs").writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify({ passed: 2, failed: 0, skipped: 0 }))',
        ),
        processes: 2,
      },
      counts: { passed: 2, failed: 1, skipped: 0 },
    },
    {
      given: 'whose preparation fails',
      stage: { ...node(''), prepare: () => Promise.reject(new Error('did not build')) },
      counts: { passed: 0, failed: 1, skipped: 0 },
    },
  ];
  for (const { given, stage, limit, grep, counts } of cases) {
    it(`${given} counts ${JSON.stringify(counts)}`, async () => {
      assert.deepEqual(await runStage(stage, { grep, ...(limit === undefined ? {} : { limit }) }), counts);
    });
  }
});
