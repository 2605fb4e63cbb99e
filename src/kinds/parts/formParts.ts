// Parts that the forms and dialogs of several kinds share.
import type { Values } from '../../forms/field';
import type { Rule } from '../../forms/rules';
import { given, requiredWhen } from '../../forms/rules';
import type { Hints } from '../action';

/** One field for an image. It takes the name of the account's own image, or the ARN of another. */
export const imageMembers = (user: 'fleet' | 'imageBuilder', more = ''): Hints => ({
  ImageName: {
    label: 'Image',
    arn: 'ImageArn',
    suggest: `image.${user}`,
    help: `The name of an image of this account, or the ARN of an image that another account or AWS shares.${more}`,
  },
});

interface ImageUser {
  readonly Arn?: string | undefined;
  readonly ImageName?: string | undefined;
  readonly ImageArn?: string | undefined;
}

/**
 * Form values for the image of a fleet or image builder: only its name if it is the account's own, else only its ARN,
 * since the service can't find another account's image by name. The ARN of a public image has no account.
 */
export function imageValues(user: ImageUser): Values {
  // A member that was never set may come back empty, in any form.
  const [Arn, ImageName, ImageArn] = [user.Arn, user.ImageName, user.ImageArn].map(text =>
    isText(text) ? text : undefined,
  );
  const account = accountIn(ImageArn);
  const isOwn = !ImageArn || (account !== '' && account === accountIn(Arn));
  return isOwn
    ? { ImageName: ImageName ?? ImageArn?.split('/').at(-1), ImageArn: undefined }
    : { ImageName: undefined, ImageArn };
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const accountIn = (arn: string | undefined): string => arn?.split(':')[4] ?? '';

/** The consequence of stopping an image builder or an app block builder. */
export const connectedUserLosesWork = 'A connected user is disconnected, and unsaved work is lost.';

/**
 * Subnets, roles and buckets belong to other services, which the extension doesn't query. It suggests those already in
 * use.
 */
export const networkMembers: Hints = {
  'VpcConfig.SubnetIds': { suggest: 'subnet', placeholder: 'subnet-' },
  'VpcConfig.SecurityGroupIds': { suggest: 'securityGroup', placeholder: 'sg-' },
};
export const endpointMembers: Hints = {
  'AccessEndpoints.VpceId': { suggest: 'vpcEndpoint', placeholder: 'vpce-' },
};
export const roleMembers: Hints = { IamRoleArn: { suggest: 'role', placeholder: 'arn:aws:iam::' } };

/** Hints for an S3 location. The documentation requires its key, though the API model doesn't. */
export function s3Members(location: string): Hints {
  return { [`${location}.S3Bucket`]: { suggest: 'bucket' }, [`${location}.S3Key`]: { required: true } };
}

export const rootVolumeMembers: Hints = { 'RootVolumeConfig.VolumeSizeInGb': { min: 200, max: 500, unit: 'GB' } };

export const domainMembers: Hints = {
  'DomainJoinInfo.DirectoryName': { suggest: 'directoryConfig', placeholder: 'corp.example.com' },
  'DomainJoinInfo.OrganizationalUnitDistinguishedName': {
    suggest: 'organizationalUnit',
    placeholder: 'OU=Streaming,DC=corp,DC=example,DC=com',
  },
};
export const domainRules: readonly Rule[] = [
  requiredWhen('DomainJoinInfo.DirectoryName', given('DomainJoinInfo.OrganizationalUnitDistinguishedName')),
  { kind: 'begins', member: 'DomainJoinInfo.OrganizationalUnitDistinguishedName', with: ['OU='] },
];
