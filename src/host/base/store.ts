// How a value is saved in VS Code's state: with the version of its shape, so that older and newer versions of the extension get along.
import type * as vscode from 'vscode';

/** How something is saved. */
export interface Saved<T> {
  readonly key: string;
  /** `globalState`: for all windows of this computer; Settings Sync doesn't copy it. `workspaceState`: for the windows of a folder. */
  readonly state: 'globalState' | 'workspaceState';
  /** Reads a value of the current shape. Leaves out damaged parts. @returns undefined if nothing can be read */
  readonly read: (value: unknown) => T | undefined;
  /**
   * A step for each earlier shape, the oldest first: turns a value of that shape into one of the next. To change a shape, add a
   * step. A step gets whatever is there and must not fail.
   */
  readonly steps: readonly ((value: unknown) => unknown)[];
}

/** Until version 0.1.0, values were saved without a version. */
export const fromUnversioned = (value: unknown): unknown => value;

/** One saved value. */
export interface Store<T> {
  /** The value; undefined if there is none, if it is damaged, or if a newer version of the extension has saved it. */
  readonly get: () => T | undefined;
  /** Saves a value. What a newer version has saved stays: then the value is kept until the window closes. */
  readonly set: (value: T) => void;
}

/** VS Code's state, as far as it is used here. */
export type States = Readonly<Record<Saved<unknown>['state'], Pick<vscode.Memento, 'get' | 'update'>>>;

/** Opens one saved value. */
export function openStore<T>({ key, state, read, steps }: Saved<T>, states: States): Store<T> {
  const current = steps.length;
  const memento = states[state];
  const look = (): { readonly version: number; readonly value: unknown } => versionIn(memento.get<unknown>(key));
  const save = (value: T): void => void memento.update(key, { version: current, value });

  const { version, value } = look();
  const isNewer = version > current;
  let inWindow: T | undefined;
  if (version < current && value !== undefined) {
    const migrated = read(steps.slice(version).reduce<unknown>((older, step) => step(older), value));
    if (migrated !== undefined) save(migrated);
  }
  return {
    get() {
      if (isNewer) return inWindow;
      const now = look();
      return now.version === current ? read(now.value) : undefined;
    },
    set(given) {
      if (isNewer) inWindow = given;
      else save(given);
    },
  };
}

/** What is saved is `{ version, value }`. Anything else is of version 0. */
function versionIn(saved: unknown): { readonly version: number; readonly value: unknown } {
  if (isRecord(saved) && 'value' in saved && Number.isSafeInteger(saved['version']) && Number(saved['version']) > 0) {
    return { version: Number(saved['version']), value: saved['value'] };
  }
  return { version: 0, value: saved };
}

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
