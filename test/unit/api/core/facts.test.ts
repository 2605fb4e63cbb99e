// The facts of a service by name: what is there, what a mistake in a name leads to, and patterns as AWS means them.
import * as assert from 'node:assert/strict';

import { constraints } from '../../../../src/api/appstream/model';
import type { ApiFacts } from '../../../../src/api/core/facts';
import { modelOf, patternOf } from '../../../../src/api/core/facts';
import { asSent, keepRaw } from '../../../../src/api/core/raw';
import { isRead } from '../../../../src/api/core/readOnly';
import { repeatOf } from '../../../../src/api/core/repeats';
import { factsOf, inputShapeOf } from '../../../../src/api/serviceFacts';
import { findOperation, qualifiedName, serviceNames } from '../../../../src/api/serviceNames';
import { library } from '../../../support/library';

const facts: ApiFacts = {
  source: 'made up',
  metadata: { apiVersion: '1', endpointPrefix: 'books' },
  operations: { Lend: { input: 'Book', output: 'Loan', errors: [] }, Close: { errors: [] } },
  shapes: {
    Book: { type: 'structure', members: { Title: 'Title' } },
    Loan: { type: 'structure', members: { Until: 'Title' } },
    Title: { type: 'string' },
  },
};

describe('The model of a service', () => {
  const model = modelOf(facts);
  const none = { type: 'structure', members: {} };

  it('has the input and output of an operation, which are empty if the facts have none', () => {
    assert.equal(model.facts, facts);
    assert.deepEqual(model.inputShape('Lend'), facts.shapes['Book']);
    assert.deepEqual(model.outputShape('Lend'), facts.shapes['Loan']);
    for (const operation of ['Close', 'Unknown']) {
      assert.deepEqual([model.inputShape(operation), model.outputShape(operation)], [none, none]);
    }
  });

  it('refuses the name of a shape that it lacks', () =>
    assert.throws(() => model.shape('Author'), /^Error: No shape Author in the facts of books$/));
});

describe('The constraints of an input member', () => {
  const table: readonly (readonly [operation: string, member: string, type: string])[] = [
    ['CreateFleet', 'Name', 'string'],
    ['CreateFleet', 'VpcConfig.SubnetIds', 'list'],
    ['CreateStack', 'StorageConnectors.ConnectorType', 'string'],
  ];
  for (const [operation, member, type] of table) {
    it(`${member} of ${operation} is a ${type}`, () => assert.equal(constraints(operation, member).type, type));
  }

  for (const member of ['Nme', 'Name.First', 'VpcConfig.Nme', 'StorageConnectors.Nme']) {
    it(`are refused for ${member}, which CreateStack lacks`, () =>
      assert.throws(
        () => constraints('CreateStack', member),
        new RegExp(`^Error: CreateStack has no input member ${member}$`),
      ));
  }
});

describe('A pattern of the facts', () => {
  const table: readonly (readonly [pattern: string, fits: readonly string[], others: readonly string[]])[] = [
    ['[a-z]+', ['dev'], ['', 'dev1', '1dev', 'a b']],
    ['a|bc', ['a', 'bc'], ['ab', 'c', 'abc']],
    ['^[a-z]+$', ['dev'], ['dev1']],
    ['\\p{L}', ['ä'], ['1', 'p{L}']],
    ['[\\w\\-\\,]+', ['a-b,c'], ['a b']], // Java's escapes, which are wrong in Unicode patterns
  ];
  for (const [pattern, fits, others] of table) {
    it(`${pattern} is matched by a whole value`, () => {
      for (const value of fits) assert.match(value, patternOf(pattern));
      for (const value of others) assert.doesNotMatch(value, patternOf(pattern));
    });
  }
});

describe('The name of an operation', () => {
  it('tells its service, which is AppStream if it has none', () => {
    const all = { ...serviceNames, library };
    assert.deepEqual(findOperation(all, 'StartFleet'), {
      service: serviceNames['appstream'],
      operation: 'StartFleet',
    });
    assert.deepEqual(findOperation(all, 'library:LendBook'), { service: library, operation: 'LendBook' });
    assert.throws(() => findOperation(all, 'zoo:Feed'), /^Error: No service for zoo:Feed$/);
  });

  it('has its service before it, unless that is AppStream', () => {
    assert.equal(qualifiedName('appstream', 'StartFleet'), 'StartFleet');
    assert.equal(qualifiedName('library', 'LendBook'), 'library:LendBook');
  });

  it('leads to its facts and its input', () => {
    const { service, operation } = factsOf('StartFleet');
    assert.deepEqual([service.id, operation], ['appstream', 'StartFleet']);
    assert.equal(inputShapeOf('StartFleet'), service.model.inputShape('StartFleet'));
  });

  const reads: readonly (readonly [operation: string, reads: boolean])[] = [
    ['DescribeFleets', true],
    ['ListTags', true],
    ['GetTask', true],
    ['BatchGetThings', true],
    ['LookupEvents', true],
    ['my-trail:LookupEvents', true],
    ['StartFleet', false],
    ['BatchAssociateUserStack', false],
    ['ForgetFleet', false],
    ['trail:StartGetting', false],
    ['a trail:GetEvents', false],
    ['no trail :GetEvents', false],
    ['CreateStreamingURL', false],
  ];
  for (const [operation, is] of reads) {
    it(`says that ${operation} ${is ? 'reads' : 'may change something'}`, () => assert.equal(isRead(operation), is));
  }

  it('decides whether it is sent again after its answer was lost', () => {
    const repeats = { Tag: 'nothing', Enable: 'overwriting', Get: 'another' } as const;
    assert.deepEqual(
      ['Tag', 'Enable', 'Start', 'GetFleet'].map(operation => repeatOf({ repeats }, operation)),
      ['idempotent', 'once', 'once', 'read'],
    );
  });
});

describe('An entry of a response', () => {
  const kept = (sent: unknown): object => {
    const entry = { Name: 'a' };
    keepRaw(entry, sent);
    return entry;
  };
  const table: readonly (readonly [given: string, entry: unknown, shown: unknown])[] = [
    ['one with a member that is not in the model', kept({ Name: 1, New: 2 }), { Name: 'a', New: 2 }],
    ['a list in its place', kept(['x']), ['x']],
    ['a word in its place', kept('x'), 'x'],
    ['null in its place', kept(null), null],
    ['one that fitted', { Name: 'b' }, { Name: 'b' }],
    ['no object', 'b', 'b'],
    ['nothing', null, null],
  ];
  for (const [given, entry, shown] of table) {
    it(`is shown as it was sent, given ${given}`, () => assert.deepEqual(asSent(entry), shown));
  }

  it('does not pass on what was sent when it is copied or written', () => {
    const entry = kept({ New: 2 });
    assert.deepEqual([JSON.stringify(entry), { ...entry }], ['{"Name":"a"}', { Name: 'a' }]);
  });
});
