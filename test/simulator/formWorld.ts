// A simulated account with one of everything, made anew for each request: so that no request sees what another has done.
import { createAgenda } from '../../src/simulator/base/agenda';
import { ServiceError } from '../../src/simulator/base/errors';
import type { Store } from '../../src/simulator/base/store';
import type { World } from '../../src/simulator/base/world';
import { createWorld } from '../../src/simulator/base/world';
import { addImage } from '../../src/simulator/handlers/images';
import { seedStoreWith } from '../../src/simulator/seed/seedStore';
import { perform } from '../../src/simulator/server/operations';
import { elasticFleetInput, fleetInput } from './simulatorFixture';

/** Performs an operation. @returns its answer @throws ServiceError */
export type Ask = (operation: string, input: object) => Record<string, unknown>;

const caller = { accountId: '123456789012', region: 'eu-west-1' };
const time = Date.UTC(2026, 10, 24, 9);
const secret = Buffer.from('secret');

/** How to ask a world that is as it was at first, each time. */
export function createAsk(): Ask {
  const template = worldOfOne();
  return (operation, input) => {
    const world = createWorld(
      createAgenda(() => time, 1),
      secret,
      store => {
        const { accountId, region } = store;
        // What AWS publishes is nobody's to change.
        if (accountId === '') Object.assign(store, template.store(accountId, region));
        else if (accountId === caller.accountId && region === caller.region) Object.assign(store, copyOf(template));
      },
    );
    return perform(operation, JSON.parse(JSON.stringify(input)), caller, world);
  };
}

function copyOf(world: World): Store {
  return structuredClone(world.store(caller.accountId, caller.region));
}

/** Whether an error is the service's answer, and not a fault of its own. */
export function isRefusal(error: unknown): error is ServiceError {
  return error instanceof ServiceError;
}

/** A world with one of everything, to change. */
export function worldOfOne(): World {
  const world = createWorld(
    createAgenda(() => time, 1),
    secret,
    seedStoreWith('empty'),
  );
  const store = world.store(caller.accountId, caller.region);
  const make: Ask = (operation, input) => perform(operation, input, caller, world);
  const bucket = { S3Bucket: 'files', S3Key: 'key' };
  make('CreateDirectoryConfig', {
    DirectoryName: 'corp.example.com',
    OrganizationalUnitDistinguishedNames: ['OU=Streaming,DC=corp'],
  });
  const image = addImage(
    { Name: 'mine', Platform: 'WINDOWS_SERVER_2022', LatestAppstreamAgentVersion: 'FALSE' },
    'AVAILABLE',
    { store, world },
  );
  image.sharedWith.set('210987654321', { allowFleet: true });

  const multi = { ...fleetInput, ComputeCapacity: { DesiredSessions: 4 }, MaxSessionsPerInstance: 2 };
  make('CreateFleet', { ...fleetInput, Name: 'standard', Description: 'x', RootVolumeConfig: { VolumeSizeInGb: 300 } });
  make('CreateFleet', { ...multi, Name: 'shared', VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } });
  make('CreateFleet', { ...elasticFleetInput, Name: 'elastic', UsbDeviceFilterStrings: ['a,b,c,d,1,1,1,1'] });
  make('CreateFleet', { ...fleetInput, Name: 'running' });
  make('CreateFleet', { ...elasticFleetInput, Name: 'elasticRunning', UsbDeviceFilterStrings: ['a,b,c,d,1,1,1,1'] });
  for (const name of ['running', 'elasticRunning']) setState(store.fleets.get(name), 'RUNNING');

  make('CreateStack', { Name: 'plain', Tags: { team: 'cad' } });
  make('CreateStack', {
    Name: 'rich',
    StorageConnectors: [{ ConnectorType: 'GOOGLE_DRIVE', Domains: ['example.com'] }],
    ApplicationSettings: { Enabled: true, SettingsGroup: 'all' },
    EmbedHostDomains: ['portal.example.com'],
    AccessEndpoints: [{ EndpointType: 'STREAMING', VpceId: 'vpce-1' }],
    ContentRedirection: { HostToClient: { Enabled: true, AllowedUrls: ['https://example.com'] } },
  });
  make('AssociateFleet', { StackName: 'plain', FleetName: 'running' });
  make('CreateUser', { UserName: 'ada@example.com', AuthenticationType: 'USERPOOL' });
  make('CreateEntitlement', {
    Name: 'cad',
    StackName: 'rich',
    AppVisibility: 'ALL',
    Attributes: [{ Name: 'roles', Value: 'cad' }],
  });
  make('CreateThemeForStack', {
    StackName: 'rich',
    TitleText: 'Title',
    ThemeStyling: 'BLUE',
    OrganizationLogoS3Location: bucket,
    FaviconS3Location: bucket,
    FooterLinks: [{ DisplayName: 'Help', FooterLinkURL: 'https://example.com' }],
  });

  make('CreateImageBuilder', { Name: 'builder', InstanceType: 'stream.standard.medium', ImageName: 'mine' });
  setState(store.imageBuilders.get('builder'), 'RUNNING');
  make('CreateAppBlock', {
    Name: 'block',
    SourceS3Location: bucket,
    SetupScriptDetails: { ScriptS3Location: bucket, ExecutablePath: 'setup.ps1', TimeoutInSeconds: 60 },
  });
  make('CreateApplication', {
    Name: 'app',
    IconS3Location: bucket,
    LaunchPath: 'C:\\app.exe',
    LaunchParameters: '-x',
    Platforms: ['WINDOWS_SERVER_2019'],
    InstanceFamilies: ['GENERAL_PURPOSE'],
    AppBlockArn: 'arn:aws:appstream:eu-west-1:123456789012:app-block/block',
  });
  for (const Name of ['packer', 'packing']) {
    make('CreateAppBlockBuilder', {
      Name,
      Platform: 'WINDOWS_SERVER_2019',
      InstanceType: 'stream.standard.medium',
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
    });
  }
  setState(store.appBlockBuilders.get('packing'), 'RUNNING');
  return world;
}

function setState<T extends string>(thing: { State: T } | undefined, state: T): void {
  if (thing) thing.State = state;
}
