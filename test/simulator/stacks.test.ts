import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { fleetInput, useSimulator } from './simulatorFixture';

type Stack = Record<string, unknown> & { UserSettings: { Action: string; Permission: string }[] };

describe("The simulator's stacks", () => {
  const fixture = useSimulator();

  it('are created with all user settings and empty lists', async () => {
    const { CreatedTime, ...made } = (await fixture.call('CreateStack', { Name: 'plain' })).Stack as Stack;
    assert.ok(CreatedTime instanceof Date);
    const enabled = (Action: string) => ({ Action, Permission: 'ENABLED' });
    assert.deepEqual(made, {
      Arn: 'arn:aws:appstream:eu-west-1:123456789012:stack/plain',
      Name: 'plain',
      StorageConnectors: [],
      AccessEndpoints: [],
      EmbedHostDomains: [],
      StackErrors: [],
      ApplicationSettings: { Enabled: false },
      UserSettings: [
        enabled('CLIPBOARD_COPY_FROM_LOCAL_DEVICE'),
        enabled('CLIPBOARD_COPY_TO_LOCAL_DEVICE'),
        enabled('FILE_UPLOAD'),
        enabled('FILE_DOWNLOAD'),
        enabled('PRINTING_TO_LOCAL_DEVICE'),
        enabled('DOMAIN_PASSWORD_SIGNIN'),
        { Action: 'DOMAIN_SMART_CARD_SIGNIN', Permission: 'DISABLED' },
        { Action: 'AUTO_TIME_ZONE_REDIRECTION', Permission: 'DISABLED' },
      ],
    });
    await fixture.refuses('CreateStack', { Name: 'plain' }, 'ResourceAlreadyExistsException', /plain/);
  });

  it('return the full set of user settings after a partial update', async () => {
    const UserSettings = [{ Action: 'FILE_UPLOAD', Permission: 'DISABLED' }];
    const { UserSettings: after } = (await fixture.call('UpdateStack', { Name: 'plain', UserSettings })).Stack as Stack;
    assert.equal(after.length, 8);
    assert.deepEqual(
      after.filter(({ Permission }) => Permission === 'DISABLED').map(({ Action }) => Action),
      ['FILE_UPLOAD', 'DOMAIN_SMART_CARD_SIGNIN', 'AUTO_TIME_ZONE_REDIRECTION'],
    );
  });

  it('get a bucket once application settings are enabled', async () => {
    const ApplicationSettings = { Enabled: true, SettingsGroup: 'all' };
    const { Stack } = await fixture.call('UpdateStack', { Name: 'plain', ApplicationSettings });
    const settings = (Stack as Stack).ApplicationSettings as { S3BucketName: string };
    assert.match(settings.S3BucketName, /^appstream-app-settings-eu-west-1-123456789012-[0-9a-z]+$/);
  });

  it('lose what an update deletes', async () => {
    await fixture.call('UpdateStack', {
      Name: 'plain',
      RedirectURL: 'https://a.example',
      StorageConnectors: [{ ConnectorType: 'HOMEFOLDERS' }, { ConnectorType: 'ONE_DRIVE' }],
    });
    const AttributesToDelete = ['REDIRECT_URL', 'STORAGE_CONNECTOR_ONE_DRIVE'];
    const { Stack } = await fixture.call('UpdateStack', { Name: 'plain', AttributesToDelete });
    assert.equal((Stack as Stack).RedirectURL, undefined);
    assert.deepEqual((Stack as Stack).StorageConnectors, [
      { ConnectorType: 'HOMEFOLDERS', ResourceIdentifier: 'appstream2-36fb080bb8-eu-west-1-123456789012' },
    ]);
  });

  it('have one fleet; a fleet has many stacks; neither can be deleted while they are associated', async () => {
    await fixture.call('CreateFleet', { ...fleetInput, Name: 'one' });
    await fixture.call('CreateFleet', { ...fleetInput, Name: 'two' });
    for (const Name of ['a', 'b']) await fixture.call('CreateStack', { Name });
    for (const StackName of ['a', 'b', 'a']) await fixture.call('AssociateFleet', { FleetName: 'one', StackName });
    await fixture.refuses(
      'AssociateFleet',
      { FleetName: 'two', StackName: 'a' },
      'LimitExceededException',
      /a is already/,
    );
    assert.deepEqual((await fixture.call('ListAssociatedStacks', { FleetName: 'one' })).Names, ['a', 'b']);
    assert.deepEqual((await fixture.call('ListAssociatedFleets', { StackName: 'a' })).Names, ['one']);
    await fixture.refuses(
      'DeleteFleet',
      { Name: 'one' },
      'ResourceInUseException',
      'The fleet one is associated with a stack. To delete the fleet, you must dissociate it from the stack.',
    );
    await fixture.refuses(
      'DeleteStack',
      { Name: 'a' },
      'ResourceInUseException',
      'Cannot delete stack a. This stack has fleets associated with it. Only stacks with no fleets associated with it can be deleted.',
    );
    for (const StackName of ['a', 'b']) await fixture.call('DisassociateFleet', { FleetName: 'one', StackName });
    await fixture.refuses('DisassociateFleet', { FleetName: 'one', StackName: 'a' }, 'ResourceNotFoundException');
    for (const Name of ['one', 'two']) await fixture.call('DeleteFleet', { Name });
    for (const Name of ['a', 'b']) await fixture.call('DeleteStack', { Name });
    assert.deepEqual((await fixture.call('ListAssociatedStacks', { FleetName: 'one' })).Names, []);
  });

  it('keep their fleet while users stream from it', async () => {
    const pair = { FleetName: 'busy', StackName: 'plain' };
    await fixture.call('CreateFleet', { ...fleetInput, Name: 'busy' });
    await fixture.call('AssociateFleet', pair);
    await fixture.call('StartFleet', { Name: 'busy' });
    fixture.pass(durations.fleetStart);
    await fixture.call('CreateStack', { Name: 'idle' });
    await fixture.call('AssociateFleet', { ...pair, StackName: 'idle' });
    const { StreamingURL } = await fixture.call('CreateStreamingURL', { ...pair, UserId: 'user' });
    await fetch(StreamingURL as string);
    await fixture.refuses('DisassociateFleet', pair, 'ResourceInUseException');
    await fixture.call('DisassociateFleet', { ...pair, StackName: 'idle' });
    await fixture.call('DeleteStack', { Name: 'idle' });
    await fixture.call('StopFleet', { Name: 'busy' });
    await fixture.call('DisassociateFleet', pair);
  });

  for (const [operation, input] of [
    ['DescribeStacks', { Names: ['plain', 'nowhere'] }],
    ['UpdateStack', { Name: 'nowhere' }],
    ['DeleteStack', { Name: 'nowhere' }],
    ['AssociateFleet', { FleetName: 'busy', StackName: 'nowhere' }],
  ] as const) {
    it(`that do not exist make ${operation} fail and say so`, () =>
      fixture.refuses(operation, input, 'ResourceNotFoundException', /nowhere/));
  }
});
