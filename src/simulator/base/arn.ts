const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-iso-', 'aws-iso'],
  ['cn-', 'aws-cn'],
];

/**
 * The ARN of an AppStream resource: `arn:aws:appstream:eu-west-1:123456789012:fleet/cad`.
 * @param accountId empty for what AWS itself publishes
 * @param resource kind and name, such as `image-builder/office`
 */
export function arnOf(region: string, accountId: string, resource: string): string {
  const partition = partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
  return `arn:${partition}:appstream:${region}:${accountId}:${resource}`;
}

/** The account that an ARN names; empty when it names none. */
export function accountOf(arn: string): string {
  let start = 0;
  for (let colon = 0; colon < 4; colon++) {
    start = arn.indexOf(':', start) + 1;
    if (start === 0) return '';
  }
  const end = arn.indexOf(':', start);
  return end < 0 ? arn.slice(start) : arn.slice(start, end);
}
