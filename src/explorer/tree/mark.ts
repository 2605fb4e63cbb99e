// What the user marked a profile with, so that nobody takes it for another.

/** A profile's mark. */
export interface Mark {
  /** `PRODUCTION` */
  readonly word?: string;
  readonly color?: MarkColor;
  /** Whether nothing may be changed with it. */
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

/** The name that a profile's mark stands under in the settings: an account of the sandbox may be called like a profile. */
export function markKey({ name, sandbox }: Markable): string {
  return sandbox ? `sandbox:${name}` : name;
}

/**
 * The marks that a setting holds, by `markKey`. Settings are edited by hand: what makes no sense is left out, but whoever
 * writes anything but false for `readOnly` means it.
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
