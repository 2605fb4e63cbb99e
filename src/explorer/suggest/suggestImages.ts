// Suggests images: the account's own, those that other accounts share, and public ones.
import * as l10n from '@vscode/l10n';

import type { Output } from '../../api/types';
import type { Values } from '../../forms/field';
import { valueAt } from '../../forms/values';
import { image } from '../../kinds/image';
import type { Candidate, SuggestContext } from './suggestion';
import { listed } from './suggestion';

type Image = NonNullable<Output<'DescribeImages'>['Images']>[number];

/** What an image is used for. Another account may share an image for only one of them. */
export type ImageUser = 'fleet' | 'imageBuilder';

/** The form's values that decide which images match. */
export const imageReads: readonly string[] = [
  'InstanceType',
  'MaxSessionsPerInstance',
  'ComputeCapacity.DesiredSessions',
  'DomainJoinInfo.DirectoryName',
];

// The service can't find another account's image by name.
const visibilities = [
  { Type: 'PRIVATE', word: () => l10n.t('Own'), byName: true },
  { Type: 'SHARED', word: () => l10n.t('Shared'), byName: false },
  { Type: 'PUBLIC', word: () => l10n.t('Public'), byName: false },
] as const;

/** The states of images that can't be used, or not for a while. */
const unusableStates = ['FAILED', 'PENDING', 'DELETING'];

/** The usable images. Those that match the form come first, own images before shared and public ones. */
export async function* images(
  { api, values, opened, signal }: SuggestContext,
  user: ImageUser,
): AsyncIterable<Candidate> {
  const lists = visibilities.map(async visibility => {
    const found: Image[] = [];
    for await (const one of listed(image, api, { Type: visibility.Type }, signal)) found.push(one);
    return { ...visibility, found };
  });
  const all = (await Promise.all(lists)).flatMap(({ found, ...visibility }, rank) =>
    found.map(one => ({ one, rank, ...visibility })),
  );
  const platform = platformNow(
    all.map(({ one }) => one),
    opened,
  );
  for (const { one, rank, word, byName } of all) {
    const value = byName ? one.Name : one.Arn;
    if (value === undefined || unusableStates.includes(one.State ?? '') || isKeptFrom(one, user)) continue;
    const unfit = misfit(one, values, platform);
    const details = [
      byName ? undefined : one.Name,
      word(),
      one.Platform,
      one.CreatedTime?.toISOString().slice(0, 10),
      one.State === 'AVAILABLE' ? undefined : one.State,
      unfit,
    ];
    const last = unfit !== undefined || (one.State ?? 'AVAILABLE') !== 'AVAILABLE';
    yield { value, detail: details.filter(Boolean).join(' · '), rank: rank + (last ? visibilities.length : 0) };
  }
}

/** Whether a shared image isn't shared for this use. */
function isKeptFrom({ Visibility, ImagePermissions }: Image, user: ImageUser): boolean {
  if (Visibility !== 'SHARED') return false;
  return (user === 'fleet' ? ImagePermissions?.allowFleet : ImagePermissions?.allowImageBuilder) === false;
}

/** The platform of the form's initial image. */
function platformNow(all: readonly Image[], opened: Values): string | undefined {
  const now = valueAt(opened, 'ImageName');
  return all.find(({ Name, Arn }) => now !== undefined && (Arn === now || Name === now))?.Platform;
}

/** Why an image doesn't match the form, in a few words. An image with unknown properties matches. */
function misfit(one: Image, values: Values, platform: string | undefined): string | undefined {
  const instance = valueAt(values, 'InstanceType');
  if (typeof instance === 'string' && !runsOn(one.SupportedInstanceFamilies ?? [], instance)) {
    return l10n.t('not for {0}', instance);
  }
  const isMulti =
    valueAt(values, 'MaxSessionsPerInstance') !== undefined ||
    valueAt(values, 'ComputeCapacity.DesiredSessions') !== undefined;
  if (isMulti && one.Platform && !multiSession.includes(one.Platform)) return l10n.t('not for multi-session fleets');
  const isJoined = Boolean(valueAt(values, 'DomainJoinInfo.DirectoryName'));
  if (one.DynamicAppProvidersEnabled === 'ENABLED' && !isJoined) return l10n.t('only for domain-joined fleets');
  if (platform && one.Platform && one.Platform !== platform) return l10n.t('another operating system');
  return undefined;
}

/** The platforms of multi-session fleets. */
const multiSession: readonly string[] = ['WINDOWS_SERVER_2019', 'WINDOWS_SERVER_2022', 'WINDOWS_SERVER_2025'];

/** Whether an instance type, `stream.graphics.g5.xlarge`, is of one of the families, `GRAPHICS_G5` or `Graphics G5`. */
function runsOn(families: readonly string[], instance: string): boolean {
  const [, sort, model] = /^stream\.(\w+)(?:\.(gr?\d))?/.exec(instance) ?? [];
  const begins = { standard: 'GENERAL', compute: 'COMPUTE', memory: 'MEMORY', graphics: 'GRAPHICS' }[sort ?? ''];
  if (!families.length || begins === undefined) return true;
  const wanted = model ? `${begins}_${model.replace('r', '').toUpperCase()}` : begins;
  return families.some(family => family.toUpperCase().replace(/\W+/g, '_').startsWith(wanted));
}
