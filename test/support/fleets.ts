// Fleets in answers, and their rows in the tree.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../src/api/core/errors';
import { present } from '../../src/explorer/show/present';
import type { Node, ResourceNode } from '../../src/explorer/tree/node';
import type { Script } from './scriptedApi';

export const fleet = (Name: string, State = 'STOPPED'): object => ({
  Name,
  State,
  Arn: `arn:aws:appstream:eu-west-1:123456789012:fleet/${Name}`,
});
export const labels = (nodes: readonly Node[]): string[] => nodes.map(node => present(node).label);
export const only = (nodes: readonly Node[]): ResourceNode => {
  assert.equal(nodes.length, 1);
  assert.equal(nodes[0]?.kind, 'resource');
  return nodes[0];
};
export const failure = (reason: 'denied' | 'notFound' | 'conflict', retryable = false): ApiError =>
  new ApiError('No.', {
    reason,
    operation: 'DescribeFleets',
    code: 'X',
    retryable,
    nextStep: 'Do something.',
    requestId: 'r-1',
  });

/** Answers with numbered fleets, page by page. */
export function manyFleets(count: number, pageSize: number): Script {
  return {
    DescribeFleets({ NextToken }) {
      const from = Number(NextToken ?? 0);
      const Fleets = Array.from({ length: Math.min(pageSize, count - from) }, (_, index) => fleet(`f${from + index}`));
      return { Fleets, ...(from + pageSize < count && { NextToken: String(from + pageSize) }) };
    },
  };
}
