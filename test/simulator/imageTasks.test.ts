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
    await fixture.refuses('DescribeImages', { Names: ['stolen'] }, 'ResourceNotFoundException');
  });
});
