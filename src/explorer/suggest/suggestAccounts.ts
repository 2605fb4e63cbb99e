// AppStream can't list accounts. Suggests the accounts that this account shares images with, and those that share with
// it.
import * as l10n from '@vscode/l10n';

import { image } from '../../kinds/image';
import { imagePermission } from '../../kinds/imagePermission';
import type { Candidate, SuggestContext } from './suggestion';
import { listed } from './suggestion';

/** The maximum number of own images whose permissions are requested, since each takes a call. */
const maxAccounts = 20;

/** Skips images whose permissions can't be read. @throws ApiError when images can't be listed */
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
