// A file of one's own that says what accounts have at first. It is checked before anything of it is applied.
import { accountIdOf } from '../base/accounts';
import { ServiceError } from '../base/errors';
import type { Store } from '../base/store';
import type { World } from '../base/world';
import { modelWith } from '../protocol/models';
import { validate } from '../protocol/validate';
import { applySeed } from './applySeed';
import type { SeedData } from './data';

/** What a seed file holds. */
export interface SeedFile {
  readonly accounts: readonly SeedAccount[];
}

/** What one account has in one Region. In a file, an entry without `age` was created just now. */
export interface SeedAccount extends SeedData {
  /** The access key that selects the account. */
  readonly accessKeyId?: string;
  /** The account's number, in place of the access key. */
  readonly accountId?: string;
  readonly region: string;
}

type Entry = Readonly<Record<string, unknown>>;
type Data = Readonly<Record<string, readonly Entry[] | undefined>>;
type Kind = Exclude<keyof SeedData, 'usageReports' | 'broken'>;

/** How the entries of a kind are checked. */
interface KindRules {
  /** Its other members are those of this operation's input. */
  readonly operation?: string;
  /** Members of the seed's own, and whether they are required. */
  readonly own: Readonly<Record<string, 'required' | 'optional'>>;
  /** What tells an entry from the others. */
  readonly key?: (entry: Entry) => string;
  /** Members that the operation needs and the seed puts in. */
  readonly filled?: object;
  /** What it names, by the kind of that. */
  readonly names?: (entry: Entry) => Partial<Record<'fleets' | 'stacks' | 'appBlocks' | 'applications', unknown>>;
}

const byName = ({ Name }: Entry) => String(Name);
const age = 'optional';

const rules: Readonly<Record<Kind, KindRules>> = {
  images: {
    own: {
      ...{
        Name: 'required',
        Platform: 'required',
        DisplayName: 'optional',
        Description: 'optional',
        BaseImageArn: 'optional',
      },
      ...{ ImageBuilderName: 'optional', Applications: 'optional', AppstreamAgentVersion: 'optional', age },
      ...{ LatestAppstreamAgentVersion: 'optional', SupportedInstanceFamilies: 'optional', state: 'optional' },
      ...{ reason: 'optional', sharedWith: 'optional', Tags: 'optional' },
    },
    key: byName,
  },
  fleets: { operation: 'CreateFleet', own: { age, state: 'optional' }, key: byName },
  stacks: {
    ...{ operation: 'CreateStack', own: { age, fleet: 'optional' }, key: byName },
    names: ({ fleet }) => ({ fleets: fleet }),
  },
  imageBuilders: { operation: 'CreateImageBuilder', own: { age, state: 'optional', reason: 'optional' }, key: byName },
  sessions: {
    own: { stack: 'required', user: 'required', authentication: 'required', connected: 'optional', age },
    names: ({ stack }) => ({ stacks: stack }),
  },
  users: {
    ...{ operation: 'CreateUser', own: { age, enabled: 'optional', status: 'optional' } },
    key: ({ AuthenticationType, UserName }) => `${String(AuthenticationType)}/${String(UserName)}`,
  },
  userStackAssociations: {
    own: {
      ...{ StackName: 'required', UserName: 'required', AuthenticationType: 'required' },
      SendEmailNotification: 'optional',
    },
    names: ({ StackName }) => ({ stacks: StackName }),
  },
  directoryConfigs: {
    ...{ operation: 'CreateDirectoryConfig', own: { age } },
    key: ({ DirectoryName }) => String(DirectoryName),
  },
  appBlocks: { operation: 'CreateAppBlock', own: { age }, key: byName },
  appBlockBuilders: {
    ...{ operation: 'CreateAppBlockBuilder', own: { age, appBlock: 'optional' }, key: byName },
    names: ({ appBlock }) => ({ appBlocks: appBlock }),
  },
  applications: {
    ...{ operation: 'CreateApplication', own: { age, appBlock: 'required', fleets: 'optional' }, key: byName },
    filled: { AppBlockArn: 'arn:aws:appstream:eu-west-1:123456789012:app-block/any' },
    names: ({ appBlock, fleets }) => ({ appBlocks: appBlock, fleets }),
  },
  entitlements: {
    ...{ operation: 'CreateEntitlement', own: { age, applications: 'optional' } },
    key: ({ StackName, Name }) => `${String(StackName)}/${String(Name)}`,
    names: ({ StackName, applications }) => ({ stacks: StackName, applications }),
  },
  themes: {
    ...{ operation: 'CreateThemeForStack', own: { age }, key: ({ StackName }) => String(StackName) },
    names: ({ StackName }) => ({ stacks: StackName }),
  },
  licences: { own: { user: 'required', product: 'required', age } },
};

const kinds = Object.keys(rules) as Kind[];
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
  return { accounts: json['accounts'].map(readAccount) };
}

function readAccount(json: unknown, index: number): SeedAccount {
  const at = `Account ${index + 1} of the seed`;
  if (!isEntry(json)) throw new Error(`${at} must be an object.`);
  const { accessKeyId, accountId, region, ...data } = json;
  if (typeof region !== 'string' || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new Error(`${at}: "region" must be the name of a Region, such as eu-west-1.`);
  }
  const isKey = typeof accessKeyId === 'string' && accessKeyId !== '';
  const isNumber = typeof accountId === 'string' && /^\d{12}$/.test(accountId);
  if (isKey === isNumber || (isKey ? accountId : accessKeyId) !== undefined) {
    throw new Error(`${at} must have either "accessKeyId", a text, or "accountId", twelve digits.`);
  }
  for (const [kind, entries] of Object.entries(data)) {
    if (others.includes(kind)) continue;
    if (!kinds.includes(kind as Kind)) {
      throw new Error(`${at} has no "${kind}", only ${[...kinds, ...others].join(', ')}.`);
    }
    if (!Array.isArray(entries)) throw new Error(`${at}: "${kind}" must be a list.`);
    checkEntries(kind as Kind, entries, at);
  }
  const aged = Object.fromEntries(
    Object.entries(data).map(([kind, entries]) => [kind, Array.isArray(entries) ? entries.map(withAge) : entries]),
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

function checkMembers({ operation, own, filled }: KindRules, entry: Entry, where: string): void {
  for (const [name, need] of Object.entries(own)) {
    if (need === 'required' && entry[name] === undefined) throw new Error(`${where} must have "${name}".`);
  }
  const { age } = entry;
  if (age !== undefined && (typeof age !== 'number' || !Number.isFinite(age) || age < 0)) {
    throw new Error(`${where}: "age" must be a number of at least 0.`);
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

/**
 * Adds a seed to what is there.
 * @param seed as readSeed returns it
 * @throws Error with a sentence that names the account and what contradicts what. A part of the seed may then be there
 */
export function addSeed({ accounts }: SeedFile, world: World): void {
  for (const account of accounts) applyAccount(account, world.store(accountOf(account), account.region), world);
}

/** Makes the stores that a seed is for, so that what contradicts itself shows now. @throws Error as addSeed does */
export function makeStores({ accounts }: SeedFile, world: World): void {
  for (const account of accounts) world.store(accountOf(account), account.region);
}

/** The part of a seed that is for one store. @throws Error as addSeed does */
export function applySeedFile({ accounts }: SeedFile, store: Store, world: World): void {
  for (const account of accounts) {
    if (accountOf(account) === store.accountId && account.region === store.region) applyAccount(account, store, world);
  }
}

function applyAccount(account: SeedAccount, store: Store, world: World): void {
  const { accessKeyId = '', accountId = '', region, ...data } = account;
  const where = `The seed of ${accessKeyId}${accountId} in ${region}`;
  checkNames(data as Data, store, where);
  try {
    applySeed(data, store, world);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new Error(`${where}: ${error.message}`, { cause: error });
  }
}

function accountOf({ accessKeyId = '', accountId = accountIdOf(accessKeyId) }: SeedAccount): string {
  return accountId;
}

/** Refuses names that are taken, and references that lead nowhere. */
function checkNames(data: Data, store: Store, where: string): void {
  for (const kind of kinds) {
    const { key, names } = rules[kind];
    for (const entry of data[kind] ?? []) {
      const stored =
        kind === 'sessions' || kind === 'userStackAssociations' || kind === 'licences' ? undefined : store[kind];
      if (key && stored?.has(key(entry))) {
        throw new Error(`${where} has "${key(entry)}" in ${kind}, which is there already.`);
      }
      for (const [target, named] of Object.entries(names?.(entry) ?? {})) {
        for (const name of ([named] as readonly unknown[]).flat() as string[]) {
          if (name === undefined || isThere(String(name), target as 'fleets', data, store)) continue;
          throw new Error(`${where} names "${String(name)}" in ${kind}. There is no such entry in ${target}.`);
        }
      }
    }
  }
  for (const { UserName, AuthenticationType } of data['userStackAssociations'] ?? []) {
    const user = `${String(AuthenticationType)}/${String(UserName)}`;
    const isHere = store.users.has(user) || data['users']?.some(entry => rules.users.key?.(entry) === user);
    if (!isHere) throw new Error(`${where} names a user in userStackAssociations who is not in users.`);
  }
}

function isThere(
  name: string,
  kind: 'fleets' | 'stacks' | 'appBlocks' | 'applications',
  data: Data,
  store: Store,
): boolean {
  return store[kind].has(name) || (data[kind] ?? []).some(entry => entry['Name'] === name);
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
