import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { useSimulator } from './simulatorFixture';

interface Builder {
  State: string;
  [member: string]: unknown;
}

const input = { Name: 'tools', InstanceType: 'stream.standard.medium', ImageName: 'AppStream-RHEL8-08-31-2026' };

describe("The simulator's image builders", () => {
  const fixture = useSimulator();

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
});
