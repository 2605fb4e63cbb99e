// Writes the parts of the README that are made: the table of settings, and the IAM policies.
import { fullPolicy, readPolicy } from './policies';

interface Setting {
  readonly default?: unknown;
  readonly markdownDescription?: string;
}

/**
 * Replaces the made parts between their marks.
 * @param strings the texts for the %keys% in the settings
 * @returns the new text of the README
 * @throws Error if marks are missing
 */
export function withMadeParts(
  readme: string,
  settings: Readonly<Record<string, Setting>>,
  strings: Readonly<Record<string, string>>,
): string {
  const parts = {
    'read-only policy': json(readPolicy()),
    'full policy': json(fullPolicy()),
    settings: settingsTable(settings, strings),
  };
  return Object.entries(parts).reduce((text, [name, part]) => replaced(text, name, part), readme);
}

/**
 * Replaces a made part of a document between its marks.
 * @throws Error if marks are missing
 */
export function replaced(readme: string, name: string, part: string): string {
  const [start, end] = [`<!-- ${name}: made by npm run generate -->`, `<!-- /${name} -->`];
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The README has lost its marks for the ${name}`);
  return `${readme.slice(0, from)}${start}\n\n${part}\n\n${readme.slice(to)}`;
}

const json = (value: unknown): string => ['```json', JSON.stringify(value, undefined, 2), '```'].join('\n');

function settingsTable(settings: Readonly<Record<string, Setting>>, strings: Readonly<Record<string, string>>): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const text = strings[(setting.markdownDescription ?? '').replaceAll('%', '')] ?? '';
    return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${text} |`;
  });
  return ['| setting | default | |', '| --- | --- | --- |', ...rows].join('\n');
}
