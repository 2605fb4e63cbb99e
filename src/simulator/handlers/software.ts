import { durations } from '../durations';
import { badCombination, notFound, notPermitted, ServiceError } from '../errors';
import { page } from '../paging';
import type { Store } from '../store';
import type { Call, Handlers } from '../world';
import type { ImageBuilder } from './imageBuilders';
import { builderNamed } from './imageBuilders';

export interface Software {
  SoftwareName: string;
  Status:
    | 'STAGED_FOR_INSTALLATION'
    | 'PENDING_INSTALLATION'
    | 'INSTALLED'
    | 'STAGED_FOR_UNINSTALLATION'
    | 'PENDING_UNINSTALLATION'
    | 'FAILED_TO_INSTALL'
    | 'FAILED_TO_UNINSTALL';
  DeploymentError?: { ErrorCode: string; ErrorMessage: string }[];
}

/** What AWS licenses with AppStream, 32 and 64 bits of each. */
const products = ['Office', 'Visio', 'Project'].flatMap(product =>
  ['2021_LTSC', '2024_LTSC'].flatMap(year =>
    ['32Bit', '64Bit'].map(
      bits => `Microsoft_${product}_${year}_Professional${product === 'Office' ? '_Plus' : ''}_${bits}`,
    ),
  ),
);

/** License-included software of image builders: staged, then deployed. The wordings of refusals are guesses (U). */
export const softwareHandlers = {
  AssociateSoftwareToImageBuilder(input: { ImageBuilderName: string; SoftwareNames: string[] }, { store }: Call) {
    stageInstallation(builderNamed(store, input.ImageBuilderName), input.SoftwareNames, store);
    return {};
  },

  DisassociateSoftwareFromImageBuilder(input: { ImageBuilderName: string; SoftwareNames: string[] }, { store }: Call) {
    stageUninstallation(builderNamed(store, input.ImageBuilderName), input.SoftwareNames, store);
    return {};
  },

  DescribeSoftwareAssociations(
    input: { AssociatedResource: string; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const resources = [...store.imageBuilders.values(), ...store.images.values()];
    const resource = resources.find(({ Arn }) => Arn === input.AssociatedResource);
    if (!resource) throw notFound('resource', input.AssociatedResource, store.accountId);
    const { items, NextToken } = page(operation, input, resource.software.values(), software => software.SoftwareName, {
      standard: 50,
      max: 50, // (U)
    });
    return { AssociatedResource: resource.Arn, SoftwareAssociations: items, NextToken };
  },

  StartSoftwareDeploymentToImageBuilder(
    input: { ImageBuilderName: string; RetryFailedDeployments?: boolean },
    { store, world }: Call,
  ) {
    const builder = builderNamed(store, input.ImageBuilderName);
    if (builder.State !== 'RUNNING') {
      throw notPermitted(`The image builder ${builder.Name} is ${builder.State}. Start it first.`);
    }
    for (const software of builder.software.values()) {
      const next = deployment(software, input.RetryFailedDeployments === true);
      if (!next) continue;
      software.Status = next;
      delete software.DeploymentError;
    }
    world.agenda.after(`${builder.Arn}/software`, durations.softwareDeployment, () => deploy(builder));
    return {};
  },
} satisfies Handlers;

/** @throws ServiceError for software that AWS does not offer, or not for this platform */
export function stageInstallation(builder: ImageBuilder, names: string[], store: Store): void {
  if (names.length > 0 && !builder.Platform.startsWith('WINDOWS')) {
    throw new ServiceError('IncompatibleImageException', `The image builder ${builder.Name} does not run Windows.`);
  }
  for (const name of names) if (!products.includes(name)) throw notFound('software', name, store.accountId);
  for (const name of names) {
    const status = builder.software.get(name)?.Status;
    if (status === 'STAGED_FOR_UNINSTALLATION') {
      builder.software.set(name, { SoftwareName: name, Status: 'INSTALLED' });
    } else if (status === undefined || status === 'FAILED_TO_INSTALL') {
      builder.software.set(name, { SoftwareName: name, Status: 'STAGED_FOR_INSTALLATION' });
    }
  }
}

/** @throws ServiceError for software that the builder does not have */
export function stageUninstallation(builder: ImageBuilder, names: string[], store: Store): void {
  for (const name of names) if (!builder.software.has(name)) throw notFound('software', name, store.accountId);
  for (const name of names) {
    const status = builder.software.get(name)?.Status;
    if (status === 'PENDING_INSTALLATION' || status === 'PENDING_UNINSTALLATION') {
      throw badCombination(`The software ${name} is being deployed.`);
    }
    if (status === 'STAGED_FOR_INSTALLATION' || status === 'FAILED_TO_INSTALL') builder.software.delete(name);
    else builder.software.set(name, { SoftwareName: name, Status: 'STAGED_FOR_UNINSTALLATION' });
  }
}

function deployment({ Status }: Software, retry: boolean): Software['Status'] | undefined {
  if (Status === 'STAGED_FOR_INSTALLATION' || (retry && Status === 'FAILED_TO_INSTALL')) return 'PENDING_INSTALLATION';
  if (Status === 'STAGED_FOR_UNINSTALLATION' || (retry && Status === 'FAILED_TO_UNINSTALL')) {
    return 'PENDING_UNINSTALLATION';
  }
  return undefined;
}

function deploy(builder: ImageBuilder): void {
  for (const [name, { Status }] of builder.software) {
    if (Status === 'PENDING_UNINSTALLATION') builder.software.delete(name);
  }
  for (const [name, software] of builder.software) {
    if (software.Status !== 'PENDING_INSTALLATION') continue;
    const conflict = [...builder.software.values()].find(
      other => other.Status === 'INSTALLED' && other.SoftwareName.slice(-5) !== name.slice(-5),
    );
    software.Status = conflict ? 'FAILED_TO_INSTALL' : 'INSTALLED';
    if (conflict)
    // Microsoft's installers do not mix 32 and 64 bits; AWS's code for it is a guess (U).
    {
      software.DeploymentError = [
        {
          ErrorCode: 'INSTALLATION_FAILED',
          ErrorMessage: `32-bit and 64-bit software cannot be mixed: ${conflict.SoftwareName} is installed.`,
        },
      ];
    }
  }
}
