// What an answer must hold. The service model requires no member of any answer. An empty answer would count as a success: a
// form would close although nothing was made, a list would be empty, and a streaming URL too.
import { isRead } from '../core/readOnly';
import { checkAddress } from '../core/webAddress';
import { outputShape, shape } from './model';
import type { Operation } from './types';

/** An answer of the right form that lacks a member it must hold. What became of the request is not known. */
export class IncompleteAnswer extends Error {
  override readonly name: string = 'IncompleteAnswer';

  /** @param member the member that is missing: `Fleet.Name` */
  constructor(member: string) {
    super(member);
  }
}

/** An answer with an address that must not be opened. Its message says why. */
export class UnsafeAddress extends IncompleteAnswer {
  override readonly name = 'UnsafeAddress';
}

/**
 * For operations that change something: the members that a successful answer holds (AWS documentation and its examples). The
 * answers of all other operations hold nothing reliable. CreateUpdatedImage, for example, answers no image after a dry run.
 */
const ofChanges: Readonly<Partial<Record<Operation, readonly string[]>>> = {
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
};

/** The same for operations that read one thing. Answers of operations that list must hold their list. */
const ofReads: Readonly<Partial<Record<Operation, readonly string[]>>> = {
  DescribeThemeForStack: ['Theme.StackName'],
  GetExportImageTask: ['ExportImageTask.TaskId'],
};

/** The members that an operation's answer must hold. A member inside another is written with a dot: `Fleet.Name`. */
export function requiredOf(operation: Operation): readonly string[] {
  const listed = ofChanges[operation] ?? ofReads[operation];
  if (listed || !isRead(operation)) return listed ?? [];
  return Object.entries(outputShape(operation).members ?? {})
    .filter(([, member]) => ['list', 'map'].includes(shape(member).type))
    .map(([name]) => name);
}

/**
 * Refuses an answer that lacks a member it must hold, or whose address must not be opened.
 * @param endpoint the endpoint that was asked, if it is not AWS's own. Its addresses may be http
 * @throws IncompleteAnswer, UnsafeAddress
 */
export function checkComplete(operation: Operation, answer: object, endpoint: string | undefined): void {
  for (const path of requiredOf(operation)) {
    const value = path
      .split('.')
      .reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], answer);
    if (value === undefined || value === '') throw new IncompleteAnswer(path);
    if (path !== 'StreamingURL') continue;
    const checked = checkAddress(typeof value === 'string' ? value : '', endpoint);
    if ('refusal' in checked) throw new UnsafeAddress(checked.refusal);
  }
}
