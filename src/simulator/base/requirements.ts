// Rules that several kinds share.
import { accountOf } from './arn';
import { ServiceError } from './errors';
import type { QuotaName } from './quotas';
import type { Store } from './store';

/**
 * (U) Every operation: The wording of the refusal when a quota is used up.
 * @throws ServiceError LimitExceededException when the account's quota is used up
 */
export function requireQuota(existing: { readonly size: number }, store: Store, name: QuotaName): void {
  const quota = store.quotas[name];
  if (existing.size >= quota) {
    throw new ServiceError(
      'LimitExceededException',
      `The limit of ${quota} ${kinds(name)} for account ${store.accountId} was exceeded.`,
    );
  }
}

/** `image builders` from `imageBuilders`. */
function kinds(name: QuotaName): string {
  return name.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
}

/**
 * A role must be of the caller's account, because the simulator knows no roles.
 * (V) CreateImageBuilder: The message for a role that is not valid has these words. [log]
 * (U) CreateFleet, UpdateFleet, CreateAppBlockBuilder, UpdateAppBlockBuilder, CreateImportedImage, CreateExportImageTask: The message
 * for a role that is not valid has the words of CreateImageBuilder.
 * @throws ServiceError InvalidRoleException
 */
export function requireRole(roleArn: string | undefined, store: Store): void {
  if (roleArn !== undefined && !(accountOf(roleArn) === store.accountId && roleArn.includes(':role/'))) {
    throw new ServiceError(
      'InvalidRoleException',
      `AppStream 2.0 encountered an error because your IAM role '${roleArn}' is invalid`,
    );
  }
}
