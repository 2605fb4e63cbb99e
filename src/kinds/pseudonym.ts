import { createHash } from 'node:crypto';

/**
 * Stands for a person's name where that may not be: in node ids, which VS Code saves, in messages and in titles of
 * documents. The same name always has the same one, so that a message can be matched with a row of the tree.
 * @param parts the name, with what tells several things of one person apart
 * @returns 12 hex digits; undefined without a name
 */
export function pseudonym(...parts: readonly (string | undefined)[]): string | undefined {
  if (parts[0] === undefined) return undefined;
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
