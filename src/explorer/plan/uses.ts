// What uses a resource: all that would keep AWS from deleting it.
import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Blocker } from '../../kinds/action';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorerTypes';
import { actionNamed } from '../tree/actions';

/** What uses a resource. */
export interface Uses {
  /** By kind, those that have any. */
  readonly found: readonly { readonly blocker: Blocker; readonly ids: readonly string[] }[];
  /** What could not be looked up, and why. */
  readonly unknown: readonly { readonly blocker: Blocker; readonly error: ApiError }[];
}

/** Looks up what uses a resource, each kind with a request of its own. A look-up that fails is told, and the others count. */
export async function usesOf(explorer: Explorer, shown: Shown, signal: AbortSignal): Promise<Uses> {
  const { blockers = [], operations: [operation] = ['DescribeFleets'] } = actionNamed(shown.node, 'delete') ?? {};
  const looked = await Promise.all(
    blockers.map(async blocker => {
      try {
        return { blocker, ids: await blocker.find(await explorer.target(shown, signal)) };
      } catch (error) {
        return { blocker, error: toApiError(error, operation) };
      }
    }),
  );
  return {
    found: looked.flatMap(one => ('ids' in one && one.ids.length ? [{ blocker: one.blocker, ids: one.ids }] : [])),
    unknown: looked.flatMap(one => ('error' in one ? [{ blocker: one.blocker, error: one.error }] : [])),
  };
}
