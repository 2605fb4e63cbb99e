// An action runs once at a time for a resource. A command claims the resource before it does anything else. So the second
// click of a double click finds it claimed, however long the first click's command asks or sends.
export interface Claims {
  /**
   * Runs a task with the nodes that are not claimed under this name. Without such a node it does nothing.
   * It claims them at once. The claims end with the task.
   * @param name what the task does: `fleet.start`
   */
  once<N extends { readonly id: string }, T>(
    name: string,
    nodes: readonly N[],
    task: (free: readonly N[]) => Promise<T>,
  ): Promise<T | undefined>;
}

/** Claims of one explorer. They are in memory: another window does not know them. */
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
