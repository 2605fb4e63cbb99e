// One action of a kind under way for a thing. Whoever starts one claims it before anything else happens, so that the
// second click of a double click finds it claimed, however long the first is still asking or sending.
export interface Claims {
  /**
   * Does a task with those of some nodes that nobody does the same with now; nothing when there is none.
   * The claim is made at once, and ends with the task.
   * @param name what is done: `fleet.start`
   */
  once<N extends { readonly id: string }, T>(
    name: string,
    nodes: readonly N[],
    task: (free: readonly N[]) => Promise<T>,
  ): Promise<T | undefined>;
}

export function createClaims(): Claims {
  const claimed = new Set<string>();
  return {
    async once(name, nodes, task) {
      const keyOf = ({ id }: { readonly id: string }): string => `${name} ${id}`;
      const free = nodes.filter(node => !claimed.has(keyOf(node)));
      if (!free.length) return undefined;
      for (const node of free) claimed.add(keyOf(node));
      try {
        return await task(free);
      } finally {
        for (const node of free) claimed.delete(keyOf(node));
      }
    },
  };
}
