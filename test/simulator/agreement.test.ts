// What a form accepts the simulated AppStream accepts, and what it refuses the simulator refuses, whatever is entered.
// The two know nothing of each other: forms have their limits from the facts, their kinds' hints and rules; the simulator
// has its own. Where they differ on purpose, the table says why.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { formTexts } from '../../src/explorer/forms/formTexts';
import { requestOf } from '../../src/explorer/forms/pageForm';
import type { Field, FieldProblem, Values } from '../../src/forms/field';
import { validate } from '../../src/forms/validate';
import { inputFrom } from '../../src/forms/values';
import { changed } from './aroundField';
import type { OpenedForm } from './formCases';
import { formsOfKinds, opened } from './formCases';
import { createAsk, isRefusal } from './formWorld';

/** To run what failed elsewhere, or more: SEED=… RUNS=… npm test -- simulator --grep agree */
const seed = Number(process.env['SEED'] ?? 20_261_124);
const numRuns = Number(process.env['RUNS'] ?? 300);

/** What only the service knows: whether something is there, is free, or may be used. It says nothing of the input's form. */
const onlyTheServiceKnows = [
  'ResourceNotFoundException',
  'ResourceNotAvailableException',
  'ResourceAlreadyExistsException',
  'InvalidRoleException',
  'LimitExceededException',
  'IncompatibleImageException',
];

interface Outcome {
  readonly problems: readonly FieldProblem[];
  /** The simulator's error, if it refused. */
  readonly refusal: { readonly type: string; readonly message: string } | undefined;
}

interface Difference {
  /** The forms that differ; all when absent. */
  readonly forms?: readonly string[];
  readonly why: string;
  readonly applies: (outcome: Outcome) => boolean;
  /** Where it shows: a form, which of its starts, and what is entered. */
  readonly example: readonly [form: string, start: number, enter: Values];
}

/** Whether the form refuses that member alone, and the simulator nothing. */
function onlyTheForm({ problems, refusal }: Outcome, member: string): boolean {
  return !refusal && problems.length > 0 && problems.every(({ path }) => path.join('.') === member);
}

const differences: readonly Difference[] = [
  {
    why: 'A value of a choice that is newer than the facts: a form keeps it, while the simulator is no newer than its facts.',
    applies: ({ problems, refusal }) =>
      !problems.length && /Member must satisfy enum value set/.test(refusal?.message ?? ''),
    example: ['stack.create', 0, { StreamingExperienceSettings: { PreferredProtocol: 'NEWER' } }],
  },
  {
    forms: ['fleet.create', 'fleet.update'],
    why: 'The platform of a fleet with an image is the image’s, whatever is asked for: the form does not offer another.',
    applies: outcome => onlyTheForm(outcome, 'Platform'),
    example: ['fleet.create', 0, { Platform: 'WINDOWS_SERVER_2022' }],
  },
  {
    forms: ['tag.edit'],
    why: 'Its form changes one tag, though the operation can set many.',
    applies: outcome => onlyTheForm(outcome, 'Tags'),
    example: ['tag.edit', 0, { Tags: { team: 'cad', site: 'x' } }],
  },
];

/** Whether a field has switches alone. */
function isSwitch(field: Field): boolean {
  return field.kind === 'flag' || (field.kind === 'group' && field.fields.every(isSwitch));
}

const texts = formTexts();
const ask = createAsk();

function outcomeOf({ form, page, whole }: OpenedForm, values: Values): Outcome | undefined {
  const problems = validate(page.fields, values, page.rules, texts);
  const request = requestOf(form, page, inputFrom(page.fields, values));
  // Nothing changed, or something that can't be cleared: there is no request to send.
  if (!('input' in request)) return undefined;
  try {
    ask(form.operation, whole(request.input));
    return { problems, refusal: undefined };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { problems, refusal: { type: error.type, message: error.message } };
  }
}

function changedAt(places: readonly OpenedForm[], at: number): fc.Arbitrary<Values> {
  const place = places[at] ?? assert.fail();
  return changed(place.page.fields, place.values);
}

describe(`Forms and the simulator agree (seed ${seed})`, () => {
  const forms = formsOfKinds();

  for (const [name, form] of forms) {
    it(`on ${name}: ${form.operation}`, () => {
      const places = opened(name, form, ask);
      const counts = { accepted: 0, refused: 0 };
      for (const place of places) {
        const outcome = outcomeOf(place, place.values);
        assert.deepEqual(outcome?.problems ?? [], [], 'it begins with what the form accepts');
        if (outcome) assert.equal(outcome.refusal, undefined, 'and the simulator');
      }
      const entered = fc
        .nat({ max: places.length - 1 })
        .chain(at => changedAt(places, at).map(values => ({ at, values })));
      fc.assert(
        fc.property(entered, ({ at, values }) => {
          const place = places[at];
          const outcome = place && outcomeOf(place, values);
          if (!outcome) return;
          const { problems, refusal } = outcome;
          counts[problems.length ? 'refused' : 'accepted']++;
          if (refusal && onlyTheServiceKnows.includes(refusal.type)) return;
          const known = differences.find(
            difference => (difference.forms?.includes(name) ?? true) && difference.applies(outcome),
          );
          if (known) return;
          if (problems.length) assert.ok(refusal, `only the form refuses: ${JSON.stringify(problems)}`);
          else assert.equal(refusal, undefined, 'only the simulator refuses');
        }),
        { seed, numRuns },
      );
      // A test that only ever sees one side proves nothing.
      const least = numRuns / 20;
      // Of switches alone every answer is right.
      const canBeWrong = places.some(({ page }) => page.fields.some(field => !isSwitch(field)));
      assert.ok(counts.accepted >= least && (counts.refused >= least || !canBeWrong), JSON.stringify(counts));
    });
  }

  for (const { why, applies, example } of differences) {
    it(`except where they differ on purpose. ${why}`, () => {
      const [name, start, enter] = example;
      const place = opened(name, forms.get(name) ?? assert.fail(name), ask)[start] ?? assert.fail(name);
      const outcome = outcomeOf(place, { ...place.values, ...enter }) ?? assert.fail('there is nothing to send');
      assert.ok(applies(outcome), JSON.stringify(outcome));
    });
  }
});
