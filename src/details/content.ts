// What the page of a resource and the sessions board have in common: how the extension gives them their content, and how they
// validate what is not theirs.

/** The id of the element with the content as JSON in the page's HTML. */
export const contentElement = 'content';

/** The message from the extension to the page: what to show from now on. */
export interface ToPage<C> {
  readonly kind: 'content';
  readonly content: C;
}

/** The first message of the page, when it can receive messages. */
export interface Ready {
  readonly kind: 'ready';
}

/** Whether a value from a message or from saved state has members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a saved state. @returns undefined for any other value, and for a state of another version */
export function ofVersion(state: unknown, version: number): Record<string, unknown> | undefined {
  return isRecord(state) && state['version'] === version ? state : undefined;
}
