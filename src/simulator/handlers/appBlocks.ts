import { arnOf } from '../base/arn';
import { alreadyExists, inUse, notFound, notPermitted, tooSmall } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { AppBlock, AppBlockInput, Script } from '../resources/appBlock';
import { requireKey } from './s3';
import { tagNew, untagAll } from './tags';

/** Packages of applications for Elastic fleets. */
export const appBlockHandlers = {
  CreateAppBlock(input: AppBlockInput, { store, world }: Call) {
    if (store.appBlocks.has(input.Name)) throw alreadyExists('app block', input.Name);
    return { AppBlock: addAppBlock(input, { store, world }) };
  },

  DescribeAppBlocks(input: { Arns?: string[]; MaxResults?: number; NextToken?: string }, { operation, store }: Call) {
    const blocks = input.Arns?.length ? input.Arns.map(arn => appBlockWithArn(store, arn)) : store.appBlocks.values();
    const { items, NextToken } = page(operation, input, blocks, block => block.Name, { standard: 50, max: 50 }); // (U) DescribeAppBlocks: A page has at most 50.
    return { AppBlocks: items, NextToken };
  },

  DeleteAppBlock(input: { Name: string }, { store }: Call) {
    const block = store.appBlocks.get(input.Name);
    if (!block) throw notFound('app block', input.Name, store.accountId);
    // (D) DeleteAppBlock: An app block that an application or a builder has is in use. [model]
    const application = [...store.applications.values()].find(({ AppBlockArn }) => AppBlockArn === block.Arn);
    if (application) throw inUse(`The app block ${block.Name} is in use by the application ${application.Name}.`);
    const builder = [...store.appBlockBuilders.values()].find(({ appBlocks }) => appBlocks.has(block.Arn));
    if (builder) throw inUse(`The app block ${block.Name} is associated with the app block builder ${builder.Name}.`);
    store.appBlocks.delete(block.Name);
    untagAll(store, block.Arn);
    return {};
  },
} satisfies Handlers;

/**
 * Checks and adds an app block. A custom one is ACTIVE at once. One that AppStream packages is INACTIVE until an app block
 * builder has packaged it.
 * @throws ServiceError when it breaks a rule
 */
export function addAppBlock(input: AppBlockInput, { store, world }: Pick<Call, 'store' | 'world'>): AppBlock {
  const { PackagingType = 'CUSTOM' } = input;
  // (D) CreateAppBlock: A custom app block needs a setup script and its package's S3 key; one that AppStream packages takes none. [docs]
  // (U) CreateAppBlock: The exceptions and wordings of these rules.
  if (PackagingType === 'CUSTOM') {
    if (!input.SetupScriptDetails) throw notPermitted('A custom app block requires a setup script.');
    if (input.SourceS3Location.S3Key === undefined) {
      throw notPermitted('A custom app block requires the S3 key of its package.');
    }
    if (input.PostSetupScriptDetails) throw notPermitted('A custom app block takes no post-setup script.');
  } else if (input.SetupScriptDetails) {
    throw notPermitted('Only a custom app block takes a setup script.');
  }
  checkScript(input.SetupScriptDetails, 'setupScriptDetails');
  checkScript(input.PostSetupScriptDetails, 'postSetupScriptDetails');
  const block: AppBlock = {
    ...input,
    PackagingType,
    Arn: arnOf(store.region, store.accountId, `app-block/${input.Name}`),
    State: PackagingType === 'CUSTOM' ? 'ACTIVE' : 'INACTIVE',
    CreatedTime: world.agenda.now(),
    AppBlockErrors: [],
  };
  store.appBlocks.set(block.Name, block);
  tagNew(store, block.Arn, input.Tags);
  return block;
}

function checkScript(script: Script | undefined, member: string): void {
  requireKey(script?.ScriptS3Location, `${member}.scriptS3Location`);
  // (U) CreateAppBlock: A script's time limit is one second at least: none is documented.
  if (script && script.TimeoutInSeconds < 1) throw tooSmall(`${member}.timeoutInSeconds`, script.TimeoutInSeconds, 1);
}

/** @throws ServiceError ResourceNotFoundException */
export function appBlockWithArn(store: Store, arn: string): AppBlock {
  for (const block of store.appBlocks.values()) if (block.Arn === arn) return block;
  throw notFound('app block', arn, store.accountId);
}
