// All kinds. To add one, add a file to this folder and a line here. `KindName` comes from this list (see names.ts).
import { appBlock } from './appBlock';
import { blockBuilder, builderAppBlock } from './appBlockAssociation';
import { appBlockBuilder } from './appBlockBuilder';
import { application, applicationFleet, fleetApplication } from './application';
import { associatedFleet, associatedStack } from './association';
import { directoryConfig } from './directoryConfig';
import { entitledApplication, entitlement } from './entitlement';
import { exportImageTask } from './exportImageTask';
import { fleet } from './fleet';
import { image, imageApplication } from './image';
import { imageBuilder } from './imageBuilder';
import { imagePermission } from './imagePermission';
import type { Kind } from './kind';
import type { KindName } from './names';
import { session } from './session';
import { software } from './software';
import { stack } from './stack';
import { tag } from './tag';
import { theme } from './theme';
import { billingPeriod, licenseUsage, usageReport } from './usageReport';
import { user } from './user';
import { stackUser, userStack } from './userStack';

const roots = [
  fleet,
  stack,
  image,
  imageBuilder,
  application,
  appBlock,
  appBlockBuilder,
  user,
  directoryConfig,
  usageReport,
] as const;

const others = [
  associatedStack,
  associatedFleet,
  session,
  imageApplication,
  imagePermission,
  exportImageTask,
  software,
  userStack,
  stackUser,
  billingPeriod,
  licenseUsage,
  entitlement,
  entitledApplication,
  theme,
  fleetApplication,
  applicationFleet,
  builderAppBlock,
  blockBuilder,
  tag,
] as const;

declare module './names' {
  interface Registered {
    readonly kind: (typeof roots)[number]['name'] | (typeof others)[number]['name'];
  }
}

/** The kinds directly below a Region, in the tree's order. */
export const rootKinds: readonly Kind[] = roots;

/** All kinds. */
export const kinds: readonly Kind[] = [...roots, ...others];

/** The kind with that name. @throws Error for an unknown name, which is a programming error */
export function kindNamed(name: KindName): Kind {
  const kind = kinds.find(candidate => candidate.name === name);
  if (!kind) throw new Error(`No kind ${name}`);
  return kind;
}
