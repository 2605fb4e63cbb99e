import type { Random } from './random';

/** Something that has been begun. */
export interface Begun {
  /** What it is done to: ids, which name nobody. */
  readonly about: string;
  readonly done: Promise<unknown>;
  /** The kind's own action, where it is one: `fleet.start`. */
  readonly action?: string;
}

/** Something that somebody may do, and how often. */
export interface Deed<T> {
  readonly weight: number;
  readonly says: string;
  /** Begins it. @returns nothing where nothing suits */
  begin(to: T, random: Random): Begun | undefined;
}
