// VS Code's state for an extension, in memory.
import type { States } from '../../src/host/base/store';

/** State that a test can look into. */
export interface StatesInMemory extends States {
  /** All values of both states, by key. Write into it as an earlier or later version of the extension would. */
  readonly values: Map<string, unknown>;
}

/** @param saved what is there already, by key */
export function statesInMemory(saved: Readonly<Record<string, unknown>> = {}): StatesInMemory {
  const values = new Map(Object.entries(saved));
  const memento = {
    get: (key: string, fallback?: unknown): unknown => values.get(key) ?? fallback,
    update: (key: string, value: unknown): Promise<void> => Promise.resolve(void values.set(key, value)),
  };
  return { values, globalState: memento as States['globalState'], workspaceState: memento as States['workspaceState'] };
}
