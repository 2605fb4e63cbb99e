// Which forms the UI tests filled in and submitted in a real workbench. Runs after them: npm test.
import * as assert from 'node:assert/strict';

import { plainTitle } from '../../src/explorer/show/messages';
import { kinds } from '../../src/kinds/all';
import { recorded } from '../support/recorded';

/** The forms of all kinds by their titles. The same form may stand in several places; one that only asks is none. */
const forms = new Map(
  kinds.flatMap(({ create, actions }) => [
    ...(create && !create.confirm ? [[plainTitle(create.title), create.form] as const] : []),
    ...actions.flatMap(({ title, form }) => (form ? [[plainTitle(title), form] as const] : [])),
  ]),
);

describe('Each form of each kind was submitted in a workbench', () => {
  const submitted = recorded('forms');

  it('in recorded runs', () => {
    assert.ok(submitted.length, 'Nothing is recorded. Run the UI tests first: npm test');
    assert.ok(forms.size >= 20);
  });

  it('with a title that no other form has', () => {
    const all = kinds.flatMap(({ create, actions }) => [
      ...(create && !create.confirm ? [create.form] : []),
      ...actions.flatMap(({ form }) => form ?? []),
    ]);
    assert.equal(new Set(all).size, forms.size);
  });

  for (const [title, { operation }] of forms) {
    it(`${title}: ${operation}`, () =>
      assert.ok(submitted.includes(title), `No UI test has submitted the form ${title}`));
  }
});
