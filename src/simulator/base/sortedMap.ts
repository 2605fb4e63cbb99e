/** A Map that can also be read in the order of its keys, from any key on. Pages of a long list would otherwise each read all of it. */
export class SortedMap<T> extends Map<string, T> {
  /** Sorted when they are first asked for, and again after keys have come or gone. */
  private sorted: readonly string[] | undefined;

  override set(key: string, value: T): this {
    if (!this.has(key)) this.sorted = undefined;
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.sorted = undefined;
    return super.delete(key);
  }

  override clear(): void {
    this.sorted = undefined;
    super.clear();
  }

  /** The first `count` entries whose keys come after `last`, in the order of their keys. Without `last`, the first of all. */
  after(last: string | undefined, count: number): [key: string, value: T][] {
    const keys = (this.sorted ??= [...this.keys()].sort());
    const start = last === undefined ? 0 : placeAfter(keys, last);
    return keys.slice(start, start + count).map(key => [key, this.get(key) as T]);
  }
}

/** The index of the first key that comes after another. */
function placeAfter(keys: readonly string[], last: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}
