import type { Store } from '../base/store';

/** Removes what belongs to a stack: its theme, entitlements and user associations. */
export function forgetStack(store: Store, stackName: string): void {
  store.themes.delete(stackName);
  for (const [key, entitlement] of store.entitlements) {
    if (entitlement.StackName === stackName) store.entitlements.delete(key);
  }
  for (const [key, association] of store.userStackAssociations) {
    if (association.StackName === stackName) store.userStackAssociations.delete(key);
  }
}
