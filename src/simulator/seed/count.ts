/** So many fleets, stacks and users, or `users:COUNT`: so many users alone. */
export type Count = number | `users:${number}`;

/** Whether a seed is a count. */
export function isCount(seed: unknown): seed is Count {
  return typeof seed === 'number' ? Number.isInteger(seed) && seed >= 0 : /^users:\d{1,7}$/.test(String(seed));
}

/** How many fleets and stacks, and how many users, a count stands for. */
export function partsOf(count: Count): { readonly fleets: number; readonly users: number } {
  return typeof count === 'number' ? { fleets: count, users: count } : { fleets: 0, users: Number(count.slice(6)) };
}
