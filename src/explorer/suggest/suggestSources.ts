// The sources of suggestions, by the name that hints of kinds use.
import * as l10n from '@vscode/l10n';

import { appStreamRegions, regionLongName } from '../../aws/regions';
import { valueAt } from '../../forms/values';
import { kindNamed } from '../../kinds/all';
import { exportImageTask } from '../../kinds/exportImageTask';
import type { Kind } from '../../kinds/kind';
import type { Scope } from '../../kinds/listing';
import type { DocumentedSource, KindName, OwnSource } from '../../kinds/names';
import { streamedApplications } from '../../kinds/parts/streaming';
import { listedAfter, listedValues } from '../forms/formHelp';
import { accounts } from './suggestAccounts';
import { imageReads, images } from './suggestImages';
import type { Candidate, Source, SuggestContext } from './suggestion';
import { listed } from './suggestion';
import { organizationalUnits } from './suggestUnits';
import { isUsed, used } from './suggestUsed';

/** Sources whose values are listed in the API documentation of a structure's member. */
const documented: Readonly<Record<DocumentedSource, readonly [string, string]>> = {
  appBlockBuilderType: ['CreateAppBlockBuilderRequest', 'InstanceType'],
  software: ['AssociateSoftwareToImageBuilderRequest', 'SoftwareNames'],
};

const sources: Readonly<Record<OwnSource, Source>> = {
  region: { all: () => given(appStreamRegions.map(value => ({ value, detail: regionLongName(value) ?? '' }))) },
  // Elastic fleets support only some of the types. The documentation lists them separately.
  instanceType: {
    reads: ['FleetType', 'MaxConcurrentSessions'],
    all({ help, values }) {
      const text = help['CreateFleetRequest']?.['InstanceType'];
      const elastic = values['FleetType'] === 'ELASTIC' || values['MaxConcurrentSessions'] !== undefined;
      return given(asFound(elastic ? listedAfter(text, 'Elastic fleets:') : listedValues(text)));
    },
  },
  'image.fleet': { reads: imageReads, all: asked => images(asked, 'fleet') },
  'image.imageBuilder': { reads: imageReads, all: asked => images(asked, 'imageBuilder') },
  organizationalUnit: { reads: ['DomainJoinInfo.DirectoryName', 'DirectoryName'], all: organizationalUnits },
  account: { all: accounts },
  // AMIs belong to EC2. Suggests those that images were exported to.
  ami: {
    async *all({ api, signal }) {
      for await (const { AmiId, AmiName } of listed(exportImageTask, api, {}, signal)) {
        if (AmiId !== undefined) yield { value: AmiId, detail: AmiName ?? '' };
      }
    },
  },
  streamedApplication: {
    reads: ['FleetName'],
    async *all({ api, values, signal }) {
      const fleet = valueAt(values, 'FleetName');
      if (typeof fleet !== 'string' || fleet === '') return;
      yield { value: 'Desktop', detail: l10n.t("The desktop itself, if it is the fleet's stream view"), rank: 1 };
      for (const { value, description } of await streamedApplications(api, fleet, signal)) {
        yield { value, ...(description !== undefined && { detail: description }) };
      }
      // An Elastic fleet has no image; its applications are associated with it.
      yield* ofKind(kindNamed('fleetApplication'), undefined, { FleetName: fleet }, { api, signal });
    },
  },
};

/** The source with that name. @throws Error for an unknown name, which is a programming error */
export function sourceOf(name: string): Source {
  if (has(sources, name)) return sources[name];
  if (has(documented, name)) {
    const [structure, member] = documented[name];
    return { all: ({ help }) => given(asFound(listedValues(help[structure]?.[member]))) };
  }
  if (isUsed(name)) return { all: asked => used(name, asked) };
  const [kindName = '', by] = name.split('.');
  const kind = kindNamed(kindName as KindName);
  return { all: asked => ofKind(kind, by, {}, asked) };
}

function has<Name extends string>(table: Readonly<Record<Name, unknown>>, name: string): name is Name {
  return Object.hasOwn(table, name);
}

const asFound = (values: readonly string[]): Candidate[] => values.map(value => ({ value }));

async function* given(found: readonly Candidate[]): AsyncIterable<Candidate> {
  yield* await Promise.resolve(found);
}

async function* ofKind(
  kind: Kind,
  by: string | undefined,
  scope: Scope,
  { api, signal }: Pick<SuggestContext, 'api' | 'signal'>,
): AsyncIterable<Candidate> {
  for await (const resource of listed(kind, api, scope, signal)) {
    const label = kind.label?.(resource) ?? kind.id(resource);
    const value = by === 'arn' ? kind.arn?.(resource) : label;
    const details = [by === 'arn' ? label : undefined, kind.state?.(resource), kind.detail?.(resource)];
    if (value !== undefined) yield { value, detail: details.filter(Boolean).join(' · ') };
  }
}
