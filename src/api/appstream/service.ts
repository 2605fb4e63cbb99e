// The description of AppStream for the core.
import * as l10n from '@vscode/l10n';

import { lazy } from '../core/lazy';
import type { SdkError } from '../core/reasons';
import type { Sdk, Service } from '../core/service';
import { model } from './model';
import { appstreamNames } from './names';
import { repeats } from './repeats';
import { required } from './required';

// Kept: each `import()` in the bundle makes an object with the package's hundreds of exports.
const sdk = lazy(async (): Promise<Sdk> => {
  const commands = await import('@aws-sdk/client-appstream');
  return { Client: commands.AppStreamClient, commands };
});

export const appstream: Service = {
  ...appstreamNames,
  model,
  load: sdk.get,
  required,
  repeats,
  naming: [
    'Name',
    'FleetName',
    'StackName',
    'ImageName',
    'ImageBuilderName',
    'AppBlockBuilderName',
    'DirectoryName',
    'EntitlementName',
    'SourceImageName',
    'existingImageName',
    'AppBlockArn',
    'ApplicationArn',
    'ResourceArn',
    'SessionId',
  ],
  // Ids of users, and the parameters that a session gets about its user.
  personal: ['UserId', 'UserName', 'SessionContext'],
  addresses: ['StreamingURL'],
  reasons: {
    EntitlementAlreadyExistsException: 'exists',
    EntitlementNotFoundException: 'notFound',
    DryRunOperationException: 'invalid',
    IncompatibleImageException: 'invalid',
    InvalidAccountStatusException: 'denied',
    InvalidRoleException: 'invalid',
  },
  sample: {
    operation: 'DescribeFleets',
    answer: {
      Fleets: [
        {
          ...{ Name: 'sample', Arn: 'arn:aws:appstream:us-east-1:000000000000:fleet/sample', State: 'RUNNING' },
          ...{ InstanceType: 'stream.standard.medium', ComputeCapacityStatus: { Desired: 1 }, CreatedTime: 0 },
          VpcConfig: { SubnetIds: ['subnet-0'] },
        },
      ],
    },
  },
  nextStep,
};

function nextStep({ name, message = '' }: SdkError): string | undefined {
  switch (name) {
    case 'InvalidAccountStatusException':
      return l10n.t('Contact AWS Support about the status of your account.');
    case 'ResourceNotAvailableException':
      // Many kinds of resources can be unavailable. Only the message names the kind.
      return /\bimage\b/i.test(message)
        ? l10n.t('Choose another image that is AVAILABLE. AWS replaces its own images with newer ones.')
        : undefined;
    case 'ResourceNotFoundException':
      // By name, AWS finds only images in the caller's own account.
      return /\bimage (?!builder)/i.test(message)
        ? l10n.t(
            'The resource may have been deleted. For an image that AWS or another account owns, enter its ARN instead of its name.',
          )
        : undefined;
    default:
      return undefined;
  }
}
