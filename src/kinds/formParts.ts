// What the forms and dialogs of several kinds have in common.
import type { FieldHint } from '../forms/hints';
import { given, requiredWhen } from '../forms/rules';
import type { Rule } from '../forms/rules';

/** What comes of stopping an image builder or an app block builder. */
export const connectedAreOut = 'Whoever is connected to it is disconnected, and unsaved work is lost.';

type Members = Readonly<Record<string, FieldHint>>;

/** Subnets and the like belong to EC2, IAM and S3, which are not asked: those in use here already are suggested. */
export const networkMembers: Members = {
  'VpcConfig.SubnetIds': { suggest: 'subnet', placeholder: 'subnet-' },
  'VpcConfig.SecurityGroupIds': { suggest: 'securityGroup', placeholder: 'sg-' },
};
export const endpointMembers: Members = {
  'AccessEndpoints.VpceId': { suggest: 'vpcEndpoint', placeholder: 'vpce-' },
};
export const roleMembers: Members = { IamRoleArn: { suggest: 'role', placeholder: 'arn:aws:iam::' } };

/** A group that is an S3 location, whose key the documentation wants though the model does not. */
export function s3Members(location: string): Members {
  return { [`${location}.S3Bucket`]: { suggest: 'bucket' }, [`${location}.S3Key`]: { required: true } };
}

export const rootVolumeMembers: Members = { 'RootVolumeConfig.VolumeSizeInGb': { min: 200, max: 500, unit: 'GB' } };

export const domainMembers: Members = {
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
