// Which requests may be sent again by themselves when their answer was lost. The SDK would send all of them again.
import { isRead } from '../core/readOnly';
import type { Change, Operation } from './types';

/**
 * Whether a request whose answer was lost may be sent again without a look at what became of it. A request that was never
 * sent, or that AWS refused (throttling), may be sent again whatever it is.
 *
 * `read` changes nothing. `idempotent`: a second one changes nothing more and is answered as the first. `once`: never.
 */
export type Repeat = 'read' | 'idempotent' | 'once';

/** What a second request of the same does, after the first was carried out. */
const effects = {
  nothing: { repeat: 'idempotent', why: 'The tags are the same afterwards.' },
  another: { repeat: 'once', why: 'It makes another one beside the first.' },
  mail: { repeat: 'once', why: 'It sends the same e-mail to people again.' },
  refusal: {
    repeat: 'once',
    why: 'AWS refuses it (exists, is gone, is in another state), and what was done looks failed.',
  },
  overwriting: { repeat: 'once', why: 'It takes back what somebody else changed in between.' },
} as const satisfies Record<string, { readonly repeat: Exclude<Repeat, 'read'>; readonly why: string }>;

/** The effect of each operation that changes something. */
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

/** Whether an operation may be sent again. One that a newer SDK brings is sent once, unless its name says that it reads. */
export function repeatOf(operation: Operation): Repeat {
  if (isRead(operation)) return 'read';
  const effect = (changes as Readonly<Record<string, keyof typeof effects | undefined>>)[operation];
  return effect === undefined ? 'once' : effects[effect].repeat;
}
