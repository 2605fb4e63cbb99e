import { lazy } from '../../api/core/lazy';
import type { Forms, FormsOptions } from './forms';

export type LazyForms = Omit<Forms, 'reopenLost'>;

/** Forms whose code is loaded with the first form that is opened. Drafts of an earlier window open theirs at once. */
export function lazyForms(options: FormsOptions): LazyForms {
  const forms = lazy(async () => {
    const { createForms } = await import('../later');
    return createForms(options);
  });
  if (options.drafts.all().length) {
    void forms
      .get()
      .then(loaded => loaded.reopenLost())
      .catch(() => undefined); // the drafts stay
  }
  return {
    ofAction: async (...args) => (await forms.get()).ofAction(...args),
    ofCreate: async group => (await forms.get()).ofCreate(group),
    ofDuplicate: async node => (await forms.get()).ofDuplicate(node),
    restore: async (panel, state) => (await forms.get()).restore(panel, state),
    changed: () => forms.loaded?.changed(),
  };
}
