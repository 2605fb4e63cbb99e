// AppStream knows no accounts. Those that own images are shared with, and those that share theirs, are whom one has to do with.
import * as l10n from '@vscode/l10n';

import { image } from '../../kinds/image';
import { imagePermission } from '../../kinds/imagePermission';
import type { Candidate, SuggestContext } from './suggestion';
import { listed } from './suggestion';

/** Own images that are asked about: each is a call of its own. */
const maxAccounts = 20;

/** @throws ApiError when images can't be listed; an image whose permissions can't be read is passed over */
export async function* accounts({ api, signal }: SuggestContext): AsyncIterable<Candidate> {
  const shared: string[] = [];
  for await (const { Name, ImageSharedWithOthers } of listed(image, api, { Type: 'PRIVATE' }, signal)) {
    if (Name !== undefined && ImageSharedWithOthers === 'TRUE' && shared.length < maxAccounts) shared.push(Name);
  }
  const namesOf = new Map<string, string[]>();
  await Promise.allSettled(
    shared.map(async Name => {
      for await (const { sharedAccountId } of listed(imagePermission, api, { Name }, signal)) {
        if (sharedAccountId !== undefined) {
          namesOf.set(sharedAccountId, [...(namesOf.get(sharedAccountId) ?? []), Name]);
        }
      }
    }),
  );
  for (const [value, names] of namesOf) yield { value, detail: l10n.t('May use {0}', names.sort().join(', ')) };
  for await (const { Arn, Name } of listed(image, api, { Type: 'SHARED' }, signal)) {
    const value = Arn?.split(':')[4];
    if (value) yield { value, detail: l10n.t('Shares {0} with this account', Name ?? '') };
  }
}
