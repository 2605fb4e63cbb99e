import { badCombination, badValue, ServiceError } from '../base/errors';
import { requireRole } from '../base/requirements';
import type { Call, Handlers } from '../base/world';
import { latestAgentVersion } from './imageBuilders';
import { addImage, requireNewImage, runImage, seenBy } from './images';
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
      SourceAmiId?: string;
      WorkspaceImageId?: string;
      IamRoleArn?: string;
      Description?: string;
      DisplayName?: string;
      Tags?: Record<string, string>;
      RuntimeValidationConfig?: { IntendedInstanceType?: string };
      AppCatalogConfig?: ApplicationConfig[];
      DryRun?: boolean;
    },
    { store, world }: Call,
  ) {
    check(input);
    requireNewImage(input.Name, store);
    requireRole(input.IamRoleArn, store);
    if (input.DryRun) {
      throw new ServiceError(
        'DryRunOperationException',
        'Request would have succeeded, but DryRun flag is set.', // (U) CreateImportedImage: A dry run is worded as by EC2.
      );
    }
    const { Name, Description, DisplayName } = input;
    // (U) CreateImportedImage: The platform, because the simulator has no AMIs to look at, and that no builder can use the image.
    const image = addImage(
      {
        Name,
        ...(Description !== undefined && { Description }),
        ...(DisplayName !== undefined && { DisplayName }),
        Platform: 'WINDOWS_SERVER_2022',
        ImageType: 'CUSTOM',
        ImageBuilderSupported: false,
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
    runImage(image, input.RuntimeValidationConfig ? 'importAndValidate' : 'import', { store, world });
    return { Image: seenBy(image, store.accountId) };
  },
} satisfies Handlers;

/**
 * (D) CreateImportedImage: Either an AMI or a WorkSpaces image is given; names have 100 characters at most; names in the catalog are
 * unique. [docs]
 * (U) CreateImportedImage: The exceptions for what breaks these rules.
 */
function check(input: {
  Name: string;
  SourceAmiId?: string;
  WorkspaceImageId?: string;
  AppCatalogConfig?: ApplicationConfig[];
}): void {
  if (input.Name.length > 100) throw badValue('name', input.Name, 'have length less than or equal to 100');
  if ((input.SourceAmiId === undefined) === (input.WorkspaceImageId === undefined)) {
    throw badCombination('Specify either the AMI or the WorkSpaces image to import.');
  }
  const names = (input.AppCatalogConfig ?? []).map(({ Name }) => Name);
  if (new Set(names).size < names.length) throw badCombination('The names of applications in a catalog are unique.');
}
