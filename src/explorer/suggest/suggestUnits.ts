import { valueAt } from '../../forms/values';
import { directoryConfig } from '../../kinds/directoryConfig';
import type { Candidate, SuggestContext } from './suggestion';
import { listed } from './suggestion';

/**
 * The organizational units of the directory in the form. Without one, those of all directories, with their directory.
 */
export async function* organizationalUnits({ api, values, signal }: SuggestContext): AsyncIterable<Candidate> {
  const named = valueAt(values, 'DomainJoinInfo.DirectoryName') ?? valueAt(values, 'DirectoryName');
  const wanted = typeof named === 'string' ? named.trim().toLowerCase() : '';
  const units: { readonly directory: string; readonly value: string }[] = [];
  for await (const config of listed(directoryConfig, api, {}, signal)) {
    const directory = config.DirectoryName ?? '';
    for (const value of config.OrganizationalUnitDistinguishedNames ?? []) units.push({ directory, value });
  }
  const own = units.filter(({ directory }) => directory.toLowerCase() === wanted);
  for (const { directory, value } of own.length ? own : units) yield { value, detail: directory };
}
