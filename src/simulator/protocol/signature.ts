import { ServiceError } from '../base/errors';

/** What a request's signature says: who sent it, to which service and Region. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  /** The signing name, such as `appstream`. */
  readonly service: string;
  /** When it was signed, in milliseconds since the epoch, if known. */
  readonly signedAt: number | undefined;
}

/**
 * Reads the credential scope of a Signature Version 4, from the header or, for a presigned request, from the query.
 * The signature itself is not checked, because the simulator knows no secret keys.
 * @param query the part of the URL after `?`
 * @param dateHeader when it was signed; a presigned request says so in its query
 * @throws ServiceError as AWS answers unsigned and half-signed requests
 */
export function readCredential(authorization: string | undefined, query: string, dateHeader?: string): Credential {
  const presigned = new URLSearchParams(query);
  const scope =
    authorization === undefined
      ? presigned.get('X-Amz-Credential')
      : /^AWS4-(?:HMAC-SHA256|ECDSA-P256-SHA256)\s.*Credential=([^,\s]+)/.exec(authorization)?.[1];
  if (authorization === undefined && scope === null) {
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }

  const [accessKeyId, date, region, service, end] = (scope ?? '').split('/');
  const signature = authorization === undefined ? presigned.has('X-Amz-Signature') : /Signature=\w/.test(authorization);
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || !signature) {
    throw new ServiceError(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter with a scope of date, Region, service and 'aws4_request', and 'Signature' parameter.",
      403,
    );
  }
  return { accessKeyId, region, service, signedAt: timeOf(dateHeader ?? presigned.get('X-Amz-Date') ?? '') };
}

/** @param stamp in the format of signatures: `20261124T090000Z` */
function timeOf(stamp: string): number | undefined {
  const time = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  return Number.isNaN(time) ? undefined : time;
}

/** @throws ServiceError when a request was signed for another service */
export function requireService(credential: Credential, service: string): void {
  if (credential.service !== service) {
    throw new ServiceError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${service}'.`,
      403,
    );
  }
}
