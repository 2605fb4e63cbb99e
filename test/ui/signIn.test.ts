// Signing in as a user does it: with the code of an MFA device, and in the browser through IAM Identity Center.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';

import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { temporaryFolder } from '../../tools/cleanup.mjs';
import { type AwsFiles, awsFiles } from '../support/awsFiles.mjs';
import { dialog, notifications } from '../support/messages';
import { waitForOpenedUrls } from '../support/openedUrls';
import { quickInput } from '../support/palette';
import { pressRowButton, tooltipOf } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tokenFile } from '../support/signInWorld';
import { type Sso, startSso } from '../support/ssoStandIn';
import { startSts, type Sts } from '../support/stsStandIn';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

const region = 'eu-west-1';
const device = 'arn:aws:iam::123456789012:mfa/anna';
const fleet = 'cad-workstations';
const notSignedIn = 'Sign in to list Fleets';

describe('Signing in', () => {
  const home = temporaryFolder('appstream-home-');
  let simulator: Simulator;
  let sts: Sts;
  let sso: Sso;
  let aws: AwsFiles;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;

  before(async () => {
    const issue = () => ({
      accessKeyId: 'SANDBOXPRODUCTION',
      secretAccessKey: 'not-a-secret',
      sessionToken: 'not-one',
    });
    [simulator, sts, sso] = await Promise.all([
      startSimulator(),
      startSts({ issue, mfaCode: '123456' }),
      startSso({ issue }),
    ]);
    const place = { region, endpointUrl: simulator.url };
    const role = { role_arn: 'arn:aws:iam::123456789012:role/Admin', source_profile: 'keys', mfa_serial: device };
    aws = awsFiles({
      keys: { ...place, accessKeyId: 'SANDBOXDEVELOPMENT' },
      mfa: { ...place, config: role },
      device: { ...place, accessKeyId: 'SANDBOXDEVELOPMENT', config: { mfa_serial: device } },
      sso: { ...place, config: { sso_session: 'corp', sso_account_id: '123456789012', sso_role_name: 'Admin' } },
    });
    const session = `[sso-session corp]\nsso_region = ${region}\nsso_start_url = https://corp.example/start\n`;
    fs.appendFileSync(aws.configFile, `\n${session}`);
    workbench = await startWorkbench({
      aws,
      settings: {
        'appstream.connections': ['mfa', 'sso', 'keys', 'device'].map(profile => ({ profile, regions: [region] })),
      },
      env: {
        HOME: home.path,
        AWS_ENDPOINT_URL_STS: sts.url,
        AWS_ENDPOINT_URL_SSO: sso.url,
        AWS_ENDPOINT_URL_SSO_OIDC: sso.url,
      },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    await Promise.all([simulator, sts, sso].map(server => server?.close()));
    aws?.remove();
    home.remove();
  });

  /** Opens the list of fleets without waiting for what comes. */
  async function openFleets(profile: string): Promise<void> {
    await rows.expand([profile, region]);
    await rows.row([profile, region, 'Fleets']).locator('.monaco-tl-twistie').click();
  }

  it('asks for the code of the MFA device; Escape leaves Sign In, which asks again', async () => {
    const { page } = workbench;
    const box = quickInput(page);
    await openFleets('mfa');
    await box.waitForTitle('Sign In: mfa');
    await box.waitForMessage(device);
    assert.equal(await box.input.getAttribute('type'), 'password');
    await screenshot(page, 'sign-in-mfa');
    await box.cancel();

    const problem = ['mfa', region, 'Fleets', notSignedIn];
    await rows.row(problem).waitFor();
    assert.equal(await rows.description(problem), 'Profile "mfa" is not signed in.');
    assert.match(await tooltipOf(page, rows.row(problem)), /Profile "mfa" is not signed in\./);
    await screenshot(page, 'sign-in-left');
    await rows.expand(['keys', region, 'Fleets']);
    assert.equal(await box.input.isVisible(), false, 'nobody is asked again');

    await pressRowButton(rows.row(problem), 'Sign In');
    await box.waitForTitle('Sign In: mfa');
    await box.fill('000000');
    await box.accept();
    await notifications(page).press('The MFA code for profile "mfa" was not accepted.', 'Sign In');
    await box.waitForTitle('Sign In: mfa');
    await box.fill('123456');
    await box.accept();
    await rows.row(['mfa', region, 'Fleets', fleet]).waitFor();
    await rows.expand(['mfa', region, 'Stacks']);
    assert.equal(sts.calls.filter(({ action }) => action === 'AssumeRole').length, 2, 'a wrong code and a right one');
    await rows.collapse(['mfa']);
    await rows.collapse(['keys']);
  });

  it('with the device beside its keys is in the menu of the profile; Sign Out returns to the keys', async () => {
    const { page } = workbench;
    const box = quickInput(page);
    await rows.expand(['device', region, 'Fleets']);
    assert.equal(await box.input.isVisible(), false, 'the keys act without a code');
    await rows.chooseMenu('device', ['Sign In and Out', 'Sign In with MFA']);
    await box.waitForTitle('Sign In: device');
    await box.waitForMessage(device);
    await screenshot(page, 'sign-in-device');
    await box.fill('123456');
    await box.accept();
    // The session is one of the account with this fleet here, so that it shows who acts.
    await page.locator('.statusbar-item', { hasText: 'Profile "device" is signed in with MFA' }).waitFor();
    await rows.chooseMenu(['device', region, 'Fleets'], 'Refresh');
    await rows.row(['device', region, 'Fleets', fleet]).waitFor();
    await screenshot(page, 'sign-in-device-done');
    await rows.chooseMenu('device', ['Sign In and Out', 'Sign Out']);
    await notifications(page).waitFor('Profile "device" is signed out. It uses its keys without MFA again.');
    await rows.row(['device', region, 'Fleets', fleet]).waitFor({ state: 'detached' });
    assert.equal(sts.calls.filter(({ action }) => action === 'GetSessionToken').length, 1);
    await rows.collapse(['device']);
  });

  it('shows the code, opens the browser, waits for the confirmation there, and Sign Out ends it', async () => {
    const { page, context } = workbench;
    await openFleets('sso');
    const words = await dialog(page).text();
    const [userCode = ''] = sso.devices.map(device => device.userCode);
    assert.ok(words.includes(userCode), words);
    assert.match(words, /Profile "sso" signs in through https:\/\/corp\.example\/start/);
    await screenshot(page, 'sign-in-sso');
    await dialog(page).press('Open Browser');
    const [opened] = await waitForOpenedUrls(context, 1);
    assert.equal(opened, `${sso.url}/device?user_code=${userCode}`);
    await page.bringToFront();
    await notifications(page).waitFor(/waiting for you to confirm the code .* in the browser/);
    await screenshot(page, 'sign-in-sso-waiting');

    const browser = context.pages().find(other => other.url() === opened);
    assert.ok(browser);
    await browser.getByRole('button', { name: 'Allow access' }).click();
    await browser.getByText('Request approved').waitFor();
    await browser.close();
    await rows.row(['sso', region, 'Fleets', fleet]).waitFor();
    assert.equal(fs.statSync(tokenFile(home.path, 'corp')).mode & 0o777, 0o600);

    await rows.chooseMenu('sso', ['Sign In and Out', 'Sign Out']);
    await notifications(page).waitFor('Profile "sso" is signed out.');
    await rows.row(['sso', region, 'Fleets', notSignedIn]).waitFor();
    assert.equal(fs.existsSync(tokenFile(home.path, 'corp')), false);
    assert.equal(sso.tokens.size, 0);
  });

  it('is noticed when it happens elsewhere', async () => {
    const token = sso.makeToken();
    const expiresAt = new Date(Date.now() + 3600_000).toISOString();
    fs.writeFileSync(tokenFile(home.path, 'corp'), JSON.stringify({ ...token, expiresAt }));
    await rows.row(['sso', region, 'Fleets', fleet]).waitFor();
  });
});
