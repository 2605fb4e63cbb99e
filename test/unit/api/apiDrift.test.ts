// The API's facts and the installed SDK come from two publications of the same model. What one has and the other has not
// would compile but not work, or not be offered.
import * as assert from 'node:assert/strict';

import * as sdk from '@aws-sdk/client-appstream';
import * as taggingSdk from '@aws-sdk/client-resource-groups-tagging-api';
import { NormalizedSchema } from '@smithy/core/schema';

import { api, inputShape, outputShape } from '../../../src/api/appstream/model';
import type { Shape } from '../../../src/api/core/facts';
import { model as tagging } from '../../../src/api/tagging/model';

/** An operation's schema: kind, namespace, name, traits, input, output. A structure's is only handed on. */
type OperationSchema = readonly [number, string, string, unknown, never, never];

const schemas = sdk as unknown as Record<string, OperationSchema | undefined>;
const operations = Object.keys(sdk)
  .filter(name => /^[A-Z]\w+Command$/.test(name) && name !== '$Command')
  .map(name => name.replace(/Command$/, ''));

function sdkMembers(schema: never): string[] {
  const of = NormalizedSchema.of(schema);
  return of.isStructSchema() ? Object.keys(of.getMemberSchemas()).sort() : [];
}

/**
 * What the facts have and the installed SDK has not yet, by structure: they come from a later release of the model. An entry
 * that is no longer true fails, too.
 */
const ahead: Readonly<Record<string, readonly string[]>> = { Image: ['ImageSoftwareMetadata'] };

function factMembers(shape: Shape, name?: string): string[] {
  const missing = (name !== undefined && ahead[name]) || [];
  for (const member of missing) assert.ok(shape.members?.[member], `the facts have no ${name}.${member} either`);
  return Object.keys(shape.members ?? {})
    .filter(member => !missing.includes(member))
    .sort();
}

describe('the installed SDK and the API facts', () => {
  it('have the same operations', () => {
    assert.ok(operations.length > 50, 'the SDK names its commands otherwise than this test expects');
    assert.deepEqual(operations.sort(), Object.keys(api.operations).sort());
  });

  for (const operation of Object.keys(api.operations)) {
    it(`have the same members of ${operation}`, () => {
      const schema = schemas[`${operation}$`];
      assert.ok(schema, `the SDK has no schema of ${operation}`);
      assert.deepEqual(sdkMembers(schema[4]), factMembers(inputShape(operation)), 'input');
      assert.deepEqual(sdkMembers(schema[5]), factMembers(outputShape(operation)), 'output');
    });
  }

  const structures = Object.entries(api.shapes).filter(
    ([name, { type }]) => type === 'structure' && schemas[`${name}$`],
  );
  it('have the same members of the structures inside', () => {
    assert.ok(structures.length > 50, 'the SDK names its schemas otherwise than this test expects');
    for (const [name, shape] of structures) {
      assert.deepEqual(sdkMembers(schemas[`${name}$`] as never), factMembers(shape, name), name);
    }
  });

  it('have the same errors', () => {
    const inSdk = Object.keys(sdk).filter(name => /Exception$/.test(name) && name !== 'AppStreamServiceException');
    const inFacts = Object.entries(api.shapes).filter(([, { exception }]) => exception);
    assert.deepEqual(inSdk.sort(), inFacts.map(([name]) => name).sort());
  });
});

describe('the installed SDK and the facts of the Tagging API', () => {
  const schemas = taggingSdk as unknown as Record<string, OperationSchema | undefined>;

  it('have the same members of the operations that are used, and of the structures inside', () => {
    const operations = Object.keys(tagging.facts.operations);
    assert.deepEqual(operations, ['GetResources']);
    for (const operation of operations) {
      const schema = schemas[`${operation}$`] ?? assert.fail(`the SDK has no schema of ${operation}`);
      assert.deepEqual(sdkMembers(schema[4]), factMembers(tagging.inputShape(operation)), 'input');
      assert.deepEqual(sdkMembers(schema[5]), factMembers(tagging.outputShape(operation)), 'output');
    }
    const inside = ['ResourceTagMapping', 'Tag', 'TagFilter', 'ComplianceDetails'];
    for (const name of inside) {
      assert.deepEqual(sdkMembers(schemas[`${name}$`] as never), factMembers(tagging.shape(name)), name);
    }
  });
});
