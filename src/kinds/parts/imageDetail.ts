// What the row of an image says besides its state: who uses it, and how old it is. What matters least comes last: a narrow side bar
// cuts it off.
import type { Image } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import type { Seen, Users } from '../kind';
import { isOwn } from './imageForms';

/**
 * The age from which the row of an own image says how old it is: months. Windows and AWS's base images are updated every month, so an
 * image of half a year lacks about six rounds of security updates. AWS names no limit.
 */
export const oldAfterMonths = 6;

/** The average month: milliseconds. */
const month = 30.44 * 24 * 3_600_000;

/**
 * Who uses an image, and of an own one how old it and its agent are. Nobody can do anything about the age of others.
 * @param seen the users and the time, where they are known
 */
export function imageDetail(image: Image, { users, now }: Seen = {}): string {
  const { Platform, LatestAppstreamAgentVersion: latest } = image;
  return [
    ...(users ? usersTexts(image, users) : []),
    isOwn(image) && latest === 'FALSE' ? l10n.t('newer agent available') : undefined,
    now === undefined ? undefined : ageText(image, now),
    Platform,
  ]
    .filter(Boolean)
    .join(' · ');
}

function usersTexts(image: Image, { counts: { fleet = 0, imageBuilder = 0 }, isWhole }: Users): readonly string[] {
  const shared = image.ImageSharedWithOthers === 'TRUE' ? [l10n.t('shared')] : [];
  const count = fleet + imageBuilder;
  if (!isWhole) return [...(count ? [l10n.t('used by {0} or more', count)] : []), ...shared];
  // Nobody asks who uses another account's image.
  if (!count) return shared.length || !isOwn(image) ? shared : [l10n.t('unused')];
  return [
    ...(fleet ? [fleet === 1 ? l10n.t('used by 1 fleet') : l10n.t('used by {0} fleets', fleet)] : []),
    ...(imageBuilder
      ? [imageBuilder === 1 ? l10n.t('used by 1 image builder') : l10n.t('used by {0} image builders', imageBuilder)]
      : []),
    ...shared,
  ];
}

function ageText(image: Image, now: number): string | undefined {
  if (!isOwn(image) || !image.CreatedTime) return undefined;
  const months = Math.floor((now - image.CreatedTime.getTime()) / month);
  return months < oldAfterMonths ? undefined : l10n.t('{0} months old', months);
}
