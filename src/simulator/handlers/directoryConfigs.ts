import { alreadyExists, badCombination, badValue, inUse, notFound, notPermitted } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { DirectoryConfig, DirectoryConfigInput } from '../resources/directoryConfig';

/** Active Directory domains that fleets and image builders join. */
export const directoryConfigHandlers = {
  CreateDirectoryConfig(input: DirectoryConfigInput, { store, world }: Call) {
    if (store.directoryConfigs.has(input.DirectoryName)) throw alreadyExists('directory config', input.DirectoryName);
    return { DirectoryConfig: addDirectoryConfig(input, { store, world }) };
  },

  DescribeDirectoryConfigs(
    input: { DirectoryNames?: string[]; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const configs = input.DirectoryNames?.length
      ? input.DirectoryNames.map(name => directoryNamed(store, name))
      : store.directoryConfigs.values();
    const { items, NextToken } = page(operation, input, configs, config => config.DirectoryName, {
      standard: 50,
      max: 50,
    }); // (U) DescribeDirectoryConfigs: A page has at most 50.
    return { DirectoryConfigs: items, NextToken };
  },

  UpdateDirectoryConfig(input: DirectoryConfigInput, { store }: Call) {
    const config = directoryNamed(store, input.DirectoryName);
    const changed = { ...config, ...withoutPassword(input) };
    check(changed);
    Object.assign(config, changed);
    return { DirectoryConfig: config };
  },

  DeleteDirectoryConfig(input: { DirectoryName: string }, { store }: Call) {
    const { DirectoryName } = directoryNamed(store, input.DirectoryName);
    // (D) DeleteDirectoryConfig: A directory that a fleet or image builder joins is in use. [model]
    const users = [...store.fleets.values(), ...store.imageBuilders.values()];
    const user = users.find(({ DomainJoinInfo }) => DomainJoinInfo?.DirectoryName === DirectoryName);
    if (user) throw inUse(`The directory config ${DirectoryName} is in use by ${user.Name}.`);
    store.directoryConfigs.delete(DirectoryName);
    return {};
  },
} satisfies Handlers;

/** Checks and adds a directory config. @throws ServiceError when it breaks a rule */
export function addDirectoryConfig(
  input: DirectoryConfigInput,
  { store, world }: Pick<Call, 'store' | 'world'>,
): DirectoryConfig {
  check(input);
  const config: DirectoryConfig = { ...withoutPassword(input), CreatedTime: world.agenda.now() };
  store.directoryConfigs.set(config.DirectoryName, config);
  return config;
}

/**
 * (U) CreateFleet, UpdateFleet, CreateImageBuilder: The exceptions for a directory that is not configured, and for an organizational unit
 * without its directory.
 * @throws ServiceError when the directory to join is not configured, or only its organizational unit is given
 */
export function requireDirectory(
  join: { DirectoryName?: string; OrganizationalUnitDistinguishedName?: string } | undefined,
  store: Store,
): void {
  const unit = join?.OrganizationalUnitDistinguishedName;
  if (unit !== undefined) checkUnit(unit, 'domainJoinInfo.organizationalUnitDistinguishedName');
  if (join?.DirectoryName !== undefined) directoryNamed(store, join.DirectoryName);
  else if (unit !== undefined) throw badCombination('An organizational unit requires its directory.');
}

/** (D) CreateDirectoryConfig, UpdateDirectoryConfig, CreateFleet, UpdateFleet, CreateImageBuilder: An organizational unit begins with `OU=`. [docs] */
function checkUnit(name: string, member: string): void {
  if (!/^OU=/i.test(name)) throw badValue(member, name, 'begin with OU=');
}

function directoryNamed(store: Store, name: string): DirectoryConfig {
  const config = store.directoryConfigs.get(name);
  if (!config) throw notFound('directory config', name, store.accountId);
  return config;
}

/** (D) CreateDirectoryConfig, DescribeDirectoryConfigs: The password never comes back, so it is not kept. [docs] */
function withoutPassword({
  ServiceAccountCredentials: credentials,
  ...input
}: DirectoryConfigInput): DirectoryConfigInput {
  return { ...input, ...(credentials && { ServiceAccountCredentials: { AccountName: credentials.AccountName } }) };
}

function check(input: DirectoryConfigInput): void {
  for (const [index, name] of (input.OrganizationalUnitDistinguishedNames ?? []).entries()) {
    checkUnit(name, `organizationalUnitDistinguishedNames.${index + 1}.member`);
  }
  const { Status = 'DISABLED', CertificateAuthorityArn } = input.CertificateBasedAuthProperties ?? {};
  if (Status !== 'DISABLED' && CertificateAuthorityArn === undefined) {
    throw notPermitted('Certificate-based authentication requires a certificate authority.');
  } // (U) CreateDirectoryConfig, UpdateDirectoryConfig: The exception for a missing certificate authority.
}
