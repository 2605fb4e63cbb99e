// What forms show of the API's documentation: nothing that only a program could follow.
import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { api, model } from '../../../src/api/appstream/model';
import { writeHelp } from '../../../src/build/formHelp';
import { type Help, listedValues, readHelp } from '../../../src/explorer/forms/formHelp';
import { fieldsOf } from '../../../src/explorer/forms/formSpec';
import { shownHelp } from '../../../src/explorer/forms/shownHelp';
import type { Field } from '../../../src/forms/field';
import { kinds } from '../../../src/kinds/all';
import { findRoot } from '../../../tools/root.mjs';

describe('The help of forms', () => {
  let help: Help = {};
  before(async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shown-help-'));
    writeHelp(findRoot(), path.join(folder, 'help.json'));
    help = await readHelp(path.join(folder, 'help.json'));
    fs.rmSync(folder, { recursive: true });
  });

  /** Each field of each form, with where it stands. */
  function* fields(): Generator<{ where: string; field: Field; structure: string }> {
    for (const { name, create, actions } of kinds) {
      for (const form of [create?.form, ...actions.map(action => action.form)]) {
        if (form) {
          for (const field of fieldsOf(form.operation, form.hints, help)) {
            yield* within(`${name} ${form.operation}`, field, api.operations[form.operation]?.input ?? '');
          }
        }
      }
    }
  }
  function* within(where: string, field: Field, structure: string): ReturnType<typeof fields> {
    const here = `${where}.${field.name}`;
    yield { where: here, field, structure };
    const inner = field.kind === 'group' ? field.fields : field.kind === 'list' ? [field.item] : [];
    for (const each of inner) yield* within(here, each, '');
  }

  it('names no parameter, operation or pattern of the API, and has no escapes', () => {
    const members = Object.values(api.shapes).flatMap(shape => Object.keys(shape.members ?? {}));
    const names = [...members, ...Object.keys(api.operations)].filter(name => /[a-z][A-Z]|\d[A-Z]/.test(name));
    const pattern = new RegExp(`\\b(${[...new Set(names)].join('|')})\\b`);
    let count = 0;
    for (const { where, field } of fields()) {
      if (field.help === undefined) continue;
      count++;
      assert.doesNotMatch(field.help, pattern, where);
      assert.doesNotMatch(
        field.help,
        /\^\[|regex|\\\\|parameter is|are available:|following are valid|include the following/,
        where,
      );
      assert.doesNotMatch(field.help, /^\s*$|:$/, `${where} begins something and ends`);
    }
    assert.ok(count > 200, String(count));
  });

  it('leaves out lists of bare values if the field offers them itself', () => {
    let count = 0;
    for (const { where, field, structure } of fields()) {
      assert.doesNotMatch(field.help ?? '', /^• \S*$/m, where);
      if (!listedValues(help[structure]?.[field.name]).length) continue;
      count++;
      const part = field.kind === 'list' ? field.item : field;
      assert.ok(part.kind === 'choice' || (part.kind === 'text' && part.suggest), where);
    }
    assert.ok(count > 5, String(count));
  });

  it('keeps the sentences that explain the field', () => {
    const shown = new Map([...fields()].map(({ where, field }) => [where, field.help ?? '']));
    assert.equal(
      shown.get('fleet CreateFleet.InstanceType'),
      'The instance type to use when launching fleet instances.',
    );
    assert.match(
      shown.get('fleet UpdateFleet.IdleDisconnectTimeoutInSeconds') ?? '',
      /Disconnect timeout time interval begins/,
    );
    assert.match(
      shown.get('stack UpdateStack.AgentAccessConfig') ?? '',
      /^The configuration for agent access on the stack\./,
    );
    assert.match(shown.get('fleet CreateFleet.FleetType') ?? '', /\n• ON_DEMAND: /);
    const silenced = [...fields()].filter(
      ({ field, structure }) => help[structure]?.[field.name] && field.help === undefined,
    );
    assert.deepEqual(silenced, []);
  });

  const cases: { of: string; text: string; shows: string | undefined }[] = [
    {
      of: 'a sentence about another parameter',
      text: 'The fleet. To remove it, use AttributesToDelete.',
      shows: 'The fleet.',
    },
    { of: 'one that begins with a parameter', text: 'DisplayName is shown.', shows: 'Display name is shown.' },
    {
      of: 'a list of values',
      text: 'The type. The following are available:\n• a.b\n• c\nMore.',
      shows: 'The type.\nMore.',
    },
    { of: 'a list with meanings', text: 'One of:\n• A: first\n• B: second', shows: 'One of:\n• A: first\n• B: second' },
    { of: 'what speaks of parameters alone', text: 'This parameter is required.', shows: undefined },
    { of: 'an empty text', text: '', shows: undefined },
  ];
  for (const { of, text, shows } of cases) {
    it(`of ${of} is ${shows ?? 'nothing'}`, () => assert.equal(shownHelp(text, model), shows));
  }
});
