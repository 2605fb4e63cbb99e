// What a server sent in place of something that fits the service model: kept beside what was made of it, to be shown.

// The same symbol in the bundle that reads answers and in the one that shows them.
const raw = Symbol.for('appstream.raw');

/** Keeps with an entry what it was made of. It is no member: what is compared, copied and sent does not have it. */
export function keepRaw(entry: object, sent: unknown): void {
  Object.defineProperty(entry, raw, { value: sent });
}

/**
 * An entry of an answer with all that was sent for it, also what the service model does not know: what it does not
 * understand at all is as it was sent.
 */
export function asSent(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !(raw in entry)) return entry;
  const sent = (entry as Record<symbol, unknown>)[raw];
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? { ...sent, ...entry } : sent;
}
