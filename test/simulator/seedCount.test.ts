import * as assert from 'node:assert/strict';

import { isCount, partsOf } from '../../src/simulator/seed/count';
import { useSimulator } from './simulatorFixture';

describe('A count as the seed', () => {
  for (const seed of [0, 20, 'users:0', 'users:100000']) {
    it(`is ${seed}`, () => assert.ok(isCount(seed)));
  }
  for (const seed of [-1, 1.5, NaN, 'users:', 'users:-1', 'users:1.5', 'fleets:3', 'empty', '20', null, {}]) {
    it(`is not ${JSON.stringify(seed)}`, () => assert.ok(!isCount(seed)));
  }
  it('stands for fleets and users alike', () => assert.deepEqual(partsOf(20), { fleets: 20, users: 20 }));
});

describe('A simulator seeded with users alone', () => {
  const fixture = useSimulator({ seed: 'users:3' });

  it('has them, and neither fleets nor stacks', async () => {
    const { Users } = await fixture.call('DescribeUsers', { AuthenticationType: 'USERPOOL' });
    assert.deepEqual(
      (Users as { UserName: string }[]).map(user => user.UserName),
      ['user-00001@example.com', 'user-00002@example.com', 'user-00003@example.com'],
    );
    assert.deepEqual((await fixture.call('DescribeFleets')).Fleets, []);
    assert.deepEqual((await fixture.call('DescribeStacks')).Stacks, []);
  });

  it('takes further users', async () => {
    const more = { AuthenticationType: 'USERPOOL', UserName: 'ann@example.com' };
    assert.deepEqual(await fixture.call('CreateUser', more), {});
  });
});
