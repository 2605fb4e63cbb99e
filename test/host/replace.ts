/** Puts something else in a member's place. @returns what puts the member back */
export function replace(object: object, member: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(object, member);
  if (!before) throw new Error(`There is no ${member} to replace`);
  Object.defineProperty(object, member, { configurable: true, enumerable: true, value });
  return () => Object.defineProperty(object, member, before);
}
