// Brings the lists up to date that a change affects besides its own resource.
import type { Action, Answers } from '../../kinds/action';
import { several } from '../../kinds/action';
import { takesAway } from '../tree/actions';
import type { Expected, GroupNode, Node, ResourceList, ResourceNode } from '../tree/node';
import { regionOf } from '../tree/node';

/**
 * Reloads the loaded lists of some kinds.
 * @param node what was changed. Its Region's lists are reloaded, and those of `region`
 * @param touches the names of the kinds
 * @param region another Region that the change affects
 * @param expected recognizes the rows that the change removes
 */
export type ReloadTouched = (
  node: ResourceNode | GroupNode,
  touches: readonly string[] | undefined,
  region?: string,
  expected?: Expected,
) => Promise<void>;

export interface TouchedOptions {
  /** All lists that there are. */
  readonly lists: () => readonly ResourceList[];
  readonly changed: (node: Node | undefined) => void;
}

/** Makes the function that reloads lists after a change. It redraws the node's Region, or the whole tree for another Region. */
export function createReloadTouched({ lists, changed }: TouchedOptions): ReloadTouched {
  return async (node, touches = [], region = node.connection.region, expected = undefined) => {
    const { key } = node.connection;
    const prefixes = [`${key}/`, `${key.slice(0, key.lastIndexOf('/'))}/${region}/`];
    const touched = lists().filter(
      ({ group: { id, resourceKind: kind }, loaded }) =>
        loaded && prefixes.some(prefix => id.startsWith(prefix)) && touches.includes(kind.name),
    );
    await Promise.all(touched.map(list => list.reload(expected)));
    if (touched.length) changed(region === node.connection.region ? regionOf(node) : undefined);
  };
}

/** Recognizes the rows that an action removes, in any list: the rows of the resource, and of what its answers name. */
export function takenBy(node: ResourceNode, action: Action, answers: Answers): Expected | undefined {
  if (!takesAway(action)) return undefined;
  const namesOf = ({ resourceKind: kind, resource }: ResourceNode): (string | undefined)[] => [
    kind.id(resource),
    kind.label?.(resource),
  ];
  const names = new Set([...namesOf(node), ...Object.values(answers).flatMap(answer => several(answer))]);
  return row => namesOf(row).some(name => name !== undefined && names.has(name));
}
