// The facts that are made from a service's model.
import * as assert from 'node:assert/strict';

import { factsOf } from '../../../src/build/apiFacts';

const model = {
  metadata: { apiVersion: '1', endpointPrefix: 'books', jsonVersion: '1.1' },
  operations: {
    ListBooks: { input: { shape: 'ListInput' }, output: { shape: 'ListOutput' }, errors: [{ shape: 'Closed' }] },
    GetBooks: { input: { shape: 'GetInput' }, output: { shape: 'GetOutput' } },
    Lend: { input: { shape: 'Reader' } },
  },
  shapes: {
    ListInput: { type: 'structure', members: { NextToken: { shape: 'Text' }, Limit: { shape: 'Count' } } },
    ListOutput: { type: 'structure', members: { NextToken: { shape: 'Text' }, Books: { shape: 'Books' } } },
    GetInput: { type: 'structure', members: { PaginationToken: { shape: 'Text' } } },
    GetOutput: { type: 'structure', members: { PaginationToken: { shape: 'Text' }, Shelves: { shape: 'Shelves' } } },
    Books: { type: 'list', member: { shape: 'Book' } },
    Book: { type: 'structure', members: { Title: { shape: 'Text' }, Part: { shape: 'Book' } } },
    Shelves: { type: 'map', key: { shape: 'Shelf' }, value: { shape: 'Books' } },
    Shelf: { type: 'string' },
    Reader: { type: 'structure', members: { Name: { shape: 'Shelf' } } },
    Closed: { type: 'structure', exception: true },
    Text: { type: 'string' },
    Count: { type: 'integer' },
  },
};

describe('The facts of a model', () => {
  it('have patterns that JavaScript can read', () => {
    const shapes = { ...model.shapes, Text: { type: 'string', pattern: '\\p{Print}+' } };
    assert.equal(factsOf({ ...model, shapes }, 'made up').shapes.Text?.pattern, '[ -~]+');
  });

  it('say which member has the token of the next page, and which one limits it', () => {
    const { operations } = factsOf(model, 'made up');
    assert.deepEqual(
      Object.entries(operations).map(([name, { paged }]) => [name, paged]),
      [
        ['GetBooks', { token: 'PaginationToken' }],
        ['Lend', undefined],
        ['ListBooks', { limit: 'Limit' }],
      ],
    );
  });

  it('have all operations and shapes, if none are named', () => {
    const { partial, operations, shapes } = factsOf(model, 'made up');
    assert.equal(partial, undefined);
    assert.deepEqual(Object.keys(operations), ['GetBooks', 'Lend', 'ListBooks']);
    assert.deepEqual(Object.keys(shapes), Object.keys(model.shapes).sort());
  });

  const table: [only: string[], shapes: string[]][] = [
    [['ListBooks'], ['Book', 'Books', 'Closed', 'Count', 'ListInput', 'ListOutput', 'Text']],
    [['GetBooks'], ['Book', 'Books', 'GetInput', 'GetOutput', 'Shelf', 'Shelves', 'Text']],
    [['Lend'], ['Reader', 'Shelf']],
    [
      ['Lend', 'ListBooks'],
      ['Book', 'Books', 'Closed', 'Count', 'ListInput', 'ListOutput', 'Reader', 'Shelf', 'Text'],
    ],
  ];
  for (const [only, shapes] of table) {
    it(`have what ${only.join(' and ')} need, and say that there is more`, () => {
      const facts = factsOf(model, 'made up', only);
      assert.equal(facts.partial, true);
      assert.deepEqual([Object.keys(facts.operations), Object.keys(facts.shapes)], [only, shapes]);
    });
  }

  it('are refused for an operation that the model lacks', () =>
    assert.throws(() => factsOf(model, 'made up', ['Burn']), /^Error: The model has no operation Burn$/));
});
