// Texts that somebody could choose to mislead whoever reads them, and what tells that they are harmless.
import * as assert from 'node:assert/strict';

/** One of everything: a link that runs a command, an icon, lines, control characters, marks that turn words round or hide. */
export const hostile =
  '[Sign in](command:x)$(error)\r\nline\u2028\u0000\u001b[1m\u202Eleft\u2066\u200F\u200B\uFEFF\u00AD\u{E0041}';

/** @throws AssertionError for a text in which something of `hostile` still works @param where it is shown */
export function assertPlain(text: string, where: string): void {
  assert.doesNotMatch(text, /\]\(|\$\(|\p{Cc}|[\u2028\u2029]|\p{Cf}/u, `${where}: ${JSON.stringify(text)}`);
}
