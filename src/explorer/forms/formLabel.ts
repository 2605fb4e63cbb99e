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
  eni: 'ENI',
  ipv6: 'IPv6',
  saml: 'SAML',
  nvidia: 'NVIDIA',
  grid: 'GRID',
  region: 'Region',
  email: 'e-mail',
  signin: 'sign-in',
};

/** The units at the end of names. */
const units = { seconds: /InSeconds$/, GB: /InGb$/ } as const;

/** The unit that a member's name ends in: `seconds` of `TimeoutInSeconds`. */
export function unitOf(member: string): 'seconds' | 'GB' | undefined {
  if (units.seconds.test(member)) return 'seconds';
  return units.GB.test(member) ? 'GB' : undefined;
}

/** Words after what has happened that say no more: `CreatedTime` and `CreatedDate` are both "Created". */
const when = /(?<=ed)(Time|Date)$/;

/** A member's name in words, its unit and the filler `Config`, `Info`, `Details`, `Date` left out. */
export function labelOf(member: string): string {
  const name = member
    .replace(units.seconds, '')
    .replace(units.GB, '')
    .replace(when, '')
    .replace(/(?<!^|^Delete.*)(Config|Info|Details)$/, '');
  const words = name.match(/IMDSV\d|S3|I[Pp][Vv]6|[A-Z]+(?=s(?![a-z]))s|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [name];
  return words
    .map(word => word.toLowerCase())
    .map((word, at) => spelled(word, at === 0))
    .join(' ');
}

/** An enum's value in words: "DOMAIN_SMART_CARD_SIGNIN" is "Domain smart card sign-in". */
export function wordsOf(value: string): string {
  return value
    .toLowerCase()
    .split('_')
    .map((word, at) => spelled(word, at === 0))
    .join(' ');
}

/** A word in lowercase as labels have it. */
function spelled(word: string, isFirst: boolean): string {
  const known = spellings[word] ?? word;
  return isFirst ? known.charAt(0).toUpperCase() + known.slice(1) : known;
}

/** The singular: "Subnet ID" of "Subnet IDs". */
export function singular(label: string): string {
  const [, many = '', rest = ''] = /^(.*?)( (?:to|in|of|with|where)\b.*)?$/.exec(label) ?? [];
  if (/(ss|us)$/.test(many)) return label;
  return many.replace(/(?<=[a-z])ies$/, 'y').replace(/s$/, '') + rest;
}
