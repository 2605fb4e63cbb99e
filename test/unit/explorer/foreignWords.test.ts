// Whatever a server says, wherever it is shown: no link, no icon, no line of its own, no mark that turns words round.
import * as assert from 'node:assert/strict';

import { outputShape, shape } from '../../../src/api/appstream/model';
import { ApiError } from '../../../src/api/core/errors';
import type { Shape } from '../../../src/api/core/facts';
import { confirmation } from '../../../src/explorer/show/confirmation';
import { tooltipMarkdown } from '../../../src/explorer/show/markdown';
import { quotedName, shownName } from '../../../src/explorer/show/messages';
import { present } from '../../../src/explorer/show/present';
import { documentTitle } from '../../../src/explorer/show/stored';
import type { Node, ResourceNode } from '../../../src/explorer/tree/node';
import { kinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { assertPlain, hostile } from '../../support/hostile';
import { nodeOf } from '../../support/nodes';
import { connection } from '../../support/scriptedApi';

/** What a server could answer for a shape, with the same words everywhere. */
function valueOf(of: Shape, words: string, depth = 0): unknown {
  if (depth > 6) return undefined;
  const inside = (name: string | undefined): unknown => valueOf(shape(name ?? ''), words, depth + 1);
  switch (of.type) {
    case 'structure':
      return Object.fromEntries(Object.entries(of.members ?? {}).map(([name, member]) => [name, inside(member)]));
    case 'list':
      return [inside(of.member), inside(of.member)];
    case 'map':
      return { [words]: words };
    case 'string':
      return words;
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(0);
    default:
      return 1;
  }
}

/** All that a list's answer could hold of a kind: its entries, and what stands in lists inside them. */
function resourcesOf(kind: Kind, words: string): object[] {
  const found: object[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(collect);
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      found.push(value);
      Object.values(value).forEach(collect);
    }
  };
  for (const operation of kind.list.operations) collect(valueOf(outputShape(operation), words));
  // Kinds that list what is no structure make something of their own of it.
  const own = Object.fromEntries(found.flatMap(each => Object.entries(each)));
  return [...found, { ...own, key: words, value: words, Key: words, Value: words, name: words, Name: words }];
}

function hostileNode(of: Kind, resource: object, words: string): ResourceNode {
  const at = { ...connection, profile: words, region: words };
  const { region } = explorerUnderTest({}, { connections: [at], mark: { word: words, readOnly: false } });
  const scope = { Name: words, StackName: words, FleetName: words, UserName: words };
  const node = nodeOf(of.name, resource, scope, at);
  const error = new ApiError(words, {
    reason: 'invalid',
    operation: 'StartFleet',
    code: words,
    requestId: words,
    retryable: true,
    nextStep: words,
    details: [words],
  });
  const failure = { action: 'start', title: 'Start Fleet', error, state: undefined };
  return { ...node, parent: { ...node.parent, parent: region }, failure };
}

/** Every text of a row and of its tooltip. */
function assertPlainRow(node: Node, where: string): void {
  const { label, description = '', heading, facts, notes, footer = '', accessibleLabel } = present(node);
  for (const text of [label, description, heading, footer, accessibleLabel, ...notes]) assertPlain(text, where);
  for (const { value } of facts) if (typeof value === 'string') assertPlain(value, where);
  const shown = facts.map(fact => ({ label: fact.label, value: String(fact.value) }));
  const markdown = tooltipMarkdown({ heading, notes, facts: shown, footer });
  assert.doesNotMatch(markdown, /[[\]()$<>`_]/, where);
}

describe('Text from a server', () => {
  it('is tested with a text that is not plain', () => assert.throws(() => assertPlain(hostile, '')));

  for (const kind of kinds) {
    const nodesOf = (words: string): ResourceNode[] =>
      resourcesOf(kind, words).map(resource => hostileNode(kind, resource, words));
    const nodes = nodesOf(hostile);

    it(`in a ${kind.name} is plain in its row, its tooltip and its name`, () => {
      // What a usage is billed for is called by its month.
      assert.ok(
        kind.name === 'billingPeriod' ||
          nodes.some(node => present(node).label.startsWith('[Sign in] (command:x)$ (error) line')),
        'the label is one of the hostile texts, or made of one',
      );
      for (const node of nodes) {
        assertPlainRow(node, kind.name);
        for (const text of [shownName(node), quotedName(node), documentTitle(node)]) assertPlain(text, kind.name);
      }
    });

    if (!kind.actions.length) continue;
    it(`in a ${kind.name} adds no line to a confirmation`, () => {
      const tame = nodesOf('tame');
      for (const action of kind.actions) {
        for (const [index, node] of nodes.entries()) {
          const lines = (of: ResourceNode | undefined, words: string): number | undefined =>
            of && confirmation(action, [of], { 'UserStackAssociations.UserName': words })?.detail.length;
          assert.equal(lines(node, hostile), lines(tame[index], 'tame'), action.name);
        }
      }
    });
  }

  it('in a profile, an account and a Region is plain in their rows', () => {
    const at = { ...connection, profile: hostile, region: hostile };
    const mark = { word: hostile, readOnly: true };
    const { parent: profile } = explorerUnderTest({}, { connections: [at], mark }).region;
    profile.identity = { account: hostile, alias: hostile, principal: hostile };
    assertPlainRow(profile, 'profile');
    for (const region of profile.regions) assertPlainRow(region, 'region');
  });
});
