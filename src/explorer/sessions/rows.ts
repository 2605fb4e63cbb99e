// The rows of the sessions board: which sessions match what the user typed, in which order, in which groups. It sends no request.
import * as l10n from '@vscode/l10n';

import type { ColumnName, Row, RowGroup, View } from '../../sessions/page';
import { accountOf } from '../show/place';
import { troubleNotes } from '../show/present';
import { parseFilter } from '../tree/filter';
import type { ResourceNode } from '../tree/node';
import { nameOf } from '../tree/node';
import { isMatch } from '../tree/tags';

/** The members of a session that the board shows. */
interface Shown {
  readonly StackName?: string;
  readonly FleetName?: string;
  readonly ConnectionState?: string;
  readonly AuthenticationType?: string;
  readonly InstanceId?: string;
  readonly InstanceDrainStatus?: string;
  readonly MaxExpirationTime?: Date;
  readonly NetworkAccessConfiguration?: { readonly EniPrivateIpAddress?: string };
}

/** What each column shows. A number is a time: milliseconds since the epoch. An empty text: AWS did not tell. */
const readers: Readonly<Record<ColumnName, (node: ResourceNode) => string | number | undefined>> = {
  user: nameOf,
  account: node => accountOf(node) ?? node.connection.profile,
  region: ({ connection }) => connection.region,
  fleet: node => of(node).FleetName,
  stack: node => of(node).StackName,
  state: ({ resourceKind, resource }) => resourceKind.state?.(resource),
  connection: node => of(node).ConnectionState,
  authentication: node => of(node).AuthenticationType,
  instance: node => of(node).InstanceId,
  address: node => of(node).NetworkAccessConfiguration?.EniPrivateIpAddress,
  started: ({ resourceKind, resource }) => resourceKind.created?.(resource)?.getTime(),
  ends: node => of(node).MaxExpirationTime?.getTime(),
  drain: node => of(node).InstanceDrainStatus,
};

const of = ({ resource }: ResourceNode): Shown => resource as Shown;

/** What a column shows of a session. A number is a time: milliseconds since the epoch. */
export function cellOf(column: ColumnName, node: ResourceNode): string | number {
  return readers[column](node) ?? '';
}

/** The columns that a filter's term can name before its colon: `fleet:design`. */
const named: readonly string[] = ['user', 'fleet', 'stack', 'instance', 'account', 'region'] satisfies ColumnName[];

/**
 * The sessions that match a filter, sorted and in groups.
 * @param nodes sessions; one that several lists have counts once
 */
export function arrange(
  nodes: Iterable<ResourceNode>,
  view: View,
): readonly { title?: string; nodes: ResourceNode[] }[] {
  const matching = matcher(view.filter);
  const found = [...once(nodes)].filter(matching).sort(comparing(view));
  if (view.group === 'none') return found.length ? [{ nodes: found }] : [];
  const groups = new Map<string, ResourceNode[]>();
  for (const node of found) {
    const value = String(cellOf(view.group, node));
    groups.set(value, [...(groups.get(value) ?? []), node]);
  }
  const none = l10n.t('None');
  return [...groups]
    .sort(([one], [other]) => order.compare(one, other))
    .map(([value, nodes]) => ({ title: l10n.t('{0} ({1})', value || none, nodes.length), nodes }));
}

/**
 * The sessions that a deed is done with, in the order of the rows.
 * @param keys of the selected rows; none: all that match the filter
 */
export function chosen(nodes: Iterable<ResourceNode>, view: View, keys: readonly string[]): readonly ResourceNode[] {
  const wanted = new Set(keys);
  const found = arrange(nodes, view).flatMap(group => group.nodes);
  return wanted.size ? found.filter(({ id }) => wanted.has(id)) : found;
}

/** A row of the board. */
export function rowOf(node: ResourceNode, columns: readonly ColumnName[]): Row {
  const notes = [node.activity, ...troubleNotes(node)].filter(Boolean);
  return {
    key: node.id,
    label: l10n.t('Session of {0} on {1}', nameOf(node), String(cellOf('fleet', node))),
    cells: columns.map(column => cellOf(column, node)),
    ...(notes.length && { note: notes.join(' ') }),
  };
}

/** Draws groups of rows, no more than `most` rows in all. */
export function drawnGroups(
  groups: ReturnType<typeof arrange>,
  columns: readonly ColumnName[],
  most: number,
): readonly RowGroup[] {
  let left = most;
  return groups.flatMap(({ title, nodes }) => {
    const rows = nodes.slice(0, left).map(node => rowOf(node, columns));
    left -= rows.length;
    return rows.length ? [{ ...(title !== undefined && { title }), rows }] : [];
  });
}

/** The lists of a fleet and of a stack both have the session. */
function* once(nodes: Iterable<ResourceNode>): Iterable<ResourceNode> {
  const seen = new Set<string>();
  for (const node of nodes) {
    const key = `${node.connection.key} ${node.resourceKind.id(node.resource) ?? node.id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield node;
  }
}

/** A word that stands for a column looks at the column. Other terms look at what a filter of the view looks at, or at any column. */
function matcher(text: string): (node: ResourceNode) => boolean {
  const { terms } = parseFilter(text);
  return node =>
    terms.every(term => {
      const at = term.by === 'text' ? term.value.indexOf(':') : -1;
      const column = named.find(name => name === term.value.slice(0, at)) as ColumnName | undefined;
      if (column) return textOf(column, node).includes(term.value.slice(at + 1));
      if (isMatch({ terms: [term] }, node)) return true;
      return (
        term.by === 'text' && Object.keys(readers).some(name => textOf(name as ColumnName, node).includes(term.value))
      );
    });
}

function textOf(column: ColumnName, node: ResourceNode): string {
  const cell = cellOf(column, node);
  return typeof cell === 'string' ? cell.toLowerCase() : '';
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function comparing({ sort, descending }: View): (one: ResourceNode, other: ResourceNode) => number {
  const direction = descending ? -1 : 1;
  return (one, other) =>
    direction * compareCells(cellOf(sort, one), cellOf(sort, other)) ||
    order.compare(nameOf(one), nameOf(other)) ||
    order.compare(one.id, other.id);
}

function compareCells(one: string | number, other: string | number): number {
  return typeof one === 'number' && typeof other === 'number' ? one - other : order.compare(String(one), String(other));
}
