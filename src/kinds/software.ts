// License-included software (Microsoft Office, Visio, Project) of image builders. It is staged first, then deployed.
import type { ImageBuilder, SoftwareAssociations, SoftwareDeploymentStatus } from '@aws-sdk/client-appstream';

import type { Api } from '../api/types';
import type { Action } from './action';
import type { Kind, States } from './kind';
import type { Scope } from './listing';
import { collect, list } from './listing';
import { callAction, formAction } from './parts/actions';
import { uncodedErrorsIn } from './parts/reads';

/**
 * The scope of the software of an image builder or of an image.
 * @param ImageBuilderName set for an image builder only, since the software of an image can't be changed
 */
export function softwareOf(AssociatedResource: string | undefined, ImageBuilderName?: string): Scope | undefined {
  if (!AssociatedResource) return undefined;
  return { AssociatedResource, ...(ImageBuilderName !== undefined && { ImageBuilderName }) };
}

const isDeployed = 'The deployment takes a while, and the image builder must stay RUNNING.';

const builderName = (_software: SoftwareAssociations, { ImageBuilderName }: Scope) => [ImageBuilderName];

/** Scope: AssociatedResource, and for an image builder also ImageBuilderName. */
export const software: Kind<SoftwareAssociations, 'software'> = {
  name: 'software',
  title: 'Software',
  plural: 'License-Included Software',
  none: 'No license-included software',
  icon: 'extensions',
  list: list(
    'DescribeSoftwareAssociations',
    out => out.SoftwareAssociations,
    ({ AssociatedResource }) => ({ AssociatedResource }),
  ),
  scoped: true,
  describe: (api, _software, { AssociatedResource }, signal) => softwareIn(api, AssociatedResource, signal),
  id: software => software.SoftwareName,
  label: software => software.SoftwareName?.replaceAll('_', ' '),
  state: software => software.Status,
  states: {
    STAGED_FOR_INSTALLATION: 'other',
    PENDING_INSTALLATION: { to: 'INSTALLED' },
    INSTALLED: 'done',
    FAILED_TO_INSTALL: 'failed',
    STAGED_FOR_UNINSTALLATION: 'other',
    PENDING_UNINSTALLATION: { to: 'gone' },
    FAILED_TO_UNINSTALL: 'failed',
  } satisfies States<SoftwareDeploymentStatus>,
  facts: software => [{ label: 'Name', value: software.SoftwareName }],
  errors: software => uncodedErrorsIn(software.DeploymentError),
  actions: [
    callAction({
      name: 'retry',
      title: 'Retry Deployments…',
      inline: 'debug-restart',
      group: 'change',
      operations: ['StartSoftwareDeploymentToImageBuilder'],
      when: ({ Status }, scope) =>
        isOnBuilder(scope) && (Status === 'FAILED_TO_INSTALL' || Status === 'FAILED_TO_UNINSTALL'),
      confirm: {
        verb: 'Retry',
        question: 'Retry the failed deployments on image builder {1}?',
        questionAll: 'Retry the failed deployments of {0} software titles?',
        names: builderName,
        consequence: `All failed and staged software of the image builder is installed or removed. ${isDeployed}`,
      },
      progress: 'Deploying…',
      proof: 'state',
      touches: ['software'],
      input: ({ scope }) => ({ ImageBuilderName: scope['ImageBuilderName'], RetryFailedDeployments: true }),
    }),
    callAction({
      name: 'disassociate',
      title: 'Disassociate Software…',
      group: 'delete',
      operations: ['DisassociateSoftwareFromImageBuilder'],
      when: ({ Status }, scope) =>
        isOnBuilder(scope) &&
        ['STAGED_FOR_INSTALLATION', 'INSTALLED', 'FAILED_TO_INSTALL', 'FAILED_TO_UNINSTALL'].includes(Status ?? ''),
      confirm: {
        verb: 'Disassociate',
        question: 'Disassociate {0} from image builder {1}?',
        questionAll: 'Disassociate {0} software titles from their image builders?',
        names: builderName,
        consequence:
          'Installed software is staged for removal, and the next deployment removes it. Software that is only staged is removed from staging.',
      },
      progress: 'Disassociating…',
      proof: {
        async isDone({ api, resource, scope: { AssociatedResource }, signal }) {
          const now = (await softwareIn(api, AssociatedResource, signal)).find(
            ({ SoftwareName }) => SoftwareName === resource.SoftwareName,
          );
          return now === undefined || now.Status !== resource.Status;
        },
      },
      touches: ['software'],
      input: ({ resource, scope }) => ({
        ImageBuilderName: scope['ImageBuilderName'],
        SoftwareNames: [resource.SoftwareName ?? ''],
      }),
    }),
  ],
};

function softwareIn(api: Api, AssociatedResource: string | undefined, signal: AbortSignal) {
  return collect(api, 'DescribeSoftwareAssociations', { AssociatedResource }, out => out.SoftwareAssociations, signal);
}

function isOnBuilder(scope: Scope): boolean {
  return scope['ImageBuilderName'] !== undefined;
}

// Linux has no license-included software. An unknown platform counts as Windows.
function takesSoftware({ Platform }: ImageBuilder): boolean {
  return Platform?.startsWith('WINDOWS') ?? true;
}

/** The image builder's own actions for software. */
export const softwareActions: readonly Action<ImageBuilder>[] = [
  formAction({
    name: 'associateSoftware',
    title: 'Associate Software…',
    group: 'associate',
    when: builder => takesSoftware(builder) && ['RUNNING', 'STOPPED'].includes(builder.State ?? ''),
    progress: 'Associating software…',
    proof: {
      async isDone({ api, resource, signal }, _answers, { SoftwareNames }) {
        const associated = await softwareIn(api, resource.Arn, signal);
        return (SoftwareNames as readonly string[]).every(name =>
          associated.some(({ SoftwareName }) => SoftwareName === name),
        );
      },
    },
    touches: ['software'],
    form: {
      operation: 'AssociateSoftwareToImageBuilder',
      submit: 'Associate Software',
      hints: { members: { SoftwareNames: { suggest: 'software', min: 1 } } },
      fixed: builder => ({ ImageBuilderName: builder.Name ?? '' }),
    },
  }),
  callAction({
    name: 'deploySoftware',
    title: 'Deploy Staged Software…',
    group: 'associate',
    operations: ['StartSoftwareDeploymentToImageBuilder'],
    when: builder => takesSoftware(builder) && builder.State === 'RUNNING',
    confirm: {
      verb: 'Deploy',
      question: 'Deploy the staged software on image builder {0}?',
      questionAll: 'Deploy the staged software on {0} image builders?',
      consequence: `All staged software is installed or removed. ${isDeployed}`,
    },
    progress: 'Deploying software…',
    proof: {
      isDone: async ({ api, resource, signal }) =>
        !(await softwareIn(api, resource.Arn, signal)).some(({ Status }) => Status?.startsWith('STAGED_')),
    },
    touches: ['software'],
    input: ({ resource }) => ({ ImageBuilderName: resource.Name }),
  }),
];
