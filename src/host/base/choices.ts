// Reads and changes the values of the settings that the extension itself writes. Users edit settings by hand, and a newer version
// of the extension may know more of them. So what isn't understood is ignored, and stays when something else is changed.
import type { Mark } from '../../explorer/tree/mark';

/** A profile with the Regions that the user chose to see. */
export interface Choice {
  readonly profile: string;
  readonly regions: readonly string[];
}

/** The choices in the setting `appstream.connections`. Several entries for a profile are one choice. */
export function choicesIn(setting: unknown): readonly Choice[] {
  const byProfile = new Map<string, Set<string>>();
  for (const entry of entriesIn(setting)) {
    const profile = profileOf(entry);
    if (profile === undefined) continue;
    const set = byProfile.get(profile) ?? new Set();
    const { regions } = entry as { regions?: unknown };
    for (const region of Array.isArray(regions) ? (regions as unknown[]) : []) {
      if (typeof region === 'string' && region) set.add(region);
    }
    byProfile.set(profile, set);
  }
  return [...byProfile].map(([profile, regions]) => ({ profile, regions: [...regions] }));
}

/** The setting `appstream.connections` with other choices. */
export function withChoices(setting: unknown, choices: readonly Choice[]): readonly unknown[] {
  const entries = entriesIn(setting);
  const before = (profile: string): object =>
    (entries.find(entry => profileOf(entry) === profile) as object | undefined) ?? {};
  return [
    ...choices.map(choice => ({ ...before(choice.profile), ...choice })),
    ...entries.filter(entry => profileOf(entry) === undefined),
  ];
}

/** The setting `appstream.profiles` with another mark of a profile. @param key see `markKey` */
export function withMark(
  setting: unknown,
  key: string,
  { word, color, readOnly }: Mark,
): Readonly<Record<string, unknown>> {
  const before = isRecord(setting) ? setting : {};
  const mark = Object.hasOwn(before, key) && isRecord(before[key]) ? before[key] : {};
  const foreign = Object.entries(mark).filter(([member]) => !['word', 'color', 'readOnly'].includes(member));
  const own = Object.entries({ word, color, readOnly: readOnly || undefined }).filter(
    ([, value]) => value !== undefined,
  );
  const entry = [...foreign, ...own];
  const others = Object.entries(before).filter(([name]) => name !== key);
  return Object.fromEntries([...others, ...(entry.length ? [[key, Object.fromEntries(entry)] as const] : [])]);
}

function entriesIn(setting: unknown): readonly unknown[] {
  return Array.isArray(setting) ? setting : [];
}

function profileOf(entry: unknown): string | undefined {
  const profile = isRecord(entry) ? entry['profile'] : undefined;
  return typeof profile === 'string' && profile ? profile : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
