// Writes the README's table of settings from the manifest.

interface Setting {
  readonly default?: unknown;
  readonly markdownDescription?: string;
}

const start = '<!-- settings: made by npm run generate -->';
const end = '<!-- /settings -->';

/**
 * Replaces the table between its marks.
 * @param strings the texts for the %keys% in the settings
 * @returns the new text of the README
 * @throws Error if the marks are missing
 */
export function withSettings(
  readme: string,
  settings: Readonly<Record<string, Setting>>,
  strings: Readonly<Record<string, string>>,
): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error('The README has lost its marks for the settings');
  const rows = Object.entries(settings).map(([name, setting]) => {
    const text = strings[(setting.markdownDescription ?? '').replaceAll('%', '')] ?? '';
    return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${text} |`;
  });
  const table = ['| setting | default | |', '| --- | --- | --- |', ...rows].join('\n');
  return `${readme.slice(0, from)}${start}\n\n${table}\n\n${readme.slice(to)}`;
}
