import { durations } from '../durations';
import { ServiceError } from '../errors';
import { requireRole } from '../requirements';
import type { Call, Handlers } from '../world';
import { latestAgentVersion } from './imageBuilders';
import { addImage, requireNewImage, seenBy } from './images';
import { tagNew } from './tags';

interface ApplicationConfig {
  Name: string;
  DisplayName?: string;
  AbsoluteAppPath: string;
  WorkingDirectory?: string;
  LaunchParameters?: string;
}

export const imageImportHandlers = {
  CreateImportedImage(
    input: {
      Name: string;
      SourceAmiId: string;
      IamRoleArn: string;
      Description?: string;
      DisplayName?: string;
      Tags?: Record<string, string>;
      RuntimeValidationConfig?: { IntendedInstanceType?: string };
      AppCatalogConfig?: ApplicationConfig[];
      DryRun?: boolean;
    },
    { store, world }: Call,
  ) {
    requireNewImage(input.Name, store);
    requireRole(input.IamRoleArn, store);
    if (input.DryRun)
      throw new ServiceError(
        'DryRunOperationException',
        'Request would have succeeded, but DryRun flag is set.', // (U): worded as EC2 does
      );
    const { Name, Description, DisplayName } = input;
    const image = addImage(
      {
        Name,
        ...(Description !== undefined && { Description }),
        ...(DisplayName !== undefined && { DisplayName }),
        Platform: 'WINDOWS_SERVER_2022', // (U): the simulator knows no AMI
        ImageType: 'CUSTOM',
        ImageBuilderSupported: false, // (U)
        AppstreamAgentVersion: latestAgentVersion,
        LatestAppstreamAgentVersion: 'TRUE',
        Applications: (input.AppCatalogConfig ?? []).map(({ AbsoluteAppPath, ...config }) => ({
          DisplayName: config.Name,
          ...config,
          LaunchPath: AbsoluteAppPath,
          Enabled: true,
        })),
      },
      'IMPORTING',
      { store, world },
    );
    tagNew(store, image.Arn, input.Tags);
    world.agenda.after(image.Arn, durations.imageImport, () => {
      image.State = input.RuntimeValidationConfig ? 'VALIDATING' : 'AVAILABLE';
      if (image.State === 'VALIDATING')
        world.agenda.after(image.Arn, durations.imageValidate, () => void (image.State = 'AVAILABLE'));
    });
    return { Image: seenBy(image, store.accountId) };
  },
} satisfies Handlers;
