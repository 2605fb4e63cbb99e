import { notFound, notPermitted } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers, World } from '../base/world';
import type { ImageBuilder } from '../resources/imageBuilder';
import type { Software } from '../resources/software';
import { softwareDeploymentTransitions } from '../transitions/softwareDeployment';
import { runTransitions } from '../transitions/transition';
import { builderNamed } from './imageBuilders';
import { stageInstallation, stageUninstallation } from './softwareStaging';

/**
 * License-included software of image builders.
 * (D) AssociateSoftwareToImageBuilder, DisassociateSoftwareFromImageBuilder, StartSoftwareDeploymentToImageBuilder: Software is staged first
 * and then deployed. [docs]
 */
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
      max: 50, // (U) DescribeSoftwareAssociations: A page has at most 50.
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
    runDeployment(builder, input.RetryFailedDeployments === true, world);
    return {};
  },
} satisfies Handlers;

/** What follows the ARN of an image builder in the agenda's key of its deployment. */
export const deploymentKey = '/software';

/** Deploys what is staged on an image builder. @param retry whether to try again what has failed */
export function runDeployment(builder: ImageBuilder, retry: boolean, { agenda }: World): void {
  runTransitions(softwareDeploymentTransitions.deploy, `${builder.Arn}${deploymentKey}`, agenda, state => {
    if (state === 'DEPLOYED') deploy(builder);
    else beginDeployment(builder, retry);
  });
}

function beginDeployment(builder: ImageBuilder, retry: boolean): void {
  for (const software of builder.software.values()) {
    const next = deployment(software, retry);
    if (!next) continue;
    software.Status = next;
    delete software.DeploymentError;
  }
}

function deployment({ Status }: Software, retry: boolean): Software['Status'] | undefined {
  if (Status === 'STAGED_FOR_INSTALLATION' || (retry && Status === 'FAILED_TO_INSTALL')) return 'PENDING_INSTALLATION';
  return Status === 'STAGED_FOR_UNINSTALLATION' ? 'PENDING_UNINSTALLATION' : undefined; // uninstalling never fails here
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
    if (conflict) {
      // (U) StartSoftwareDeploymentToImageBuilder: Software of 32 and 64 bits does not mix, as Microsoft's installers say; AWS's code for it.
      software.DeploymentError = [
        {
          ErrorCode: 'INSTALLATION_FAILED',
          ErrorMessage: `32-bit and 64-bit software cannot be mixed: ${conflict.SoftwareName} is installed.`,
        },
      ];
    }
  }
}
