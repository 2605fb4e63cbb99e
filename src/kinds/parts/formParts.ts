// What the forms and dialogs of several kinds have in common.
import type { Values } from '../../forms/field';
import type { Rule } from '../../forms/rules';
import { given, requiredWhen } from '../../forms/rules';
import type { Hints } from '../kind';

/** One field for an image: own ones go by their names, and by their ARNs those that are not found by name. */
export const imageMembers = (user: 'fleet' | 'imageBuilder', more = ''): Hints => ({
  ImageName: {
    label: 'Image',
    arn: 'ImageArn',
    suggest: `image.${user}`,
    help: `The name of an image of this account, or the ARN of an image that another account or AWS shares.${more}`,
  },
});

interface OfImage {
  readonly Arn?: string | undefined;
  readonly ImageName?: string | undefined;
  readonly ImageArn?: string | undefined;
}

/**
 * The image of a fleet or an image builder, for another one like it or for changing it: its name alone if it is the same
 * account's, else its ARN alone, since the service finds no other account's image by its name. A public image's has no account.
 */
export function imageValues(of: OfImage): Values {
  // What was never set may be answered empty, in any form.
  const [Arn, ImageName, ImageArn] = [of.Arn, of.ImageName, of.ImageArn].map(text => (isText(text) ? text : undefined));
  const account = accountIn(ImageArn);
  const isOwn = !ImageArn || (account !== '' && account === accountIn(Arn));
  return isOwn
    ? { ImageName: ImageName ?? ImageArn?.split('/').at(-1), ImageArn: undefined }
    : { ImageName: undefined, ImageArn };
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const accountIn = (arn: string | undefined): string => arn?.split(':')[4] ?? '';

/** What comes of stopping an image builder or an app block builder. */
export const connectedAreOut = 'A connected user is disconnected, and unsaved work is lost.';

/** Subnets and the like belong to EC2, IAM and S3, which are not asked: those in use here already are suggested. */
export const networkMembers: Hints = {
  'VpcConfig.SubnetIds': { suggest: 'subnet', placeholder: 'subnet-' },
  'VpcConfig.SecurityGroupIds': { suggest: 'securityGroup', placeholder: 'sg-' },
};
export const endpointMembers: Hints = {
  'AccessEndpoints.VpceId': { suggest: 'vpcEndpoint', placeholder: 'vpce-' },
};
export const roleMembers: Hints = { IamRoleArn: { suggest: 'role', placeholder: 'arn:aws:iam::' } };

/** A group that is an S3 location, whose key the documentation wants though the model does not. */
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
