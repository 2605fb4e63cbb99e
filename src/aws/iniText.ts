// Writes the text that the SDK's loader reads instead of the AWS files. Unlike the AWS CLI, the loader drops profiles with spaces
// in their names and reads indented settings as nested ones. This text contains nothing that it could misread.

/** A section's settings; those of a nested block as `block.name`. */
type Settings = Readonly<Record<string, string | undefined>>;

/** Writes the sections without indentation, with names that the loader can read (`loaderName`). */
export function loaderText(sections: {
  readonly profiles: ReadonlyMap<string, Settings>;
  readonly services: ReadonlyMap<string, Settings>;
  readonly ssoSessions: ReadonlyMap<string, Settings>;
}): string {
  const part = (type: string, named: ReadonlyMap<string, Settings>): string[] =>
    [...named].flatMap(([name, settings]) => [`[${type} ${loaderName(name)}]`, ...settingLines(settings)]);
  return [
    ...part('profile', sections.profiles),
    ...part('services', sections.services),
    ...part('sso-session', sections.ssoSessions),
  ].join('\n');
}

/** Leaves empty settings out: for the loader, they begin a nested block, which ends at the next line without indentation. */
function settingLines(settings: Settings): string[] {
  const lines: string[] = [];
  const blocks = new Map<string, string[]>();
  for (const [key, value] of Object.entries(settings)) {
    if (!value) continue;
    const dot = key.indexOf('.');
    const line = `${key.slice(dot + 1)}=${loaderValue(key, value)}`;
    if (dot < 0) lines.push(line);
    else blocks.set(key.slice(0, dot), [...(blocks.get(key.slice(0, dot)) ?? []), `  ${line}`]);
  }
  return [...lines, ...[...blocks].flatMap(([block, inner]) => [`${block}=`, ...inner])];
}

/** A setting's value for the loader, on one line. Names of sections are encoded as in the sections' headers. */
export function loaderValue(key: string, value: string): string {
  if (key === 'source_profile' || key === 'services' || key === 'sso_session') return loaderName(value);
  return value.replace(/\s*\n\s*/g, ' ');
}

/**
 * Encodes a name for the loader: characters other than letters, digits and `_ - @ + : /` are percent-encoded. Dots are encoded,
 * too, so that a loaded section with a dot in its name is never a profile.
 */
export function loaderName(name: string): string {
  return name.replace(/[^\w@+:/-]/gu, character =>
    [...Buffer.from(character)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** Decodes a name that `loaderName` encoded. Other names stay as they are. */
export function writtenName(name: string): string {
  try {
    const written = decodeURIComponent(name);
    return loaderName(written) === name ? written : name;
  } catch {
    return name;
  }
}

/** Decodes the names in a message of the SDK, so that they are as in the AWS files. */
export function withWrittenNames(text: string): string {
  return text.replace(/[\w@+:/%-]*%[\w@+:/%-]+/g, writtenName);
}
