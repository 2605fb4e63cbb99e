// Images to choose from: one's own, those that others share, and those that AWS publishes.
import * as l10n from '@vscode/l10n';

import { image } from '../kinds/image';
import { listed } from './suggestion';
import type { Asked, Found } from './suggestion';

// By its name the service finds no image of another account.
const visibilities = [
  { Type: 'PRIVATE', word: () => l10n.t('Own'), hasName: true },
  { Type: 'SHARED', word: () => l10n.t('Shared'), hasName: false },
  { Type: 'PUBLIC', word: () => l10n.t('Public'), hasName: true },
] as const;

/** Images with their platform, own ones first; with their state, when it is not the one in which they can be used. */
export async function* images({ api, signal }: Asked, by: 'name' | 'arn'): AsyncIterable<Found> {
  for (const [rank, { Type, word, hasName }] of visibilities.entries()) {
    if (by === 'name' && !hasName) continue;
    for await (const { Name, Arn, Platform, State } of listed(image, api, { Type }, signal)) {
      const value = by === 'name' ? Name : Arn;
      const details = [by === 'arn' ? Name : undefined, word(), Platform, State === 'AVAILABLE' ? undefined : State];
      if (value !== undefined) yield { value, detail: details.filter(Boolean).join(' · '), rank };
    }
  }
}
