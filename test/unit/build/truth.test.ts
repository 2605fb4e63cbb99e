// The marks beside the simulator's rules, which say what each rule rests on.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { marksIn, readTruth, truthTable } from '../../../src/build/truth';

const root = path.resolve(__dirname, '../../../..');
const known = new Set(['StartFleet', 'StopFleet']);
const read = (text: string) => marksIn(text, 'a.ts', known);

describe('A mark beside a rule', () => {
  const table: [sentence: string, text: string, mark: readonly [string, string, string, string]][] = [
    ['has a letter, an operation, a rule and a source', '// (D) StartFleet: It starts. [docs]', ['D', 'StartFleet', 'It starts.', 'docs']],
    ['may have details of its source', '// (V) StartFleet: It starts. [log: of 2026]', ['V', 'StartFleet', 'It starts.', 'log: of 2026']],
    ['may be about several operations', '// (U) StartFleet, StopFleet: Both succeed.', ['U', 'StartFleet,StopFleet', 'Both succeed.', '']],
    ['may be about all operations', '// (U) Every operation: It ends.', ['U', 'Every operation', 'It ends.', '']],
    ['may stand behind code', "  return {}; // (U) StopFleet: It stops.", ['U', 'StopFleet', 'It stops.', '']],
    ['may follow other words', '/** The end. (C) StopFleet: It stops. [clients] */', ['C', 'StopFleet', 'It stops.', 'clients']],
    ['may go on in further lines', '/**\n * Ends.\n * (D) StopFleet: It\n * stops. [model]\n * @throws Error\n */', ['D', 'StopFleet', 'It stops.', 'model']],
  ]; // prettier-ignore
  for (const [sentence, text, [evidence, operations, rule, source]] of table) {
    it(sentence, () => {
      const { marks, problems } = read(text);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        marks.map(mark => ({ ...mark, operations: mark.operations.join() })),
        [{ evidence, operations, rule, source, file: 'a.ts' }],
      );
    });
  }

  it('ends where the next one begins', () => {
    const { marks, problems } = read(
      '// (U) StartFleet: One.\n// (D) StopFleet: Two. [docs]\ncode();\n// (U) StopFleet: Three.',
    );
    assert.deepEqual([problems, marks.map(({ rule }) => rule)], [[], ['One.', 'Two.', 'Three.']]);
  });

  const refused: [given: string, text: string, says: RegExp][] = [
    ['nothing but a letter', 'code(); // (U)', /is not written as/],
    ['a letter at the end of a sentence', '// The size is a guess (U).', /is not written as/],
    ['two letters', '// (D, C) StartFleet: It starts. [docs]', /is not written as/],
    ['a letter with words', '// (U): worded as by EC2', /is not written as/],
    ['an operation that does not exist', '// (U) StartFleets: It starts.', /no service has: StartFleets/],
    ['no source', '// (D) StartFleet: It starts.', /docs or model/],
    ['a source of another letter', '// (V) StartFleet: It starts. [docs]', /has no source that fits its letter: log/],
    ['a source of a guess', '// (U) StartFleet: It starts. [docs]', /a guess has none/],
  ];
  for (const [given, text, says] of refused) {
    it(`is refused with ${given}`, () => {
      const { marks, problems } = read(text);
      assert.deepEqual([marks.length, problems.length], [0, 1]);
      assert.match(problems[0] ?? '', says);
    });
  }
});

describe('The table of what the simulator’s rules rest on', () => {
  const truth = readTruth(root);
  const table = truthTable(truth);

  it('has each operation of each service', () => {
    const names = truth.services.flatMap(service => service.names);
    assert.ok(names.length >= 90 && new Set(names).size === names.length);
    assert.deepEqual(
      names.filter(name => !table.includes(`\n| ${name} |`)),
      [],
    );
  });

  it('has each rule, and says so of an operation that has none', () => {
    for (const { rule, file } of truth.marks) {
      assert.ok(table.includes(rule.replaceAll('|', '\\|')), rule);
      assert.ok(fs.existsSync(path.join(root, 'src/simulator', file)));
    }
    const bare = { services: [{ service: 'a', names: ['StartFleet'], partial: false }], marks: [] };
    assert.match(truthTable(bare), /\| StartFleet \| D \| shape from the API's model; no further rule \|/);
  });

  it('knows rules of all kinds', () => {
    for (const evidence of ['V', 'D', 'C', 'U']) assert.ok(truth.marks.some(mark => mark.evidence === evidence));
  });
});
