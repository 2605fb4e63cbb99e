import { createHmac } from 'node:crypto';

/** What is mixed into all pseudonyms. Empty only in tests. */
let salt = '';

/**
 * Mixes a salt into all pseudonyms from now on: call it once, before the first resource is known. Without one, whoever sees
 * a pseudonym could try out names.
 * @param own of this installation: random, and the same after a restart, since ids of nodes outlive the window
 */
export function saltPseudonyms(own: string): void {
  salt = own;
}

/**
 * Stands for a person's name where that may not be: in node ids, which VS Code saves, in messages and in titles of
 * documents. In one installation the same name always has the same one, so that a message can be matched with a row of the
 * tree.
 * @param parts the name, with what tells several things of one person apart
 * @returns 12 hex digits; undefined without a name
 */
export function pseudonym(...parts: readonly (string | undefined)[]): string | undefined {
  if (parts[0] === undefined) return undefined;
  return createHmac('sha256', salt).update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
