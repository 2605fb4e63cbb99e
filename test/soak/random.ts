/** Chance that can be had again: the same seed makes the same choices. */
export interface Random {
  /** From 0 to below 1. */
  number(): number;
  /** A whole number from 0 to below a limit. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** One of a list; undefined where there is none. */
  pick<T>(list: readonly T[]): T | undefined;
  /** One of a list, the heavier the more often. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(number() * limit);
  return {
    number,
    below,
    chance: probability => number() < probability,
    pick: list => list[below(list.length)],
    weighted(list) {
      let rest = number() * list.reduce((sum, { weight }) => sum + weight, 0);
      for (const one of list) if ((rest -= one.weight) < 0) return one;
      throw new Error('Nothing to choose from');
    },
  };
}
