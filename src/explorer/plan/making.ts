// Steps that make a resource, such as an updated image: it is found by its name, and followed until it is on its way nowhere.
import * as l10n from '@vscode/l10n';

import type { Made } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import type { WaitNews } from '../acting/wait';
import type { Explorer } from '../explorerTypes';
import { findInList, findNode } from '../tree/findNode';
import { goalOf } from '../tree/goal';
import type { ResourceNode } from '../tree/node';
import { nameOf } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import { pause } from '../tree/poller';
import { Paused } from './looking';

/** How long to wait until AWS lists what was made: milliseconds between two looks, and how many looks. */
const lookEvery = 10_000;
const looks = 12;

/**
 * Finds what was made from a resource, in the list of its Region that stands where the resource's own list does.
 * @returns undefined if AWS does not list it @throws ApiError if the list can't be loaded
 */
export async function findMade(
  explorer: Explorer,
  { parent, connection }: ResourceNode,
  { name, region }: Made,
): Promise<ResourceNode | undefined> {
  const above = connection.key.slice(0, connection.key.lastIndexOf('/') + 1) + region;
  const group = await findNode(explorer, above + parent.id.slice(connection.key.length));
  if (group?.kind !== 'group') return undefined;
  await explorer.refresh(group);
  return findInList(explorer, group, node => nameOf(node) === name);
}

/**
 * Waits until what was made is on its way nowhere.
 * @param options `look`: looks again if a look fails
 * @returns it, whatever its state is
 * @throws ActionRefused if AWS does not list it; Paused after an abort; ApiError
 */
export async function untilMade(
  explorer: Explorer,
  node: ResourceNode,
  made: Made,
  options: {
    readonly signal: AbortSignal;
    readonly told: (news: WaitNews) => void;
    readonly look: <T>(looking: () => Promise<T>) => Promise<T>;
    readonly schedule: PollerOptions['schedule'] | undefined;
  },
): Promise<ResourceNode> {
  const { signal, told, look, schedule } = options;
  for (let count = 1; count <= looks; count++) {
    const found = await look(() => findMade(explorer, node, made));
    if (found && !goalOf(found)) return found;
    if (found) {
      const waited = await explorer.waiter.wait(found, signal, { told });
      if (waited.kind === 'failed') throw waited.error;
      if (waited.kind === 'cancelled') throw new Paused();
      return found;
    }
    await pause(lookEvery, signal, schedule).catch(() => {
      throw new Paused();
    });
  }
  throw new ActionRefused(l10n.t('{0} no longer exists.', made.name));
}
