import { createHmac } from 'node:crypto';

/** The key of all pseudonyms. Empty only in tests. */
let salt = '';

/**
 * Sets the salt of all pseudonyms. Call it once, before the first resource is read. Without a salt, anyone who sees a
 * pseudonym could find the name by trying out names.
 * @param installationSalt random for each installation and the same after a restart, since VS Code saves node ids
 */
export function saltPseudonyms(installationSalt: string): void {
  salt = installationSalt;
}

/**
 * Replaces a person's name where names aren't allowed: in node ids, which VS Code saves, in messages and in document
 * titles. Within an installation a name always has the same pseudonym, so users can match a message with a row of the
 * tree.
 * @param parts the name first, then what distinguishes several resources of one person
 * @returns 12 hex digits; undefined without a name
 */
export function pseudonym(...parts: readonly (string | undefined)[]): string | undefined {
  if (parts[0] === undefined) return undefined;
  return createHmac('sha256', salt).update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
