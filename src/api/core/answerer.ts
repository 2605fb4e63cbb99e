// Names the service and host that a request went to.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../../aws/connection';
import { isAwsHost } from '../../aws/endpoint';
import type { FailedAt } from '../../aws/failedAt';
import type { Service } from './service';

/** Where a request went. */
export interface Destination {
  readonly connection: Connection;
  /** The service that the request is for. */
  readonly service: Service;
  /** The service's endpoint, if it isn't AWS's own. */
  readonly endpoint?: string | undefined;
  /** Whether there were no credentials yet: then the request went to a service that gives out credentials. */
  readonly signingIn: boolean;
  /** Set if the request went to a service that gives out credentials or identifies them. */
  readonly at?: FailedAt | undefined;
}

/** The service and its host, or its Region: `AppStream in eu-west-1`. An endpoint's path and password stay out. */
export function hostLabel({ connection, service, endpoint, signingIn, at }: Destination): string {
  if (at) return `${serviceName(at)} (${at.host})`;
  if (signingIn) return l10n.t("AWS's sign-in service");
  const host = hostOf(endpoint);
  if (host !== undefined) return host;
  return l10n.t({
    message: '{0} in {1}',
    args: [service.title, connection.region],
    comment: '{0} is a service, {1} a Region: AppStream in eu-west-1',
  });
}

/** The name of a service that gives out credentials or identifies them. */
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

/** Where an error of the service comes from if not from AWS: the host of a configured endpoint, or the sandbox. */
export function otherThanAws({ connection, endpoint, at }: Destination): string | undefined {
  if (connection.sandbox) return l10n.t('the sandbox');
  const host = at ? at.host : hostOf(endpoint);
  return host === undefined || isAwsHost(host) ? undefined : host;
}

function hostOf(endpoint: string | undefined): string | undefined {
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).host : undefined;
}
