// Rules that several kinds share.
import { accountOf } from './arn';
import { ServiceError } from './errors';
import type { Store } from './store';

/** @throws ServiceError LimitExceededException when the account's quota is used up; the wording is a guess (U) */
export function requireQuota(
  existing: { readonly size: number },
  store: Store,
  kinds: string,
  quota = store.quota,
): void {
  if (existing.size >= quota) {
    throw new ServiceError(
      'LimitExceededException',
      `The limit of ${quota} ${kinds} for account ${store.accountId} was exceeded.`,
    );
  }
}

/** A role must be of the caller's account, because the simulator knows no roles. @throws ServiceError InvalidRoleException */
export function requireRole(roleArn: string | undefined, store: Store): void {
  if (roleArn !== undefined && !(accountOf(roleArn) === store.accountId && roleArn.includes(':role/'))) {
    throw new ServiceError(
      'InvalidRoleException',
      `AppStream 2.0 encountered an error because your IAM role '${roleArn}' is invalid`,
    );
  }
}
