// The mark by which the user recognizes a profile.

/** A profile's mark. */
export interface Mark {
  /** `PRODUCTION` */
  readonly word?: string;
  readonly color?: MarkColor;
  /** Whether the profile is read-only. */
  readonly readOnly: boolean;
}

/** The colours of VS Code's charts, which every theme has. */
export const markColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;

export type MarkColor = (typeof markColors)[number];

/** The theme colour's id. */
export function themeColor(color: MarkColor): string {
  return `charts.${color}`;
}

/** A profile of the AWS files, or an account of the sandbox. */
export interface Markable {
  readonly name: string;
  readonly sandbox: boolean;
}

/** The key of a profile's mark in the settings. It differs for a sandbox account with the name of a profile. */
export function markKey({ name, sandbox }: Markable): string {
  return sandbox ? `sandbox:${name}` : name;
}

/**
 * The marks in a setting, by `markKey`. Users edit settings by hand, so invalid parts are left out. But any value
 * of `readOnly` except false counts as true, to be safe.
 */
export function marksIn(setting: unknown): ReadonlyMap<string, Mark> {
  if (typeof setting !== 'object' || setting === null || Array.isArray(setting)) return new Map();
  return new Map(Object.entries(setting).map(([key, entry]) => [key, markIn(entry)]));
}

function markIn(entry: unknown): Mark {
  const { word, color, readOnly = false } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  const known = markColors.find(name => name === color);
  return {
    ...(typeof word === 'string' && word.trim() && { word: word.trim() }),
    ...(known && { color: known }),
    readOnly: readOnly !== false && readOnly !== null,
  };
}
