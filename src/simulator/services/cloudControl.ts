// Cloud Control: the subnets, security groups, roles and buckets that an account has. They are those that its resources name, and a few
// more to choose from.
import { ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';

interface Listed {
  readonly Identifier: string;
  readonly properties: object;
}

type List = (store: Store) => Listed[];

const vpc = 'vpc-0a1b2c3d4e5f60718';

const types: Readonly<Record<string, List>> = {
  'AWS::EC2::Subnet': store =>
    idsOf(store, ['subnet-0a11b22c33d44e55f', 'subnet-0b22c33d44e55f66a'], ({ SubnetIds }) => SubnetIds).map(
      (id, index) => ({
        Identifier: id,
        properties: {
          ...{ SubnetId: id, VpcId: vpc, CidrBlock: `10.0.${index + 1}.0/24` },
          AvailabilityZone: `${store.region}${'abc'[index % 3]}`,
          Tags: [{ Key: 'Name', Value: `streaming-${index + 1}` }],
        },
      }),
    ),
  'AWS::EC2::SecurityGroup': store =>
    idsOf(store, ['sg-0f0e0d0c0b0a09080'], ({ SecurityGroupIds }) => SecurityGroupIds).map((id, index) => ({
      Identifier: id,
      properties: {
        Id: id,
        GroupId: id,
        GroupName: `streaming-${index + 1}`,
        GroupDescription: 'For streaming',
        VpcId: vpc,
      },
    })),
  'AWS::IAM::Role': ({ accountId, broken, ...store }) => {
    const named = [...store.fleets.values(), ...store.imageBuilders.values(), ...store.appBlockBuilders.values()];
    const arns = named.flatMap(({ IamRoleArn }) => IamRoleArn ?? []);
    const all = [`arn:aws:iam::${accountId}:role/service-role/AmazonAppStreamServiceAccess`, ...arns];
    return [...new Set(all)]
      .filter(arn => isThere(arn, broken))
      .map(Arn => {
        const RoleName = Arn.slice(Arn.lastIndexOf('/') + 1);
        return { Identifier: RoleName, properties: { Arn, RoleName } };
      });
  },
  'AWS::S3::Bucket': store => {
    const stacks = [...store.stacks.values()];
    const buckets = [
      ...stacks.map(({ ApplicationSettings }) => ApplicationSettings.S3BucketName),
      ...stacks.flatMap(({ StorageConnectors }) =>
        StorageConnectors.map(({ ConnectorType, ResourceIdentifier }) =>
          ConnectorType === 'HOMEFOLDERS' ? ResourceIdentifier : undefined,
        ),
      ),
      ...[...store.appBlocks.values()].map(({ SourceS3Location }) => SourceS3Location.S3Bucket),
      ...[...store.fleets.values()].map(({ SessionScriptS3Location }) => SessionScriptS3Location?.S3Bucket),
      store.usageReportSubscription?.S3BucketName,
    ];
    return [...new Set(buckets.flatMap(bucket => bucket ?? []))].map(BucketName => ({
      Identifier: BucketName,
      properties: { BucketName, Arn: `arn:aws:s3:::${BucketName}` },
    }));
  },
};

export const cloudControlHandlers = {
  /** (D) ListResources: Properties are JSON that may have the identifier only; GetResource has all. A page has at most 100. [docs] */
  ListResources(input: { TypeName: string; MaxResults?: number; NextToken?: string }, { operation, store }: Call) {
    const resources = listOf(input.TypeName)(store);
    try {
      const { items, NextToken } = page(operation, input, resources, ({ Identifier }) => Identifier, {
        standard: 100,
        max: 100,
      });
      return {
        TypeName: input.TypeName,
        ResourceDescriptions: items.map(({ Identifier, properties }) => ({
          Identifier,
          Properties: JSON.stringify(
            Object.fromEntries(Object.entries(properties).filter(([, value]) => value === Identifier)),
          ),
        })),
        NextToken,
      };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError('InvalidRequestException', 'The next token is not valid.'); // (U) ListResources: How it refuses a token.
    }
  },

  GetResource(input: { TypeName: string; Identifier: string }, { store }: Call) {
    const resource = listOf(input.TypeName)(store).find(({ Identifier }) => Identifier === input.Identifier);
    if (!resource) {
      const message = `Resource of type '${input.TypeName}' with identifier '${input.Identifier}' was not found.`; // (U) GetResource: The wording for a missing resource.
      throw new ServiceError('ResourceNotFoundException', message);
    }
    const { Identifier, properties } = resource;
    return { TypeName: input.TypeName, ResourceDescription: { Identifier, Properties: JSON.stringify(properties) } };
  },
} satisfies Handlers;

/** (D) ListResources, GetResource: A type that can't be listed is refused by UnsupportedActionException. Here only four types can. [model] */
function listOf(type: string): List {
  const list = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!list) throw new ServiceError('UnsupportedActionException', `Resource type ${type} is not simulated.`);
  return list;
}

function idsOf(
  { fleets, imageBuilders, appBlockBuilders, broken }: Store,
  more: readonly string[],
  read: (vpc: { SubnetIds?: string[]; SecurityGroupIds?: string[] }) => readonly string[] | undefined,
): string[] {
  const named = [...fleets.values(), ...imageBuilders.values(), ...appBlockBuilders.values()];
  const ids = named.flatMap(({ VpcConfig }) => (VpcConfig && read(VpcConfig)) ?? []);
  return [...new Set([...more, ...ids])].filter(id => isThere(id, broken)).sort();
}

function isThere(id: string, broken: Store['broken']): boolean {
  return broken.get(id) !== 'gone' && !/gone/i.test(id);
}
