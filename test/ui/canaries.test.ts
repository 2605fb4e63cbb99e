// No secret leaves the process: one of each kind is planted, the extension is worked with, things go wrong with the secret in
// the words of AWS, and then all is searched for it that VS Code has shown, logged or kept.
import assert from 'node:assert/strict';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';
import { copied } from '../support/clipboard';
import { dialog, notifications } from '../support/messages';
import { answerStreamingSteps, command, quickInput } from '../support/palette';
import {
  broken,
  canary,
  mfaCode,
  passwords,
  type Planted,
  plantSecrets,
  printed,
  region,
  secretsOf,
  sources,
} from '../support/plantSecrets';
import { retryUntil } from '../support/retryUntil';
import { tooltipOf } from '../support/rowButton';
import { filesIn, placesOf, type Trace, tracesOf } from '../support/traces';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

/** Codes of MFA devices are six digits, which stand inside longer numbers by chance. */
const mfaCodeAlone = new RegExp(`(?<!\\d)${mfaCode}(?!\\d)`);
const person = { first: canary('First'), last: canary('Last'), mail: `${canary('Mail')}@example.com` };
const streamer = canary('Streamer');
const guest = canary('Guest');
/** What a draft does keep. */
const draft = 'draft-of-a-form.example.com';

describe('Secrets', () => {
  let planted: Planted;
  /** What the workbench has shown, without what its forms' own pages did. */
  const shown: Trace[] = [];
  let streamingUrl = '';
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;

  before(async () => {
    planted = await plantSecrets();
    const { aws, env, profiles } = planted;
    workbench = await startWorkbench({
      ...{ aws, env },
      settings: { 'appstream.connections': profiles.map(profile => ({ profile, regions: [region] })) },
      viewport: { width: 1300, height: 1500 },
    });
    rows = tree(workbench.page, 'Resources');
    await openExplorer(workbench.page);
  });
  afterEach(async () => {
    planted.simulator.faults.clear();
    await look();
  });
  after(async () => {
    await workbench?.close();
    await planted?.close();
  });

  /** Keeps what is on the screen, and what screen readers are told. */
  async function look(words = ''): Promise<void> {
    const content = `${await workbench.page.content()} ${words}`;
    shown.push({ place: `screen ${shown.length}`, content: Buffer.from(content) });
  }

  /** Has AWS refuse with the secrets in its words. */
  function refuse(operation: string, accessKeyId: string, secrets: readonly string[]): void {
    const message = `Not with ${secrets.join(' or ')}, not at all`;
    const outcome = { kind: 'error', type: 'OperationNotPermittedException', message, status: 400 } as const;
    planted.simulator.faults.add({ operation, accessKeyId, outcome });
  }

  for (const { kind, profile, accessKeyId, secrets } of sources) {
    it(`of the kind ${kind} are used, and are not repeated from AWS's messages`, async () => {
      const here = [profile, region];
      await rows.expand([...here, 'Fleets']);
      await rows.row([...here, 'Fleets', 'office-desktops']).waitFor();
      // Only what is sent with the request can come back.
      const sent = secrets.filter(secret => /Secret9|Token9/.test(secret)).slice(0, 2);
      refuse('DescribeStacks', accessKeyId, sent);
      await rows.expand([...here, 'Stacks']);
      const problem = rows.children([...here, 'Stacks']).first();
      await problem.filter({ hasText: "Can't list Stacks" }).waitFor();
      await look(await tooltipOf(workbench.page, problem));
      await rows.collapse(here);
    });
  }

  for (const { given, profile, label } of broken) {
    it(`that ${given} are not shown`, async () => {
      await rows.expand([profile, region, 'Fleets']);
      const problem = rows.row([profile, region, 'Fleets', label]);
      await problem.waitFor();
      await look(await tooltipOf(workbench.page, problem));
      await rows.collapse([profile, region]);
    });
  }

  it('of an MFA device are requested once, and forgotten', async () => {
    const { page } = workbench;
    const box = quickInput(page);
    const fleets = ['mfa', region, 'Fleets'];
    await rows.expand(fleets.slice(0, -1));
    await retryUntil(async () => {
      if ((await rows.row(fleets).getAttribute('aria-expanded')) === 'false') {
        await rows.row(fleets).locator('.monaco-tl-twistie').click();
      }
    }, box.input);
    await box.waitForTitle('Sign In: mfa');
    await box.fill(mfaCode);
    await box.accept();
    await rows.row([...fleets, 'office-desktops']).waitFor();
    refuse('DescribeStacks', 'ASIAWITHMFA', secretsOf('WithMfa'));
    await rows.expand(['mfa', region, 'Stacks']);
    const problem = rows.children(['mfa', region, 'Stacks']).first();
    await problem.filter({ hasText: "Can't list Stacks" }).waitFor();
    await look();
    await rows.collapse(['mfa', region]);
  });

  it('that name people go into a form, but not into the message when AWS refuses', async () => {
    const { page } = workbench;
    const users = ['static', region, 'Users'];
    await rows.expand(users);
    await rows.chooseMenu(users, 'Create User…');
    const form = webview(page);
    await form.getByRole('textbox', { name: 'E-mail address' }).fill(person.mail);
    await form.getByRole('textbox', { name: 'First name' }).fill(person.first);
    await form.getByRole('textbox', { name: 'Last name' }).fill(person.last);
    refuse('CreateUser', 'ASIASTATIC', [person.mail, person.first, person.last]);
    await form.getByRole('button', { name: 'Create User' }).click();
    await form
      .getByText(/Not with .* not at all/)
      .first()
      .waitFor();
    planted.simulator.faults.clear();
    await form.getByRole('button', { name: 'Create User' }).click();
    await rows.waitForDescription([...users, person.mail], /^ENABLED/);
    await rows.chooseMenu([...users, person.mail], 'View Details');
    await webview(page).getByRole('heading', { name: person.mail }).waitFor();
    await rows.chooseMenu([...users, person.mail], ['More', 'View as JSON']);
    await page.locator('.tab', { hasText: '(User).json' }).waitFor();
    refuse('DisableUser', 'ASIASTATIC', [person.mail]);
    await rows.chooseMenu([...users, person.mail], 'Disable User…');
    await dialog(page).press('Disable');
    await notifications(page).waitFor(/Disable User failed .*Not with/);
    await notifications(page).waitFor(`Disable User failed for ${person.mail}`);
    await rows.chooseMenu([...users, person.mail], 'Delete User…');
    assert.ok((await dialog(page).text()).includes(`Delete user ${person.mail}?`));
    await dialog(page).press('Cancel');
  });

  it('of a directory go into a form, and nowhere else', async () => {
    const { page } = workbench;
    const list = ['static', region, 'Directory Configs'];
    await rows.chooseMenu(list, 'Create Directory Config…');
    const form = webview(page);
    await form.getByRole('textbox', { name: 'Directory name' }).fill('canary.example.com');
    await form.getByRole('button', { name: 'Add: Organizational units' }).click();
    await form.getByRole('combobox', { name: 'Organizational units, entry 1' }).fill('OU=A,DC=canary');
    await form.getByRole('textbox', { name: 'Account name' }).fill('CANARY\\svc');
    await form.getByRole('textbox', { name: 'Account password' }).fill(passwords.directory);
    refuse('CreateDirectoryConfig', 'ASIASTATIC', [passwords.directory]);
    await form.getByRole('button', { name: 'Create Directory Config' }).click();
    await form
      .getByText(/Not with .* not at all/)
      .first()
      .waitFor();
    shown.push({ place: 'form', content: Buffer.from(await form.locator('body').innerText()) });
    planted.simulator.faults.clear();
    await form.getByRole('button', { name: 'Create Directory Config' }).click();
    await rows.expand(list);
    await rows.row([...list, 'canary.example.com']).waitFor();
    await rows.chooseMenu([...list, 'canary.example.com'], 'View Details');
    await webview(page).getByRole('heading', { name: 'canary.example.com' }).waitFor();
    await rows.chooseMenu([...list, 'canary.example.com'], ['More', 'View as JSON']);
    await page.locator('.tab', { hasText: '(Directory Config).json' }).waitFor();
  });

  it('of a streaming URL go to the clipboard, and its user to AWS', async () => {
    const { page } = workbench;
    const stack = ['session', region, 'Stacks', 'office'];
    await rows.expand(['session', region]);
    await rows.chooseMenu(['session', region, 'Stacks'], 'Refresh');
    await rows.expand(stack.slice(0, -1));
    const input = quickInput(page);
    const stream = async (): Promise<void> => {
      await rows.chooseMenu(stack, 'Create Streaming URL…');
      await answerStreamingSteps(page, streamer);
    };
    await stream();
    await input.pick('Copy Streaming URL');
    await notifications(page).waitFor(/Streaming URL copied/);
    streamingUrl = await copied(page, /signature=/);
    await look();
    refuse('CreateStreamingURL', 'ASIASESSION', [streamer]);
    await stream();
    await notifications(page).waitFor(/Not with … not at all|Not with/);
    for (const message of await notifications(page).messages()) assert.ok(!message.includes(streamer), message);
  });

  it('of sessions are shown and confirmed: who streams', async () => {
    planted.simulator.faults.add({
      operation: 'DescribeSessions',
      accessKeyId: 'ASIASESSION',
      outcome: {
        kind: 'edit',
        edit: output => {
          const sessions = output['Sessions'] as { UserId?: string; AuthenticationType?: string }[];
          const [first] = sessions.filter(session => session.AuthenticationType === 'API');
          if (first) first.UserId = guest;
        },
      },
    });
    const sessions = ['session', region, 'Fleets', 'office-desktops', 'Sessions'];
    await rows.expand(sessions);
    await rows.row([...sessions, guest]).waitFor();
    await rows.chooseMenu([...sessions, guest], 'View Details');
    await webview(workbench.page).getByRole('heading', { name: guest }).waitFor();
    await rows.chooseMenu([...sessions, guest], ['More', 'View as JSON']);
    await workbench.page.locator('.tab', { hasText: '(Session).json' }).waitFor();
    refuse('ExpireSession', 'ASIASESSION', [guest]);
    await rows.chooseMenu([...sessions, guest], 'Expire Session…');
    assert.ok((await dialog(workbench.page).text()).includes(`Expire the session of ${guest}?`));
    await dialog(workbench.page).press('Expire Session');
    await notifications(workbench.page).waitFor(`Expire Session failed for ${guest}`);
  });

  it('are in no row of the Activity view, which tells what was done, and to whom', async () => {
    const { page } = workbench;
    const header = page.locator('.part.sidebar .pane-header', { hasText: 'Activity' });
    await header.click();
    const activity = tree(page, 'Activity');
    const failed = activity.row(`Expire Session: ${guest}`);
    await failed.waitFor();
    await activity.row('Create Streaming URL: office').first().waitFor();
    await activity.row(`Disable User: ${person.mail}`).waitFor();
    const words = await tooltipOf(page, failed);
    assert.match(words, /Request ID/);
    await look(words);
    await header.click();
    await activity.row(`Expire Session: ${guest}`).waitFor({ state: 'hidden' });
  });

  it('are entered in forms that stay open, whose drafts VS Code stores', async () => {
    const { page } = workbench;
    await rows.chooseMenu(['static', region, 'Users'], 'Create User…');
    await webview(page).getByRole('textbox', { name: 'E-mail address' }).fill(person.mail);
    await webview(page).getByRole('textbox', { name: 'First name' }).fill(person.first);
    await rows.chooseMenu(['static', region, 'Directory Configs'], 'Create Directory Config…');
    await webview(page).getByRole('textbox', { name: 'Directory name' }).fill(draft);
    await webview(page).getByRole('textbox', { name: 'Account password' }).fill(passwords.directory);
    await look();
    await command(page, 'Developer: Reload Window');
    await page.waitForEvent('load');
    const name = webview(page).getByRole('textbox', { name: 'Directory name' });
    await name.waitFor();
    assert.equal(await name.inputValue(), draft);
    assert.equal(await webview(page).getByRole('textbox', { name: 'Account password' }).inputValue(), '');
  });

  /** What VS Code and the tests have left, but the planted files. */
  let kept: Trace[] = [];

  it('would be found in the log, the settings, the state, the drafts and on the screen', async () => {
    kept = [
      ...(await tracesOf(workbench, [planted.home])),
      ...filesIn(path.join(findRoot(), 'out', 'recorded')),
      ...filesIn(path.join(findRoot(), 'out', 'screenshots')).map(({ place }) => ({ place, content: Buffer.of() })),
    ].filter(({ place }) => !planted.files.includes(place));
    // Without these, nothing found would tell nothing.
    assert.ok(
      placesOf('DescribeFleets (environment)', kept).some(place => place.endsWith('.log')),
      'the log',
    );
    assert.ok(
      placesOf('process-fails', kept).some(place => place.endsWith('settings.json')),
      'settings',
    );
    assert.ok(
      placesOf('appstream', kept).some(place => place.startsWith('browser: ')),
      "the workbench's state",
    );
    assert.ok(placesOf(draft, kept).length > 0, 'drafts');
    assert.ok(placesOf('office-desktops', shown).length > 0, 'the screen');
  });

  it('are in nothing that was shown, logged or stored', () => {
    assert.ok(kept.length > 0);
    const [, parameters = '', signature = ''] = /parameters=([^&]+)&signature=([^&]+)/.exec(streamingUrl) ?? [];
    assert.ok(parameters && signature);
    const secrets: [kind: string, values: readonly string[]][] = [
      ...sources.map(({ kind, secrets: values }): [string, readonly string[]] => [kind, values]),
      ['role with MFA: keys', secretsOf('WithMfa')],
      ['printed by a credential_process', Object.values(printed)],
      ['SSO tokens and client secret', planted.ssoTokens],
      ['password of the proxy', [passwords.proxy]],
      ['password of the directory', [passwords.directory]],
      ['streaming URL', [parameters, decodeURIComponent(parameters), signature, decodeURIComponent(signature)]],
    ];
    const people: [kind: string, values: readonly string[]][] = [
      ['user: mail address and names', Object.values(person)],
      ['who streams', [streamer, guest]],
    ];
    const found = [
      ...secrets.flatMap(([kind, values]) =>
        values.flatMap(value => placesOf(value, [...kept, ...shown]).map(place => `${kind}: ${place}`)),
      ),
      // The tree, dialogs and messages show people; nothing may keep them: no file, no title, no address.
      ...people.flatMap(([kind, values]) =>
        values.flatMap(value => placesOf(value, kept).map(place => `${kind}: ${place}`)),
      ),
    ];
    assert.deepEqual([...new Set(found)], []);
    const texts = [...kept, ...shown].filter(({ place }) => /\.(log|json|txt)$|^browser: |^screen /.test(place));
    assert.deepEqual(
      texts.filter(({ content }) => mfaCodeAlone.test(content.toString())).map(({ place }) => place),
      [],
      'the MFA code',
    );
  });
});
