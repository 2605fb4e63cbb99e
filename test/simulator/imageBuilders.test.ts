import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { useSimulator } from './simulatorFixture';

interface Builder {
  State: string;
  [member: string]: unknown;
}

const input = { Name: 'tools', InstanceType: 'stream.standard.medium', ImageName: 'AppStream-RHEL8-08-31-2026' };

const unit = (OrganizationalUnitDistinguishedName: string) => ({
  DomainJoinInfo: { OrganizationalUnitDistinguishedName },
});

describe("The simulator's image builders", () => {
  const fixture = useSimulator();
  const demo = useSimulator({ seed: 'demo' });

  async function builder(): Promise<Builder> {
    return (
      ((await fixture.call('DescribeImageBuilders', { Names: ['tools'] })).ImageBuilders as Builder[])[0] ??
      assert.fail()
    );
  }

  it('are PENDING when created, then RUNNING with a network interface', async () => {
    const made = (await fixture.call('CreateImageBuilder', input)).ImageBuilder as Builder;
    assert.equal(made.State, 'PENDING');
    assert.equal(made.Platform, 'RHEL8');
    assert.equal(made.ImageArn, 'arn:aws:appstream:eu-west-1::image/AppStream-RHEL8-08-31-2026');
    assert.equal(made.NetworkAccessConfiguration, undefined);
    fixture.pass(durations.builderStart);
    const running = await builder();
    assert.equal(running.State, 'RUNNING');
    assert.ok(running.NetworkAccessConfiguration);
    await fixture.refuses('CreateImageBuilder', input, 'ResourceAlreadyExistsException');
  });

  it('stop, and start again with another agent version', async () => {
    assert.equal(
      ((await fixture.call('StopImageBuilder', { Name: 'tools' })).ImageBuilder as Builder).State,
      'STOPPING',
    );
    await fixture.refuses('DeleteImageBuilder', { Name: 'tools' }, 'OperationNotPermittedException', /STOPPING/);
    fixture.pass(durations.builderStop);
    assert.equal((await builder()).State, 'STOPPED');
    await fixture.call('StartImageBuilder', { Name: 'tools', AppstreamAgentVersion: 'LATEST' });
    fixture.pass(durations.builderStart);
    assert.equal((await builder()).State, 'UPDATING_AGENT');
    fixture.pass(durations.builderAgentUpdate);
    assert.equal((await builder()).State, 'RUNNING');
  });

  it('can be deleted while RUNNING: they are DELETING, then gone', async () => {
    assert.equal(
      ((await fixture.call('DeleteImageBuilder', { Name: 'tools' })).ImageBuilder as Builder).State,
      'DELETING',
    );
    await fixture.refuses('StopImageBuilder', { Name: 'tools' }, 'OperationNotPermittedException', /DELETING/);
    fixture.pass(durations.builderDelete);
    await fixture.refuses('DescribeImageBuilders', { Names: ['tools'] }, 'ResourceNotFoundException');
  });

  const refused: { given: string; change: object; type?: string; message?: string }[] = [
    { given: 'no image', change: { ImageName: undefined } },
    {
      given: 'both image name and ARN',
      change: { ImageArn: 'arn:aws:appstream:eu-west-1::image/AppStream-RHEL8-08-31-2026' },
    },
    { given: 'an organizational unit without its directory', change: unit('OU=Builders') },
    { given: 'an organizational unit that begins otherwise', change: unit('Builders'), type: 'ValidationException' },
    {
      given: 'software, but without Windows',
      change: { SoftwaresToInstall: ['Microsoft_Visio_2024_LTSC_Professional_64Bit'] },
      type: 'IncompatibleImageException',
      message: 'The image builder other does not run Windows.',
    },
    { given: 'two subnets', change: { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } } },
    {
      given: 'a root volume too large',
      change: { RootVolumeConfig: { VolumeSizeInGb: 501 } },
      type: 'ValidationException',
    },
    {
      given: 'an image that is not there',
      change: { ImageName: 'nowhere' },
      type: 'ResourceNotFoundException',
      message: 'The image nowhere for account 123456789012 does not exist.',
    },
    {
      given: "another account's role",
      change: { IamRoleArn: 'arn:aws:iam::999999999999:role/x' },
      type: 'InvalidRoleException',
      message: "AppStream 2.0 encountered an error because your IAM role 'arn:aws:iam::999999999999:role/x' is invalid",
    },
  ];
  for (const { given, change, type = 'InvalidParameterCombinationException', message } of refused) {
    it(`are refused with ${given}`, () =>
      fixture.refuses('CreateImageBuilder', { ...input, Name: 'other', ...change }, type, message));
  }

  const agents: { given: string; image: string; AppstreamAgentVersion?: string; has: readonly [string, string] }[] = [
    { given: 'the agent of their image', image: 'hb-office-2026-09', has: ['11-10-2025', 'FALSE'] },
    {
      given: 'the latest agent if they ask for it',
      image: 'hb-office-2026-09',
      AppstreamAgentVersion: 'LATEST',
      has: ['06-29-2026', 'TRUE'],
    },
    {
      given: 'the latest agent if they ask for its version',
      image: 'hb-office-2026-09',
      AppstreamAgentVersion: '06-29-2026',
      has: ['06-29-2026', 'TRUE'],
    },
    {
      given: 'an older agent if they ask for it',
      image: 'hb-cad-2026-10',
      AppstreamAgentVersion: '01-01-2026',
      has: ['01-01-2026', 'FALSE'],
    },
  ];
  for (const { given, image, has, ...version } of agents) {
    it(`have ${given}`, async () => {
      const { ImageBuilder } = await demo.call('CreateImageBuilder', {
        ...input,
        Name: `agent-${demo.now()}`,
        ImageName: image,
        ...version,
      });
      demo.pass(1);
      const { AppstreamAgentVersion, LatestAppstreamAgentVersion } = ImageBuilder as Builder;
      assert.deepEqual([AppstreamAgentVersion, LatestAppstreamAgentVersion], has);
    });
  }

  it('keep their agent when they start again, unless they are given another', async () => {
    const agent = async (version: object): Promise<unknown[]> => {
      await demo.call('StartImageBuilder', { Name: 'again', ...version });
      demo.pass(durations.builderStart + durations.builderAgentUpdate);
      const { ImageBuilders } = await demo.call('DescribeImageBuilders', { Names: ['again'] });
      const [one] = ImageBuilders as Builder[];
      await demo.call('StopImageBuilder', { Name: 'again' });
      demo.pass(durations.builderStop);
      return [one?.State, one?.AppstreamAgentVersion, one?.LatestAppstreamAgentVersion];
    };
    await demo.call('CreateImageBuilder', { ...input, Name: 'again', ImageName: 'hb-office-2026-09' });
    demo.pass(durations.builderStart);
    await demo.call('StopImageBuilder', { Name: 'again' });
    demo.pass(durations.builderStop);
    assert.deepEqual(await agent({}), ['RUNNING', '11-10-2025', 'FALSE']);
    assert.deepEqual(await agent({ AppstreamAgentVersion: 'LATEST' }), ['RUNNING', '06-29-2026', 'TRUE']);
    assert.deepEqual(await agent({}), ['RUNNING', '06-29-2026', 'TRUE']);
  });

  it('have what they are created with, and no Internet access unless they ask for it', async () => {
    const made = async (more: object): Promise<Builder> => {
      const Name = `made-${demo.now()}`;
      const { ImageBuilder } = await demo.call('CreateImageBuilder', { ...input, Name, ...more });
      demo.pass(1);
      return ImageBuilder as Builder;
    };
    const plain = await made({});
    assert.deepEqual(
      [plain.EnableDefaultInternetAccess, plain.DisableIMDSV1, plain.ImageBuilderErrors],
      [false, false, []],
    );
    const more = {
      DisplayName: 'Tools',
      Description: 'for tools',
      VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1', 'sg-2'] },
      IamRoleArn: 'arn:aws:iam::123456789012:role/builder',
      EnableDefaultInternetAccess: true,
      DisableIMDSV1: true,
      RootVolumeConfig: { VolumeSizeInGb: 500 },
      AccessEndpoints: [{ EndpointType: 'STREAMING', VpceId: 'vpce-1' }],
    };
    const rich = await made(more);
    assert.deepEqual({ ...rich, ...more }, rich);
  });

  it('have a network interface until they stop', async () => {
    const Name = 'networked';
    const address = async () => {
      const { ImageBuilders } = await demo.call('DescribeImageBuilders', { Names: [Name] });
      return (ImageBuilders as { NetworkAccessConfiguration?: { EniPrivateIpAddress: string } }[])[0]
        ?.NetworkAccessConfiguration?.EniPrivateIpAddress;
    };
    await demo.call('CreateImageBuilder', { ...input, Name });
    assert.equal(await address(), undefined);
    demo.pass(durations.builderStart);
    assert.match((await address()) ?? '', /^10\.0\.1\.\d{1,3}$/);
    await demo.call('StopImageBuilder', { Name });
    assert.equal(await address(), undefined);
  });
});
