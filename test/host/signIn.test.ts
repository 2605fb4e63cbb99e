import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import type { Sso } from '../support/ssoStandIn';
import { startSso } from '../support/ssoStandIn';
import type { Keys } from '../support/standIn';
import type { Sts } from '../support/stsStandIn';
import { startSts } from '../support/stsStandIn';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import { activate, below, itemOf, labelOf, nextAccount, nodeAt, setConnections, shown, world } from './world';

const device = 'arn:aws:iam::111122223333:mfa/dev';
const region = 'eu-west-1';
const code = { type: '123456' };
const fleet = 'gis-analysis';

function run(command: string, answers: readonly Answer[], ...nodes: unknown[]): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, ...nodes));
}

describe('signing in', () => {
  let sts: Sts;
  let sso: Sso;
  /** Whose keys are given out next. */
  let accessKeyId = '';
  const restore: (() => unknown)[] = [];
  const issue = (): Keys => ({ accessKeyId, secretAccessKey: 's', sessionToken: 't' });

  before(async () => {
    await activate();
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'appstream-home-'));
    [sts, sso] = await Promise.all([startSts({ issue, mfaCode: '123456' }), startSso({ issue, interval: 0 })]);
    const files = [process.env['AWS_CONFIG_FILE'] ?? '', process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? ''];
    const texts = files.map(file => fs.readFileSync(file, 'utf8'));
    const environment = { ...process.env };
    Object.assign(process.env, {
      HOME: home,
      AWS_ENDPOINT_URL_STS: sts.url,
      AWS_ENDPOINT_URL_SSO: sso.url,
      AWS_ENDPOINT_URL_SSO_OIDC: sso.url,
    });
    restore.push(
      () => Promise.all([sts.close(), sso.close()]),
      () => files.forEach((file, index) => fs.writeFileSync(file, texts[index] ?? '')),
      () => (process.env = environment),
      () => fs.rmSync(home, { recursive: true, force: true }),
    );
  });
  after(async () => {
    for (const undo of restore) await undo();
  });

  /** Adds a profile to the config file and has the view show it alone. @param settings its lines but for Region and endpoint */
  async function showProfile(name: string, settings: string): Promise<void> {
    const { simulator } = world();
    const lines = `[profile ${name}]\nregion = ${region}\nendpoint_url = ${simulator.url}\n${settings}\n`;
    fs.appendFileSync(process.env['AWS_CONFIG_FILE'] ?? '', `\n${lines}`);
    await run('addProfile', ['cancel']); // has read the files anew when it is answered
    await setConnections([{ profile: name, regions: [region] }]);
    await shown(labels => labels.length === 1 && labels[0] === name);
  }

  /** A role with MFA whose credentials are those of an account that no other test has touched. */
  async function showMfaProfile(name: string): Promise<ReturnType<typeof nextAccount>> {
    const account = nextAccount();
    ({ accessKeyId } = account);
    const { profile: source } = nextAccount();
    const settings = `role_arn = arn:aws:iam::111122223333:role/Admin\nmfa_serial = ${device}\nsource_profile = ${source}`;
    await showProfile(name, settings);
    return account;
  }

  async function showSsoProfile(name: string): Promise<void> {
    ({ accessKeyId } = nextAccount());
    const session = `[sso-session ${name}]\nsso_region = ${region}\nsso_start_url = https://${name}.test/start`;
    const settings = `sso_session = ${name}\nsso_account_id = 111122223333\nsso_role_name = Admin`;
    await showProfile(name, `${settings}\n${session}`);
  }

  const list = async (profile: string, group: string): Promise<Node[]> => below(await nodeAt([profile, region, group]));
  /** Expands a list with somebody at the prompts. */
  async function listing(answers: readonly Answer[], profile: string): Promise<{ nodes: Node[]; asked: Asked[] }> {
    const nodes: Node[] = [];
    const asked = await answering(answers, async () => nodes.push(...(await list(profile, 'Fleets'))));
    return { nodes, asked };
  }
  const labels = (nodes: readonly Node[]): string[] => nodes.map(labelOf);

  it('asks once for the code of the MFA device, with its ARN and the profile, for any number of waiting lists', async () => {
    await showMfaProfile('mfa-once');
    const asked = await answering([code], () =>
      Promise.all(['Fleets', 'Stacks', 'Image Builders'].map(group => list('mfa-once', group))),
    );
    assert.deepEqual(
      asked.map(({ kind, text }) => [kind, text]),
      [['text', `Sign In: mfa-once: Enter the code from MFA device ${device}`]],
    );
    assert.ok(labels(await list('mfa-once', 'Fleets')).includes(fleet));
  });

  it('refuses input that is not a code', async () => {
    await showMfaProfile('mfa-typing');
    const asked = await answering([{ type: '12' }, code], () => list('mfa-typing', 'Fleets'));
    assert.equal(asked.at(-1)?.problem, 'Enter a six-digit code.');
  });

  it('shows Sign In in place of the list after a cancel, and does not ask again by itself', async () => {
    await showMfaProfile('mfa-cancelled');
    const {
      nodes: [problem, ...others],
    } = await listing(['cancel'], 'mfa-cancelled');
    assert.deepEqual(others, []);
    assert(problem);
    const item = itemOf(problem);
    assert.equal(labelOf(problem), 'Sign in to list Fleets');
    assert.equal(item.description, 'Profile "mfa-cancelled" is not signed in.');
    assert.match(String(item.contextValue), /;problem\.signIn;/);
    assert.equal(item.command?.command, 'appstream.signIn');
    const silent = await answering([], async () => {
      await list('mfa-cancelled', 'Stacks');
      await vscode.commands.executeCommand('appstream.refresh', problem);
    });
    assert.deepEqual(silent, []);
    await run('signIn', [code], problem);
    for (const group of ['Fleets', 'Stacks']) {
      assert.ok(labels(await list('mfa-cancelled', group)).every(label => !label.startsWith('Sign in')));
    }
    assert.ok(labels(await list('mfa-cancelled', 'Fleets')).includes(fleet));
  });

  it('reports a wrong code, and asks again only when the user wants to', async () => {
    await showMfaProfile('mfa-wrong');
    const {
      nodes: [problem],
    } = await listing([{ type: '000000' }], 'mfa-wrong');
    assert(problem);
    assert.equal(itemOf(problem).description, 'The MFA code for profile "mfa-wrong" was not accepted.');
    const asked = await run('signIn', [{ type: '000000' }, { press: 'Sign In' }, code], problem);
    assert.deepEqual(
      asked.map(({ kind }) => kind),
      ['text', 'error', 'text'],
    );
    assert.ok(labels(await list('mfa-wrong', 'Fleets')).includes(fleet));
  });

  it('runs a refused action after the sign-in', async () => {
    const { changes } = await showMfaProfile('mfa-action');
    await answering([code], () => list('mfa-action', 'Fleets'));
    const node = await nodeAt(['mfa-action', region, 'Fleets', fleet]);
    const root = await nodeAt(['mfa-action']);
    const [said] = await run('signOut', [], root);
    assert.equal(said?.text, 'Profile "mfa-action" is signed out.');
    const asked = await run('fleet.start', [{ press: 'Sign In' }, code], node);
    assert.match(asked[0]?.text ?? '', /^Start Fleet failed for gis-analysis: Profile "mfa-action" is not signed in\./);
    assert.deepEqual(changes(), ['StartFleet']);
  });

  it('through IAM Identity Center shows the code, opens the browser and waits', async () => {
    await showSsoProfile('sso-once');
    const opened: string[] = [];
    const undo = replace(vscode.env, 'openExternal', (url: string) => {
      opened.push(url);
      for (const device of sso.devices) device.state = 'approved';
      return Promise.resolve(true);
    });
    const asked = await answering([{ press: 'Open Browser' }], () =>
      Promise.all(['Fleets', 'Stacks'].map(group => list('sso-once', group))),
    ).finally(undo);
    const userCode = sso.devices.at(-1)?.userCode;
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.text, `Sign in with the code ${userCode}`);
    assert.equal(asked[0]?.modal, true);
    assert.match(asked[0]?.detail ?? '', /Profile "sso-once" signs in through https:\/\/sso-once\.test\/start\./);
    assert.deepEqual(opened, [`${sso.url}/device?user_code=${userCode}`]);
    assert.ok(labels(await list('sso-once', 'Fleets')).includes(fleet));
  });

  it('through IAM Identity Center leaves Sign In after a cancel', async () => {
    await showSsoProfile('sso-cancelled');
    const { nodes } = await listing(['cancel'], 'sso-cancelled');
    assert.deepEqual(labels(nodes), ['Sign in to list Fleets']);
    assert.deepEqual(await answering([], () => list('sso-cancelled', 'Stacks')), []);
  });

  it("with the MFA device beside a profile's keys is offered, never asks by itself, and ends with Sign Out", async () => {
    const own = nextAccount();
    const other = nextAccount();
    ({ accessKeyId } = other);
    const settings = `aws_access_key_id = ${own.accessKeyId}\naws_secret_access_key = s\nmfa_serial = ${device}`;
    await showProfile('mfa-keys', settings);
    const { asked } = await listing([], 'mfa-keys');
    assert.deepEqual(asked, []);
    const root = await nodeAt(['mfa-keys']);
    assert.match(String(itemOf(root).contextValue), /;mfa;/);
    const asks = (key: string): number => world().requests.filter(({ accessKeyId: by }) => by === key).length;
    const before = asks(own.accessKeyId);
    const [question, ...more] = await run('signInWithMfa', [code], root);
    assert.equal(question?.text, `Sign In: mfa-keys: Enter the code from MFA device ${device}`);
    assert.deepEqual(more, []);
    await list('mfa-keys', 'Stacks');
    assert.equal(asks(own.accessKeyId), before);
    assert.ok(asks(other.accessKeyId) > 0);
    const [said] = await run('signOut', [], root);
    assert.equal(said?.text, 'Profile "mfa-keys" is signed out. It uses its keys without MFA again.');
    await list('mfa-keys', 'Stacks');
    assert.ok(asks(own.accessKeyId) > before);
  });

  it('has nothing to sign out of without a session, and says so', async () => {
    await showMfaProfile('mfa-unused');
    const [said] = await run('signOut', []);
    assert.equal(said?.text, 'Profile "mfa-unused" has nothing to sign out of.');
  });

  for (const command of ['signIn', 'signOut']) {
    it(`does not offer ${command} for a profile with keys`, async () => {
      const { profile } = nextAccount();
      await setConnections([{ profile, regions: [region] }]);
      await shown(labels => labels[0] === profile);
      const [said] = await run(command, []);
      assert.equal(said?.text, 'No profile in the view supports this command.');
    });
  }

  it('uses keys that change in the file, and leaves other profiles alone', async () => {
    const [changed, sibling, other] = [nextAccount(), nextAccount(), nextAccount()];
    await setConnections([changed, sibling].map(({ profile }) => ({ profile, regions: [region] })));
    await shown(labels => labels.length === 2);
    for (const { profile } of [changed, sibling]) await list(profile, 'Fleets');
    const asked = (key: string): number =>
      world().requests.filter(({ accessKeyId, operation }) => accessKeyId === key && operation === 'DescribeFleets')
        .length;
    const before = asked(sibling.accessKeyId);
    const file = process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '';
    const root = await nodeAt([changed.profile]);
    const redrawn = new Promise<void>(resolve => {
      const listening = world().tree?.onDidChangeTreeData?.(node => {
        if (node !== root) return;
        listening?.dispose();
        resolve();
      });
    });
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(changed.accessKeyId, other.accessKeyId));
    await redrawn;
    await list(changed.profile, 'Fleets');
    await list(sibling.profile, 'Fleets');
    assert.equal(asked(other.accessKeyId), 1);
    assert.equal(asked(sibling.accessKeyId), before);
  });
});
