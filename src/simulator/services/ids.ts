import { createHash } from 'node:crypto';

/** The name of the fleet that a resource ID names. */
export function fleetOf(resourceId: string): string {
  return resourceId.replace(/^fleet\//, '');
}

/** A UUID that follows from a text. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
