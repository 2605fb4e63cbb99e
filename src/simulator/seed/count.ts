/** So many fleets, stacks and users, or `users:COUNT`: so many users alone. */
export type Count = number | `users:${number}`;

/** The most fleets and users: with more, the simulator needs gigabytes. */
export const most = { fleets: 100_000, users: 1_000_000 };

/** Whether a seed is a count that the simulator can hold. */
export function isCount(seed: unknown): seed is Count {
  if (typeof seed === 'number') return Number.isInteger(seed) && seed >= 0 && seed <= most.fleets;
  return /^users:\d{1,7}$/.test(String(seed)) && partsOf(seed as Count).users <= most.users;
}

/** How many fleets and stacks, and how many users, a count stands for. */
export function partsOf(count: Count): { readonly fleets: number; readonly users: number } {
  return typeof count === 'number' ? { fleets: count, users: count } : { fleets: 0, users: Number(count.slice(6)) };
}
