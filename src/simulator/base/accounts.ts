import { createHash } from 'node:crypto';

/** A well-known account of the simulator, with the access key that selects it. */
export interface SandboxAccount {
  readonly name: 'production' | 'development';
  readonly accessKeyId: string;
  readonly accountId: string;
  /** As IAM has it. */
  readonly alias: string;
  /** Where its demo data is. */
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

/** The alias of the account behind an access key, if it has one. */
export function aliasOf(accessKeyId: string): string | undefined {
  return sandboxAccounts.find(account => account.accessKeyId === accessKeyId)?.alias;
}

/** The account number behind an access key: a well-known one, or twelve digits made from the key. */
export function accountIdOf(accessKeyId: string): string {
  const known = sandboxAccounts.find(account => account.accessKeyId === accessKeyId);
  if (known) return known.accountId;
  const number = createHash('sha256').update(accessKeyId).digest().readUIntBE(0, 6);
  return String(number % 1e12).padStart(12, '0');
}
