// Which requests the extension may send again by itself after their answer was lost. The SDK would send all of them again.
import { isRead } from '../core/readOnly';
import type { Change, Operation } from './types';

/**
 * Whether a request may be sent again after its answer was lost, before a check shows what became of it. Any request may be
 * sent again that never went out, or that AWS refused for throttling.
 *
 * `read`: yes, since it changes nothing. `idempotent`: yes, since a second one changes nothing more and gets the same answer.
 * `once`: no.
 */
export type Repeat = 'read' | 'idempotent' | 'once';

/** What a second request does after AWS has carried out the first. */
const effects = {
  nothing: { repeat: 'idempotent', why: 'The tags are the same afterwards.' },
  another: { repeat: 'once', why: 'It makes another one beside the first.' },
  mail: { repeat: 'once', why: 'It sends the same e-mail to people again.' },
  refusal: {
    repeat: 'once',
    why: 'AWS refuses the second (exists, is gone, is in another state), so a success looks like a failure.',
  },
  overwriting: { repeat: 'once', why: 'It takes back what somebody else changed in between.' },
} as const satisfies Record<string, { readonly repeat: Exclude<Repeat, 'read'>; readonly why: string }>;

/** The effect of a second request, for each operation that changes something. */
const changes: Readonly<Record<Change, keyof typeof effects>> = {
  AssociateAppBlockBuilderAppBlock: 'refusal',
  AssociateApplicationFleet: 'refusal',
  AssociateApplicationToEntitlement: 'refusal',
  AssociateFleet: 'refusal',
  AssociateSoftwareToImageBuilder: 'refusal',
  BatchAssociateUserStack: 'mail',
  BatchDisassociateUserStack: 'mail',
  CopyImage: 'refusal',
  CreateAppBlock: 'refusal',
  CreateAppBlockBuilder: 'refusal',
  CreateAppBlockBuilderStreamingURL: 'another',
  CreateApplication: 'refusal',
  CreateDirectoryConfig: 'refusal',
  CreateEntitlement: 'refusal',
  CreateExportImageTask: 'another',
  CreateFleet: 'refusal',
  CreateImageBuilder: 'refusal',
  CreateImageBuilderStreamingURL: 'another',
  CreateImportedImage: 'refusal',
  CreateStack: 'refusal',
  CreateStreamingURL: 'another',
  CreateThemeForStack: 'refusal',
  CreateUpdatedImage: 'another',
  CreateUsageReportSubscription: 'refusal',
  CreateUser: 'mail',
  DeleteAppBlock: 'refusal',
  DeleteAppBlockBuilder: 'refusal',
  DeleteApplication: 'refusal',
  DeleteDirectoryConfig: 'refusal',
  DeleteEntitlement: 'refusal',
  DeleteFleet: 'refusal',
  DeleteImage: 'refusal',
  DeleteImageBuilder: 'refusal',
  DeleteImagePermissions: 'refusal',
  DeleteStack: 'refusal',
  DeleteThemeForStack: 'refusal',
  DeleteUsageReportSubscription: 'refusal',
  DeleteUser: 'refusal',
  DisableUser: 'overwriting',
  DisassociateAppBlockBuilderAppBlock: 'refusal',
  DisassociateApplicationFleet: 'refusal',
  DisassociateApplicationFromEntitlement: 'refusal',
  DisassociateFleet: 'refusal',
  DisassociateSoftwareFromImageBuilder: 'refusal',
  DrainSessionInstance: 'refusal',
  EnableUser: 'overwriting',
  ExpireSession: 'refusal',
  StartAppBlockBuilder: 'refusal',
  StartFleet: 'refusal',
  StartImageBuilder: 'refusal',
  StartSoftwareDeploymentToImageBuilder: 'another',
  StopAppBlockBuilder: 'refusal',
  StopFleet: 'refusal',
  StopImageBuilder: 'refusal',
  TagResource: 'nothing',
  UntagResource: 'nothing',
  UpdateAppBlockBuilder: 'overwriting',
  UpdateApplication: 'overwriting',
  UpdateDirectoryConfig: 'overwriting',
  UpdateEntitlement: 'overwriting',
  UpdateFleet: 'overwriting',
  UpdateImagePermissions: 'overwriting',
  UpdateStack: 'overwriting',
  UpdateThemeForStack: 'overwriting',
};

/** Whether an operation may be sent again. An operation that is not listed here is sent once, unless its name says that it reads. */
export function repeatOf(operation: Operation): Repeat {
  if (isRead(operation)) return 'read';
  const effect = (changes as Readonly<Record<string, keyof typeof effects | undefined>>)[operation];
  return effect === undefined ? 'once' : effects[effect].repeat;
}
