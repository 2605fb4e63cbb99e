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
    assert.ok(settings.S3BucketName.length <= 63, 'S3 has no longer names');
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

  const settings = (Action: string, Permission: string, MaximumLength?: number) => ({
    UserSettings: [{ Action, Permission, MaximumLength }],
  });
  const agents = {
    Settings: [{ AgentAction: 'COMPUTER_INPUT', Permission: 'ENABLED' }],
    ScreenResolution: 'W_1280xH_720',
    ScreenImageFormat: 'PNG',
  };
  const copy = 'CLIPBOARD_COPY_TO_LOCAL_DEVICE';
  const combination = 'InvalidParameterCombinationException';
  const refused: { given: string; input: object; type?: string; message: RegExp }[] = [
    {
      given: 'a maximum length of a setting that copies nothing',
      input: settings('FILE_UPLOAD', 'ENABLED', 5),
      message: /FILE_UPLOAD takes no maximum length/,
    },
    {
      given: 'a maximum length of a setting that is disabled',
      input: settings(copy, 'DISABLED', 5),
      message: /is disabled and takes no maximum length/,
    },
    {
      given: 'a maximum length of nothing',
      input: settings(copy, 'ENABLED', 0),
      type: 'ValidationException',
      message: /userSettings\.maximumLength.* greater than or equal to 1$/,
    },
    {
      given: 'a maximum length above 20 MB',
      input: settings(copy, 'ENABLED', 20_971_521),
      type: 'ValidationException',
      message: /userSettings\.maximumLength.* less than or equal to 20971520$/,
    },
    {
      given: 'a user setting twice',
      input: { UserSettings: ['ENABLED', 'DISABLED'].map(Permission => ({ Action: 'FILE_UPLOAD', Permission })) },
      message: /Each user setting is set once/,
    },
    {
      given: 'a storage connector twice',
      input: { StorageConnectors: [{ ConnectorType: 'HOMEFOLDERS' }, { ConnectorType: 'HOMEFOLDERS' }] },
      message: /Each storage connector is set once/,
    },
    {
      given: 'domains of Google Drive that require admin consent',
      input: {
        StorageConnectors: [{ ConnectorType: 'GOOGLE_DRIVE', DomainsRequireAdminConsent: ['x.example'] }],
      },
      message: /Only OneDrive/,
    },
    {
      given: 'an agent action twice',
      input: { AgentAccessConfig: { ...agents, Settings: [...agents.Settings, ...agents.Settings] } },
      message: /Each agent action is set once/,
    },
    {
      given: 'screenshots without a bucket',
      input: { AgentAccessConfig: { ...agents, ScreenshotsUploadEnabled: true } },
      message: /requires a bucket/,
    },
  ];
  for (const { given, input, type = combination, message } of refused) {
    it(`are refused with ${given}, when they are created and when they are updated`, async () => {
      await fixture.refuses('CreateStack', { Name: 'refused', ...input }, type, message);
      await fixture.call('CreateStack', { Name: 'refused' });
      await fixture.refuses('UpdateStack', { Name: 'refused', ...input }, type, message);
      await fixture.call('DeleteStack', { Name: 'refused' });
    });
  }

  const full = {
    RedirectURL: 'https://a.example',
    FeedbackURL: 'https://b.example',
    StorageConnectors: [
      { ConnectorType: 'HOMEFOLDERS', ResourceIdentifier: 'home' },
      { ConnectorType: 'GOOGLE_DRIVE', Domains: ['x.example'] },
      { ConnectorType: 'ONE_DRIVE', Domains: ['x.example'], DomainsRequireAdminConsent: ['y.example'] },
    ],
    EmbedHostDomains: ['x.example'],
    AccessEndpoints: [{ EndpointType: 'STREAMING', VpceId: 'vpce-1' }],
    StreamingExperienceSettings: { PreferredProtocol: 'UDP' },
    ContentRedirection: { HostToClient: { Enabled: true } },
    AgentAccessConfig: { ...agents, S3BucketArn: 'arn:aws:s3:::screenshots', ScreenshotsUploadEnabled: true },
  };
  const without = (type: string) => ({
    StorageConnectors: full.StorageConnectors.filter(({ ConnectorType }) => ConnectorType !== type),
  });
  const losses: { update: object; left: object }[] = [
    { update: { DeleteStorageConnectors: true }, left: { StorageConnectors: [] } },
    ...Object.entries({
      STORAGE_CONNECTORS: { StorageConnectors: [] },
      STORAGE_CONNECTOR_HOMEFOLDERS: without('HOMEFOLDERS'),
      STORAGE_CONNECTOR_GOOGLE_DRIVE: without('GOOGLE_DRIVE'),
      STORAGE_CONNECTOR_ONE_DRIVE: without('ONE_DRIVE'),
      REDIRECT_URL: { RedirectURL: undefined },
      FEEDBACK_URL: { FeedbackURL: undefined },
      EMBED_HOST_DOMAINS: { EmbedHostDomains: [] },
      ACCESS_ENDPOINTS: { AccessEndpoints: [] },
      STREAMING_EXPERIENCE_SETTINGS: { StreamingExperienceSettings: undefined },
      CONTENT_REDIRECTION: { ContentRedirection: undefined },
      AGENT_ACCESS_CONFIG: { AgentAccessConfig: undefined },
      THEME_NAME: {},
      IAM_ROLE_ARN: {},
    }).map(([attribute, left]) => ({ update: { AttributesToDelete: [attribute] }, left })),
  ];
  for (const { update, left } of losses) {
    it(`lose what ${JSON.stringify(update)} deletes, and nothing else`, async () => {
      const { Stack: before } = await fixture.call('CreateStack', { Name: 'full', ...full });
      for (const [member, value] of Object.entries(full)) assert.deepEqual((before as Stack)[member], value);
      await fixture.call('UpdateStack', { Name: 'full', ...update });
      const [after] = (await fixture.call('DescribeStacks', { Names: ['full'] })).Stacks as Stack[];
      const wanted: Record<string, unknown> = { ...(before as Stack), ...left };
      for (const member of Object.keys(left)) if (wanted[member] === undefined) delete wanted[member];
      assert.deepEqual(after, wanted);
      await fixture.call('DeleteStack', { Name: 'full' });
    });
  }

  it('get their first user settings back', async () => {
    const { Stack: plain } = await fixture.call('CreateStack', { Name: 'reset' });
    await fixture.call('UpdateStack', { Name: 'reset', ...settings('FILE_UPLOAD', 'DISABLED') });
    const AttributesToDelete = ['USER_SETTINGS'];
    const { Stack: reset } = await fixture.call('UpdateStack', { Name: 'reset', AttributesToDelete });
    assert.deepEqual(reset, plain);
    await fixture.call('DeleteStack', { Name: 'reset' });
  });

  it('may limit what is copied at once, from one character to 20 MB', async () => {
    await fixture.call('CreateStack', { Name: 'limited' });
    for (const length of [1, 20_971_520]) {
      const { Stack } = await fixture.call('UpdateStack', { Name: 'limited', ...settings(copy, 'ENABLED', length) });
      const setting = (Stack as Stack).UserSettings.find(({ Action }) => Action === copy);
      assert.deepEqual(setting, { Action: copy, Permission: 'ENABLED', MaximumLength: length });
    }
    await fixture.call('DeleteStack', { Name: 'limited' });
  });

  it('keep of their agent access what an update does not contain', async () => {
    await fixture.call('CreateStack', { Name: 'agents', AgentAccessConfig: agents });
    const update = (AgentAccessConfig: object) => fixture.call('UpdateStack', { Name: 'agents', AgentAccessConfig });
    const S3BucketArn = 'arn:aws:s3:::screenshots';
    await update({ S3BucketArn });
    const { Stack } = await update({ ScreenshotsUploadEnabled: true });
    assert.deepEqual((Stack as Stack)['AgentAccessConfig'], { ...agents, S3BucketArn, ScreenshotsUploadEnabled: true });
    await fixture.call('DeleteStack', { Name: 'agents' });
  });

  it('have no bucket of settings until these are enabled', async () => {
    const ApplicationSettings = { Enabled: false, SettingsGroup: 'all' };
    const { Stack } = await fixture.call('CreateStack', { Name: 'unsettled', ApplicationSettings });
    assert.deepEqual((Stack as Stack)['ApplicationSettings'], ApplicationSettings);
    await fixture.call('DeleteStack', { Name: 'unsettled' });
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
