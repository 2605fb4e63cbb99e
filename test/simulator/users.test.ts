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

  it('get no second welcome e-mail with a name, and none at all if the request says so', async () => {
    const resend = { ...ada, MessageAction: 'RESEND', LastName: 'King' };
    await fixture.refuses('CreateUser', resend, 'InvalidParameterCombinationException', /first and last name/);
    const quiet = { ...pool, UserName: 'quiet@x.example' };
    await fixture.call('CreateUser', { ...quiet, MessageAction: 'SUPPRESS' });
    assert.ok((await users()).some(({ UserName }) => UserName === quiet.UserName));
    await fixture.call('DeleteUser', quiet);
  });

  it('of other authentication types are not listed', async () => {
    assert.deepEqual((await fixture.call('DescribeUsers', { AuthenticationType: 'SAML' })).Users, []);
  });

  it('have what they are created with', async () => {
    const grace = { ...pool, UserName: 'grace@x.example', FirstName: 'Grace', LastName: 'Hopper' };
    await fixture.call('CreateUser', grace);
    const [made] = (await users()).filter(({ UserName }) => UserName === grace.UserName);
    const { CreatedTime, Arn, ...rest } = made as unknown as Record<string, unknown>;
    assert.equal((CreatedTime as Date).getTime(), fixture.now());
    assert.match(Arn as string, /^arn:aws:appstream:eu-west-1:123456789012:user\/userpool\/grace%40x\.example$/);
    assert.deepEqual(rest, { ...grace, Enabled: true, Status: 'UNCONFIRMED' });
    await fixture.call('DeleteUser', { ...pool, UserName: grace.UserName });
  });

  it('are at most fifty', async () => {
    const { length } = await users();
    const names = Array.from({ length: 50 - length }, (_, index) => `user-${index}@x.example`);
    for (const UserName of names) await fixture.call('CreateUser', { ...pool, UserName });
    const another = { ...pool, UserName: 'another@x.example' };
    await fixture.refuses('CreateUser', another, 'LimitExceededException', /limit of 50 users/);
    for (const UserName of names) await fixture.call('DeleteUser', { ...pool, UserName });
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
    const shouted = { ...ada, UserName: 'ADA+1@x.example', StackName: 'office' };
    const UserStackAssociationsOfBoth = [{ ...ada, StackName: 'office' }, shouted];
    await fixture.call('BatchAssociateUserStack', { UserStackAssociations: UserStackAssociationsOfBoth });
    const enabled = async () => (await users()).find(({ UserName }) => UserName === ada.UserName)?.Enabled;
    await fixture.call('DisableUser', ada);
    assert.equal(await enabled(), false);
    await fixture.call('EnableUser', ada);
    assert.equal(await enabled(), true);
    await fixture.call('DeleteUser', ada);
    const { UserStackAssociations } = await fixture.call('DescribeUserStackAssociations', { StackName: 'office' });
    assert.deepEqual(UserStackAssociations, [shouted], 'those of other users are left');
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
    { given: { StackName: 'office', MaxResults: 500 }, told: [of('ada', 'office')] },
    { given: { StackName: 'office', MaxResults: 0 }, told: [of('ada', 'office')] },
    { given: { StackName: 'office', AuthenticationType: 'SAML' }, told: [] },
  ];
  for (const { given, told } of asked) {
    it(`are returned for ${JSON.stringify(given)}`, async () =>
      assert.deepEqual((await fixture.call('DescribeUserStackAssociations', given)).UserStackAssociations, told));
  }

  for (const asked of [{ UserName: 'ada' }, pool, {}]) {
    it(`are requested by stack, or by user with authentication type, not by ${JSON.stringify(asked)}`, () =>
      fixture.refuses('DescribeUserStackAssociations', asked, 'InvalidParameterCombinationException', /Specify/));
  }

  it('are answered 25 at a time', async () => {
    await fixture.call('CreateStack', { Name: 'crowded' });
    const names = Array.from({ length: 26 }, (_, index) => `user-${index}`);
    for (const UserName of names) {
      await fixture.call('CreateUser', { ...pool, UserName });
      const UserStackAssociations = [of(UserName, 'crowded')];
      await fixture.call('BatchAssociateUserStack', { UserStackAssociations });
    }
    for (const MaxResults of [undefined, 0, 25, 26]) {
      const asked = { StackName: 'crowded', MaxResults };
      const { UserStackAssociations, NextToken } = await fixture.call('DescribeUserStackAssociations', asked);
      assert.equal((UserStackAssociations as unknown[]).length, 25, `MaxResults: ${MaxResults}`);
      const rest = await fixture.call('DescribeUserStackAssociations', { ...asked, NextToken });
      assert.equal((rest.UserStackAssociations as unknown[]).length, 1);
      assert.equal(rest.NextToken, undefined);
    }
  });

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
