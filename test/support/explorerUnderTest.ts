// An explorer that shows one profile, with answers that the test defines.
import * as assert from 'node:assert/strict';

import type { ActingApi } from '../../src/api/types';
import type { Connection } from '../../src/aws/connection';
import { createExplorer } from '../../src/explorer/explorer';
import type { Explorer, ExplorerOptions } from '../../src/explorer/explorerTypes';
import type { Mark } from '../../src/explorer/tree/mark';
import type { GroupNode, Node, RegionNode, ResourceNode } from '../../src/explorer/tree/node';
import { nameOf } from '../../src/explorer/tree/node';
import type { KindName } from '../../src/kinds/names';
import type { Script, ScriptedApi } from './scriptedApi';
import { connection, scriptedApi } from './scriptedApi';

/** By default, the explorer shows the Region of `connection`, a hundred resources at a time. */
export interface UnderTestOptions extends Partial<Omit<ExplorerOptions, 'pageSize' | 'changed' | 'schedule'>> {
  readonly pageSize?: number;
  readonly mark?: Mark | undefined;
  /** The Regions of the profile. The profile has the name in the first connection. */
  readonly connections?: readonly [Connection, ...Connection[]];
  /** By default, timers wait until the test fires them. `atOnce`: each fires by itself after a millisecond. */
  readonly schedule?: NonNullable<ExplorerOptions['schedule']> | 'atOnce';
}

/** A waiting timer: the test takes it out of the list and calls it. */
export interface Timer {
  readonly callback: () => void;
  readonly ms: number;
}

export interface UnderTest {
  readonly explorer: Explorer;
  readonly api: ScriptedApi;
  /** The Region of the first connection. */
  readonly region: RegionNode;
  /** A kind's list directly below the Region. Fails if there is none. */
  readonly group: (kind: KindName) => GroupNode;
  /** Expands a kind's list, or its first section. @returns the resources that it shows */
  readonly rows: (kind: KindName) => Promise<ResourceNode[]>;
  /** Expands the list in the same way. @returns the first resource, or the one with this name. Fails if there is none */
  readonly row: (kind: KindName, name?: string) => Promise<ResourceNode>;
  /** The nodes that the explorer asked to redraw after it showed the profile; undefined for the whole tree. */
  readonly changed: (Node | undefined)[];
  /** The timers that wait, in the order in which they were set. */
  readonly timers: Timer[];
  /** Fires all timers that wait now. Timers that this sets wait for the next call. */
  readonly tick: () => void;
}

const atOnce: NonNullable<ExplorerOptions['schedule']> = callback => {
  const timer = setTimeout(callback, 1);
  return () => clearTimeout(timer);
};

/**
 * Creates an explorer that shows a profile.
 * @param script what AWS answers, in all Regions; an operation that it does not have fails
 */
export function explorerUnderTest(script: Script, options: UnderTestOptions = {}): UnderTest {
  const { pageSize = 100, mark, connections = [connection], schedule, ...more } = options;
  const api = scriptedApi(script);
  const changed: (Node | undefined)[] = [];
  const timers: Timer[] = [];
  const keep: NonNullable<ExplorerOptions['schedule']> = (callback, ms) => {
    const timer = { callback, ms };
    timers.push(timer);
    return () => {
      const at = timers.indexOf(timer);
      if (at >= 0) timers.splice(at, 1);
    };
  };
  const explorer = createExplorer({
    api: () => Promise.resolve<ActingApi>(api),
    pageSize: () => pageSize,
    changed: node => changed.push(node),
    schedule: schedule === 'atOnce' ? atOnce : (schedule ?? keep),
    ...more,
  });
  explorer.setRoots([{ name: connections[0].profile, sandbox: false, connections, mark }]);
  changed.length = 0;
  const [profile] = explorer.roots;
  const region = (profile?.kind === 'profile' ? profile.regions[0] : undefined) ?? assert.fail('no Region');

  const group = (kind: KindName): GroupNode =>
    region.groups.find(({ resourceKind }) => resourceKind.name === kind) ?? assert.fail(`no list of ${kind}`);
  const rows = async (kind: KindName): Promise<ResourceNode[]> => {
    const nodes = await explorer.children(group(kind).sections?.[0] ?? group(kind));
    return nodes.filter(node => node.kind === 'resource');
  };
  return {
    ...{ explorer, api, region, group, rows, changed, timers },
    async row(kind, name) {
      const nodes = await rows(kind);
      return nodes.find(node => name === undefined || nameOf(node) === name) ?? assert.fail(`no ${kind} ${name ?? ''}`);
    },
    tick: () => timers.splice(0).forEach(({ callback }) => callback()),
  };
}
