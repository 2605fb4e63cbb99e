// The members that AppStream's responses must have. The service model requires no member of any response.
import type { AppStreamOperation } from './types';

/**
 * The members that a successful response has, according to AWS's documentation and its examples: for operations that change
 * something and for those that read one resource. For operations that list, the facts say it. The responses of all other
 * operations have no reliable members.
 */
export const required: Readonly<Partial<Record<AppStreamOperation, readonly string[]>>> = {
  AssociateAppBlockBuilderAppBlock: ['AppBlockBuilderAppBlockAssociation.AppBlockArn'],
  AssociateApplicationFleet: ['ApplicationFleetAssociation.ApplicationArn'],
  BatchAssociateUserStack: ['errors'],
  BatchDisassociateUserStack: ['errors'],
  CopyImage: ['DestinationImageName'],
  CreateAppBlock: ['AppBlock.Arn'],
  CreateAppBlockBuilder: ['AppBlockBuilder.Arn'],
  CreateAppBlockBuilderStreamingURL: ['StreamingURL'],
  CreateApplication: ['Application.Arn'],
  CreateDirectoryConfig: ['DirectoryConfig.DirectoryName'],
  CreateEntitlement: ['Entitlement.Name'],
  CreateExportImageTask: ['ExportImageTask.TaskId'],
  CreateFleet: ['Fleet.Name'],
  CreateImageBuilder: ['ImageBuilder.Name'],
  CreateImageBuilderStreamingURL: ['StreamingURL'],
  CreateImportedImage: ['Image.Name'],
  CreateStack: ['Stack.Name'],
  CreateStreamingURL: ['StreamingURL'],
  CreateThemeForStack: ['Theme.StackName'],
  // A dry run returns whether there are updates; an update returns the image.
  CreateUpdatedImage: ['canUpdateImage|image.Name'],
  CreateUsageReportSubscription: ['S3BucketName'],
  DeleteImage: ['Image.Name'],
  DeleteImageBuilder: ['ImageBuilder.Name'],
  StartAppBlockBuilder: ['AppBlockBuilder.Arn'],
  StartImageBuilder: ['ImageBuilder.Name'],
  StopAppBlockBuilder: ['AppBlockBuilder.Arn'],
  StopImageBuilder: ['ImageBuilder.Name'],
  UpdateAppBlockBuilder: ['AppBlockBuilder.Arn'],
  UpdateApplication: ['Application.Arn'],
  UpdateDirectoryConfig: ['DirectoryConfig.DirectoryName'],
  UpdateEntitlement: ['Entitlement.Name'],
  UpdateFleet: ['Fleet.Name'],
  UpdateStack: ['Stack.Name'],
  UpdateThemeForStack: ['Theme.StackName'],
  DescribeThemeForStack: ['Theme.StackName'],
  GetExportImageTask: ['ExportImageTask.TaskId'],
};
