// What is said about the error codes inside resources: about each code of the service model, and about no other.
import * as assert from 'node:assert/strict';

import { api } from '../../../src/api/appstream/model';
import { kinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import type { CodeEnum, Explanation } from '../../../src/kinds/parts/explanations';
import { explanationOf, explanations, pages } from '../../../src/kinds/parts/explanations';
import { notEmpty } from '../../support/notEmpty';

/** The enums of the service model that have codes of errors. */
const modelled = Object.entries(api.shapes)
  .filter(([name, shape]) => /(Error|Reason)Code$/.test(name) && shape.enum)
  .map(([name, shape]) => ({ name: name as CodeEnum, codes: [...(shape.enum ?? [])].sort() }));

const explained = modelled.flatMap(({ name }) =>
  Object.entries<Explanation>(explanations[name] ?? {}).map(([code, explanation]) => ({ name, code, explanation })),
);

/** The members of resources that have errors, filled with one error. */
const withErrors = Object.fromEntries([
  ...[
    'FleetErrors',
    'ImageErrors',
    'ImageBuilderErrors',
    'AppBlockBuilderErrors',
    'StackErrors',
    'SubscriptionErrors',
  ].map(member => [member, [{ ErrorCode: 'X' }]]),
  ['StateChangeReason', { Code: 'X' }],
]) as object;

/** The kinds whose resources have errors with codes of an enum. */
function kindsWith(codes: CodeEnum): readonly Kind[] {
  return kinds.filter(kind => kind.errors?.(withErrors).some(error => error.codes === codes));
}

describe('The explanations of errors', () => {
  it('are of all enums of codes that the API has', () => {
    assert.deepEqual(Object.keys(explanations).sort(), notEmpty(modelled.map(({ name }) => name)).toSorted());
  });

  for (const { name, codes } of notEmpty(modelled)) {
    it(`have each code of ${name} and no other`, () => {
      assert.deepEqual(Object.keys(explanations[name]).sort(), codes);
    });
  }

  for (const { name, code, explanation } of notEmpty(explained)) {
    it(`say in whole sentences what ${name} ${code} means, and what to do`, () => {
      const { cause, check, remedy, page } = explanation;
      for (const text of [cause, remedy, ...(check === undefined ? [] : [check])]) {
        assert.match(text, /^[A-Z][^\n]+\.$/);
        assert.doesNotMatch(text, / {2}|\.\./);
      }
      if (check !== undefined) assert.match(check, /^Check /);
      // A tooltip shows the remedy without the check.
      assert.doesNotMatch(remedy, /\b(there|them|they|these rights)\b|^(If (it is|not)\b|It\b)/);
      assert.ok(page === undefined || page in pages);
    });

    it(`offer against ${name} ${code} what a resource with this error can have`, () => {
      const having = kindsWith(name);
      const idle = (explanation.helps ?? []).filter(
        help =>
          help !== 'refresh' &&
          !having.some(kind =>
            help === 'duplicate' ? 'duplicate' in kind : kind.actions.some(one => one.name === help),
          ),
      );
      assert.deepEqual(idle, []);
      assert.equal(new Set(explanation.helps).size, explanation.helps?.length ?? 0);
    });
  }

  it('are found by the kind of resource: the same code can mean something else', () => {
    assert.match(explanationOf('ImageStateChangeReasonCode', 'INTERNAL_ERROR')?.remedy ?? '', /^Delete this image/);
    assert.doesNotMatch(explanationOf('UserStackAssociationErrorCode', 'INTERNAL_ERROR')?.remedy ?? '', /image/);
  });

  for (const code of ['DOMAIN_JOIN_ERROR_OF_TOMORROW', '', 'constructor', 'toString', undefined]) {
    it(`know nothing about the code ${String(code)}`, () => {
      assert.equal(explanationOf('FleetErrorCode', code), undefined);
    });
  }

  for (const [name, address] of Object.entries(pages)) {
    it(`link to a page of AWS: ${name}`, () => {
      assert.match(address, /^https:\/\/docs\.aws\.amazon\.com\/[\w/.-]+\.html(#[\w-]+)?$/);
      assert.ok(explained.some(({ explanation }) => explanation.page === name));
    });
  }
});
