// Follows what an action has begun, and says when it is there: a start, quietly, and a copy in another Region.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import { noAbort } from '../../api/core/abortable';
import type { Shown } from '../../explorer/acting/change';
import type { Explorer } from '../../explorer/explorerTypes';
import { quotedName } from '../../explorer/show/messages';
import { availableActions } from '../../explorer/tree/actions';
import { findInList, findNode } from '../../explorer/tree/findNode';
import { goalOf } from '../../explorer/tree/goal';
import type { Node, RegionNode, ResourceNode } from '../../explorer/tree/node';
import { isShown, nameOf, profileOf } from '../../explorer/tree/node';
import { pause } from '../../explorer/tree/poller';
import type { Values } from '../../forms/field';
import type { Action, Made } from '../../kinds/action';
import { meaningOf } from '../../kinds/kind';
import { showInformationMessage } from '../base/door';
import { sayEnd, sayMissed } from './wait';

export interface FollowOptions {
  readonly explorer: Explorer;
  /** Fires after each change of the tree. */
  readonly changed: vscode.Event<unknown>;
  /** Reveals a node in the tree. */
  readonly reveal: (node: Node) => Promise<void>;
  /** Adds Regions of a profile to the view. */
  readonly addToView: (profile: string, regions: readonly string[]) => Promise<void>;
}

/**
 * Offers to stream from what was started, once it runs. It sends nothing: the checks of the view tell the state. So it says
 * nothing while nobody looks at the view, and nothing if the user waits, who is told anyway.
 * @param stream begins to stream
 */
export async function offerStream(
  { explorer, changed }: Pick<FollowOptions, 'explorer' | 'changed'>,
  node: ResourceNode,
  stream: (name: string) => Promise<void>,
): Promise<void> {
  await until(changed, () => !isShown(node) || goalOf(node) === undefined);
  const action = availableActions(node).find(({ group }) => group === 'stream');
  if (!action || !isShown(node) || explorer.waiter.has(node)) return;
  const button = l10n.t('Stream…');
  const pressed = await showInformationMessage(l10n.t('{0} is {1}.', quotedName(node), stateOf(node)), button);
  if (pressed === button) await stream(action.name);
}

/** How often to look for what an action makes, and how long between: milliseconds. AWS may list it late. */
const attempts = 4;
const pauseBetween = 5_000;

/** Follows the resource that an action makes, and says when it is there or why it failed. It says nothing of other actions. */
export async function followMade(
  options: FollowOptions,
  action: Action,
  { node }: Pick<Shown, 'node'>,
  input: Values,
): Promise<void> {
  const made = action.makes?.(input, node.connection.region);
  const region = made && (await regionOf(options, node, made));
  const copy = region && (await find(options.explorer, region, node, made).catch(() => undefined));
  if (!copy) return;
  const { explorer, reveal } = options;
  const say = async (): Promise<void> => {
    const button = l10n.t('Reveal');
    const words = l10n.t('{0} is {1} in {2}.', quotedName(copy), stateOf(copy), made.region);
    if ((await showInformationMessage(words, button)) === button) await reveal(copy);
  };
  const goal = goalOf(copy);
  if (goal) {
    const waited = await explorer.waiter.wait(copy, noAbort());
    await sayEnd(copy, goal, waited, say);
  } else if (meaningOf(copy.resourceKind, stateOf(copy)) === 'failed') {
    await sayMissed(copy, l10n.t('{0} is {1} in {2}.', quotedName(copy), stateOf(copy), made.region));
  } else {
    await say();
  }
}

/** The Region of the view in which an action makes its resource. If the view lacks it, the user may add it. */
async function regionOf(
  { changed, addToView }: FollowOptions,
  node: ResourceNode,
  { name, region }: Made,
): Promise<RegionNode | undefined> {
  const profile = profileOf(node);
  const inView = (): RegionNode | undefined => profile?.regions.find(({ connection }) => connection.region === region);
  const found = inView();
  if (!profile || found) return found;
  const add = l10n.t('Add Region');
  const what = l10n.t('{0} "{1}"', l10n.t(node.resourceKind.title), name);
  const words = l10n.t('{0} is being made in {1}, which is not in the view.', what, region);
  const pressed = await showInformationMessage(words, ...(profile.sandbox ? [] : [add]));
  if (pressed !== add) return undefined;
  await addToView(profile.name, [region]);
  await until(changed, () => inView() !== undefined);
  return inView();
}

/** Finds a resource by its name, in the list of a Region that stands where another resource's list does in its own. */
async function find(
  explorer: Explorer,
  region: RegionNode,
  { parent, connection: { key } }: ResourceNode,
  { name }: Made,
): Promise<ResourceNode | undefined> {
  const group = await findNode(explorer, region.connection.key + parent.id.slice(key.length));
  if (group?.kind !== 'group') return undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // If the list can't be loaded, its row says why.
    const found = await findInList(explorer, group, one => nameOf(one) === name).catch(() => undefined);
    if (found) return found;
    await pause(pauseBetween, noAbort());
    await explorer.refresh(group);
  }
  return undefined;
}

function stateOf({ resourceKind, resource }: ResourceNode): string {
  return resourceKind.state?.(resource) ?? '?';
}

/** Waits until something is true of the tree. */
function until(changed: vscode.Event<unknown>, isTrue: () => boolean): Promise<void> {
  return new Promise(resolve => {
    if (isTrue()) return resolve();
    const listening = changed(() => {
      if (!isTrue()) return;
      listening.dispose();
      resolve();
    });
  });
}
