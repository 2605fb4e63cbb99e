// Puts a seed of one's own into a world.
import { accountIdOf } from '../base/accounts';
import { ServiceError } from '../base/errors';
import type { Store } from '../base/store';
import type { World } from '../base/world';
import { applySeed } from './applySeed';
import type { SeedData } from './data';
import type { SeedAccount, SeedFile } from './seedFile';
import type { Data } from './seedRules';
import { kinds, rules } from './seedRules';

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

/** The part of a seed that is for one store, after those of the accounts before it, which may share images. @throws Error as addSeed does */
export function applySeedFile({ accounts }: SeedFile, store: Store, world: World): void {
  const here = accounts.filter(({ region }) => region === store.region);
  for (const account of here.slice(0, here.findLastIndex(one => accountOf(one) === store.accountId) + 1)) {
    if (accountOf(account) === store.accountId) applyAccount(account, store, world);
    else world.store(accountOf(account), account.region);
  }
}

function applyAccount(account: SeedAccount, store: Store, world: World): void {
  const { accessKeyId = '', accountId = '', region, ...all } = account;
  const data = store.accountId === '' ? onlyNew(all, store) : all;
  const where = `The seed of ${accessKeyId}${accountId} in ${region}`;
  checkNames(data as Data, store, where);
  try {
    applySeed(data, store, world);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new Error(`${where}: ${error.message}`, { cause: error });
  }
}

/** AWS's own images are in each world, so an export may name some again. */
function onlyNew({ images = [], ...data }: SeedData, store: Store): SeedData {
  return { ...data, images: images.filter(({ Name }) => !store.images.has(Name)) };
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

function isThere(name: string, kind: 'fleets' | 'stacks' | 'appBlocks', data: Data, store: Store): boolean {
  return store[kind].has(name) || (data[kind] ?? []).some(entry => entry['Name'] === name);
}
