// What AppStream's answers must hold. The service model requires no member of any answer.
import type { AppStreamOperation } from './types';

/**
 * The members that a successful answer holds (AWS documentation and its examples), for operations that change something and
 * for those that read one thing. What operations that list must hold is read off the facts. The answers of all others hold
 * nothing reliable. CreateUpdatedImage answers no image after a dry run.
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
  // A dry run says whether there are updates; what begins one answers the image.
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
