// Favorites over an explorer whose answers the test defines.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../src/api/core/errors';
import { createFavorites } from '../../src/explorer/favorites/favorites';
import type { Favorite, FavoriteRow } from '../../src/explorer/tree/favorite';
import { createPins } from '../../src/explorer/tree/favorite';
import type { ResourceNode } from '../../src/explorer/tree/node';
import type { UnderTestOptions } from './explorerUnderTest';
import { explorerUnderTest } from './explorerUnderTest';
import type { Script } from './scriptedApi';

export const account = '123456789012';
export const arn = (name: string): string => `arn:aws:appstream:eu-west-1:${account}:thing/${name}`;

/** A favorite in the Region of `connection`. */
export const pinned = (list: string, name: string, more: Partial<Favorite> = {}): Favorite => ({
  ...{ profile: 'prod', region: 'eu-west-1' },
  resource: { list, key: name, name, members: { Name: name, Arn: arn(name) } },
  ...more,
});

export const soon = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Rows of favorites over an explorer. */
export function follow(script: Script, favorites: readonly Favorite[], options: UnderTestOptions = {}) {
  let time = 1_000_000;
  const setup = explorerUnderTest(script, { now: () => time, ...options });
  const pins = createPins({ get: () => favorites, set: () => undefined });
  const changed: FavoriteRow[] = [];
  const waits: (() => void)[] = [];
  const found = createFavorites({
    ...{ explorer: setup.explorer, rows: () => pins.rows, now: () => time, changed: row => changed.push(row) },
    schedule: callback => {
      waits.push(callback);
      return () => undefined;
    },
  });
  const row = (at = 0): FavoriteRow => pins.rows[at] ?? assert.fail();
  return {
    ...{ ...setup, found, pins, changed, row },
    node: (at = 0): ResourceNode => {
      const { node } = row(at);
      return node?.kind === 'resource' ? node : assert.fail(`${row(at).lack ?? node?.kind ?? 'nothing'}`);
    },
    /** Lets time pass, and fires what waits for it. */
    pass: async (ms: number) => {
      time += ms;
      for (const wait of waits.splice(0)) wait();
      await soon();
    },
  };
}

export const fleetsNamed =
  (...names: string[]) =>
  ({ Names }: Record<string, unknown>) => ({
    Fleets: names
      .filter(name => !Names || (Names as string[]).includes(name))
      .map(Name => ({ Name, State: 'STOPPED', Arn: arn(Name) })),
  });

export const denied = (operation: string): ApiError =>
  new ApiError('Not authorized.', {
    ...{ reason: 'denied', operation, code: 'AccessDeniedException', retryable: false, nextStep: 'Ask.' },
  });
