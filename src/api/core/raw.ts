// Keeps the original of a value that didn't fit the service model, so that it can be shown.

// The same symbol in each copy of this module: tests load the built runtime beside their own.
const raw = Symbol.for('appstream.raw');

/** Keeps the original with an entry. It isn't enumerable, so that it is never compared, copied or sent. */
export function keepRaw(entry: object, sent: unknown): void {
  Object.defineProperty(entry, raw, { value: sent });
}

/**
 * An entry of a response with all members that were sent, even those that the service model doesn't have. An entry that isn't
 * an object is returned as it was sent.
 */
export function asSent(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !(raw in entry)) return entry;
  const sent = (entry as Record<symbol, unknown>)[raw];
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? { ...sent, ...entry } : sent;
}
