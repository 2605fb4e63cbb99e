import { createHash } from 'node:crypto';

/** A well-known account of the simulator, with the access key that selects it. */
export interface SandboxAccount {
  readonly name: 'production' | 'development';
  readonly accessKeyId: string;
  readonly accountId: string;
  /** The account's alias in IAM. */
  readonly alias: string;
  /** The Regions with demo data. */
  readonly regions: string[];
}

const regions = ['eu-west-1', 'us-east-1'];

/** The accounts that have demo data of their own. */
export const sandboxAccounts: SandboxAccount[] = [
  { name: 'production', accessKeyId: 'SANDBOXPRODUCTION', accountId: '123456789012', alias: 'hb-production', regions },
  {
    name: 'development',
    accessKeyId: 'SANDBOXDEVELOPMENT',
    accountId: '210987654321',
    alias: 'hb-development',
    regions,
  },
];

/** The alias of an access key's account, if it has one. */
export function aliasOf(accessKeyId: string): string | undefined {
  return sandboxAccounts.find(account => account.accessKeyId === accessKeyId)?.alias;
}

/** The account number of an access key: a well-known one, the key itself if it has twelve digits, or twelve digits derived from it. */
export function accountIdOf(accessKeyId: string): string {
  const known = sandboxAccounts.find(account => account.accessKeyId === accessKeyId);
  if (known) return known.accountId;
  if (/^\d{12}$/.test(accessKeyId)) return accessKeyId;
  const number = createHash('sha256').update(accessKeyId).digest().readUIntBE(0, 6);
  return String(number % 1e12).padStart(12, '0');
}
