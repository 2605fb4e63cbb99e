// Who a request went to, in words.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../../aws/connection';
import { isAwsHost } from '../../aws/endpoint';
import type { FailedAt } from '../../aws/failedAt';

/** Where a request went. */
export interface Destination {
  readonly connection: Connection;
  /** Where AppStream is, if not at AWS's own endpoint. */
  readonly endpoint?: string | undefined;
  /** Whether there were no credentials yet: then it was not AppStream that was asked. */
  readonly signingIn: boolean;
  /** Which service was asked, if it is known and not AppStream. */
  readonly at?: FailedAt | undefined;
}

/** The service and its host; AppStream in its Region. An endpoint's path and password stay out. */
export function placeOf({ connection, endpoint, signingIn, at }: Destination): string {
  if (at) return l10n.t('{0} ({1})', serviceName(at), at.host);
  if (signingIn) return l10n.t("AWS's sign-in service");
  return hostOf(endpoint) ?? l10n.t('AppStream in {0}', connection.region);
}

/** What the service is called. */
export function serviceName({ service }: FailedAt): string {
  switch (service) {
    case 'sts':
      return 'AWS STS';
    case 'iam':
      return 'AWS IAM';
    case 'sso':
    case 'sso_oidc':
      return 'IAM Identity Center';
    case 'signin':
      return 'AWS Sign-In';
  }
}

/** Whose fault a failure of the service is, if not that of AWS: the host of a configured endpoint, or the sandbox. */
export function otherThanAws({ connection, endpoint, at }: Destination): string | undefined {
  if (connection.sandbox) return l10n.t('the sandbox');
  const host = at ? at.host : hostOf(endpoint);
  return host === undefined || isAwsHost(host) ? undefined : host;
}

function hostOf(endpoint: string | undefined): string | undefined {
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).host : undefined;
}
