/**
 * Returns a list that a test loops over, and makes sure that it is not empty.
 *
 * @throws Error if it is empty
 */
export function notEmpty<T>(list: Iterable<T>): readonly T[] {
  const items = [...list];
  if (!items.length) throw new Error('The list that this test goes through is empty.');
  return items;
}
