/**
 * A list that a test goes through, so that it cannot become empty unnoticed.
 *
 * @throws Error when it is empty
 */
export function notEmpty<T>(list: Iterable<T>): readonly T[] {
  const items = [...list];
  if (!items.length) throw new Error('The list that this test goes through is empty.');
  return items;
}
