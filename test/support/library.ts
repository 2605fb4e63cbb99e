// A made-up service: all that is needed to add one, besides its lines in `src/api/services.ts`, `serviceNames.ts` and `serviceFacts.ts`.
import { AppStreamClient } from '@aws-sdk/client-appstream';
import { makeBuilder } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';
import type { StaticListSchema, StaticOperationSchema, StaticSimpleSchema, StaticStructureSchema } from '@smithy/types';

import type { ApiFacts } from '../../src/api/core/facts';
import { modelOf } from '../../src/api/core/facts';
import type { Service } from '../../src/api/core/service';

const facts: ApiFacts = {
  source: 'made up',
  metadata: { apiVersion: '2026-01-01', endpointPrefix: 'books', jsonVersion: '1.1', signingName: 'library' },
  operations: {
    LendBook: { input: 'LendBookRequest', output: 'LendBookResult', errors: ['BookIsOutException'] },
    CountLetters: { output: 'CountLettersResult', errors: [] },
    DescribeCover: { output: 'DescribeCoverResult', errors: [] },
    LookupBooks: { input: 'LookupBooksRequest', output: 'LookupBooksResult', errors: [], paged: {} },
    ReturnBook: { input: 'LendBookRequest', errors: [] },
  },
  shapes: {
    Title: { type: 'string' },
    Reader: { type: 'string', sensitive: true },
    Book: { type: 'structure', members: { Title: 'Title' } },
    BookList: { type: 'list', member: 'Book' },
    LendBookRequest: { type: 'structure', members: { Title: 'Title', Reader: 'Reader' } },
    LendBookResult: { type: 'structure', members: { Book: 'Book' } },
    CountLettersResult: { type: 'structure', members: { Count: 'Title' } },
    DescribeCoverResult: { type: 'structure', members: { Cover: 'Title' } },
    LookupBooksRequest: { type: 'structure', members: { NextToken: 'Title' } },
    LookupBooksResult: { type: 'structure', members: { Books: 'BookList', NextToken: 'Title' } },
  },
};

export const library: Service = {
  id: 'library',
  title: 'AWS Library',
  endpointId: 'public_library',
  permission: 'books',
  cli: 'public-library',
  model: modelOf(facts),
  load: () => Promise.resolve({ Client: LibraryClient, commands }),
  required: { LendBook: ['Book.Title'] },
  repeats: { ReturnBook: 'nothing' },
  naming: ['Title'],
  reasons: { BookIsOutException: 'conflict' },
  nextStep: ({ name }) => (name === 'BookIsOutException' ? 'Wait until it is returned.' : undefined),
};

// The rest replaces the SDK's package, which every real service has.

class LibraryClient extends AppStreamClient {
  constructor(options: ConstructorParameters<typeof AppStreamClient>[0]) {
    super({
      ...options,
      ...{ signingName: 'library' }, // the SDK's types don't declare it
      protocolSettings: { defaultNamespace: 'library', serviceTarget: 'Library' },
      httpAuthSchemeProvider: ({ region }) => [
        {
          schemeId: 'aws.auth#sigv4',
          signingProperties: { name: 'library', region },
          propertiesExtractor: (config: object, context: object) => ({ signingProperties: { config, context } }),
        },
      ],
    });
  }
}

const ns = 'library';
const book: StaticStructureSchema = [3, ns, 'Book', 0, ['Title'], [0]];
const books: StaticListSchema = [1, ns, 'BookList', 0, () => book];
const lend: StaticStructureSchema = [3, ns, 'LendBookRequest', 0, ['Title', 'Reader'], [0, 0]];
const lent: StaticStructureSchema = [3, ns, 'LendBookResult', 0, ['Book'], [() => book]];
const lookup: StaticStructureSchema = [3, ns, 'LookupBooksRequest', 0, ['NextToken'], [0]];
const found: StaticStructureSchema = [3, ns, 'LookupBooksResult', 0, ['Books', 'NextToken'], [() => books, 0]];
const nothing: StaticStructureSchema = [3, ns, 'ReturnBookResult', 0, [], []];

const bigInteger = 17;
const json: StaticSimpleSchema = [0, ns, 'Json', { mediaType: 'application/json' }, 0];
const count: StaticStructureSchema = [3, ns, 'CountLettersResult', 0, ['Count'], [bigInteger]];
const cover: StaticStructureSchema = [3, ns, 'DescribeCoverResult', 0, ['Cover'], [() => json]];

const command = makeBuilder(
  {
    Endpoint: { type: 'builtInParams', name: 'endpoint' },
    Region: { type: 'builtInParams', name: 'region' },
  },
  'Library',
  'LibraryClient',
  getEndpointPlugin,
);
const make = (name: string, input: StaticStructureSchema, output: StaticStructureSchema): unknown => {
  const schema: StaticOperationSchema = [9, ns, name, 0, input, output];
  return command({}, () => [], name, schema);
};
const commands = {
  LendBookCommand: make('LendBook', lend, lent),
  CountLettersCommand: make('CountLetters', nothing, count),
  DescribeCoverCommand: make('DescribeCover', nothing, cover),
  LookupBooksCommand: make('LookupBooks', lookup, found),
  ReturnBookCommand: make('ReturnBook', lend, nothing),
};
