// What an answer must hold. The service model requires no member of any answer, so an empty one would count as a success:
// a form closes with nothing made, a list says that there is nothing, a streaming URL is empty.
import { outputShape, shape } from './model';
import { isRead } from '../core/readOnly';
import type { Operation } from './types';
import { checkAddress } from '../core/webAddress';

/** An answer of the right form that lacks what it must hold: not known is what became of the request. */
export class IncompleteAnswer extends Error {
  override readonly name: string = 'IncompleteAnswer';

  /** @param member what it lacks: `Fleet.Name` */
  constructor(member: string) {
    super(member);
  }
}

/** An answer whose address is not to be opened. Its message says why. */
export class UnsafeAddress extends IncompleteAnswer {
  override readonly name = 'UnsafeAddress';
}

/**
 * For operations that change something: what their answers hold when they have done it (AWS documentation and its examples).
 * Operations that are not listed answer nothing reliable:
 * CreateUpdatedImage has no image after a dry run.
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

/** For those that read one thing. Those that list must hold their lists. */
const ofReads: Readonly<Partial<Record<Operation, readonly string[]>>> = {
  DescribeThemeForStack: ['Theme.StackName'],
  GetExportImageTask: ['ExportImageTask.TaskId'],
};

/** The members that an operation's answer must hold, dotted where they are inside another. */
export function requiredOf(operation: Operation): readonly string[] {
  const listed = ofChanges[operation] ?? ofReads[operation];
  if (listed || !isRead(operation)) return listed ?? [];
  return Object.entries(outputShape(operation).members ?? {})
    .filter(([, member]) => ['list', 'map'].includes(shape(member).type))
    .map(([name]) => name);
}

/**
 * Refuses an answer that lacks what it must hold.
 * @param endpoint who was asked, if not AWS's own: the one host besides those of https that may stream
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
