// Texts that an attacker could choose to mislead the user, and a check that they are harmless.
import * as assert from 'node:assert/strict';

/** A link that runs a command, an icon, line breaks, control characters, and characters that reverse text or are invisible. */
export const hostile =
  '[Sign in](command:x)$(error)\r\nline\u2028\u0000\u001b[1m\u202Eleft\u2066\u200F\u200B\uFEFF\u00AD\u{E0041}';

/** @throws AssertionError if any part of `hostile` still works in the text @param where it is shown */
export function assertPlain(text: string, where: string): void {
  assert.doesNotMatch(text, /\]\(|\$\(|\p{Cc}|[\u2028\u2029]|\p{Cf}/u, `${where}: ${JSON.stringify(text)}`);
}
