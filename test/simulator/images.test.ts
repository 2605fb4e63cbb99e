import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { fleetInput, useSimulator } from './simulatorFixture';

interface Image {
  Name: string;
  Arn: string;
  State: string;
  Visibility: string;
  [member: string]: unknown;
}

const ownArn = 'arn:aws:appstream:eu-west-1:123456789012:image/hb-cad-2026-10';
const sharedArn = 'arn:aws:appstream:eu-west-1:345678901234:image/structural-suite-2026';
const other = { accessKeyId: 'SANDBOXDEVELOPMENT' };

describe("The simulator's images", () => {
  const fixture = useSimulator({ seed: 'demo' });

  async function images(input: object, who = {}): Promise<Image[]> {
    return (await fixture.call('DescribeImages', input, who)).Images as Image[];
  }
  async function state(Name: string, who = {}): Promise<string> {
    return (await images({ Names: [Name] }, who))[0]?.State ?? assert.fail(Name);
  }

  it('are private, shared and public, and are filtered by these types', async () => {
    const ofType = async (Type: string) =>
      (await images({ Type })).map(({ Name, Visibility }) => `${Name} ${Visibility}`);
    assert.ok((await ofType('PRIVATE')).includes('hb-cad-2026-10 PRIVATE'));
    assert.deepEqual(await ofType('SHARED'), ['structural-suite-2026 SHARED']);
    const published = await ofType('PUBLIC');
    assert.ok(published.includes('AppStream-RHEL8-08-31-2026 PUBLIC'));
    assert.ok(published.every(image => image.endsWith(' PUBLIC')));
    assert.equal((await images({})).length, (await images({ Type: 'PRIVATE' })).length + 1 + published.length);
  });

  it('of AWS have an ARN without an account', async () => {
    const [image] = await images({ Names: ['AppStream-WinServer2025-12-18-2025'] });
    assert.equal(image?.Arn, 'arn:aws:appstream:eu-west-1::image/AppStream-WinServer2025-12-18-2025');
  });

  it('shared by others are found by ARN, but not by name', async () => {
    assert.equal((await images({ Arns: [sharedArn] }))[0]?.Name, 'structural-suite-2026');
    await fixture.refuses('DescribeImages', { Names: ['structural-suite-2026'] }, 'ResourceNotFoundException');
  });

  it('are requested by name or by ARN, not both', () =>
    fixture.refuses('DescribeImages', { Names: ['a'], Arns: [ownArn] }, 'InvalidParameterCombinationException'));

  it('in a failed state say why', async () => {
    const [image] = await images({ Names: ['hb-gis-2026-07'] });
    assert.equal(image?.State, 'FAILED');
    assert.equal((image?.StateChangeReason as { Code: string }).Code, 'IMAGE_COPY_FAILURE');
  });

  it('can be used as far as their permissions allow', async () => {
    const input = { ...fleetInput, ImageName: undefined, ImageArn: sharedArn, Name: 'girder' };
    await fixture.call('CreateFleet', input);
    await fixture.refuses(
      'CreateImageBuilder',
      { Name: 'girder', InstanceType: 'stream.graphics.g5.xlarge', ImageArn: sharedArn },
      'OperationNotPermittedException',
      /image builders/,
    );
    await fixture.call('DeleteFleet', { Name: 'girder' });
  });

  it('must be AVAILABLE for a fleet', () =>
    fixture.refuses(
      'CreateFleet',
      { ...fleetInput, ImageName: 'hb-cad-2026-11' },
      'ResourceNotAvailableException',
      'The image hb-cad-2026-11 is PENDING. The image must be in an AVAILABLE state for this action to succeed.',
    ));

  it('are copied to another Region without tags, after some time', async () => {
    const there = { region: 'eu-central-1' };
    await fixture.call('TagResource', { ResourceArn: ownArn, Tags: { a: 'b' } });
    const copy = {
      SourceImageName: 'hb-cad-2026-10',
      DestinationImageName: 'hb-copy',
      DestinationRegion: there.region,
      DestinationImageDescription: 'for Frankfurt',
    };
    assert.deepEqual(await fixture.call('CopyImage', copy), { DestinationImageName: 'hb-copy' });
    assert.equal(await state('hb-copy', there), 'COPYING');
    const ResourceArn = 'arn:aws:appstream:eu-central-1:123456789012:image/hb-copy';
    assert.deepEqual((await fixture.call('ListTagsForResource', { ResourceArn }, there)).Tags, {});
    fixture.pass(durations.imageCopy);
    const [image] = await images({ Names: ['hb-copy'] }, there);
    assert.equal(image?.State, 'AVAILABLE');
    assert.equal(image?.Description, 'for Frankfurt');
    assert.equal(image?.ImageSharedWithOthers, 'FALSE', 'the permissions are not copied either');
    await fixture.refuses('CopyImage', copy, 'ResourceAlreadyExistsException', /hb-copy/);
  });

  it('are copied to a Region two at a time', async () => {
    const copy = (name: string) => ({
      SourceImageName: 'hb-office-2026-09',
      DestinationImageName: name,
      DestinationRegion: 'eu-west-2',
    });
    await fixture.call('CopyImage', copy('one'));
    await fixture.call('CopyImage', copy('two'));
    await fixture.refuses('CopyImage', copy('three'), 'LimitExceededException', /concurrent/);
    fixture.pass(durations.imageCopy);
    await fixture.call('CopyImage', copy('three'));
  });

  const refusedCopies: { given: string; input: object; type: string }[] = [
    {
      given: 'to a Region that AppStream is not in',
      input: { DestinationRegion: 'us-west-1' },
      type: 'ResourceNotAvailableException',
    },
    {
      given: 'to a reserved name',
      input: { DestinationImageName: 'AppStream-mine' },
      type: 'ValidationException',
    },
    {
      given: 'from what is not one’s own',
      input: { SourceImageName: 'structural-suite-2026' },
      type: 'ResourceNotFoundException',
    },
    { given: 'from what failed', input: { SourceImageName: 'hb-gis-2026-07' }, type: 'ResourceNotAvailableException' },
  ];
  for (const { given, input, type } of refusedCopies) {
    it(`are not copied ${given}`, () => {
      const copy = { SourceImageName: 'hb-cad-2026-10', DestinationImageName: 'x', DestinationRegion: 'eu-west-3' };
      return fixture.refuses('CopyImage', { ...copy, ...input }, type);
    });
  }

  it('can be shared with another account, which sees, uses and loses them', async () => {
    const Arn = 'arn:aws:appstream:eu-west-1:123456789012:image/hb-office-2026-09';
    const share = { Name: 'hb-office-2026-09', SharedAccountId: '210987654321' };
    await fixture.refuses('DescribeImages', { Arns: [Arn] }, 'ResourceNotFoundException', undefined, other);
    await fixture.call('UpdateImagePermissions', {
      ...share,
      ImagePermissions: { allowFleet: false, allowImageBuilder: true },
    });
    assert.deepEqual(await fixture.call('DescribeImagePermissions', { Name: share.Name }), {
      Name: share.Name,
      SharedImagePermissionsList: [
        { sharedAccountId: '210987654321', imagePermissions: { allowFleet: false, allowImageBuilder: true } },
      ],
    });
    const [seen] = await images({ Arns: [Arn] }, other);
    assert.equal(seen?.Visibility, 'SHARED');
    assert.deepEqual(seen.ImagePermissions, { allowFleet: false, allowImageBuilder: true });
    assert.equal((await images({ Names: [share.Name] }))[0]?.ImageSharedWithOthers, 'TRUE');
    await fixture.refuses('DeleteImage', { Name: share.Name }, 'ResourceInUseException', /shared/);
    await fixture.call('DeleteImagePermissions', share);
    await fixture.refuses('DescribeImages', { Arns: [Arn] }, 'ResourceNotFoundException', undefined, other);
    await fixture.refuses('DeleteImagePermissions', share, 'ResourceNotFoundException');
  });

  it("can't be deleted while a fleet or an image builder uses them, in other accounts too", async () => {
    await fixture.refuses('DeleteImage', { Name: 'hb-office-2026-09' }, 'ResourceInUseException', /fleet/);
    await fixture.call('DeleteImagePermissions', { Name: 'hb-cad-2026-10', SharedAccountId: '210987654321' });
    await fixture.call('StopFleet', { Name: 'cad-workstations' });
    fixture.pass(durations.fleetStop);
    await fixture.call('UpdateFleet', { Name: 'cad-workstations', ImageName: 'hb-cad-2026-06' });
    await fixture.refuses('DeleteImage', { Name: 'hb-cad-2026-10' }, 'ResourceInUseException', /dev-cad-test/);
  });

  it('are DELETING for some time, then gone', async () => {
    const { Image } = await fixture.call('DeleteImage', { Name: 'hb-gis-2026-07' });
    assert.equal((Image as Image).State, 'DELETING');
    assert.equal(await state('hb-gis-2026-07'), 'DELETING');
    fixture.pass(durations.imageDelete);
    await fixture.refuses('DescribeImages', { Names: ['hb-gis-2026-07'] }, 'ResourceNotFoundException');
  });
});
