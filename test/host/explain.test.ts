// Explain Error and Copy IAM Statement.
import assert from 'node:assert/strict';

import type { Node } from '../../src/explorer/tree/node';
import { explanations } from '../../src/kinds/parts/explanations';
import { run } from './runCommand';
import { below, itemOf, labelOf, nodeAt, showAccount, world } from './world';

const code = 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES';
const { cause, check = '', remedy } = explanations.FleetErrorCode[code];
const words = 'The subnet subnet-0c33d44e55f66a77b does not have enough free IP addresses for 5 instances.';
const documentation = 'Open AWS Documentation';

describe('Explain Error', () => {
  let gis: Node;
  before(async () => {
    const { profile } = await showAccount();
    gis = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
  });

  it('says what AWS reports, its cause, what to check and the remedy, and offers what helps now', async () => {
    const { asked } = await run('explainError', ['cancel'], gis);
    const [dialog, ...others] = asked;
    assert.deepEqual(others, []);
    assert.equal(dialog?.text, `Fleet "gis-analysis": ${code}`);
    assert.ok(dialog?.modal);
    const lines = (dialog?.detail ?? '').split('\n').filter(Boolean);
    assert.deepEqual(lines.slice(0, 4), [`AWS says: ${words}`, `Cause: ${cause}`, check, `Remedy: ${remedy}`]);
    assert.match(lines[4] ?? '', /account-\d+ · eu-west-1$/);
    assert.deepEqual(dialog?.offers, ['Update Fleet…', 'Start Fleet', 'Refresh', documentation, 'Copy Error']);
  });

  it('opens the documentation', async () => {
    const { opened } = await run('explainError', [{ press: documentation }], gis);
    assert.equal(opened.length, 1);
    assert.match(String(opened[0]), /^https:\/\/docs\.aws\.amazon\.com\/appstream2\/.*\.html$/);
  });

  it('copies the error', async () => {
    const { copied } = await run('explainError', [{ press: 'Copy Error' }], gis);
    assert.deepEqual(copied, [`${code}: ${words}`]);
  });

  it('runs the action that helps, for this resource', async () => {
    const { profile, changes } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    await run('explainError', [{ press: 'Start Fleet' }], node);
    assert.deepEqual(changes(), ['StartFleet']);
  });

  it('can be run from the palette, for resources with errors only', async () => {
    const { asked } = await run('explainError', [{ pick: 'Fleets' }, { pick: 'gis-analysis' }, 'cancel']);
    assert.ok(asked[0]?.offers.includes('Image Builders'), asked[0]?.offers.join());
    assert.ok(!asked[0]?.offers.includes('Users'), asked[0]?.offers.join());
    assert.deepEqual(asked[1]?.offers, ['gis-analysis']);
    assert.equal(asked[2]?.text, `Fleet "gis-analysis": ${code}`);
  });

  it('lets the user choose among several errors, and shows an unknown one as AWS sent it', async () => {
    const { profile, accessKeyId } = await showAccount();
    const errors = [
      { ErrorCode: 'SUBNET_NOT_FOUND', ErrorMessage: 'No subnet' },
      { ErrorCode: 'SOMETHING_NEW', ErrorMessage: 'Words of tomorrow' },
    ];
    const { faults } = world().simulator;
    faults.add({
      ...{ operation: 'DescribeFleets', accessKeyId },
      outcome: { kind: 'change', at: 'Fleets[Name=gis-analysis].FleetErrors', to: errors },
    });
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    const { asked } = await run('explainError', [{ pick: 'SOMETHING_NEW' }, 'cancel'], node);
    const [list, dialog] = asked;
    assert.match(list?.text ?? '', /^Fleet "gis-analysis" – /);
    assert.deepEqual(list?.offers, ['SUBNET_NOT_FOUND', 'SOMETHING_NEW']);
    assert.deepEqual(list?.details, [
      `SUBNET_NOT_FOUND: ${explanations.FleetErrorCode.SUBNET_NOT_FOUND.cause}`,
      'SOMETHING_NEW: There is no explanation for this error yet.',
    ]);
    assert.equal(dialog?.text, 'Fleet "gis-analysis": SOMETHING_NEW');
    assert.match(
      dialog?.detail ?? '',
      /^AWS says: Words of tomorrow\.\n\nThere is no explanation for this error yet\.\n/,
    );
    assert.deepEqual(dialog?.offers, ['Refresh', 'Copy Error']);
  });

  it('says so if the errors are gone', async () => {
    const { profile } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'cad-workstations']);
    const { asked } = await run('explainError', [], node);
    assert.deepEqual(
      asked.map(({ text }) => text),
      ['AWS reports no error for Fleet "cad-workstations" now.'],
    );
  });
});

describe('Copy IAM Statement', () => {
  const refused = (message: string) => ({ kind: 'error', type: 'AccessDeniedException', message }) as const;

  it('copies one statement for all selected lists that were refused', async () => {
    const { profile, accessKeyId } = await showAccount();
    const { faults } = world().simulator;
    for (const operation of ['DescribeFleets', 'DescribeStacks']) {
      faults.add({ operation, accessKeyId, outcome: refused('You may not.') });
    }
    const problems: Node[] = [];
    for (const list of ['Fleets', 'Stacks']) {
      const [problem] = await below(await nodeAt([profile, 'eu-west-1', list]));
      assert.match(
        problem && labelOf(problem) ? (itemOf(problem).contextValue ?? '') : '',
        /;problem\.denied;.*;denied;/,
      );
      if (problem) problems.push(problem);
    }
    const { copied } = await run('copyIamStatement', [], problems[0], problems);
    assert.deepEqual(
      copied.map(text => JSON.parse(text) as unknown),
      [{ Effect: 'Allow', Action: ['appstream:DescribeFleets', 'appstream:DescribeStacks'], Resource: '*' }],
    );
  });

  it('is a button of the message when an action is refused, with the ARN of the resource', async () => {
    const { profile, accessKeyId, id } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    world().simulator.faults.add({ operation: 'StartFleet', accessKeyId, outcome: refused('You may not start it.') });
    const { copied, asked } = await run('fleet.start', [{ press: 'Copy IAM Statement' }], node);
    assert.deepEqual(asked.at(-1)?.offers, ['Retry', 'Copy IAM Statement', 'Show Log']);
    const statement = {
      Effect: 'Allow',
      Action: 'appstream:StartFleet',
      Resource: `arn:aws:appstream:eu-west-1:${id}:fleet/gis-analysis`,
    };
    assert.deepEqual(
      copied.map(text => JSON.parse(text) as unknown),
      [statement],
    );
    assert.match(itemOf(node).contextValue ?? '', /;denied;/);
  });

  it('warns if AWS names an explicit deny', async () => {
    const { profile, accessKeyId } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    const message = 'User: x is not authorized to perform: appstream:StartFleet with an explicit deny in a policy';
    world().simulator.faults.add({ operation: 'StartFleet', accessKeyId, outcome: refused(message) });
    const { asked } = await run('fleet.start', [{ press: 'Copy IAM Statement' }], node);
    assert.match(asked.at(-1)?.text ?? '', /explicit deny/);
  });

  it('is no button when something else goes wrong', async () => {
    const { profile, accessKeyId } = await showAccount();
    const node = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: 'No capacity' } as const;
    world().simulator.faults.add({ operation: 'StartFleet', accessKeyId, outcome });
    const { asked } = await run('fleet.start', [], node);
    assert.deepEqual(asked.at(-1)?.offers, ['Retry', 'Show Log']);
    assert.doesNotMatch(itemOf(node).contextValue ?? '', /;denied;/);
  });
});
