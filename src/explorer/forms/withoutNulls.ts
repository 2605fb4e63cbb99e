/** What a service answered, without its nulls: it may answer null for members that were never set, although its model has no null. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls).filter(entry => entry !== undefined);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, inner]) => (inner === null ? [] : [[member, withoutNulls(inner)]])),
  );
}
