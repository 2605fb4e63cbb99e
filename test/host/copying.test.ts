// Copy as AWS CLI Command, Copy as Signed Request, Open in AWS Console, and the waits.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import * as vscode from 'vscode';

import { explanations } from '../../src/kinds/parts/explanations';
import { run } from './runCommand';
import { nodeAt, showAccount, world } from './world';

describe('a call', () => {
  const setting = (shell: string | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('appstream').update('copy.shell', shell, vscode.ConfigurationTarget.Global);
  before(() => setting('sh'));
  after(() => setting(undefined));

  it('is copied as an AWS CLI command, from a list and from a resource', async () => {
    const { profile } = await showAccount();
    const list = await run('copyCli', [], await nodeAt([profile, 'eu-west-1', 'Fleets']));
    assert.deepEqual(list.copied, [`aws appstream describe-fleets --profile '${profile}' --region 'eu-west-1'`]);
    const one = await run('copyCli', [{ pick: 'Fleets' }, { pick: 'cad-workstations' }]);
    assert.deepEqual(one.copied, [
      `aws appstream describe-fleets --profile '${profile}' --region 'eu-west-1' --cli-input-json '{"Names":["cad-workstations"]}'`,
    ]);
  });

  it('is copied for another shell on request, and from then on for that shell', async () => {
    const { profile } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'cad-workstations']);
    const { copied, asked } = await run('copyCli', [{ press: 'Change Shell…' }, { pick: 'cmd' }], node);
    assert.deepEqual(asked.map(({ text }) => text).filter(Boolean), [
      'Copied as an AWS CLI command for sh, bash, zsh.',
      'Copied as an AWS CLI command for cmd.',
    ]);
    assert.deepEqual(asked[1]?.offers, ['sh, bash, zsh', 'PowerShell', 'cmd']);
    assert.match(copied[0] ?? '', /^aws .*--cli-input-json '\{/);
    assert.match(copied[1] ?? '', /echo \{"Names":\["cad-workstations"\]\}\naws .*"file:\/\//);
    assert.deepEqual((await run('copyCli', [], node)).copied, [copied[1]]);
    await setting('sh');
  });

  it('is copied signed: anyone who has it can make the call until it expires, and it is only on the clipboard', async () => {
    const { profile, accessKeyId } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Stacks']);
    const before = world().log.length;
    const { copied, asked } = await run('copySigned', [], node);
    assert.match(asked.at(-1)?.text ?? '', /without credentials until .*\d/);
    const [command = ''] = copied;
    const [url = '', ...headers] = wordsOf(command);
    const body = headers.pop();
    assert.ok(url.startsWith(world().simulator.url));
    const signature = new URL(url).searchParams.get('X-Amz-Signature') ?? '';
    assert.match(signature, /^[0-9a-f]{64}$/);
    const told = JSON.stringify([asked, world().log.slice(before)]);
    assert.ok(!told.includes(signature) && !told.includes('X-Amz-'));
    const asking = world().requests.length;
    const response = await fetch(url, {
      method: 'POST',
      headers: headers.map(header => header.split(': ') as [string, string]),
      ...(body !== undefined && { body }),
    });
    assert.equal(response.status, 200);
    assert.deepEqual(
      world()
        .requests.slice(asking)
        .map(request => [request.operation, request.accessKeyId]),
      [['DescribeStacks', accessKeyId]],
    );
  });
});

// As a shell takes it apart: the values of --request's URL, of each --header and of --data-raw.
function wordsOf(command: string): string[] {
  const text = execFileSync('/bin/sh', ['-c', command.replace(/^curl/, "printf '%s\\n'")], { encoding: 'utf8' });
  return text
    .trimEnd()
    .split('\n')
    .filter(word => !word.startsWith('--') && word !== 'POST');
}

describe('the AWS console', () => {
  it('opens at the list or the resource', async () => {
    const { profile } = await showAccount();
    const path = [profile, 'eu-west-1', 'Fleets'];
    const home = 'https://eu-west-1.console.aws.amazon.com/appstream2/home?region=eu-west-1';
    assert.deepEqual((await run('openConsole', [], await nodeAt(path))).opened, [`${home}#/fleets`]);
    const fleet = await nodeAt([...path, 'cad-workstations']);
    assert.deepEqual((await run('openConsole', [], fleet)).opened, [`${home}#/fleets?selected=cad-workstations`]);
  });
});

describe('waiting', () => {
  afterEach(() => world().simulator.faults.clear());

  const ends = [
    { given: 'becomes RUNNING', next: 'RUNNING', says: /^Fleet "finance-desktops" is RUNNING\.$/, kind: 'information' },
    {
      given: 'falls back to STOPPED',
      next: 'STOPPED',
      says: /^Fleet "finance-desktops" did not become RUNNING: it is STOPPED\./,
      kind: 'warning',
    },
  ];
  for (const { given, next, says, kind } of ends) {
    it(`for a fleet that ${given} ends with a message`, async () => {
      const { profile, accessKeyId } = await showAccount();
      const path = [profile, 'eu-west-1', 'Fleets', 'finance-desktops'];
      await run('fleet.start', [], await nodeAt(path));
      const fleet = await nodeAt(path);
      const edit = (output: Record<string, unknown>): void => {
        for (const one of output['Fleets'] as { Name: string; State: string }[]) {
          if (one.Name === 'finance-desktops') one.State = next;
        }
      };
      world().simulator.faults.add({ operation: 'DescribeFleets', accessKeyId, outcome: { kind: 'edit', edit } });
      const { asked } = await run('waitRunning', [], fleet);
      assert.deepEqual(
        asked.map(one => one.kind),
        [kind],
      );
      assert.match(asked[0]?.text ?? '', says);
    });
  }

  const code = 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES';
  const { cause, remedy } = explanations.FleetErrorCode[code];

  it('says why a fleet fell back to STOPPED, and explains the error', async () => {
    const { profile, accessKeyId } = await showAccount();
    const path = [profile, 'eu-west-1', 'Fleets', 'finance-desktops'];
    await run('fleet.start', [], await nodeAt(path));
    const fleet = await nodeAt(path);
    const edit = (output: Record<string, unknown>): void => {
      for (const one of output['Fleets'] as { Name: string; State: string; FleetErrors: object[] }[]) {
        if (one.Name !== 'finance-desktops') continue;
        one.State = 'STOPPED';
        one.FleetErrors = [{ ErrorCode: code, ErrorMessage: 'Full' }];
      }
    };
    world().simulator.faults.add({ operation: 'DescribeFleets', accessKeyId, outcome: { kind: 'edit', edit } });
    const { asked } = await run('waitRunning', [{ press: 'Explain Error…' }, 'cancel'], fleet);
    const said = `Fleet "finance-desktops" did not become RUNNING: it is STOPPED. ${code}: Full. ${cause} ${remedy}`;
    assert.equal(asked[0]?.text, said);
    assert.equal(asked[1]?.text, `Fleet "finance-desktops": ${code}`);
  });

  for (const choice of ['Stop Waiting', 'Keep Waiting'] as const) {
    it(`reports an error of a transient fleet once, and follows the answer: ${choice}`, async () => {
      const { profile, accessKeyId } = await showAccount();
      const path = [profile, 'eu-west-1', 'Fleets', 'finance-desktops'];
      await run('fleet.start', [], await nodeAt(path));
      const fleet = await nodeAt(path);
      let looks = 0;
      const edit = (output: Record<string, unknown>): void => {
        looks++;
        for (const one of output['Fleets'] as { Name: string; State: string; FleetErrors: object[] }[]) {
          if (one.Name !== 'finance-desktops') continue;
          one.FleetErrors = [{ ErrorCode: code, ErrorMessage: 'Full' }];
          if (looks > 3) one.State = 'RUNNING';
        }
      };
      world().simulator.faults.add({ operation: 'DescribeFleets', accessKeyId, outcome: { kind: 'edit', edit } });
      const { asked } = await run('waitRunning', [{ press: choice }], fleet);
      assert.deepEqual(asked[0], {
        kind: 'warning',
        text: `Fleet "finance-desktops" is still STARTING, and AWS reports: ${code}: Full. ${cause} ${remedy}`,
        offers: ['Stop Waiting', 'Keep Waiting'],
      });
      const ends = choice === 'Keep Waiting' ? ['Fleet "finance-desktops" is RUNNING.'] : [];
      assert.deepEqual(
        asked.slice(1).map(({ text }) => text),
        ends,
      );
    });
  }

  it('is offered for transient resources only', async () => {
    const { profile } = await showAccount();
    await run('fleet.start', [], await nodeAt([profile, 'eu-west-1', 'Fleets', 'finance-desktops']));
    const { asked } = await run('waitRunning', [{ pick: 'Fleets' }, 'cancel']);
    assert.ok(asked.at(-1)?.offers.includes('finance-desktops'));
    assert.ok(!asked.at(-1)?.offers.includes('field-survey'));
  });
});
