import { readFile } from 'node:fs/promises';

/**
 * What the API's documentation says of members: structure's name (see `qualifiedName`), member's name, lines of plain text. Lines that begin
 * with a bullet are list items; one about a value reads `• ON_DEMAND: Provide users with …`.
 */
export type Help = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Reads the help texts that the build put beside the bundles (src/build/formHelp.ts).
 * @returns no help if the file can't be read. Forms work without help
 */
export async function readHelp(file: string): Promise<Help> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Help;
  } catch {
    return {};
  }
}

/** What a member's documentation says of one of its values. */
export function helpOfValue(text: string | undefined, value: string): string | undefined {
  const beginning = `• ${value}: `;
  return text
    ?.split('\n')
    .find(line => line.startsWith(beginning))
    ?.slice(beginning.length);
}

/** The values that a member's documentation lists after a line with this ending: the instance types of Elastic fleets. */
export function listedAfter(text: string | undefined, ending: string): string[] {
  const lines = text?.split('\n') ?? [];
  const from = lines.findIndex(line => line.endsWith(ending));
  return from < 0 ? listedValues(text) : listedValues(lines.slice(from).join('\n'));
}

/** The single words that a member's documentation lists: the instance types of `CreateFleetRequest.InstanceType`. */
export function listedValues(text: string | undefined): string[] {
  const values = text?.split('\n').flatMap(line => /^• (\S+)$/.exec(line)?.[1] ?? []);
  return [...new Set(values)];
}
