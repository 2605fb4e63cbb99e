import { ServiceError } from '../base/errors';
import type { Handlers, World } from '../base/world';
import { appBlockBuilderHandlers } from '../handlers/appBlockBuilders';
import { appBlockHandlers } from '../handlers/appBlocks';
import { applicationFleetHandlers } from '../handlers/applicationFleets';
import { applicationHandlers } from '../handlers/applications';
import { associationHandlers } from '../handlers/associations';
import { directoryConfigHandlers } from '../handlers/directoryConfigs';
import { entitlementHandlers } from '../handlers/entitlements';
import { exportImageTaskHandlers } from '../handlers/exportImageTasks';
import { fleetHandlers } from '../handlers/fleets';
import { imageBuilderHandlers } from '../handlers/imageBuilders';
import { imageImportHandlers } from '../handlers/imageImports';
import { imagePermissionHandlers } from '../handlers/imagePermissions';
import { imageHandlers } from '../handlers/images';
import { imageUpdateHandlers } from '../handlers/imageUpdates';
import { endOverdueSessions, sessionHandlers } from '../handlers/sessions';
import { softwareHandlers } from '../handlers/software';
import { stackHandlers } from '../handlers/stacks';
import { streamingUrlHandlers } from '../handlers/streamingUrls';
import { taggingHandlers } from '../handlers/tagging';
import { tagHandlers } from '../handlers/tags';
import { themeHandlers } from '../handlers/themes';
import { usageReportHandlers } from '../handlers/usageReports';
import { userHandlers } from '../handlers/users';
import { userStackAssociationHandlers } from '../handlers/userStackAssociations';
import { toOutput } from '../protocol/output';
import type { Members } from '../protocol/validate';
import { validate } from '../protocol/validate';

const handlers: Handlers = {
  ...fleetHandlers,
  ...stackHandlers,
  ...associationHandlers,
  ...imageHandlers,
  ...imagePermissionHandlers,
  ...imageBuilderHandlers,
  ...streamingUrlHandlers,
  ...sessionHandlers,
  ...tagHandlers,
  ...taggingHandlers,
  ...userHandlers,
  ...userStackAssociationHandlers,
  ...directoryConfigHandlers,
  ...appBlockHandlers,
  ...appBlockBuilderHandlers,
  ...applicationHandlers,
  ...applicationFleetHandlers,
  ...entitlementHandlers,
  ...themeHandlers,
  ...usageReportHandlers,
  ...imageUpdateHandlers,
  ...imageImportHandlers,
  ...exportImageTaskHandlers,
  ...softwareHandlers,
};

/**
 * Performs an operation of the API.
 * @param body the request's JSON
 * @param caller the account and Region that the request is for
 * @param others handlers of services beside AppStream
 * @returns the answer's JSON
 * @throws ServiceError the error that AWS would answer
 */
export function perform(
  operation: string,
  body: unknown,
  caller: { readonly accountId: string; readonly region: string },
  world: World,
  others: Handlers = {},
): Members {
  const input = validate(operation, body);
  const handler = handlers[operation] ?? others[operation];
  if (!handler) throw new ServiceError('UnknownOperationException', `${operation} is not simulated.`); // the model is newer than this simulator
  const store = world.store(caller.accountId, caller.region);
  endOverdueSessions(store, world);
  // The input is what the handler expects: it was validated against the facts of its operation.
  return toOutput(operation, handler(input as never, { operation, store, world }));
}
