import { sandboxAccounts } from '../base/accounts';
import type { Quotas } from '../base/quotas';
import { kindQuotas } from '../base/quotas';
import type { Store } from '../base/store';
import type { World } from '../base/world';
import { applySeed } from './applySeed';
import type { Count } from './count';
import { isCount, partsOf } from './count';
import type { SeedData } from './data';
import { developmentIreland, developmentVirginia } from './development';
import { many } from './many';
import { partnerAccountId, partnerIreland, partnerPermissions } from './partner';
import { productionElastic } from './productionElastic';
import { productionIreland } from './productionIreland';
import { productionPeople } from './productionPeople';
import { productionVirginia } from './productionVirginia';
import { publicImages } from './publicImages';
import type { SeedFile } from './seedFile';

/** Nothing, the demo company, that many fleets, stacks and users or users alone, or what a file says. */
export type Seed = 'empty' | 'demo' | Count | SeedFile;

const developmentAccountId = sandboxAccounts.find(account => account.name === 'development')?.accountId;

/** What the demo's accounts have, by Region. All accounts but the development one are like production. */
const demo: Readonly<Record<'production' | 'development' | 'partner', Readonly<Record<string, readonly SeedData[]>>>> =
  {
    production: {
      'eu-west-1': [productionPeople, productionIreland, productionElastic],
      'us-east-1': [productionVirginia],
    },
    development: { 'eu-west-1': [developmentIreland], 'us-east-1': [developmentVirginia] },
    partner: { 'eu-west-1': [partnerIreland] },
  };

/** The demo company has had its quotas raised. */
const demoQuota = 50;

/**
 * Returns the function that puts a seed into a new store.
 * @param quotas override those of the seed
 * @param applyFile applies a seed from a file; without it, there are no such seeds
 */
export function seedStoreWith(
  seed: Seed,
  quotas: Partial<Quotas> = {},
  applyFile?: ApplyFile,
): (store: Store, world: World) => void {
  const apply = applySeedOf(seed, applyFile);
  return (store, world) => {
    raiseQuotas(store, seed);
    Object.assign(store.quotas, quotas);
    apply(store, world);
  };
}

type ApplyFile = (seed: SeedFile, store: Store, world: World) => void;

function raiseQuotas(store: Store, seed: Seed): void {
  if (seed === 'empty' || typeof seed === 'object' || store.accountId === '') return;
  for (const name of kindQuotas) {
    if (isCount(seed)) store.quotas[name] += partsOf(seed)[name === 'users' ? 'users' : 'fleets'];
    else store.quotas[name] = Math.max(store.quotas[name], demoQuota);
  }
}

function applySeedOf(seed: Seed, applyFile?: ApplyFile): (store: Store, world: World) => void {
  return (store, world) => {
    if (store.accountId === '') applySeed({ images: publicImages }, store, world);
    if (typeof seed === 'object') return applyFile?.(seed, store, world);
    if (seed === 'empty' || store.accountId === '') return;
    if (isCount(seed)) return applySeed(many(seed), store, world);
    if (store.accountId === partnerAccountId) return applyAll(demo.partner, store, world);
    seeWhatIsShared(store, world);
    const account = store.accountId === developmentAccountId ? 'development' : 'production';
    applyAll(demo[account], store, world);
  };
}

/** The partner shares its images with every account. Production shares one with development, so its store must exist first. */
function seeWhatIsShared(store: Store, world: World): void {
  for (const image of world.store(partnerAccountId, store.region).images.values()) {
    image.sharedWith.set(store.accountId, partnerPermissions);
  }
  if (store.accountId === developmentAccountId) {
    for (const { accountId } of sandboxAccounts) world.store(accountId, store.region);
  }
}

function applyAll(regions: Readonly<Record<string, readonly SeedData[]>>, store: Store, world: World): void {
  for (const data of regions[store.region] ?? []) applySeed(data, store, world);
}
