// Which members a response must have, and which addresses it may have.
import * as assert from 'node:assert/strict';

import { appstream } from '../../../../src/api/appstream/service';
import { checkComplete, IncompleteAnswer, requiredOf, UnsafeAddress } from '../../../../src/api/core/completeness';
import { library } from '../../../support/library';

describe('The members that a response must have', () => {
  const table: readonly (readonly [operation: string, members: readonly string[], why: string])[] = [
    ['CreateFleet', ['Fleet.Name'], 'they are listed'],
    ['StartFleet', [], 'nothing is listed for this change'],
    ['DescribeFleets', ['Fleets'], 'it reads a list, and NextToken is none'],
    ['ListTagsForResource', ['Tags'], 'it reads a map'],
    ['GetExportImageTask', ['ExportImageTask.TaskId'], 'they are listed, although it reads'],
    ['DescribeNothing', [], 'no facts are known of it'],
  ];
  for (const [operation, members, why] of table) {
    it(`are ${members.join(', ') || 'none'} for ${operation}: ${why}`, () =>
      assert.deepEqual(requiredOf(appstream, operation), members));
  }
});

describe('A response', () => {
  const url = 'https://a.test/';
  const table: readonly (readonly [
    operation: string,
    answer: object,
    endpoint: string | undefined,
    missing?: string,
  ])[] = [
    ['CreateFleet', { Fleet: { Name: 'dev' } }, undefined],
    ['CreateFleet', { Fleet: { Name: '' } }, undefined, 'Fleet.Name'],
    ['CreateFleet', { Fleet: {} }, undefined, 'Fleet.Name'],
    ['CreateFleet', {}, undefined, 'Fleet.Name'],
    ['DescribeFleets', { Fleets: [] }, undefined],
    ['DescribeFleets', {}, undefined, 'Fleets'],
    ['CreateUpdatedImage', { canUpdateImage: false }, undefined],
    ['CreateUpdatedImage', { image: { Name: 'i' } }, undefined],
    ['CreateUpdatedImage', { image: {} }, undefined, 'canUpdateImage'],
    ['StartFleet', {}, undefined],
    ['CreateStreamingURL', { StreamingURL: url }, undefined],
    ['CreateStreamingURL', { StreamingURL: 'http://a.test/' }, 'http://a.test'],
    ['CreateStreamingURL', {}, undefined, 'StreamingURL'],
  ];
  for (const [operation, answer, endpoint, missing] of table) {
    it(`${JSON.stringify(answer)} to ${operation} ${missing === undefined ? 'is complete' : `lacks ${missing}`}`, () => {
      const check = (): void => checkComplete(appstream, operation, answer, endpoint);
      if (missing === undefined) assert.doesNotThrow(check);
      else assert.throws(check, new IncompleteAnswer(missing));
    });
  }

  for (const StreamingURL of ['http://a.test/', { href: url }, [url]]) {
    it(`with ${JSON.stringify(StreamingURL)} for an address is refused`, () =>
      assert.throws(
        () => checkComplete(appstream, 'CreateStreamingURL', { StreamingURL }, undefined),
        (error: unknown) => error instanceof UnsafeAddress && / opened because it /.test(error.message),
      ));
  }

  it('of a service without addresses may have any text', () =>
    assert.doesNotThrow(() => checkComplete(library, 'LendBook', { Book: { Title: 'http://a.test' } }, undefined)));
});
