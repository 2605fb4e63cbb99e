// What an update sends: what its user changed, and nothing else, whatever AWS has answered about the resource.
import assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { pageForm, requestOf } from '../../../src/explorer/forms/pageForm';
import { withArnMembers } from '../../../src/forms/arnMembers';
import type { Field, Value, Values } from '../../../src/forms/field';
import type { Form as Page } from '../../../src/forms/protocol';
import { changesOf, inputFrom, isEmpty, same, valueAt } from '../../../src/forms/values';
import { kindNamed } from '../../../src/kinds/all';
import { around, changed } from '../../simulator/aroundField';
import { answerOf, updates } from '../../support/answersOf';

/** To run what failed elsewhere, or more: SEED=… RUNS=… npm test -- unit --grep update */
const seed = Number(process.env['SEED'] ?? 20_261_126);
const numRuns = Number(process.env['RUNS'] ?? 200);

const place = { title: '', line: '', key: '' };

/** The attributes of AttributesToDelete that stand for a member, itself or a part of it. */
const attributesOf = (clears: Readonly<Record<string, string>>, member: string): string[] =>
  Object.entries(clears).flatMap(([path, attribute]) => (path.split('.')[0] === member ? [attribute] : []));

describe(`An update form (seed ${seed})`, () => {
  it('exists for at least seven actions', () => {
    assert.ok(updates.length >= 7, String(updates.length));
  });

  for (const { name, of, form } of updates) {
    const clears = form.clears ?? {};
    const attributesIn = (input: Values): readonly string[] =>
      (input['AttributesToDelete'] as readonly string[] | undefined) ?? [];

    it(`of ${name} sends nothing if nobody has changed it, for any answer`, () => {
      fc.assert(
        fc.property(answerOf(of), answer => {
          const page = pageForm(form, answer, place, {});
          assert.deepEqual(requestOf(form, page, inputFrom(page.fields, page.values)), { unchanged: true });
          assert.deepEqual(changesOf(page.fields, page.values, page.values).names, []);
        }),
        { seed, numRuns },
      );
    });

    it(`of ${name} sends exactly the member that was changed`, () => {
      let sent = 0;
      fc.assert(
        fc.property(
          answerOf(of).chain(answer => changeIn(pageForm(form, answer, place, {}))),
          ({ page, field, value }) => {
            const entered = { ...page.values, [field.name]: value };
            const input = inputFrom(page.fields, entered);
            if (same(input[field.name], page.values[field.name])) return;
            assert.deepEqual(changesOf(page.fields, page.values, entered).names, [field.name], 'marks and count');
            const request = requestOf(form, page, input);
            if (input[field.name] === undefined && clears[field.name] === undefined) {
              if ('problems' in request) assert.deepEqual(request.problems[0]?.path, [field.name]);
              else assert.deepEqual(request, { unchanged: true }, 'another member stands in its place');
              return;
            }
            assert.ok('input' in request, JSON.stringify(request));
            sent++;
            const { AttributesToDelete, ...members } = request.input;
            assert.deepEqual(
              members,
              input[field.name] === undefined ? {} : withArnMembers(page.fields, { [field.name]: input[field.name] }),
              'nothing but that member',
            );
            for (const attribute of (AttributesToDelete ?? []) as string[]) {
              assert.ok(attributesOf(clears, field.name).includes(attribute), attribute);
            }
          },
        ),
        { seed, numRuns },
      );
      assert.ok(sent > numRuns / 10, String(sent));
    });

    it(`of ${name} deletes only what the user has cleared`, () => {
      fc.assert(
        fc.property(
          answerOf(of).chain(answer => {
            const page = pageForm(form, answer, place, {});
            return changed(page.fields, page.values).map(entered => ({ page, entered }));
          }),
          ({ page, entered }) => {
            const input = inputFrom(page.fields, entered);
            const request = requestOf(form, page, input);
            if (!('input' in request)) return;
            const emptied = Object.keys(clears).filter(
              path => !isEmpty(valueAt(page.values, path)) && isEmpty(valueAt(input, path)),
            );
            const known = emptied.map(path => clears[path]);
            assert.deepEqual(
              attributesIn(request.input).filter(attribute => !known.includes(attribute)),
              [],
            );
          },
        ),
        { seed, numRuns },
      );
    });
  }

  it('shows settings that AWS returns empty as not set, and sends only a change made beside them', () => {
    const stack = updates.find(({ name }) => name === 'stack.update') ?? assert.fail();
    const answer = {
      Name: 'dev',
      Description: '',
      StorageConnectors: [],
      AccessEndpoints: [],
      EmbedHostDomains: [],
      ContentRedirection: {},
    };
    const page = pageForm(stack.form, answer, place, {});
    const entered = inputFrom(page.fields, { ...page.values, DisplayName: 'Dev' });
    assert.deepEqual(requestOf(stack.form, page, entered), { input: { DisplayName: 'Dev' } });
  });
});

describe('A form that updates nothing', () => {
  it('shows an empty entry to fill in, and does not send it', () => {
    const bulk = kindNamed('stack').actions.find(({ form }) => form?.operation === 'BatchAssociateUserStack')?.form;
    assert.ok(bulk);
    const page = pageForm(bulk, { Name: 'dev' }, place, {});
    assert.deepEqual(page.values, { UserStackAssociations: [{}] });
    assert.deepEqual(requestOf(bulk, page, inputFrom(page.fields, page.values)), { input: {} });
  });
});

/** One field that can be changed, with another value. */
function changeIn(page: Page): fc.Arbitrary<{ page: Page; field: Field; value: Value | undefined }> {
  const open = page.fields.filter(({ locked }) => locked === undefined);
  return fc.constantFrom(...open).chain(field => around(field).map(value => ({ page, field, value })));
}
