// Which rows of the board are selected. A filter hides rows and does not change the selection; only shown rows are acted on.

export interface Selection {
  readonly has: (key: string) => boolean;
  /** The selected keys among those that are shown, in the order of the rows. */
  readonly shown: () => readonly string[];
  /** All selected keys. */
  readonly all: () => readonly string[];
  /** Selects a row or takes it out. It is where a range begins. */
  readonly set: (key: string, isSelected: boolean) => void;
  /** Selects all rows between the last one that was set and this one. */
  readonly extendTo: (key: string) => void;
  /** Selects all rows that are shown, or none. */
  readonly setAll: (isSelected: boolean) => void;
  /** Tells which rows are shown now, in their order. */
  readonly show: (keys: readonly string[]) => void;
}

/** Makes a selection. @param kept the keys that were selected before the window was reloaded */
export function createSelection(kept: readonly string[]): Selection {
  const selected = new Set(kept);
  let rows: readonly string[] = [];
  let from: string | undefined;

  return {
    has: key => selected.has(key),
    shown: () => rows.filter(key => selected.has(key)),
    all: () => [...selected],
    set(key, isSelected) {
      if (isSelected) selected.add(key);
      else selected.delete(key);
      from = key;
    },
    extendTo(key) {
      const [one, other] = [rows.indexOf(from ?? key), rows.indexOf(key)];
      const begin = one < 0 ? other : Math.min(one, other);
      for (const between of rows.slice(begin, Math.max(one, other) + 1)) selected.add(between);
    },
    setAll(isSelected) {
      for (const key of rows) {
        if (isSelected) selected.add(key);
        else selected.delete(key);
      }
    },
    show(keys) {
      rows = keys;
    },
  };
}
