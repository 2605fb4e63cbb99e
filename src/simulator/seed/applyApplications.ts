import type { Store } from '../base/store';
import type { World } from '../base/world';
import { addAppBlockBuilder } from '../handlers/appBlockBuilders';
import { addAppBlock } from '../handlers/appBlocks';
import { addApplication } from '../handlers/applications';
import type { SeedData } from './data';

const day = 24 * 60 * 60 * 1000;

/** App blocks, their builders and their applications. */
export function applyApplications(data: SeedData, store: Store, world: World): void {
  for (const { age, ...input } of data.appBlocks ?? []) addAppBlock(input, { store, world }).CreatedTime -= age * day;
  for (const { age, appBlock, ...input } of data.appBlockBuilders ?? []) {
    const builder = addAppBlockBuilder(input, { store, world });
    builder.CreatedTime -= age * day;
    if (appBlock !== undefined) builder.appBlocks.add(arnOf(appBlock, store));
  }
  for (const { age, appBlock, fleets = [], ...input } of data.applications ?? []) {
    const application = addApplication({ ...input, AppBlockArn: arnOf(appBlock, store) }, { store, world });
    application.CreatedTime -= age * day;
    for (const fleet of fleets) store.fleets.get(fleet)?.applications.add(application.Arn);
  }
}

function arnOf(appBlock: string, store: Store): string {
  const block = store.appBlocks.get(appBlock);
  if (!block) throw new Error(`The seed has no app block ${appBlock}`);
  return block.Arn;
}
