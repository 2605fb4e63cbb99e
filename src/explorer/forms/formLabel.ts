// Member names in words: "IdleDisconnectTimeoutInSeconds" is "Idle disconnect timeout".

/** Words with a spelling of their own. */
const spellings: Record<string, string> = {
  arn: 'ARN',
  arns: 'ARNs',
  id: 'ID',
  ids: 'IDs',
  ip: 'IP',
  url: 'URL',
  urls: 'URLs',
  vpc: 'VPC',
  iam: 'IAM',
  usb: 'USB',
  ami: 'AMI',
  ou: 'OU',
  os: 'OS',
  s3: 'S3',
  aws: 'AWS',
  css: 'CSS',
  imdsv1: 'IMDSv1',
  vpce: 'VPC endpoint',
  appstream: 'AppStream',
  mcp: 'MCP',
  signin: 'sign-in',
};

/** The units at the end of names. */
const units = { seconds: /InSeconds$/, GB: /InGb$/ } as const;

/** The unit that a member's name ends in: `seconds` of `TimeoutInSeconds`. */
export function unitOf(member: string): 'seconds' | 'GB' | undefined {
  if (units.seconds.test(member)) return 'seconds';
  return units.GB.test(member) ? 'GB' : undefined;
}

/** A member's name in words, its unit and the filler `Config`, `Info`, `Details` left out. */
export function labelOf(member: string): string {
  const name = member
    .replace(units.seconds, '')
    .replace(units.GB, '')
    .replace(/(?<!^|^Delete.*)(Config|Info|Details)$/, '');
  const words = name.match(/IMDSV\d|S3|[A-Z]+(?=s(?![a-z]))s|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [name];
  return words
    .map(word => word.toLowerCase())
    .map((word, at) => spellings[word] ?? (at === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join(' ');
}

/** An enum's value in words: "DOMAIN_SMART_CARD_SIGNIN" is "Domain smart card sign-in". */
export function wordsOf(value: string): string {
  const words = value
    .toLowerCase()
    .split('_')
    .map(word => spellings[word] ?? word)
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The singular: "Subnet ID" of "Subnet IDs". */
export function singular(label: string): string {
  const [, many = '', rest = ''] = /^(.*?)( (?:to|in|of|with|where)\b.*)?$/.exec(label) ?? [];
  if (/(ss|us)$/.test(many)) return label;
  return many.replace(/(?<=[a-z])ies$/, 'y').replace(/s$/, '') + rest;
}
