import * as assert from 'node:assert/strict';

import { fleetInput, useSimulator } from './simulatorFixture';

const pool = { AuthenticationType: 'USERPOOL' };
const ada = { ...pool, UserName: 'ada+1@x.example' };

interface User {
  UserName: string;
  Enabled: boolean;
  Status: string;
}

describe("The simulator's users", () => {
  const fixture = useSimulator();
  const users = async () => (await fixture.call('DescribeUsers', pool)).Users as User[];

  it('are created enabled, differ by case, and keep their names', async () => {
    await fixture.call('CreateUser', { ...ada, FirstName: 'Ada', LastName: 'King' });
    await fixture.call('CreateUser', { ...ada, UserName: 'ADA+1@x.example' });
    await fixture.refuses('CreateUser', ada, 'ResourceAlreadyExistsException');
    assert.deepEqual(
      (await users()).map(({ UserName, Enabled, Status }) => [UserName, Enabled, Status]),
      [
        ['ADA+1@x.example', true, 'UNCONFIRMED'],
        ['ada+1@x.example', true, 'UNCONFIRMED'],
      ],
    );
  });

  it('get their welcome e-mail again, without names', async () => {
    await fixture.call('CreateUser', { ...ada, MessageAction: 'RESEND' });
    await fixture.refuses(
      'CreateUser',
      { ...ada, MessageAction: 'RESEND', FirstName: 'Ada' },
      'InvalidParameterCombinationException',
    );
    const nobody = { ...pool, UserName: 'nobody@x.example', MessageAction: 'RESEND' };
    await fixture.refuses('CreateUser', nobody, 'OperationNotPermittedException');
    assert.equal((await users()).length, 2);
  });

  it('belong to the user pool only', () =>
    fixture.refuses(
      'CreateUser',
      { ...ada, AuthenticationType: 'API' },
      'InvalidParameterValueException',
      "Cannot create a user with 'API' authentication type",
    ));

  it('are disabled, enabled, and deleted with their associations', async () => {
    await fixture.call('CreateStack', { Name: 'office' });
    await fixture.call('BatchAssociateUserStack', { UserStackAssociations: [{ ...ada, StackName: 'office' }] });
    const enabled = async () => (await users()).find(({ UserName }) => UserName === ada.UserName)?.Enabled;
    await fixture.call('DisableUser', ada);
    assert.equal(await enabled(), false);
    await fixture.call('EnableUser', ada);
    assert.equal(await enabled(), true);
    await fixture.call('DeleteUser', ada);
    const { UserStackAssociations } = await fixture.call('DescribeUserStackAssociations', { StackName: 'office' });
    assert.deepEqual(UserStackAssociations, []);
    for (const operation of ['DisableUser', 'EnableUser', 'DeleteUser']) {
      await fixture.refuses(operation, ada, 'ResourceNotFoundException');
    }
  });
});

describe("The simulator's associations of users and stacks", () => {
  const fixture = useSimulator();
  const of = (UserName: string, StackName: string) => ({ ...pool, UserName, StackName });

  before(async () => {
    for (const UserName of ['ada', 'bob']) await fixture.call('CreateUser', { ...pool, UserName });
    for (const Name of ['office', 'design', 'joined']) await fixture.call('CreateStack', { Name });
    await fixture.call('CreateDirectoryConfig', {
      DirectoryName: 'corp.example',
      OrganizationalUnitDistinguishedNames: ['OU=x'],
    });
    await fixture.call('CreateFleet', { ...fleetInput, DomainJoinInfo: { DirectoryName: 'corp.example' } });
    await fixture.call('AssociateFleet', { FleetName: 'cad', StackName: 'joined' });
  });

  it('succeed for some and report the others, one by one', async () => {
    const UserStackAssociations = [
      of('ada', 'office'),
      of('Ada', 'office'),
      of('ada', 'nowhere'),
      of('ada', 'joined'),
      of('bob', 'design'),
    ];
    const { errors } = await fixture.call('BatchAssociateUserStack', { UserStackAssociations });
    assert.deepEqual(
      (errors as { ErrorCode: string; UserStackAssociation: object }[]).map(error => [
        error.ErrorCode,
        error.UserStackAssociation,
      ]),
      [
        ['USER_NAME_NOT_FOUND', of('Ada', 'office')],
        ['STACK_NOT_FOUND', of('ada', 'nowhere')],
        ['INTERNAL_ERROR', of('ada', 'joined')],
      ],
    );
  });

  const asked: { given: object; told: object[] }[] = [
    { given: { StackName: 'office' }, told: [of('ada', 'office')] },
    { given: { ...pool, UserName: 'bob' }, told: [of('bob', 'design')] },
    { given: { StackName: 'office', UserName: 'bob' }, told: [] },
    { given: { StackName: 'nowhere' }, told: [] },
  ];
  for (const { given, told } of asked) {
    it(`are returned for ${JSON.stringify(given)}`, async () =>
      assert.deepEqual((await fixture.call('DescribeUserStackAssociations', given)).UserStackAssociations, told));
  }

  it('are requested by stack, or by user with authentication type', () =>
    fixture.refuses('DescribeUserStackAssociations', { UserName: 'ada' }, 'InvalidParameterCombinationException'));

  it('are limited to 25 per request', async () => {
    const UserStackAssociations = Array.from({ length: 26 }, () => of('ada', 'office'));
    await fixture.refuses('BatchAssociateUserStack', { UserStackAssociations }, 'ValidationException', /25/);
    const none = { UserStackAssociations: [] };
    await fixture.refuses('BatchAssociateUserStack', none, 'ValidationException', /greater than or equal to 1/);
  });

  it('can be removed', async () => {
    const { errors } = await fixture.call('BatchDisassociateUserStack', {
      UserStackAssociations: [of('ada', 'office'), of('ada', 'nowhere')],
    });
    assert.deepEqual(
      (errors as { ErrorCode: string }[]).map(({ ErrorCode }) => ErrorCode),
      ['STACK_NOT_FOUND'],
    );
    assert.deepEqual(
      (await fixture.call('DescribeUserStackAssociations', { StackName: 'office' })).UserStackAssociations,
      [],
    );
  });
});
