// The Regions where AppStream is available. This doesn't load the SDK.

/** A partition of AWS, which has its own accounts. */
export interface Partition {
  readonly name: string;
  /** The name that people know. */
  readonly title: string;
  readonly regions: Readonly<Record<string, string>>;
  /** IAM's endpoint for all Regions, from the endpoint rules of the SDK's IAM client. */
  readonly iam: { readonly host: string; readonly fips: string; readonly region: string };
}

/** AppStream's Regions by partition, with the long names of the AWS console. */
export const partitions: readonly Partition[] = [
  {
    name: 'aws',
    title: 'AWS',
    iam: { host: 'iam.amazonaws.com', fips: 'iam-fips.amazonaws.com', region: 'us-east-1' },
    regions: {
      'us-east-1': 'US East (N. Virginia)',
      'us-east-2': 'US East (Ohio)',
      'us-west-2': 'US West (Oregon)',
      'ca-central-1': 'Canada (Central)',
      'sa-east-1': 'South America (São Paulo)',
      'eu-central-1': 'Europe (Frankfurt)',
      'eu-west-1': 'Europe (Ireland)',
      'eu-west-2': 'Europe (London)',
      'eu-west-3': 'Europe (Paris)',
      'eu-south-1': 'Europe (Milan)',
      'eu-south-2': 'Europe (Spain)',
      'il-central-1': 'Israel (Tel Aviv)',
      'ap-south-1': 'Asia Pacific (Mumbai)',
      'ap-southeast-1': 'Asia Pacific (Singapore)',
      'ap-southeast-2': 'Asia Pacific (Sydney)',
      'ap-southeast-5': 'Asia Pacific (Malaysia)',
      'ap-northeast-1': 'Asia Pacific (Tokyo)',
      'ap-northeast-2': 'Asia Pacific (Seoul)',
    },
  },
  {
    name: 'aws-us-gov',
    title: 'AWS GovCloud (US)',
    iam: { host: 'iam.us-gov.amazonaws.com', fips: 'iam.us-gov.amazonaws.com', region: 'us-gov-west-1' },
    regions: { 'us-gov-east-1': 'AWS GovCloud (US-East)', 'us-gov-west-1': 'AWS GovCloud (US-West)' },
  },
  {
    name: 'aws-iso-b',
    title: 'AWS Secret (US)',
    iam: {
      host: 'iam.us-isob-east-1.sc2s.sgov.gov',
      fips: 'iam-fips.us-isob-east-1.sc2s.sgov.gov',
      region: 'us-isob-east-1',
    },
    regions: { 'us-isob-east-1': 'US ISOB East (Ohio)' },
  },
];

/** The partition of a Region, by the Region's prefix. Undefined for a partition without AppStream. */
export function partitionOf(region: string): Partition | undefined {
  const name = Object.entries(prefixes).find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
  return partitions.find(partition => partition.name === name);
}

const prefixes = {
  'us-gov-': 'aws-us-gov',
  'us-isob-': 'aws-iso-b',
  'us-iso-': 'aws-iso',
  'us-isof-': 'aws-iso-f',
  'eu-isoe-': 'aws-iso-e',
  'eusc-': 'aws-eusc',
  'cn-': 'aws-cn',
};

/** The ids of all known AppStream Regions. */
export const appStreamRegions: readonly string[] = partitions.flatMap(partition => Object.keys(partition.regions));

/** `Europe (Ireland)`; undefined for an unknown Region. */
export function regionLongName(region: string): string | undefined {
  return partitions.map(partition => partition.regions[region]).find(name => name !== undefined);
}

/** Regions that have to be enabled for an account before use. */
const optIn = ['eu-south-1', 'eu-south-2', 'il-central-1', 'ap-southeast-5'];

/** Whether the Region has to be enabled for an account before use. */
export function isOptIn(region: string): boolean {
  return optIn.includes(region);
}

/** Whether this has the format of a Region's id. Regions that AWS adds later are valid, too. */
export function isRegionId(region: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region);
}
