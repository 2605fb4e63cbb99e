import { randomBytes } from 'node:crypto';

import type { Store } from './store';

/** The salt of this installation. It is made at the first start and kept, so that pseudonyms stay the same. */
export function installationSalt(store: Store<string>): string {
  const kept = store.get();
  if (kept !== undefined) return kept;
  const made = randomBytes(16).toString('hex');
  store.set(made);
  return made;
}
