import { lacking } from '../base/errors';

/** The address of an S3 object, as the API answers it for icons and logos. */
export function objectUrl({ S3Bucket, S3Key = '' }: { S3Bucket: string; S3Key?: string }, region: string): string {
  return `https://${S3Bucket}.s3.${region}.amazonaws.com/${S3Key.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * (D) CreateFleet, CreateAppBlock, CreateApplication, UpdateApplication: The key of a file in S3 is required, though the model does not
 * say so. [docs]
 * @throws ServiceError ValidationException
 */
export function requireKey(location: { S3Key?: string } | undefined, member: string): void {
  if (location && location.S3Key === undefined) throw lacking(`${member}.s3Key`);
}
