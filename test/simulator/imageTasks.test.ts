import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { useSimulator } from './simulatorFixture';

interface Image {
  State: string;
  [member: string]: unknown;
}
const role = 'arn:aws:iam::123456789012:role/images';

describe("The simulator's image tasks", () => {
  const fixture = useSimulator({ seed: 'demo' });

  async function image(Name: string): Promise<Image> {
    return ((await fixture.call('DescribeImages', { Names: [Name] })).Images as Image[])[0] ?? assert.fail(Name);
  }
  async function builders(): Promise<string[]> {
    const { ImageBuilders } = await fixture.call('DescribeImageBuilders');
    return (ImageBuilders as { Name: string; State: string }[]).map(({ Name, State }) => `${Name} ${State}`);
  }

  it('say in a dry run whether an image can be updated, and change nothing', async () => {
    const names = (existingImageName: string) => ({ existingImageName, newImageName: 'hb-next', dryRun: true });
    assert.deepEqual(await fixture.call('CreateUpdatedImage', names('hb-office-2026-09')), { canUpdateImage: true });
    assert.deepEqual(await fixture.call('CreateUpdatedImage', names('hb-cad-2026-10')), { canUpdateImage: false });
    await fixture.refuses('DescribeImages', { Names: ['hb-next'] }, 'ResourceNotFoundException');
    assert.equal(fixture.simulator.executed().get('CreateUpdatedImage'), undefined);
  });

  it('update an image with a temporary builder within hours', async () => {
    const { image: made, canUpdateImage } = await fixture.call('CreateUpdatedImage', {
      existingImageName: 'hb-office-2026-09',
      newImageName: 'hb-office-next',
      newImageDescription: 'updated',
      newImageTags: { Team: 'IT' },
    });
    assert.equal(canUpdateImage, undefined);
    assert.equal((made as Image).State, 'PENDING');
    const { Tags } = await fixture.call('ListTagsForResource', { ResourceArn: (made as Image).Arn });
    assert.deepEqual(Tags, { Team: 'IT' });
    assert.ok((await builders()).includes('ImageUpdate-hb-office-next PENDING'));
    fixture.pass(durations.builderStart);
    assert.ok((await builders()).includes('ImageUpdate-hb-office-next UPDATING'));
    fixture.pass(durations.imageUpdate - durations.builderStart - 1);
    assert.ok((await builders()).includes('ImageUpdate-hb-office-next SNAPSHOTTING'));
    fixture.pass(1);
    assert.ok(!(await builders()).some(builder => builder.startsWith('ImageUpdate')));
    const updated = await image('hb-office-next');
    assert.equal(updated.State, 'AVAILABLE');
    assert.equal(updated.Description, 'updated');
    assert.equal(updated.LatestAppstreamAgentVersion, 'TRUE');
    assert.equal((await image('hb-office-2026-09')).LatestAppstreamAgentVersion, 'FALSE');
  });

  const refusedUpdates: { given: string; input: object; type: string }[] = [
    {
      given: 'one that has the latest',
      input: { existingImageName: 'hb-cad-2026-10' },
      type: 'IncompatibleImageException',
    },
    { given: "another's", input: { existingImageName: 'structural-suite-2026' }, type: 'ResourceNotFoundException' },
    {
      given: 'one into a name that is taken',
      input: { newImageName: 'hb-cad-2026-06' },
      type: 'ResourceAlreadyExistsException',
    },
    {
      given: 'one that failed',
      input: { existingImageName: 'hb-gis-2026-07' },
      type: 'OperationNotPermittedException',
    },
  ];
  for (const { given, input, type } of refusedUpdates) {
    it(`do not update ${given}`, () =>
      fixture.refuses(
        'CreateUpdatedImage',
        { existingImageName: 'hb-office-2026-09', newImageName: 'x', ...input },
        type,
      ));
  }

  it('import an AMI: dry run, IMPORTING, VALIDATING, AVAILABLE', async () => {
    const input = {
      Name: 'from-ami',
      SourceAmiId: 'ami-0123456789abcdef0',
      IamRoleArn: role,
      DisplayName: 'From AMI',
      RuntimeValidationConfig: { IntendedInstanceType: 'stream.standard.medium' },
      AppCatalogConfig: [{ Name: 'Viewer', AbsoluteAppPath: 'C:\\viewer.exe' }],
    };
    await fixture.refuses('CreateImportedImage', { ...input, DryRun: true }, 'DryRunOperationException');
    await fixture.refuses('DescribeImages', { Names: ['from-ami'] }, 'ResourceNotFoundException');
    assert.equal(((await fixture.call('CreateImportedImage', input)).Image as Image).State, 'IMPORTING');
    fixture.pass(durations.imageImport);
    assert.equal((await image('from-ami')).State, 'VALIDATING');
    fixture.pass(durations.imageValidate);
    const imported = await image('from-ami');
    assert.equal(imported.State, 'AVAILABLE');
    assert.equal(imported.ImageType, 'CUSTOM');
    assert.equal((imported.Applications as { LaunchPath: string }[])[0]?.LaunchPath, 'C:\\viewer.exe');
    await fixture.refuses('CreateImportedImage', input, 'ResourceAlreadyExistsException');
  });

  it('import a WorkSpaces image without validation, with what the request says', async () => {
    const input = {
      Name: 'from-workspace',
      WorkspaceImageId: 'wsi-0123456789',
      IamRoleArn: role,
      DisplayName: 'From WorkSpaces',
      Description: 'imported',
      Tags: { Team: 'IT' },
      AppCatalogConfig: [
        { Name: 'One', AbsoluteAppPath: 'C:\\one.exe' },
        { Name: 'Two', AbsoluteAppPath: 'C:\\two.exe', DisplayName: 'The second', LaunchParameters: '-x' },
      ],
    };
    await fixture.call('CreateImportedImage', input);
    fixture.pass(durations.imageImport - 1);
    assert.equal((await image('from-workspace')).State, 'IMPORTING');
    fixture.pass(1);
    const { Arn, State, DisplayName, Description, Applications, LatestAppstreamAgentVersion, ImageBuilderSupported } =
      await image('from-workspace');
    assert.deepEqual(
      [State, DisplayName, Description, LatestAppstreamAgentVersion, ImageBuilderSupported],
      ['AVAILABLE', 'From WorkSpaces', 'imported', 'TRUE', false],
    );
    assert.deepEqual(Applications, [
      { Name: 'One', DisplayName: 'One', LaunchPath: 'C:\\one.exe', Enabled: true },
      { Name: 'Two', DisplayName: 'The second', LaunchPath: 'C:\\two.exe', LaunchParameters: '-x', Enabled: true },
    ]);
    assert.deepEqual((await fixture.call('ListTagsForResource', { ResourceArn: Arn })).Tags, { Team: 'IT' });
  });

  const ami = { SourceAmiId: 'ami-0123456789abcdef0' };
  const refusedImports: { given: string; input: object; type: string; message: RegExp }[] = [
    {
      given: 'neither an AMI nor a WorkSpaces image',
      input: { SourceAmiId: undefined },
      type: 'InvalidParameterCombinationException',
      message: /either the AMI or the WorkSpaces image/,
    },
    {
      given: 'both an AMI and a WorkSpaces image',
      input: { WorkspaceImageId: 'wsi-0123456789' },
      type: 'InvalidParameterCombinationException',
      message: /either the AMI or the WorkSpaces image/,
    },
    {
      given: 'two applications of one name',
      input: { AppCatalogConfig: ['C:\\a.exe', 'C:\\b.exe'].map(path => ({ Name: 'App', AbsoluteAppPath: path })) },
      type: 'InvalidParameterCombinationException',
      message: /unique/,
    },
    {
      given: 'a name of 101 characters',
      input: { Name: 'x'.repeat(101) },
      type: 'ValidationException',
      message: /'name' failed to satisfy constraint: Member must have length less than or equal to 100$/,
    },
    {
      given: 'a reserved name, in any case',
      input: { Name: 'aWs-mine' },
      type: 'ValidationException',
      message: /not begin with aws, amazon or appstream$/,
    },
    {
      given: "another account's role",
      input: { IamRoleArn: 'arn:aws:iam::999999999999:role/x' },
      type: 'InvalidRoleException',
      message: /999999999999/,
    },
  ];
  for (const { given, input, type, message } of refusedImports) {
    it(`import nothing with ${given}, not even in a dry run`, async () => {
      const whole = { Name: 'refused', ...ami, ...input };
      await fixture.refuses('CreateImportedImage', whole, type, message);
      await fixture.refuses('CreateImportedImage', { ...whole, DryRun: true }, type, message);
    });
  }

  it('count imports of names with 100 characters, and no dry runs', async () => {
    const input = { Name: 'x'.repeat(100), ...ami };
    const count = () => fixture.simulator.executed().get('CreateImportedImage') ?? 0;
    const before = count();
    await fixture.refuses('CreateImportedImage', { ...input, DryRun: true }, 'DryRunOperationException');
    assert.equal(count(), before);
    await fixture.call('CreateImportedImage', { ...input, DryRun: false });
    assert.equal(count(), before + 1);
  });

  it('update an image, which keeps its description and display name unless others are given', async () => {
    const names = async (newImageName: string, more: object): Promise<unknown[]> => {
      const existingImageName = 'hb-office-2026-09';
      await fixture.call('CreateUpdatedImage', { existingImageName, newImageName, ...more });
      const { DisplayName, Description, BaseImageArn } = await image(newImageName);
      return [DisplayName, Description, BaseImageArn];
    };
    const { Arn, DisplayName, Description } = await image('hb-office-2026-09');
    assert.ok(DisplayName !== undefined);
    assert.deepEqual(await names('kept', {}), [DisplayName, Description, Arn]);
    const given = { newImageDisplayName: 'New', newImageDescription: 'new words' };
    assert.deepEqual(await names('renamed', given), ['New', 'new words', Arn]);
  });

  it('export only with a role of the account', () =>
    fixture.refuses(
      'CreateExportImageTask',
      { ImageName: 'hb-cad-2026-10', AmiName: 'cad', IamRoleArn: 'arn:aws:iam::999999999999:role/x' },
      'InvalidRoleException',
      /999999999999/,
    ));

  it('export an image as an AMI, and are listed', async () => {
    const input = {
      ImageName: 'hb-cad-2026-10',
      AmiName: 'cad/(1).x',
      IamRoleArn: role,
      TagSpecifications: { a: 'b' },
    };
    const { ExportImageTask } = await fixture.call('CreateExportImageTask', input);
    const { TaskId, State, AmiId } = ExportImageTask as Record<string, string>;
    assert.equal(State, 'EXPORTING');
    assert.equal(AmiId, undefined);
    const tasks = async (state: string) => {
      const Filters = [{ Name: 'state', Values: [state] }];
      return ((await fixture.call('ListExportImageTasks', { Filters })).ExportImageTasks as unknown[]).length;
    };
    assert.deepEqual([await tasks('EXPORTING'), await tasks('COMPLETED')], [1, 0]);
    fixture.pass(durations.imageExport);
    assert.deepEqual([await tasks('EXPORTING'), await tasks('COMPLETED')], [0, 1]);
    const task = (await fixture.call('GetExportImageTask', { TaskId })).ExportImageTask as Record<string, string>;
    assert.match(task.AmiId ?? '', /^ami-[a-z0-9]{17}$/);
    const second = { ...input, ImageName: 'hb-cad-2026-06', AmiName: 'old', AmiDescription: 'the old one' };
    const { ExportImageTask: other } = await fixture.call('CreateExportImageTask', second);
    const { TaskId: otherId, AmiDescription } = other as Record<string, string>;
    assert.equal(AmiDescription, 'the old one');
    const ids = async (...filters: readonly [name: string, ...values: string[]][]) => {
      const Filters = filters.map(([Name, ...Values]) => ({ Name, Values }));
      const { ExportImageTasks } = await fixture.call('ListExportImageTasks', { Filters });
      return (ExportImageTasks as { TaskId: string }[])
        .map(one => (one.TaskId === otherId ? 'second' : 'first'))
        .sort();
    };
    const imageArn = (name: string) => `arn:aws:appstream:eu-west-1:123456789012:image/${name}`;
    assert.deepEqual(await ids(), ['first', 'second']);
    assert.deepEqual(await ids(['ami-name', 'old']), ['second']);
    assert.deepEqual(await ids(['ami-name', 'older', 'old']), ['second']);
    assert.deepEqual(await ids(['state', 'EXPORTING', 'COMPLETED']), ['first', 'second']);
    assert.deepEqual(await ids(['image-arn', imageArn('hb-cad-2026-10')]), ['first']);
    assert.deepEqual(await ids(['image-arn', imageArn('hb-cad-2026-10')], ['state', 'EXPORTING']), []);
    assert.deepEqual(await ids(['image-arn', imageArn('hb-cad-2026-06')], ['state', 'EXPORTING']), ['second']);
    const none = { TaskId: '00000000-0000-4000-8000-000000000000' };
    await fixture.refuses('GetExportImageTask', none, 'ResourceNotFoundException');
    await fixture.refuses(
      'CreateExportImageTask',
      { ...input, ImageName: 'hb-gis-2026-07' },
      'ResourceNotAvailableException',
    );
    const byColour = { Filters: [{ Name: 'colour', Values: ['red'] }] };
    await fixture.refuses('ListExportImageTasks', byColour, 'OperationNotPermittedException', /colour/);
  });
});

describe('Image Assistant', () => {
  const fixture = useSimulator();
  const state = async (operation: string, member: string, name: string) =>
    ((await fixture.call(operation, { Names: [name] }))[member] as { State: string }[])[0]?.State;
  const imageState = (name: string) => state('DescribeImages', 'Images', name);
  const builderState = () => state('DescribeImageBuilders', 'ImageBuilders', 'tools');
  const here = ['SANDBOXPRODUCTION', 'eu-west-1'] as const;

  before(async () => {
    await fixture.call('CreateImageBuilder', {
      Name: 'tools',
      InstanceType: 'stream.standard.medium',
      ImageName: 'AppStream-WinServer2022-11-10-2025',
    });
  });

  it('waits until the builder runs', () =>
    assert.throws(
      () => fixture.simulator.createImageFromBuilder(...here, { builder: 'tools', name: 'early' }),
      /tools is PENDING\. Start it first/,
    ));

  it('takes a builder through a snapshot to a new image', async () => {
    fixture.pass(durations.builderStart);
    fixture.simulator.createImageFromBuilder(...here, { builder: 'tools', name: 'fresh', displayName: 'Fresh' });
    assert.equal(await builderState(), 'SNAPSHOTTING');
    assert.equal(await imageState('fresh'), 'PENDING');
    await fixture.refuses('DeleteImageBuilder', { Name: 'tools' }, 'OperationNotPermittedException', /SNAPSHOTTING/);
    fixture.pass(durations.builderSnapshot);
    assert.equal(await imageState('fresh'), 'AVAILABLE');
    assert.equal(await builderState(), 'STOPPING');
    fixture.pass(durations.builderStop);
    assert.equal(await builderState(), 'STOPPED');
  });

  it('makes an image of what is on the builder, with the names and applications it is given', async () => {
    const Applications = [{ Name: 'App', DisplayName: 'The app', LaunchPath: 'C:\\app.exe', Enabled: true }];
    const described = async (name: string) => {
      const [one] = (await fixture.call('DescribeImages', { Names: [name] })).Images as Image[];
      return [one?.DisplayName, one?.Description, one?.Applications];
    };
    assert.deepEqual(await described('fresh'), ['Fresh', undefined, []]);
    const [one] = (await fixture.call('DescribeImages', { Names: ['fresh'] })).Images as Image[];
    assert.deepEqual(
      [one?.Platform, one?.BaseImageArn, one?.ImageBuilderName, one?.ImageBuilderSupported, one?.ImageType],
      [
        'WINDOWS_SERVER_2022',
        'arn:aws:appstream:eu-west-1::image/AppStream-WinServer2022-11-10-2025',
        'tools',
        true,
        'NATIVE',
      ],
    );
    await fixture.call('StartImageBuilder', { Name: 'tools', AppstreamAgentVersion: 'LATEST' });
    fixture.pass(durations.builderStart + durations.builderAgentUpdate);
    const words = { description: 'with an app', applications: Applications };
    fixture.simulator.createImageFromBuilder(...here, { builder: 'tools', name: 'apps', ...words });
    assert.deepEqual(await described('apps'), [undefined, 'with an app', Applications]);
    const [latest] = (await fixture.call('DescribeImages', { Names: ['apps'] })).Images as Image[];
    assert.equal(latest?.LatestAppstreamAgentVersion, 'TRUE');
    fixture.pass(durations.builderSnapshot + durations.builderStop);
  });

  it('makes no image of a reserved name', async () => {
    await fixture.call('StartImageBuilder', { Name: 'tools' });
    fixture.pass(durations.builderStart);
    assert.throws(
      () => fixture.simulator.createImageFromBuilder(...here, { builder: 'tools', name: 'Amazon-mine' }),
      /must not begin with aws, amazon or appstream/i,
    );
    assert.equal(await builderState(), 'RUNNING');
    await fixture.call('StopImageBuilder', { Name: 'tools' });
    fixture.pass(durations.builderStop);
  });

  it("is on the page of a builder's streaming URL, for anyone with that URL", async () => {
    await fixture.call('StartImageBuilder', { Name: 'tools' });
    fixture.pass(durations.builderStart);
    const { StreamingURL } = await fixture.call('CreateImageBuilderStreamingURL', { Name: 'tools' });
    const pass = (StreamingURL as string).split('?')[1] ?? '';
    const html = await (await fetch(StreamingURL as string)).text();
    assert.match(html, /<form method="post" action="\/assistant">/);
    assert.match(html, /<label for="name">/);
    const send = async (fields: Record<string, string>) => {
      const response = await fetch(`${fixture.url}/assistant`, { method: 'POST', body: new URLSearchParams(fields) });
      return [response.status, await response.text()] as const;
    };
    assert.equal((await send({ pass: pass.slice(0, -5), name: 'stolen' }))[0], 403);
    assert.equal((await send({ pass, name: '<b>' }))[0], 400);
    assert.equal((await send({ pass, name: 'fresh' }))[0], 409);
    const [status, text] = await send({ pass, name: 'by-form', description: 'from the page' });
    assert.equal(status, 200);
    assert.match(text, /by-form/);
    assert.equal(await imageState('by-form'), 'PENDING');
    assert.equal((await send({ pass, name: 'second' }))[0], 409, 'the builder is busy');
    for (const name of ['', ' ', '-x', 'x'.repeat(102), 'a b']) {
      const [refused, why] = await send({ pass, name });
      assert.equal(refused, 400, name);
      assert.match(why, /begins with a letter or digit/);
    }
    fixture.pass(durations.builderSnapshot + durations.builderStop);
    await fixture.call('StartImageBuilder', { Name: 'tools' });
    fixture.pass(durations.builderStart);
    const again = await fixture.call('CreateImageBuilderStreamingURL', { Name: 'tools' });
    const words = { displayName: ' By form ', description: '   ' };
    await send({ pass: (again.StreamingURL as string).split('?')[1] ?? '', name: ' trimmed ', ...words });
    const [trimmed] = (await fixture.call('DescribeImages', { Names: ['trimmed'] })).Images as Image[];
    assert.deepEqual([trimmed?.DisplayName, trimmed?.Description], ['By form', undefined]);
    await fixture.refuses('DescribeImages', { Names: ['stolen'] }, 'ResourceNotFoundException');
  });
});
