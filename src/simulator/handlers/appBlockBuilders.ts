import { arnOf } from '../base/arn';
import { alreadyExists, badCombination, inUse, notFound, notPermitted, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import { requireQuota, requireRole } from '../base/requirements';
import type { Store } from '../base/store';
import type { Call, Handlers, World } from '../base/world';
import type { AppBlockBuilder, AppBlockBuilderInput } from '../resources/appBlockBuilder';
import { appBlockBuilderTransitions } from '../transitions/appBlockBuilder';
import { runTransitions } from '../transitions/transition';
import { appBlockWithArn } from './appBlocks';
import { adminStreamingUrl } from './streamingUrls';
import { tagNew, untagAll } from './tags';

interface Pair {
  AppBlockArn: string;
  AppBlockBuilderName: string;
}

/**
 * Builders of app blocks.
 * (D) CreateAppBlockBuilder, StartAppBlockBuilder, StopAppBlockBuilder: A builder is STOPPED when it is created, and its states are those
 * of a fleet. [model]
 */
export const appBlockBuilderHandlers = {
  CreateAppBlockBuilder(input: AppBlockBuilderInput, { store, world }: Call) {
    if (store.appBlockBuilders.has(input.Name)) throw alreadyExists('app block builder', input.Name);
    requireQuota(store.appBlockBuilders, store, 'appBlockBuilders');
    return { AppBlockBuilder: addAppBlockBuilder(input, { store, world }) };
  },

  DescribeAppBlockBuilders(
    input: { Names?: string[]; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const builders = input.Names?.length
      ? input.Names.map(name => builderNamed(store, name))
      : store.appBlockBuilders.values();
    const { items, NextToken } = page(operation, input, builders, builder => builder.Name, { standard: 25, max: 25 }); // (U) DescribeAppBlockBuilders: A page has at most 25.
    return { AppBlockBuilders: items, NextToken };
  },

  UpdateAppBlockBuilder(
    input: Partial<AppBlockBuilderInput> & { Name: string; AttributesToDelete?: string[] },
    { store }: Call,
  ) {
    const builder = builderNamed(store, input.Name);
    if (changesRefused(builder, input)) {
      throw inUse(`The app block builder ${builder.Name} is ${builder.State}. Stop it first.`);
    }
    const { AttributesToDelete = [], ...changes } = input;
    const changed = { ...builder, ...changes };
    check(changed, store);
    Object.assign(builder, changed);
    for (const attribute of AttributesToDelete) deleteAttribute[attribute]?.(builder);
    return { AppBlockBuilder: builder };
  },

  DeleteAppBlockBuilder(input: { Name: string }, { store }: Call) {
    const builder = builderNamed(store, input.Name);
    // (D) DeleteAppBlockBuilder: It must be STOPPED and without an app block. [docs]
    if (builder.State !== 'STOPPED') {
      throw notPermitted(`The app block builder ${builder.Name} is ${builder.State}. Stop it first.`);
    }
    if (builder.appBlocks.size > 0) {
      throw inUse(`The app block builder ${builder.Name} is associated with an app block.`);
    }
    store.appBlockBuilders.delete(builder.Name);
    untagAll(store, builder.Arn);
    return {};
  },

  StartAppBlockBuilder(input: { Name: string }, { store, world }: Call) {
    const builder = builderNamed(store, input.Name);
    // (D) StartAppBlockBuilder: It starts only with an app block. [docs]
    if (builder.appBlocks.size === 0) {
      throw notPermitted(`The app block builder ${builder.Name} is not associated with an app block.`);
    }
    if (builder.State === 'STOPPING') throw notPermitted(`The app block builder ${builder.Name} is STOPPING.`);
    if (builder.State === 'STOPPED') runAppBlockBuilder(builder, 'start', world);
    return { AppBlockBuilder: builder };
  },

  StopAppBlockBuilder(input: { Name: string }, { store, world }: Call) {
    const builder = builderNamed(store, input.Name);
    if (builder.State === 'STARTING' || builder.State === 'RUNNING') runAppBlockBuilder(builder, 'stop', world);
    return { AppBlockBuilder: builder };
  },

  CreateAppBlockBuilderStreamingURL(input: { AppBlockBuilderName: string; Validity?: number }, call: Call) {
    const { Name, State } = builderNamed(call.store, input.AppBlockBuilderName);
    return adminStreamingUrl(`app-block-builder/${Name}`, State, input.Validity, call);
  },

  AssociateAppBlockBuilderAppBlock(input: Pair, { store }: Call) {
    const builder = builderNamed(store, input.AppBlockBuilderName);
    const block = appBlockWithArn(store, input.AppBlockArn);
    // (D) AssociateAppBlockBuilderAppBlock: The app block is one that AppStream packages; a builder has one at most. [docs]
    if (block.PackagingType === 'CUSTOM') {
      throw notPermitted(`The app block ${block.Name} is a custom one, which needs no builder.`);
    }
    if (builder.appBlocks.size > 0 && !builder.appBlocks.has(block.Arn)) {
      throw new ServiceError(
        'LimitExceededException',
        `The app block builder ${builder.Name} is already associated with an app block.`,
      );
    }
    builder.appBlocks.add(block.Arn);
    return { AppBlockBuilderAppBlockAssociation: input };
  },

  DisassociateAppBlockBuilderAppBlock(input: Pair, { store }: Call) {
    const builder = builderNamed(store, input.AppBlockBuilderName);
    if (!builder.appBlocks.has(input.AppBlockArn)) {
      throw notFound('association of app block', input.AppBlockArn, store.accountId);
    }
    if (builder.State !== 'STOPPED') {
      throw notPermitted(`The app block builder ${builder.Name} is ${builder.State}. Stop it first.`);
    }
    builder.appBlocks.delete(input.AppBlockArn);
    return {};
  },

  DescribeAppBlockBuilderAppBlockAssociations(
    input: { AppBlockArn?: string; AppBlockBuilderName?: string; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const associations = [...store.appBlockBuilders.values()]
      .flatMap(({ Name, appBlocks }) => [...appBlocks].map(AppBlockArn => ({ AppBlockArn, AppBlockBuilderName: Name })))
      .filter(
        pair =>
          (input.AppBlockArn ?? pair.AppBlockArn) === pair.AppBlockArn &&
          (input.AppBlockBuilderName ?? pair.AppBlockBuilderName) === pair.AppBlockBuilderName,
      );
    const key = (pair: Pair) => `${pair.AppBlockBuilderName}/${pair.AppBlockArn}`;
    const { items, NextToken } = page(operation, input, associations, key, { standard: 25, max: 25 });
    return { AppBlockBuilderAppBlockAssociations: items, NextToken };
  },
} satisfies Handlers;

/** Checks and adds a STOPPED app block builder. @throws ServiceError when it breaks a rule */
export function addAppBlockBuilder(
  input: AppBlockBuilderInput,
  { store, world }: Pick<Call, 'store' | 'world'>,
): AppBlockBuilder {
  check(input, store);
  const builder: AppBlockBuilder = {
    EnableDefaultInternetAccess: false,
    DisableIMDSV1: false, // (U) CreateAppBlockBuilder: IMDSv1 is not disabled by default.
    ...input,
    Arn: arnOf(store.region, store.accountId, `app-block-builder/${input.Name}`),
    State: 'STOPPED',
    CreatedTime: world.agenda.now(),
    AppBlockBuilderErrors: [],
    appBlocks: new Set(),
  };
  store.appBlockBuilders.set(builder.Name, builder);
  tagNew(store, builder.Arn, input.Tags);
  return builder;
}

/** Takes a builder through transitions. */
export function runAppBlockBuilder(
  builder: AppBlockBuilder,
  name: keyof typeof appBlockBuilderTransitions,
  { agenda }: World,
): void {
  runTransitions(appBlockBuilderTransitions[name], builder.Arn, agenda, state => void (builder.State = state));
}

/** (D) UpdateAppBlockBuilder: While it is RUNNING, only its display name and description can change; while STARTING or STOPPING, nothing. [docs] */
function changesRefused({ State }: AppBlockBuilder, update: object): boolean {
  if (State === 'STOPPED') return false;
  return (
    State !== 'RUNNING' || Object.keys(update).some(name => !['Name', 'DisplayName', 'Description'].includes(name))
  );
}

function builderNamed(store: Store, name: string): AppBlockBuilder {
  const builder = store.appBlockBuilders.get(name);
  if (!builder) throw notFound('app block builder', name, store.accountId);
  return builder;
}

function check(input: AppBlockBuilderInput, store: Store): void {
  // (D) CreateAppBlockBuilder, UpdateAppBlockBuilder: Two subnets at least are required. [docs]
  if ((input.VpcConfig.SubnetIds?.length ?? 0) < 2) {
    throw badCombination('An app block builder requires at least two subnets in different Availability Zones.');
  }
  requireRole(input.IamRoleArn, store);
}

const deleteAttribute: Record<string, (builder: AppBlockBuilder) => void> = {
  IAM_ROLE_ARN: builder => delete builder.IamRoleArn,
  ACCESS_ENDPOINTS: builder => delete builder.AccessEndpoints,
  VPC_CONFIGURATION_SECURITY_GROUP_IDS: builder => delete builder.VpcConfig.SecurityGroupIds,
};
