// An explorer with a clock and timers that the test controls.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../src/api/core/errors';
import { ApiError } from '../../src/api/core/errors';
import { pagesOf } from '../../src/api/core/paging';
import type { ActingApi, Api } from '../../src/api/types';
import { createExplorer } from '../../src/explorer/explorer';
import type { GroupNode, Node, ResourceNode } from '../../src/explorer/tree/node';
import { nameOf } from '../../src/explorer/tree/node';
import type { Script } from './scriptedApi';
import { connection, scriptedApi } from './scriptedApi';
import { waitUntil } from './waitUntil';

const elsewhere = { key: 'profile:other/eu-west-1', profile: 'other', region: 'eu-west-1' };
export const { signal } = new AbortController();

export const error = (reason: Reason, retryable = false): ApiError =>
  new ApiError('No.', { reason, operation: 'Describe', code: 'X', retryable, nextStep: '' });

/** An explorer whose time passes only when the test says so. Each timer is called at its own time. */
export function exploreInTime(scripts: Script | ((profile: string) => Script)) {
  let time = 1_000_000;
  const timers = new Set<{ at: number; callback: () => void }>();
  const apis = new Map<string, ReturnType<typeof scriptedApi>>();
  const apiOf = (profile: string): ReturnType<typeof scriptedApi> => {
    const api = apis.get(profile) ?? scriptedApi(typeof scripts === 'function' ? scripts(profile) : scripts);
    apis.set(profile, api);
    return api;
  };
  const inBackground: string[] = [];
  const explorer = createExplorer({
    api: to => Promise.resolve<ActingApi>(apiOf(to.profile)),
    background(to) {
      const api = apiOf(to.profile);
      const call: Api['call'] = (operation, ...rest) => {
        inBackground.push(operation);
        return api.call(operation, ...rest);
      };
      const pages: Api['pages'] = (operation, input, signal) =>
        pagesOf(operation, input, asked => call(operation, asked, signal));
      return Promise.resolve<Api>({ ...api, call, pages });
    },
    pageSize: () => 3,
    changed: () => undefined,
    now: () => time,
    schedule(callback, ms) {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  });
  explorer.setRoots([connection, elsewhere].map(one => ({ name: one.profile, sandbox: false, connections: [one] })));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn++) await new Promise(setImmediate);
  };
  return {
    explorer,
    timers,
    settle,
    /** The operations that were requested in the background. */
    inBackground: () => inBackground.splice(0),
    calls: (profile = 'prod') => (apis.get(profile)?.calls ?? []).splice(0),
    group: (kind: string, profile = 'prod'): GroupNode => {
      const root = explorer.roots.find(node => node.kind === 'profile' && node.name === profile);
      const groups = root?.kind === 'profile' ? root.regions[0]?.groups : undefined;
      return groups?.find(({ resourceKind }) => resourceKind.name === kind) ?? assert.fail(kind);
    },
    pass: async (ms: number): Promise<void> => {
      const end = time + ms;
      await waitUntil(`${ms} ms of the test's time to pass`, async () => {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        time = next?.at ?? end;
        if (!next) return true;
        timers.delete(next);
        next.callback();
        await settle();
        return false;
      });
    },
  };
}

export const names = (nodes: Iterable<Node>): string[] =>
  [...nodes].flatMap(node => (node.kind === 'resource' ? nameOf(node) : [])).sort();
export const resource = (nodes: readonly Node[], name: string): ResourceNode => {
  const found = nodes.find(node => node.kind === 'resource' && nameOf(node) === name);
  return found?.kind === 'resource' ? found : assert.fail(name);
};
export const fleets = (...all: string[]): object => ({ Fleets: all.map(Name => ({ Name, State: 'STOPPED' })) });
export const asked = ({ Names }: Record<string, unknown>): string[] | undefined => Names as string[] | undefined;
