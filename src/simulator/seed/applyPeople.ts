import type { Store } from '../base/store';
import type { World } from '../base/world';
import { addDirectoryConfig } from '../handlers/directoryConfigs';
import { addEntitlement } from '../handlers/entitlements';
import { addTheme } from '../handlers/themes';
import { subscribe } from '../handlers/usageReports';
import { addUser } from '../handlers/users';
import { userStackAssociationHandlers } from '../handlers/userStackAssociations';
import type { SeedData, SeedLicence } from './data';

const day = 24 * 60 * 60 * 1000;

/** Directories, which fleets and image builders join. */
export function applyDirectories(data: SeedData, store: Store, world: World): void {
  for (const { age, ...config } of data.directoryConfigs ?? []) {
    addDirectoryConfig(config, { store, world }).CreatedTime -= age * day;
  }
}

/** Users, their stacks, entitlements and themes, and their licence usage. */
export function applyPeople(data: SeedData, store: Store, world: World): void {
  const into = { store, world };
  for (const entry of data.users ?? []) {
    const user = addUser(entry, into);
    user.CreatedTime -= entry.age * day;
    user.Enabled = entry.enabled ?? true;
    user.Status = entry.status ?? 'CONFIRMED';
  }
  if (data.userStackAssociations) {
    userStackAssociationHandlers.BatchAssociateUserStack(
      { UserStackAssociations: [...data.userStackAssociations] },
      { operation: 'BatchAssociateUserStack', store, world },
    );
  }
  for (const { age, applications = [], ...input } of data.entitlements ?? []) {
    const entitlement = addEntitlement(input, { store, world });
    entitlement.CreatedTime -= age * day;
    entitlement.LastModifiedTime -= age * day;
    for (const name of applications) entitlement.applications.add(name);
  }
  for (const { age, ...theme } of data.themes ?? []) addTheme(theme, { store, world }).CreatedTime -= age * day;
  if (data.usageReports) subscribe({ store, world }).since -= data.usageReports.age * day;
  for (const licence of data.licences ?? []) applyLicence(licence, store, world);
}

function applyLicence({ user, product, age }: SeedLicence, store: Store, world: World): void {
  const now = new Date(world.agenda.now());
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - age, 1));
  store.appLicenseUsages.push({
    UserArn: `arn:aws:appstream:${store.region}:${store.accountId}:user/saml/${user}`, // (U) DescribeAppLicenseUsage: The ARN of a SAML user.
    UserId: user,
    BillingPeriod: month.toISOString().slice(0, 7),
    OwnerAWSAccountId: store.accountId,
    LicenseType: product,
    SubscriptionFirstUsedDate: month.getTime() + 9.4 * 60 * 60 * 1000,
    SubscriptionLastUsedDate: age === 0 ? now.getTime() : month.getTime() + 27 * day,
  });
}
