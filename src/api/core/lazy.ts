/** Something that is loaded when it is first needed. */
export interface Lazy<Loaded> {
  /** Loads it at the first call, and again after a failure. */
  readonly get: () => Promise<Loaded>;
  /** Undefined until it is loaded. */
  readonly loaded: Loaded | undefined;
}

/** Nothing is loaded until `get` is called. Concurrent calls share one load. A failure goes to all who wait for it. */
export function lazy<Loaded>(load: () => Promise<Loaded>): Lazy<Loaded> {
  let loading: Promise<Loaded> | undefined;
  let loaded: Loaded | undefined;
  const start = async (): Promise<Loaded> => {
    try {
      return (loaded = await load());
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return {
    get: () => (loading ??= start()),
    get loaded() {
      return loaded;
    },
  };
}
