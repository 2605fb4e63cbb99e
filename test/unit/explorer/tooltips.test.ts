// What a tooltip says first, how much it says, and that it stays text.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { ApiError } from '../../../src/api/core/errors';
import { asMarkdown, tooltipMarkdown } from '../../../src/explorer/show/markdown';
import { present } from '../../../src/explorer/show/present';
import type { Node, ResourceNode } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';

const decode = (markdown: string): string =>
  markdown.replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)));

describe('Text as Markdown', () => {
  it('shows the same text, and has nothing that Markdown reads as markup or a link', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'https://a.b/c_d_e',
        'www.example.com',
        'mary@example.com',
        '**x**',
        '- a',
        '<b>',
        '[a](b)',
        '~~a~~',
      ),
    );
    fc.assert(
      fc.property(fc.array(text), parts => {
        const whole = parts.join(' ');
        const markdown = asMarkdown(whole);
        assert.equal(decode(markdown), whole.replace(/\s+/g, ' '));
        assert.match(markdown, /^(?:[\p{L}\p{M}\p{N} ]|&#\d+;)*$/u);
      }),
    );
  });

  it('can break at its spaces', () => {
    assert.equal(asMarkdown('The role is\nnot  there'), 'The role is not there');
  });

  it('of a tooltip has problems before facts', () => {
    const markdown = tooltipMarkdown({
      heading: 'Fleet dev',
      notes: ['It failed.'],
      facts: [{ label: 'State', value: 'STOPPED' }],
      footer: 'More.',
    });
    assert.equal(decode(markdown), '**Fleet dev**\n\nIt failed.\n\n- State: STOPPED\n\nMore.');
  });
});

describe('A resource', () => {
  function fleetNode(more: object): Promise<ResourceNode> {
    const full = {
      ...{
        Name: 'dev',
        State: 'RUNNING',
        DisplayName: 'd',
        Description: 'd',
        FleetType: 'ON_DEMAND',
        InstanceType: 'i',
      },
      ...{ ImageName: 'image', Platform: 'WINDOWS', StreamView: 'APP', EnableDefaultInternetAccess: false },
      ...{ ComputeCapacityStatus: { Desired: 2, Running: 1, InUse: 0, Available: 1 }, CreatedTime: new Date(0) },
    };
    const mark = { word: 'PRODUCTION', readOnly: true };
    return explorerUnderTest({ DescribeFleets: () => ({ Fleets: [{ ...full, ...more }] }) }, { mark }).row('fleet');
  }
  const errors = { FleetErrors: [{ ErrorCode: 'NO_ROLE', ErrorMessage: 'No.' }, { ErrorCode: 'NO_SUBNET' }] };

  it('has at most eight facts, including the place, and says where the rest is', async () => {
    const looks = present(await fleetNode({}));
    assert.equal(looks.facts.length, 8);
    assert.ok(looks.facts.every(({ value }) => value !== undefined && value !== ''));
    assert.deepEqual(
      ['State', 'Marked', 'Profile', 'Region'].filter(label => !looks.facts.some(fact => fact.label === label)),
      [],
    );
    assert.match(looks.footer ?? '', /View Details/);
  });

  it('shows its state first in its row, then the problem, then the rest, of which a narrow side bar shows less', async () => {
    const node = await fleetNode(errors);
    assert.equal(present(node).description, 'RUNNING · ⚠ NO_ROLE and 1 more · 0/2 in use');
    assert.deepEqual(present(node).notes, ['NO_ROLE: No.', 'NO_SUBNET']);
    const facts = { operation: 'StartFleet', code: 'X', retryable: true, nextStep: 'Wait.' };
    const error = new ApiError('No.', { reason: 'timeout', ...facts });
    node.failure = { action: 'stop', title: 'Stop Fleet', error, state: 'RUNNING' };
    assert.equal(present(node).description, 'RUNNING · ⚠ No answer · Stop Fleet failed · 0/2 in use');
  });
});

describe('A row with unreadable data', () => {
  const denied = { reason: 'denied', operation: 'List', code: 'X', retryable: false, nextStep: '' } as const;
  const { region, group: groupOf } = explorerUnderTest({});
  const [profile, group] = [region.parent, groupOf('fleet')];

  /** The node, with a member that can't be read. */
  const broken = <T extends Node>(node: T, member: keyof T): T =>
    Object.defineProperty({ ...node }, member, {
      get() {
        throw new TypeError('not what the model says');
      },
    });
  const problem: Node = { kind: 'problem', id: 'p', parent: group, error: new ApiError('No.', denied) };
  const cases: readonly { readonly node: Node; readonly label: string; readonly expandable: boolean }[] = [
    { node: broken(profile, 'mark'), label: 'prod', expandable: true },
    { node: broken(region, 'parent'), label: 'eu-west-1', expandable: true },
    { node: broken(group, 'resourceKind'), label: 'Fleets', expandable: true },
    { node: broken(problem, 'error'), label: 'Unreadable entry', expandable: false },
    { node: { ...problem, error: {} as ApiError }, label: 'Unreadable entry', expandable: false },
  ];
  for (const { node, label, expandable } of cases) {
    it(`is drawn with its siblings, and can be refreshed: ${node.kind}`, () => {
      const looks = present(node);
      assert.equal(looks.label, label);
      assert.equal(looks.expandable !== 'no', expandable);
      assert.equal(looks.tokens, `;${node.kind};`);
      assert.equal(looks.id, node.id);
    });
  }
});
