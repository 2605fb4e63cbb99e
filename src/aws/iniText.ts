// The one text that the SDK's own loader reads instead of the AWS files. It stumbles where the AWS CLI does not: it drops
// profiles whose names have spaces, and takes indented settings for nested ones. Here is nothing that it could misread.

/** A section's settings, those of a nested block by `block.name`. */
type Settings = Readonly<Record<string, string | undefined>>;

/** The sections as the loader's text: flush left, with names that it can read (`loaderName`). */
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

/** The loader has no empty settings: one begins a nested block, and that ends with the next line that is flush left. */
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

/** A setting's value as the loader has it: in one line. A setting that names a section has to name it as its header does. */
export function loaderValue(key: string, value: string): string {
  if (key === 'source_profile' || key === 'services' || key === 'sso_session') return loaderName(value);
  return value.replace(/\s*\n\s*/g, ' ');
}

/**
 * A name as the loader can read it: what is not a letter, a digit or one of `_ - @ + : /` is percent-encoded. A dot is
 * encoded too, so that a loaded section with a dot in its name is never a profile.
 */
export function loaderName(name: string): string {
  return name.replace(/[^\w@+:/-]/gu, character =>
    [...Buffer.from(character)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** The name that `loaderName` was given; what it can't have made stays as it is. */
export function writtenName(name: string): string {
  try {
    const written = decodeURIComponent(name);
    return loaderName(written) === name ? written : name;
  } catch {
    return name;
  }
}

/** A text of the SDK with the names in it as they are written in the AWS files. */
export function withWrittenNames(text: string): string {
  return text.replace(/[\w@+:/%-]*%[\w@+:/%-]+/g, writtenName);
}
