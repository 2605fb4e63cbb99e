// Users, directory configs, usage reports and tags: from the tree through to the simulator and back.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import type { Account } from './world';
import { below, itemOf, labelOf, nodeAt, showAccount, world } from './world';

const [trainer, intern, former] = ['trainer', 'intern', 'former.colleague'].map(
  name => `${name}@haldenbrook.example`,
) as [string, string, string];

/** Runs a command as the view does: on the first of the selected items, with all of them. */
function run(command: string, nodes: readonly Node[], answers: readonly Answer[] = []): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, nodes[0], nodes));
}

const at = ({ profile }: Account, ...path: string[]): Promise<Node> => nodeAt([profile, 'eu-west-1', ...path]);
const userNamed = (account: Account, name: string): Promise<Node> => at(account, 'Users', name);
const namesBelow = async (node: Node): Promise<string[]> => (await below(node)).map(labelOf);
const offered = (node: Node): string => itemOf(node).contextValue ?? '';

async function stacksOf({ api }: Account, UserName: string): Promise<(string | undefined)[]> {
  const scope = { UserName, AuthenticationType: 'USERPOOL' } as const;
  const { UserStackAssociations = [] } = await api.call('DescribeUserStackAssociations', scope);
  return UserStackAssociations.map(({ StackName }) => StackName).sort();
}

/** The messages and dialogs name users by their names; no line of the log and no tab does. */
function assertNamed(asked: readonly Asked[], ...said: readonly string[]): void {
  const messages = asked.filter(({ kind }) => kind !== 'list' && kind !== 'text').map(({ text }) => text);
  for (const words of said) assert.ok(messages.includes(words), `${words} is not among ${messages.join('\n')}`);
  for (const message of messages) assert.doesNotMatch(message.replace(/Request ID .*/, ''), /\b[0-9a-f]{12}\b/);
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label));
  for (const text of [...tabs, ...world().log]) assert.doesNotMatch(text, /trainer|intern@|former\.colleague/);
}

describe('a user', () => {
  it('is disabled after a confirmation, and enabled again', async () => {
    const account = await showAccount();
    const user = await userNamed(account, trainer);
    assert.match(String(itemOf(user).description), /^ENABLED · Paul Duffy · CONFIRMED/);
    const asked = await run('user.disable', [user], [{ press: 'Disable' }]);
    assert.match(asked[0]?.detail ?? '', new RegExp(`Account ${account.id}\nProfile ${account.profile}`));
    assert.match(String(itemOf(user).description), /^DISABLED/);
    assert.ok(offered(user).includes(';user.enable;') && !offered(user).includes(';user.disable;'));
    await run('user.enable', [user]);
    assert.match(String(itemOf(user).description), /^ENABLED/);
    assert.deepEqual(account.changes(), ['DisableUser', 'EnableUser']);
    assertNamed(asked, `Disable user ${trainer}?`);
  });

  it('receives the welcome e-mail again if it has not signed in', async () => {
    const account = await showAccount();
    assert.ok(!offered(await userNamed(account, trainer)).includes(';user.resend;'));
    assert.ok(!offered(await userNamed(account, former)).includes(';user.resend;'));
    assert.deepEqual(await run('user.resend', [await userNamed(account, intern)]), []);
    assert.deepEqual(account.changes(), ['CreateUser']);
  });

  it('is deleted after its name is typed', async () => {
    const account = await showAccount();
    const user = await userNamed(account, former);
    const asked = await run('user.delete', [user], [{ press: 'Delete' }, { type: trainer }, { type: former }]);
    assert.deepEqual(account.changes(), ['DeleteUser']);
    assert.ok(!(await namesBelow(await at(account, 'Users'))).includes(former));
    assertNamed(asked, `Delete user ${former}?`);
  });

  it('is called by its name in messages, and by its ID in the title of its document', async () => {
    const account = await showAccount();
    const user = await userNamed(account, trainer);
    const outcome = { kind: 'error', type: 'ResourceNotFoundException', message: `No user ${trainer}` } as const;
    const { faults } = world().simulator;
    faults.add({ operation: 'EnableUser', accessKeyId: account.accessKeyId, times: 1, outcome });
    await run('user.disable', [user], [{ press: 'Disable' }]);
    const asked = await run('user.enable', [user]);
    faults.clear();
    assert.match(asked[0]?.text ?? '', new RegExp(`^Enable User failed for ${trainer}: `));
    await vscode.commands.executeCommand('appstream.viewJson', user);
    const label = vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
    const [id = ''] = /^[0-9a-f]{12}(?= \(User\)\.json$)/.exec(label) ?? [];
    assert.ok(id, label);
    assert.ok((itemOf(user).tooltip as vscode.MarkdownString).value.includes(id));
    assertNamed(asked);
  });
});

describe('users and stacks', () => {
  it('are associated many to many in one call, and disassociated from either side', async () => {
    const account = await showAccount();
    const users = [await userNamed(account, trainer), await userNamed(account, intern)];
    const before = await stacksOf(account, intern);
    const asked = await run('user.associate', users, [
      { check: ['finance', 'office'] },
      { pick: "Don't send an e-mail" },
    ]);
    assert.deepEqual(account.changes(), ['BatchAssociateUserStack']);
    assert.equal(asked.at(-1)?.text, 'Associate Stacks with User: done for all 2.');
    assert.deepEqual(await stacksOf(account, intern), [...new Set([...before, 'finance', 'office'])].sort());
    assertNamed(asked);

    const stacks = await at(account, 'Users', trainer, 'Associated Stacks');
    assert.ok((await namesBelow(stacks)).includes('finance'));
    const finance = await at(account, 'Users', trainer, 'Associated Stacks', 'finance');
    const undone = await run('userStack.disassociate', [finance], [{ press: 'Disassociate' }]);
    assertNamed(undone, `Disassociate user ${trainer} from stack finance?`);
    assert.ok(!(await namesBelow(stacks)).includes('finance'));

    const usersOfGis = await at(account, 'Stacks', 'finance', 'Users');
    assert.ok((await namesBelow(usersOfGis)).includes(intern));
    const member = await at(account, 'Stacks', 'finance', 'Users', intern);
    const last = await run('stackUser.disassociate', [member], [{ press: 'Disassociate' }]);
    assert.ok(!(await namesBelow(usersOfGis)).includes(intern));
    assertNamed(last, `Disassociate user ${intern} from stack finance?`);
  });

  it('are associated from the stack, and disassociated from it', async () => {
    const account = await showAccount();
    const stack = await at(account, 'Stacks', 'archive-2024');
    const asked = await run(
      'stack.associateUsers',
      [stack],
      [{ check: [trainer, intern] }, { pick: 'Send an e-mail with sign-in instructions' }],
    );
    assert.ok((await stacksOf(account, trainer)).includes('archive-2024'));
    const undone = await run('stack.disassociateUsers', [stack], [{ check: [trainer] }, { press: 'Disassociate' }]);
    assert.ok(!(await stacksOf(account, trainer)).includes('archive-2024'));
    assert.ok((await stacksOf(account, intern)).includes('archive-2024'));
    assert.deepEqual(account.changes(), ['BatchAssociateUserStack', 'BatchDisassociateUserStack']);
    assertNamed([...asked, ...undone], `Disassociate ${trainer} from stack archive-2024?`);
  });

  it("get an explanation if they don't match: a stack of a domain", async () => {
    const account = await showAccount();
    const user = await userNamed(account, trainer);
    const before = await stacksOf(account, trainer);
    const answers: Answer[] = [{ check: ['gis', 'finance'] }, { pick: "Don't send an e-mail" }];
    const asked = await run('user.associate', [user], answers);
    assert.match(asked.at(-1)?.text ?? '', /1 of 2 failed\. .* joined to a domain/);
    assert.match(String(itemOf(user).description), /^ENABLED · ⚠ INTERNAL_ERROR · Associate Stacks with User failed/);
    assert.deepEqual(await stacksOf(account, trainer), [...before, 'finance'].sort(), 'the other one is done');
    assertNamed(asked);
  });

  it('that no longer exist are named in the tooltip, with what that means in the message', async () => {
    const account = await showAccount();
    const user = await userNamed(account, former);
    await account.api.call('DeleteUser', { UserName: former, AuthenticationType: 'USERPOOL' });
    const asked = await run(
      'user.associate',
      [user],
      [{ check: ['finance', 'office'] }, { pick: "Don't send an e-mail" }],
    );
    assert.match(asked.at(-1)?.text ?? '', /2 of 2 failed\. The user pool has no user with this name/);
    const tooltip = (itemOf(user).tooltip as vscode.MarkdownString).value;
    assert.match(tooltip.replace(/&nbsp;|\\/g, ' '), /finance/);
    assertNamed(asked);
  });
});

describe('a directory config', () => {
  it('is deleted if nothing has joined it', async () => {
    const account = await showAccount();
    const lab = await at(account, 'Directory Configs', 'lab.haldenbrook.example');
    await run('directoryConfig.delete', [lab], [{ press: 'Delete' }]);
    assert.deepEqual(await namesBelow(await at(account, 'Directory Configs')), ['corp.haldenbrook.example']);

    const corp = await at(account, 'Directory Configs', 'corp.haldenbrook.example');
    const asked = await run('directoryConfig.delete', [corp]);
    assert.match(asked.map(({ text }) => text).join('\n'), /Fleet gis-analysis is joined to the domain\./);
    assert.deepEqual(account.changes(), ['DeleteDirectoryConfig']);
  });
});

describe('usage reports', () => {
  it('are subscribed to and unsubscribed from, with an explanation', async () => {
    const account = await showAccount();
    const list = await at(account, 'Usage Reports', 'Subscription');
    const [bucket = ''] = await namesBelow(list);
    assert.match(bucket, /^appstream-logs-eu-west-1-/);
    await run(
      'usageReport.delete',
      [await at(account, 'Usage Reports', 'Subscription', bucket)],
      [{ press: 'Delete' }],
    );
    assert.deepEqual(await namesBelow(list), ['No usage report subscription yet']);
    assert.deepEqual(await run('usageReport.create', [list], ['cancel']).then(asked => asked.length), 1);
    const asked = await run('usageReport.create', [list], [{ press: 'Subscribe' }]);
    assert.match(asked[0]?.detail ?? '', /bucket/);
    assert.deepEqual(await namesBelow(list), [bucket]);
    assert.deepEqual(account.changes(), ['DeleteUsageReportSubscription', 'CreateUsageReportSubscription']);
  });

  it('show who used which license in a month', async () => {
    const account = await showAccount();
    const months = await namesBelow(await at(account, 'Usage Reports', 'Application Licenses'));
    assert.deepEqual(months, [...months].sort().reverse(), 'the newest month first');
    const thisMonth = new Date().toISOString().slice(0, 7);
    const usage = await at(account, 'Usage Reports', 'Application Licenses', thisMonth, 'License Usage');
    assert.deepEqual(await namesBelow(usage), ['aoife.byrne@haldenbrook.example', 'mary.okafor@haldenbrook.example']);
  });
});

describe('tags', () => {
  const tagged = [
    ['Fleets', 'cad-workstations'],
    ['Stacks', 'cad'],
    ['Image Builders', 'office-builder'],
    ['Images', 'Private', 'hb-cad-2026-10'],
  ];
  for (const path of tagged) {
    it(`are listed below ${path.join(' › ')}, and are removed there`, async () => {
      const account = await showAccount();
      const tags = await at(account, ...path, 'Tags');
      const before = await namesBelow(tags);
      const [parent] = (await below(tags)).map(node =>
        node.kind === 'resource' ? node.parent.scope['ResourceArn'] : '',
      );
      assert.ok(!before.includes('added'));
      const ResourceArn = parent || (tags.kind === 'group' ? tags.scope['ResourceArn'] : '');
      await account.api.call('TagResource', { ResourceArn, Tags: { added: 'here' } });
      await vscode.commands.executeCommand('appstream.refresh', tags);
      const added = await at(account, ...path, 'Tags', 'added');
      assert.equal(itemOf(added).description, 'here');
      await run('tag.remove', [added], [{ press: 'Remove' }]);
      assert.deepEqual(await namesBelow(tags), before);
      assert.deepEqual(account.changes(), ['TagResource', 'UntagResource']);
    });
  }

  it('are found from the Command Palette for every kind that has them', async () => {
    const account = await showAccount();
    const asked = await answering(
      [{ pick: 'Stacks' }, { pick: 'cad' }, { pick: 'Department' }, { press: 'Remove' }],
      () => vscode.commands.executeCommand('appstream.tag.remove'),
    );
    assert.ok(asked[0]?.offers.includes('Fleets'));
    assert.deepEqual(account.changes(), ['UntagResource']);
  });
});
