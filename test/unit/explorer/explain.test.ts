// Explained errors: in the tooltip, in messages, and the commands that help.
import * as assert from 'node:assert/strict';

import { commands } from '../../../src/explorer/commands';
import { explained, explainedText, stepsFor } from '../../../src/explorer/show/explain';
import { present } from '../../../src/explorer/show/present';
import type { Mark } from '../../../src/explorer/tree/mark';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { errorsOf } from '../../../src/explorer/tree/node';
import type { ResourceError } from '../../../src/kinds/kind';
import { explanations } from '../../../src/kinds/parts/explanations';
import { explorerUnderTest } from '../../support/explorerUnderTest';

const subnet = { ErrorCode: 'SUBNET_NOT_FOUND', ErrorMessage: 'The subnet subnet-1 does not exist' };
const { cause, remedy } = explanations.FleetErrorCode.SUBNET_NOT_FOUND;
const newer = { ErrorCode: 'SOMETHING_NEW', ErrorMessage: 'Words of AWS' };

function fleet(errors: readonly object[], State = 'RUNNING', mark?: Mark): Promise<ResourceNode> {
  const DescribeFleets = () => ({ Fleets: [{ Name: 'dev', State, FleetErrors: errors }] });
  return explorerUnderTest({ DescribeFleets }, { mark }).row('fleet');
}

describe('An error that AWS reports inside a resource', () => {
  it('is explained in the tooltip, below the words of AWS', async () => {
    const { notes, tokens } = present(await fleet([subnet]));
    assert.deepEqual(notes, ['SUBNET_NOT_FOUND: The subnet subnet-1 does not exist', `${cause} ${remedy}`]);
    assert.ok(tokens.includes(';errors;'), tokens);
  });

  it('has only the words of AWS if its code is not known', async () => {
    const { notes, tokens } = present(await fleet([newer]));
    assert.deepEqual(notes, ['SOMETHING_NEW: Words of AWS']);
    assert.ok(tokens.includes(';errors;'), tokens);
  });

  it('is looked for in vain on a resource without errors', async () => {
    const { notes, tokens } = present(await fleet([]));
    assert.deepEqual(notes, []);
    assert.ok(!tokens.includes(';errors;'), tokens);
  });

  const words: readonly (readonly [string, ResourceError, string])[] = [
    [
      'a known code',
      { code: 'SUBNET_NOT_FOUND', message: 'Gone', codes: 'FleetErrorCode' },
      `SUBNET_NOT_FOUND: Gone. ${cause} ${remedy}`,
    ],
    ['a newer code', { code: 'NEW', message: 'Gone', codes: 'FleetErrorCode' }, 'NEW: Gone.'],
    ['a code of no enum', { code: 'SUBNET_NOT_FOUND', message: 'Gone' }, 'SUBNET_NOT_FOUND: Gone.'],
    ['no code', { code: undefined, message: 'Gone', codes: 'FleetErrorCode' }, 'Gone.'],
  ];
  for (const [given, error, said] of words) {
    it(`is told in a message, with ${given}`, () => assert.equal(explainedText(error), said));
  }
});

describe('Against an error', () => {
  const readOnly: Mark = { word: 'PRODUCTION', readOnly: true };
  const cases: readonly { given: string; state: string; code: string; mark?: Mark; commands: readonly string[] }[] = [
    {
      given: 'a fleet that is running',
      state: 'RUNNING',
      code: 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES',
      commands: ['fleet.update', 'refresh'],
    },
    {
      given: 'a fleet that is stopped',
      state: 'STOPPED',
      code: 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES',
      commands: ['fleet.update', 'fleet.start', 'refresh'],
    },
    {
      given: 'a fleet that is starting',
      state: 'STARTING',
      code: 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES',
      commands: ['refresh'],
    },
    {
      given: 'a fleet to create again',
      state: 'STOPPED',
      code: 'DOMAIN_JOIN_ERROR_LOGON_FAILURE',
      commands: ['duplicate', 'fleet.delete'],
    },
    {
      given: 'a read-only profile',
      state: 'STOPPED',
      code: 'DOMAIN_JOIN_ERROR_LOGON_FAILURE',
      mark: readOnly,
      commands: [],
    },
  ];
  for (const { given, state, code, mark, commands } of cases) {
    it(`of ${given}, what it offers now: ${commands.join(', ') || 'nothing'}`, async () => {
      const node = await fleet([{ ErrorCode: code }], state, mark);
      const [error] = errorsOf(node);
      const helps = error && explained(error)?.helps;
      assert.deepEqual(
        stepsFor(node, helps ?? assert.fail('not explained')).map(({ command }) => command),
        commands,
      );
    });
  }

  it('a command is named as in the menu', async () => {
    const node = await fleet([subnet]);
    assert.deepEqual(
      stepsFor(node, ['update', 'duplicate', 'refresh']).map(({ title }) => title),
      ['Update Fleet…', commands.duplicate.title, commands.refresh.title],
    );
  });
});
