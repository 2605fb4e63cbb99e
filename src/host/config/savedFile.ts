/**
 * The resource that a JSON file describes: an input, or what an API answered. An array of one counts as that one.
 * @returns undefined for other texts
 */
export function readConfig(text: string): object | undefined {
  try {
    const parsed = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    const one: unknown = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed;
    return typeof one === 'object' && one !== null && !Array.isArray(one) ? one : undefined;
  } catch {
    return undefined;
  }
}
