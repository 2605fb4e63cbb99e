import { createHash } from 'node:crypto';

/** A well-known account of the simulator, with the access key that selects it. */
export interface SandboxAccount {
  readonly name: 'production' | 'development';
  readonly accessKeyId: string;
  readonly accountId: string;
  /** Where its demo data is. */
  readonly regions: string[];
}

const regions = ['eu-west-1', 'us-east-1'];

/** The accounts that the demo seed furnishes differently. */
export const sandboxAccounts: SandboxAccount[] = [
  { name: 'production', accessKeyId: 'SANDBOXPRODUCTION', accountId: '123456789012', regions },
  { name: 'development', accessKeyId: 'SANDBOXDEVELOPMENT', accountId: '210987654321', regions },
];

/** The account number behind an access key: a well-known one, or twelve digits made from the key. */
export function accountIdOf(accessKeyId: string): string {
  const known = sandboxAccounts.find(account => account.accessKeyId === accessKeyId);
  if (known) return known.accountId;
  const number = createHash('sha256').update(accessKeyId).digest().readUIntBE(0, 6);
  return String(number % 1e12).padStart(12, '0');
}
