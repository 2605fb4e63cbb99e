// Actions that are performed on rows of an explorer over a scripted API.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../src/api/core/errors';
import { ApiError } from '../../src/api/core/errors';
import type { Following } from '../../src/explorer/acting/change';
import type { Explorer } from '../../src/explorer/explorerTypes';
import { present } from '../../src/explorer/show/present';
import type { GroupNode, ResourceNode } from '../../src/explorer/tree/node';
import type { Values } from '../../src/forms/field';
import type { Answers } from '../../src/kinds/action';
import type { ActionName, KindName } from '../../src/kinds/names';
import { actionOf } from './actionOf';
import type { UnderTestOptions } from './explorerUnderTest';
import { explorerUnderTest } from './explorerUnderTest';
import type { Script } from './scriptedApi';
import { someone } from './scriptedApi';

const { signal } = new AbortController();

export const error = (reason: Reason, mayHaveHappened = false): ApiError =>
  new ApiError('No.', {
    ...{ reason, operation: 'StartFleet', code: 'X', retryable: reason === 'network', nextStep: 'Mend it.' },
    mayHaveHappened,
  });
export const lost = error('network', true);

const opened: Explorer[] = [];

/** An explorer whose timers elapse at once, with what it was asked and what it has decided. It ends with the test. */
export function explore(script: Script, options: UnderTestOptions = {}) {
  const decided: string[] = [];
  const setup = explorerUnderTest(script, {
    schedule: 'atOnce',
    decided: ({ action }, outcome) => void decided.push(`${action.name} ${outcome}`),
    ...options,
  });
  opened.push(setup.explorer);
  const perform = (node: ResourceNode, name: ActionName, answers: Answers = {}, input: Values = {}) =>
    setup.explorer.perform({ node, actor: someone }, actionOf(node.resourceKind.name, name), answers, signal, input);
  const performAll = (
    nodes: readonly ResourceNode[],
    name: ActionName,
    answers: Answers = {},
    following: Following | undefined = undefined,
  ) =>
    setup.explorer.performAll(
      nodes.map(node => ({ node, actor: someone })),
      actionOf(nodes[0]?.resourceKind.name ?? assert.fail(), name),
      answers,
      signal,
      following,
    );
  return {
    ...{ ...setup, decided, perform, performAll },
    /** The operations that were asked for since the last time. */
    asked: () => setup.api.calls.splice(0).map(call => call.split(' ')[0] ?? ''),
  };
}

export const below = (node: ResourceNode, kind: KindName): GroupNode =>
  node.groups.find(({ resourceKind: { name } }) => name === kind) ?? assert.fail(kind);
export const namesIn = (explorer: Explorer, group: GroupNode): string[] =>
  explorer.shown(group).map(node => present(node).label);

afterEach(() => opened.splice(0).forEach(explorer => explorer.dispose()));
