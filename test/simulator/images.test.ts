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

  it('are filtered by type among those that are asked for', async () => {
    const asked = { Names: ['hb-cad-2026-06', 'AppStream-RHEL8-08-31-2026'] };
    const names = async (more: object) => (await images({ ...asked, ...more })).map(({ Name }) => Name).sort();
    assert.deepEqual(await names({}), ['AppStream-RHEL8-08-31-2026', 'hb-cad-2026-06']);
    assert.deepEqual(await names({ Type: 'PUBLIC' }), ['AppStream-RHEL8-08-31-2026']);
    assert.deepEqual(await names({ Type: 'PRIVATE' }), ['hb-cad-2026-06']);
    assert.deepEqual(await names({ Type: 'SHARED' }), []);
  });

  it('of another account or Region can neither be seen, shared, copied nor deleted', async () => {
    const Arns = ['arn:aws:appstream:eu-west-1:123456789012:image/hb-cad-2026-06'];
    for (const who of [other, { region: 'us-east-1' }, { accessKeyId: 'AKIASOMEONE' }]) {
      await fixture.refuses('DescribeImages', { Arns }, 'ResourceNotFoundException', undefined, who);
    }
    const share = { SharedAccountId: '111122223333', ImagePermissions: { allowFleet: true } };
    const copy = { DestinationImageName: 'mine', DestinationRegion: 'eu-west-1' };
    for (const name of ['structural-suite-2026', 'AppStream-RHEL8-08-31-2026']) {
      await fixture.refuses('UpdateImagePermissions', { Name: name, ...share }, 'ResourceNotFoundException');
      await fixture.refuses('CopyImage', { SourceImageName: name, ...copy }, 'ResourceNotFoundException');
      await fixture.refuses('DeleteImage', { Name: name }, 'ResourceNotFoundException');
    }
  });

  it('say to others what they may be used for, and to their owner whether they are shared', async () => {
    const [shared] = await images({ Arns: [sharedArn] });
    assert.deepEqual(shared?.ImagePermissions, { allowFleet: true, allowImageBuilder: false });
    assert.equal('ImageSharedWithOthers' in shared, false);
    const [own] = await images({ Names: ['hb-cad-2026-06'] });
    assert.deepEqual(
      [own?.ImageSharedWithOthers, own?.ImagePermissions],
      ['FALSE', { allowFleet: true, allowImageBuilder: true }],
    );
  });

  it('keep what an update of their permissions does not contain', async () => {
    const share = { Name: 'hb-cad-2026-06', SharedAccountId: '333344445555' };
    const permissions = async () =>
      (await fixture.call('DescribeImagePermissions', { Name: share.Name })).SharedImagePermissionsList;
    await fixture.call('UpdateImagePermissions', { ...share, ImagePermissions: { allowFleet: true } });
    await fixture.call('UpdateImagePermissions', { ...share, ImagePermissions: { allowImageBuilder: true } });
    assert.deepEqual(await permissions(), [
      { sharedAccountId: '333344445555', imagePermissions: { allowFleet: true, allowImageBuilder: true } },
    ]);
    await fixture.call('DeleteImagePermissions', share);
    assert.deepEqual(await permissions(), []);
  });

  it('are shared with at most a hundred accounts, which can be asked for', async () => {
    const Name = 'hb-cad-2026-06';
    const share = (SharedAccountId: string, allowFleet = true) => ({
      Name,
      SharedAccountId,
      ImagePermissions: { allowFleet },
    });
    const accounts = Array.from({ length: 100 }, (_, index) => String(100_000_000_000 + index));
    for (const account of accounts) await fixture.call('UpdateImagePermissions', share(account));
    const another = share('999999999999');
    await fixture.refuses('UpdateImagePermissions', another, 'LimitExceededException', /at most 100 accounts/);
    await fixture.call('UpdateImagePermissions', share(accounts[7] ?? '', false));
    const asked = { Name, SharedAwsAccountIds: [accounts[7], accounts[9], '999999999999'] };
    assert.deepEqual((await fixture.call('DescribeImagePermissions', asked)).SharedImagePermissionsList, [
      { sharedAccountId: accounts[7], imagePermissions: { allowFleet: false } },
      { sharedAccountId: accounts[9], imagePermissions: { allowFleet: true } },
    ]);
    for (const SharedAccountId of accounts) await fixture.call('DeleteImagePermissions', { Name, SharedAccountId });
  });

  describe('that are not AVAILABLE yet', () => {
    const early = useSimulator({ seed: 'demo' });
    const Name = 'hb-cad-2026-11';
    const role = { IamRoleArn: 'arn:aws:iam::123456789012:role/images' };
    const builder = { Name: 'early', InstanceType: 'stream.standard.medium', ImageName: Name };
    const refused: { operation: string; input: object; type: string }[] = [
      { operation: 'DeleteImage', input: { Name }, type: 'OperationNotPermittedException' },
      {
        operation: 'UpdateImagePermissions',
        input: { Name, SharedAccountId: '333344445555', ImagePermissions: { allowFleet: true } },
        type: 'ResourceNotAvailableException',
      },
      {
        operation: 'CopyImage',
        input: { SourceImageName: Name, DestinationImageName: 'copy', DestinationRegion: 'eu-west-1' },
        type: 'ResourceNotAvailableException',
      },
      {
        operation: 'CreateExportImageTask',
        input: { ImageName: Name, AmiName: 'early', ...role },
        type: 'ResourceNotAvailableException',
      },
      {
        operation: 'CreateUpdatedImage',
        input: { existingImageName: Name, newImageName: 'early' },
        type: 'OperationNotPermittedException',
      },
      { operation: 'CreateImageBuilder', input: builder, type: 'ResourceNotAvailableException' },
    ];
    for (const { operation, input, type } of refused) {
      it(`make ${operation} fail, which names the state`, () =>
        early.refuses(operation, input, type, new RegExp(`${Name} is PENDING`)));
    }

    it('cannot be updated, says a dry run', async () => {
      const input = { existingImageName: Name, newImageName: 'early', dryRun: true };
      assert.deepEqual(await early.call('CreateUpdatedImage', input), { canUpdateImage: false });
    });
  });

  it('are shared with accounts whose number has 12 digits', () =>
    fixture.refuses(
      'UpdateImagePermissions',
      { Name: 'hb-cad-2026-10', SharedAccountId: '12345678901', ImagePermissions: { allowFleet: true } },
      'ValidationException',
      /sharedAccountId.* have 12 digits$/,
    ));

  it("can't be deleted while an image builder uses them", async () => {
    const Name = 'hb-cad-2026-06';
    const IamRoleArn = 'arn:aws:iam::123456789012:role/images';
    await fixture.call('CreateImportedImage', { Name: 'used', SourceAmiId: 'ami-0123456789', IamRoleArn });
    fixture.pass(durations.imageImport);
    const builder = { Name: 'user', InstanceType: 'stream.standard.medium', ImageName: 'used' };
    await fixture.call('CreateImageBuilder', builder);
    await fixture.refuses('DeleteImage', { Name: 'used' }, 'ResourceInUseException', /the image builder user/);
    fixture.pass(durations.builderStart);
    await fixture.call('DeleteImageBuilder', { Name: 'user' });
    fixture.pass(durations.builderDelete);
    await fixture.call('DeleteImage', { Name: 'used' });
    assert.equal(await state(Name), 'AVAILABLE');
  });

  it('are copied with their description unless the request has another', async () => {
    const copied = { SourceImageName: 'hb-cad-2026-10', DestinationRegion: 'eu-south-1' };
    await fixture.call('CopyImage', { ...copied, DestinationImageName: 'same' });
    const [original] = await images({ Names: ['hb-cad-2026-10'] });
    const [copy] = await images({ Names: ['same'] }, { region: 'eu-south-1' });
    assert.deepEqual([copy?.Description, copy?.DisplayName], [original?.Description, original?.DisplayName]);
    assert.equal(copy?.Arn, 'arn:aws:appstream:eu-south-1:123456789012:image/same');
    assert.equal((copy.CreatedTime as Date).getTime(), fixture.now());
  });
});
