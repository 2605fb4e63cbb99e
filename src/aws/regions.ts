// The Regions where AppStream is. Nothing here loads the SDK.

interface Partition {
  readonly name: string;
  readonly regions: Readonly<Record<string, string>>;
}

/** AppStream's Regions by partition, with the long names of the AWS console. */
export const partitions: readonly Partition[] = [
  {
    name: 'aws',
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
    regions: { 'us-gov-east-1': 'AWS GovCloud (US-East)', 'us-gov-west-1': 'AWS GovCloud (US-West)' },
  },
  { name: 'aws-iso-b', regions: { 'us-isob-east-1': 'US ISOB East (Ohio)' } },
];

/** The ids of all known AppStream Regions. */
export const appStreamRegions: readonly string[] = partitions.flatMap(partition => Object.keys(partition.regions));

/** `Europe (Ireland)`; undefined for a Region that is not known (yet). */
export function regionLongName(region: string): string | undefined {
  return partitions.map(partition => partition.regions[region]).find(name => name !== undefined);
}

/** Whether this can be a Region's id at all. What AWS adds later is as good as what is listed here. */
export function isRegionId(region: string): boolean {
  return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region);
}
