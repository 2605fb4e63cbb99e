// A file of one's own that says what accounts have at first. It is checked before anything of it is applied.
import { modelWith } from '../protocol/models';
import { validate } from '../protocol/validate';
import type { ExportedCall } from './accountExport';
import { accountsOfExport } from './accountExport';
import type { SeedData } from './data';
import type { Entry, Kind, KindRules } from './seedRules';
import { kinds, rules } from './seedRules';

/** What a seed file holds. */
export interface SeedFile {
  readonly accounts: readonly SeedAccount[];
}

/** What one account has in one Region. In a file, an entry without `age` was created just now. */
export interface SeedAccount extends SeedData {
  /** The access key that selects the account. */
  readonly accessKeyId?: string;
  /** The account's number, in place of the access key. Empty for AWS's own images. */
  readonly accountId?: string;
  readonly region: string;
  /** In place of all else: the answers of a real account, which has this number. */
  readonly calls?: readonly ExportedCall[];
}

const others = ['usageReports', 'broken'];

/**
 * Checks a seed by itself.
 * @returns the seed with an age for each entry
 * @throws Error with a sentence that names the account, the entry and what to correct
 */
export function readSeed(json: unknown): SeedFile {
  if (!isEntry(json) || !Array.isArray(json['accounts'])) throw new Error('A seed must have a list "accounts".');
  const unknown = Object.keys(json).find(name => name !== 'accounts');
  if (unknown !== undefined) throw new Error(`A seed has no "${unknown}", only "accounts".`);
  const accounts = json['accounts'].flatMap((account: unknown, index) => {
    const at = `Account ${index + 1} of the seed`;
    if (!isEntry(account)) throw new Error(`${at} must be an object.`);
    const expanded = account['calls'] === undefined ? [account] : readExport(account, at);
    return expanded.map(one => readAccount(one, at));
  });
  return { accounts };
}

/** The accounts that an exported one makes. */
function readExport({ accountId, region, calls, ...others }: Entry, at: string): Entry[] {
  const other = Object.keys(others)[0];
  if (other !== undefined) {
    throw new Error(`${at} has "calls", so it has no "${other}", only "accountId" and "region".`);
  }
  if (typeof accountId !== 'string' || typeof region !== 'string') {
    throw new Error(`${at} has "calls", so it must have "accountId" and "region".`);
  }
  const isCall = (call: unknown): call is ExportedCall =>
    isEntry(call) && typeof call['operation'] === 'string' && (call['answer'] === undefined || isEntry(call['answer']));
  if (!Array.isArray(calls) || !calls.every(isCall)) {
    throw new Error(`${at}: "calls" must be a list of objects with "operation" and "answer".`);
  }
  return accountsOfExport(accountId, region, calls);
}

function readAccount(json: Entry, at: string): SeedAccount {
  const { accessKeyId, accountId, region, ...data } = json;
  if (typeof region !== 'string' || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new Error(`${at}: "region" must be the name of a Region, such as eu-west-1.`);
  }
  const isKey = typeof accessKeyId === 'string' && accessKeyId !== '';
  const isNumber = typeof accountId === 'string' && /^(\d{12})?$/.test(accountId);
  if (isKey === isNumber || (isKey ? accountId : accessKeyId) !== undefined) {
    throw new Error(`${at} must have either "accessKeyId", a text, or "accountId", twelve digits.`);
  }
  for (const [kind, entries] of Object.entries(data)) {
    if (kind === 'usageReports' || kind === 'broken') {
      if (!isEntry(entries)) throw new Error(`${at}: "${kind}" must be an object.`);
      continue;
    }
    if (!kinds.includes(kind as Kind)) {
      throw new Error(`${at} has no "${kind}", only ${[...kinds, ...others].join(', ')}.`);
    }
    if (!Array.isArray(entries)) throw new Error(`${at}: "${kind}" must be a list.`);
    checkEntries(kind as Kind, entries, at);
  }
  const aged = Object.fromEntries(
    Object.entries(data).map(([kind, entries]) => [
      kind,
      Array.isArray(entries) ? entries.map(withAge) : kind === 'usageReports' ? withAge(entries as Entry) : entries,
    ]),
  );
  return { ...(isKey ? { accessKeyId } : { accountId: accountId as string }), region, ...aged };
}

function withAge(entry: Entry): Entry {
  return { age: 0, ...entry };
}

function checkEntries(kind: Kind, entries: readonly unknown[], at: string): void {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const where = `${at}: entry ${index + 1} of "${kind}"`;
    if (!isEntry(entry)) throw new Error(`${where} must be an object.`);
    checkMembers(rules[kind], entry, where);
    const key = rules[kind].key?.(entry);
    if (key !== undefined && seen.has(key)) throw new Error(`${where} has the same name as one before it: ${key}.`);
    if (key !== undefined) seen.add(key);
  }
}

function checkMembers({ operation, own, enums = {}, filled }: KindRules, entry: Entry, where: string): void {
  for (const [name, need] of Object.entries(own)) {
    if (need === 'required' && entry[name] === undefined) throw new Error(`${where} must have "${name}".`);
  }
  const { age } = entry;
  if (age !== undefined && (typeof age !== 'number' || !Number.isFinite(age) || age < 0)) {
    throw new Error(`${where}: "age" must be a number of at least 0.`);
  }
  for (const [name, values] of Object.entries(enums)) {
    if (entry[name] !== undefined && !values.includes(entry[name] as string)) {
      throw new Error(`${where}: "${name}" must be one of ${values.join(', ')}, not ${JSON.stringify(entry[name])}.`);
    }
  }
  const input = Object.fromEntries(Object.entries(entry).filter(([name]) => !Object.hasOwn(own, name)));
  const members = operation === undefined ? {} : (modelWith(operation)?.inputShape(operation).members ?? {});
  for (const name of Object.keys(input)) {
    if (!Object.hasOwn(members, name)) {
      throw new Error(`${where} has no "${name}", only ${[...Object.keys(members), ...Object.keys(own)].join(', ')}.`);
    }
  }
  if (operation === undefined) return;
  try {
    validate(operation, { ...filled, ...input });
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
