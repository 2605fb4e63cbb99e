// Stands in for the metadata service of an EC2 instance (IMDSv2) and for a container's credentials endpoint.
import type { Answer, Issue, StandIn } from './standIn';
import { issueKeys, json, startStandIn } from './standIn';

export interface MetadataOptions {
  readonly issue?: Issue;
  readonly account?: string;
}

export interface Metadata extends StandIn {
  /** Variables that make the SDK ask this server for an instance's role. */
  readonly instance: Readonly<Record<string, string>>;
  /** Variables that make the SDK ask this server for a container's role. */
  readonly container: Readonly<Record<string, string>>;
}

const instanceToken = 'instance-metadata-token';
const containerToken = 'container-authorization-token';
const listed = '/latest/meta-data/iam/security-credentials/';
const container = '/container/credentials';

/** The instance has the role InstanceRole, the container the role ContainerRole. A request without a token is refused. */
export async function startMetadata({
  issue = issueKeys,
  account = '444455556666',
}: MetadataOptions = {}): Promise<Metadata> {
  const credentials = (role: string): Answer => {
    const { accessKeyId, secretAccessKey, sessionToken } = issue({ account, role });
    const expiration = new Date(Date.now() + 3600_000).toISOString();
    return json({
      Code: 'Success',
      Type: 'AWS-HMAC',
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      Token: sessionToken,
      Expiration: expiration,
    });
  };
  const server = await startStandIn(({ method, path, headers }) => {
    if (method === 'PUT' && path === '/latest/api/token') {
      return headers['x-aws-ec2-metadata-token-ttl-seconds'] ? { body: instanceToken } : { status: 400 };
    }
    if (path === container) {
      return headers.authorization === containerToken ? credentials('ContainerRole') : { status: 403 };
    }
    if (headers['x-aws-ec2-metadata-token'] !== instanceToken) return { status: 401 };
    if (path === listed) return { body: 'InstanceRole' };
    return path === `${listed}InstanceRole` ? credentials('InstanceRole') : { status: 404 };
  });
  return {
    ...server,
    instance: { AWS_EC2_METADATA_SERVICE_ENDPOINT: server.url, AWS_EC2_METADATA_DISABLED: 'false' },
    container: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}${container}`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: containerToken,
    },
  };
}
