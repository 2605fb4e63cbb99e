import * as assert from 'node:assert/strict';

import { outputShape, shape } from '../../src/api/appstream/model';
import type { Shape } from '../../src/api/core/facts';

/** What AWS answers though its model lacks it: messages of AWS name the state of old images. */
const unmodelled = /^DescribeImages\.Images\[\d+\]\.State=DEPRECATED$/;

/** Operations whose answers were held against the facts so far, in this process. */
export const checked = new Set<string>();

/** Fails when an answer has a member that the API lacks, lacks one it must have, or has one of another type or an unknown value. */
export function checkAnswer(operation: string, answer: unknown): void {
  check(outputShape(operation), answer, operation);
  checked.add(operation);
}

function check(facts: Shape, value: unknown, path: string): void {
  switch (facts.type) {
    case 'structure': {
      assert.ok(isObject(value), `${path} is a structure`);
      for (const member of Object.keys(value)) assert.ok(facts.members?.[member], `the API has ${path}.${member}`);
      for (const member of facts.required ?? [])
      // The model requires the password of a directory's account in answers too, but AWS never gives it back.
      {
        if (member !== 'AccountPassword') assert.ok(member in value, `${path}.${member} is there`);
      }
      for (const [member, item] of Object.entries(value)) {
        check(shape(facts.members?.[member] ?? ''), item, `${path}.${member}`);
      }
      return;
    }
    case 'list':
      assert.ok(Array.isArray(value), `${path} is a list`);
      return value.forEach((item, index) => check(shape(facts.member ?? ''), item, `${path}[${index}]`));
    case 'map':
      assert.ok(isObject(value), `${path} is a map`);
      return Object.values(value).forEach(item => check(shape(facts.value ?? ''), item, `${path}{}`));
    case 'string':
    case 'blob':
      assert.equal(typeof value, 'string', path);
      if (facts.enum) {
        const isKnown = facts.enum.includes(value as string) || unmodelled.test(`${path}=${String(value)}`);
        assert.ok(isKnown, `${path} may be ${String(value)}`);
      }
      return;
    case 'boolean':
      assert.equal(typeof value, 'boolean', path);
      return;
    case 'timestamp':
      assert.ok(typeof value === 'number' && value < 1e11, `${path} is in seconds`);
      return;
    default:
      assert.equal(typeof value, 'number', path);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
