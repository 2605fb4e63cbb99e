// What the explorer's tree has, and whether it is what the server has.
import { setTimeout as delay } from 'node:timers/promises';

import type { Api } from '../../src/api/types';
import type { Explorer } from '../../src/explorer/explorerTypes';
import { present } from '../../src/explorer/show/present';
import type { GroupNode, Node, ResourceNode } from '../../src/explorer/tree/node';
import type { Kind } from '../../src/kinds/kind';
import { badText, badWords } from './words';

/** All lists that are loaded, from the top: what is below a resource that is gone is not among them. */
export function* loadedLists(explorer: Explorer): Generator<GroupNode> {
  for (const root of explorer.roots) {
    for (const profile of root.kind === 'sandbox' ? root.profiles : [root]) {
      for (const region of profile.regions) yield* below(region.groups);
    }
  }
}

function* below(groups: readonly GroupNode[]): Generator<GroupNode> {
  for (const group of groups) {
    if (group.sections) yield* below(group.sections);
    if (!group.list?.loaded) continue;
    yield group;
    for (const node of group.list.nodes.values()) yield* below(node.groups);
  }
}

/** What is wrong with what the tree shows, in words. */
export function unfitRows(explorer: Explorer): string[] {
  const problems: string[] = [];
  for (const group of loadedLists(explorer)) {
    for (const node of [group, ...explorer.shown(group)]) problems.push(...unfitRow(node));
  }
  return problems;
}

function unfitRow(node: Node): string[] {
  try {
    const { label, description, heading, notes, accessibleLabel } = present(node);
    const texts = [label, description, heading, ...notes, accessibleLabel].filter(text => text !== undefined);
    const error = node.kind === 'problem' ? node.error : node.kind === 'resource' ? node.failure?.error : undefined;
    return [
      ...texts.flatMap(text => badText(text).map(words => `the row ${node.id} ${words}`)),
      ...(error ? badWords(error).map(words => `the failure at ${node.id} ${words}`) : []),
    ];
  } catch (error) {
    return [`the row ${node.id} cannot be drawn: ${(error as Error).stack}`];
  }
}

/** The rows of resources that are shown, by id. */
export function shownRows(explorer: Explorer): Map<string, ResourceNode> {
  const rows = new Map<string, ResourceNode>();
  for (const group of loadedLists(explorer)) {
    for (const node of group.list?.nodes.values() ?? []) rows.set(node.id, node);
  }
  return rows;
}

/** The members that people read in rows. */
const compared = [
  ...['State', 'Status', 'DisplayName', 'Description', 'InstanceType', 'Value', 'Enabled', 'FleetErrors'],
  ...['ThemeTitleText', 'OrganizationalUnitDistinguishedNames', 'InstanceDrainStatus', 'imagePermissions'],
];

function row(of: Kind, resource: unknown): string {
  const members = compared.flatMap(member => {
    const value = (resource as Record<string, unknown>)[member];
    return value === undefined ? [] : [`${member}=${JSON.stringify(value)}`];
  });
  return [of.id(resource), ...members].join(' ');
}

/**
 * Waits until all loaded lists are as the server has them, without asking for anything.
 * @returns what is still different after some milliseconds, in words
 */
export async function differences(explorer: Explorer, truth: Api, ms: number): Promise<string[]> {
  const end = Date.now() + ms;
  // Ever more seldom: many cells look at once.
  for (let pause = 60; ; pause = Math.min(pause * 1.5, 1_000)) {
    const found = await look(explorer, truth);
    if (!found.length || Date.now() > end) return found;
    await delay(pause);
  }
}

async function look(explorer: Explorer, truth: Api): Promise<string[]> {
  const problems: string[] = [];
  for (const group of [...loadedLists(explorer)]) {
    const { list, resourceKind, scope, id } = group;
    if (!list) continue;
    if (list.problem) problems.push(`${id} still says: ${list.problem.message}`);
    const there: string[] = [];
    for await (const page of resourceKind.list.pages(truth, scope, new AbortController().signal)) {
      there.push(...page.map(resource => row(resourceKind, resource)));
    }
    const nodes = [...list.nodes.values()];
    const shown = nodes.map(node => row(resourceKind, node.resource));
    for (const node of nodes) {
      if (node.failure?.action === 'refresh') problems.push(`${node.id} still says that it could not be refreshed`);
      if (node.activity !== undefined) problems.push(`${node.id} is still busy: ${node.activity}`);
    }
    for (const line of shown) if (!there.includes(line)) problems.push(`${id} shows what is not there: ${line}`);
    if (!list.hasMore && !list.problem) {
      for (const line of there) if (!shown.includes(line)) problems.push(`${id} does not show: ${line}`);
    }
  }
  return problems;
}
