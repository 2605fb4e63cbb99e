// What a form's field suggests: what there is in the account, asked for when the field is used. Free text stays allowed.
import type { Api } from '../api/types';
import { appStreamRegions, regionLongName } from '../aws/regions';
import type { Suggestion } from '../forms/protocol';
import { kindNamed } from '../kinds/all';
import { listedValues } from './formHelp';
import type { Help } from './formHelp';

/** More would not be read; typing narrows them down. */
const most = 200;

/** Sources whose values the API's documentation lists, by structure and member. */
const documented: Readonly<Record<string, readonly [string, string]>> = {
  instanceType: ['CreateFleetRequest', 'InstanceType'],
  appBlockBuilderType: ['CreateAppBlockBuilderRequest', 'InstanceType'],
  software: ['AssociateSoftwareToImageBuilderRequest', 'SoftwareNames'],
};

/**
 * The suggestions of a source: `region`, one of `documented`, a kind (`stack`, by its name), or a kind by ARN (`image.arn`).
 * @param query what has been typed; all when empty
 * @throws ApiError when they can't be listed
 */
export async function suggest(
  source: string,
  query: string,
  api: Api,
  help: Help,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  const wanted = query.trim().toLocaleLowerCase();
  const found: Suggestion[] = [];
  for await (const suggestion of all(source, api, help, signal)) {
    const text = `${suggestion.value} ${suggestion.detail ?? ''}`.toLocaleLowerCase();
    if (text.includes(wanted) && !found.some(({ value }) => value === suggestion.value)) found.push(suggestion);
    if (found.length >= most) break;
  }
  return found.sort((a, b) => a.value.localeCompare(b.value, undefined, { numeric: true }));
}

async function* all(source: string, api: Api, help: Help, signal: AbortSignal): AsyncIterable<Suggestion> {
  if (source === 'region') {
    for (const value of appStreamRegions) yield { value, detail: regionLongName(value) ?? '' };
    return;
  }
  const listed = documented[source];
  if (listed) {
    for (const value of listedValues(help[listed[0]]?.[listed[1]])) yield { value };
    return;
  }
  const [name = '', by] = source.split('.');
  const kind = kindNamed(name);
  const own = kind.sections?.filter(section => section.kind === undefined);
  for (const scope of own?.map(section => section.scope) ?? [{}]) {
    for await (const page of kind.list.pages(api, scope, signal)) {
      for (const resource of page) {
        const label = kind.label?.(resource) ?? kind.id(resource);
        const value = by === 'arn' ? kind.arn?.(resource) : label;
        const detail = [by === 'arn' ? label : undefined, kind.state?.(resource), kind.detail?.(resource)]
          .filter(Boolean)
          .join(' · ');
        if (value !== undefined) yield { value, ...(detail && { detail }) };
      }
    }
  }
}
