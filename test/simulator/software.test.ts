import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { useSimulator } from './simulatorFixture';

const office = 'Microsoft_Office_2024_LTSC_Professional_Plus_64Bit';
const visio32 = 'Microsoft_Visio_2024_LTSC_Professional_32Bit';

describe("The simulator's software of image builders", () => {
  const fixture = useSimulator();
  const tools = { ImageBuilderName: 'tools' };
  const AssociatedResource = 'arn:aws:appstream:eu-west-1:123456789012:image-builder/tools';

  async function statuses(): Promise<string[]> {
    const { SoftwareAssociations } = await fixture.call('DescribeSoftwareAssociations', { AssociatedResource });
    return (SoftwareAssociations as { SoftwareName: string; Status: string }[]).map(
      ({ SoftwareName, Status }) => `${SoftwareName} ${Status}`,
    );
  }

  before(async () => {
    const input = { InstanceType: 'stream.standard.medium' };
    const windows = { ImageName: 'AppStream-WinServer2022-11-10-2025' };
    await fixture.call('CreateImageBuilder', { ...input, ...windows, Name: 'tools', SoftwaresToInstall: [office] });
    await fixture.call('CreateImageBuilder', { ...input, Name: 'linux', ImageName: 'AppStream-RHEL8-08-31-2026' });
  });

  it('is staged, then deployed while the builder runs', async () => {
    assert.deepEqual(await statuses(), [`${office} STAGED_FOR_INSTALLATION`]);
    const early = 'StartSoftwareDeploymentToImageBuilder';
    await fixture.refuses(early, tools, 'OperationNotPermittedException', /PENDING/);
    fixture.pass(durations.builderStart);
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    assert.deepEqual(await statuses(), [`${office} PENDING_INSTALLATION`]);
    fixture.pass(durations.softwareDeployment);
    assert.deepEqual(await statuses(), [`${office} INSTALLED`]);
  });

  it('fails with a reason, and can be tried again', async () => {
    await fixture.call('AssociateSoftwareToImageBuilder', { ...tools, SoftwareNames: [visio32] });
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    fixture.pass(durations.softwareDeployment);
    assert.deepEqual(await statuses(), [`${office} INSTALLED`, `${visio32} FAILED_TO_INSTALL`]);
    const { SoftwareAssociations } = await fixture.call('DescribeSoftwareAssociations', { AssociatedResource });
    const [, visio] = SoftwareAssociations as { DeploymentError: { ErrorMessage: string }[] }[];
    assert.match(visio?.DeploymentError[0]?.ErrorMessage ?? '', /32-bit/);
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    assert.deepEqual(
      await statuses(),
      [`${office} INSTALLED`, `${visio32} FAILED_TO_INSTALL`],
      'not unless asked to retry',
    );
    await fixture.call('StartSoftwareDeploymentToImageBuilder', { ...tools, RetryFailedDeployments: true });
    assert.deepEqual(await statuses(), [`${office} INSTALLED`, `${visio32} PENDING_INSTALLATION`]);
    fixture.pass(durations.softwareDeployment);
  });

  it('does not mix 32 and 64 bits, but any software of the same', async () => {
    const visio = 'Microsoft_Visio_2024_LTSC_Professional_64Bit';
    await fixture.call('AssociateSoftwareToImageBuilder', { ...tools, SoftwareNames: [visio] });
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    fixture.pass(durations.softwareDeployment);
    const failed = `${visio32} FAILED_TO_INSTALL`;
    assert.deepEqual((await statuses()).sort(), [`${office} INSTALLED`, failed, `${visio} INSTALLED`]);
    await fixture.call('DisassociateSoftwareFromImageBuilder', { ...tools, SoftwareNames: [visio] });
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    fixture.pass(durations.softwareDeployment);
    assert.deepEqual((await statuses()).sort(), [`${office} INSTALLED`, failed]);
  });

  it('can be removed again', async () => {
    await fixture.call('DisassociateSoftwareFromImageBuilder', { ...tools, SoftwareNames: [office, visio32] });
    assert.deepEqual(await statuses(), [`${office} STAGED_FOR_UNINSTALLATION`]);
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    assert.deepEqual(await statuses(), [`${office} PENDING_UNINSTALLATION`]);
    fixture.pass(durations.softwareDeployment);
    assert.deepEqual(await statuses(), []);
  });

  it('that is being deployed cannot be removed, and what is removed can be kept after all', async () => {
    const of = (...SoftwareNames: string[]) => ({ ...tools, SoftwareNames });
    await fixture.call('AssociateSoftwareToImageBuilder', of(office));
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    const remove = 'DisassociateSoftwareFromImageBuilder';
    await fixture.refuses(remove, of(office), 'InvalidParameterCombinationException', /is being deployed/);
    await fixture.call('AssociateSoftwareToImageBuilder', of(office));
    assert.deepEqual(await statuses(), [`${office} PENDING_INSTALLATION`]);
    fixture.pass(durations.softwareDeployment);
    await fixture.call('AssociateSoftwareToImageBuilder', of(office));
    assert.deepEqual(await statuses(), [`${office} INSTALLED`]);
    await fixture.call(remove, of(office));
    await fixture.call('AssociateSoftwareToImageBuilder', of(office));
    assert.deepEqual(await statuses(), [`${office} INSTALLED`]);
    await fixture.call(remove, of(office));
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    await fixture.refuses(remove, of(office), 'InvalidParameterCombinationException', /is being deployed/);
    fixture.pass(durations.softwareDeployment);
    assert.deepEqual(await statuses(), []);
  });

  it('is forgotten when it was only staged or could not be installed, and staged again after a failure', async () => {
    const of = (...SoftwareNames: string[]) => ({ ...tools, SoftwareNames });
    const deploy = async () => {
      await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
      fixture.pass(durations.softwareDeployment);
    };
    await fixture.call('AssociateSoftwareToImageBuilder', of(office));
    await fixture.call('DisassociateSoftwareFromImageBuilder', of(office));
    assert.deepEqual(await statuses(), []);
    await fixture.call('AssociateSoftwareToImageBuilder', of(office));
    await deploy();
    await fixture.call('AssociateSoftwareToImageBuilder', of(visio32));
    await deploy();
    assert.deepEqual(await statuses(), [`${office} INSTALLED`, `${visio32} FAILED_TO_INSTALL`]);
    await fixture.call('AssociateSoftwareToImageBuilder', of(visio32));
    assert.deepEqual(await statuses(), [`${office} INSTALLED`, `${visio32} STAGED_FOR_INSTALLATION`]);
    const { SoftwareAssociations } = await fixture.call('DescribeSoftwareAssociations', { AssociatedResource });
    assert.equal('DeploymentError' in ((SoftwareAssociations as object[])[1] ?? {}), false);
    await deploy();
    await fixture.call('DisassociateSoftwareFromImageBuilder', of(visio32));
    assert.deepEqual(await statuses(), [`${office} INSTALLED`]);
    await fixture.call('DisassociateSoftwareFromImageBuilder', of(office));
    await deploy();
    assert.deepEqual(await statuses(), []);
  });

  it('is on builders of the image, each of which has its own', async () => {
    await fixture.call('AssociateSoftwareToImageBuilder', { ...tools, SoftwareNames: [office] });
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    fixture.pass(durations.softwareDeployment);
    const visio = 'Microsoft_Visio_2024_LTSC_Professional_64Bit';
    await fixture.call('AssociateSoftwareToImageBuilder', { ...tools, SoftwareNames: [visio] });
    const request = { builder: 'tools', name: 'base' };
    fixture.simulator.createImageFromBuilder('SANDBOXPRODUCTION', 'eu-west-1', request);
    fixture.pass(durations.builderSnapshot + durations.builderStop);
    const input = { InstanceType: 'stream.standard.medium', ImageName: 'base' };
    await fixture.call('CreateImageBuilder', { ...input, Name: 'child', SoftwaresToUninstall: [office] });
    const of = async (resource: string) => {
      const Arn = `arn:aws:appstream:eu-west-1:123456789012:${resource}`;
      const answer = await fixture.call('DescribeSoftwareAssociations', { AssociatedResource: Arn });
      return answer.SoftwareAssociations as object[];
    };
    const installed = { SoftwareName: office, Status: 'INSTALLED' };
    assert.deepEqual(await of('image-builder/child'), [{ ...installed, Status: 'STAGED_FOR_UNINSTALLATION' }]);
    assert.deepEqual(await of('image/base'), [installed], 'what was only staged is not in the image');
    await fixture.call('StartImageBuilder', { Name: 'tools' });
    fixture.pass(durations.builderStart);
    await fixture.call('DisassociateSoftwareFromImageBuilder', { ...tools, SoftwareNames: [visio, office] });
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    fixture.pass(durations.softwareDeployment);
    assert.deepEqual(await statuses(), []);
    assert.deepEqual(await of('image/base'), [installed]);
  });

  it('is in the image that the builder creates', async () => {
    await fixture.call('AssociateSoftwareToImageBuilder', { ...tools, SoftwareNames: [office] });
    await fixture.call('StartSoftwareDeploymentToImageBuilder', tools);
    fixture.pass(durations.softwareDeployment);
    fixture.simulator.createImageFromBuilder('SANDBOXPRODUCTION', 'eu-west-1', {
      builder: 'tools',
      name: 'with-office',
    });
    const { Images } = await fixture.call('DescribeImages', { Names: ['with-office'] });
    const [image] = Images as { Arn: string; ManagedSoftwareIncluded: boolean }[];
    assert.equal(image?.ManagedSoftwareIncluded, true);
    const answer = await fixture.call('DescribeSoftwareAssociations', { AssociatedResource: image.Arn });
    assert.deepEqual(answer.SoftwareAssociations, [{ SoftwareName: office, Status: 'INSTALLED' }]);
  });

  const offered = ['Office', 'Visio', 'Project'].flatMap(product =>
    ['2021', '2024'].flatMap(year =>
      ['32', '64'].map(
        bits => `Microsoft_${product}_${year}_LTSC_Professional${product === 'Office' ? '_Plus' : ''}_${bits}Bit`,
      ),
    ),
  );
  it('is Office, Visio or Project of two years, with 32 or 64 bits', async () => {
    const windows = { InstanceType: 'stream.standard.medium', ImageName: 'AppStream-WinServer2022-11-10-2025' };
    await fixture.call('CreateImageBuilder', { ...windows, Name: 'all' });
    await fixture.call('AssociateSoftwareToImageBuilder', { ImageBuilderName: 'all', SoftwareNames: offered });
    const all = { AssociatedResource: 'arn:aws:appstream:eu-west-1:123456789012:image-builder/all' };
    const { SoftwareAssociations } = await fixture.call('DescribeSoftwareAssociations', all);
    const staged = (SoftwareAssociations as { SoftwareName: string; Status: string }[]).map(
      ({ SoftwareName, Status }) => [SoftwareName, Status],
    );
    assert.deepEqual(
      staged,
      offered.sort().map(name => [name, 'STAGED_FOR_INSTALLATION']),
    );
  });

  const refused: { given: string; operation: string; input: object; type: string }[] = [
    {
      given: 'what AWS does not offer',
      operation: 'AssociateSoftwareToImageBuilder',
      input: { ...tools, SoftwareNames: ['Solitaire'] },
      type: 'ResourceNotFoundException',
    },
    {
      given: 'a builder without Windows',
      operation: 'AssociateSoftwareToImageBuilder',
      input: { ImageBuilderName: 'linux', SoftwareNames: [office] },
      type: 'IncompatibleImageException',
    },
    {
      given: 'what is not on the builder',
      operation: 'DisassociateSoftwareFromImageBuilder',
      input: { ...tools, SoftwareNames: [visio32] },
      type: 'ResourceNotFoundException',
    },
    {
      given: 'what is no builder',
      operation: 'DescribeSoftwareAssociations',
      input: { AssociatedResource: 'arn:aws:appstream:eu-west-1:123456789012:image-builder/none' },
      type: 'ResourceNotFoundException',
    },
  ];
  for (const { given, operation, input, type } of refused) {
    it(`refuses ${given}`, () => fixture.refuses(operation, input, type));
  }
});
