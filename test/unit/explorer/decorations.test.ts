// What stands at the right end of a row: the mark of its profile, or that something is wrong with a resource.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { DecorationLooks } from '../../../src/explorer/show/decoration';
import { decorationLooks } from '../../../src/explorer/show/decoration';
import { present } from '../../../src/explorer/show/present';
import type { Mark } from '../../../src/explorer/tree/mark';
import { markColors } from '../../../src/explorer/tree/mark';
import type { Node } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';

const looksOf = (node: Node): DecorationLooks | undefined => {
  const { decoration } = present(node);
  return decoration && decorationLooks(decoration);
};

/** The decorations of a profile with a mark and of its Region. */
function marked(mark: Mark | undefined): (DecorationLooks | undefined)[] {
  const { explorer, region } = explorerUnderTest({}, { mark });
  const decorations = [region.parent, region].map(looksOf);
  explorer.dispose();
  return decorations;
}

describe('The decoration of a profile and of its Regions', () => {
  for (const { mark, badge, words } of [
    { mark: { word: 'PRODUCTION', color: 'red', readOnly: false }, badge: 'P', words: 'PRODUCTION' },
    { mark: { word: '🔥 hot', readOnly: false }, badge: '🔥', words: '🔥 hot' },
    { mark: { color: 'green', readOnly: true }, badge: '●', words: 'green' },
  ] as const) {
    it(`is ${badge} for the mark ${JSON.stringify(mark)}`, () => {
      for (const decoration of marked(mark)) {
        assert.equal(decoration?.badge, badge);
        assert.ok(decoration.tooltip.endsWith(`: ${words}`), decoration.tooltip);
        assert.equal(decoration.color !== undefined, 'color' in mark);
      }
    });
  }

  it('is none without a word and a color', () => {
    assert.deepEqual(marked(undefined), [undefined, undefined]);
    assert.deepEqual(marked({ readOnly: true }), [undefined, undefined]);
  });

  it('has another color for each color of a mark', () => {
    const colors = markColors.map(color => marked({ color, readOnly: false })[0]?.color);
    assert.equal(new Set(colors).size, markColors.length);
  });
});

describe('The decoration of a resource', () => {
  const refused = new ApiError('No.', {
    ...{ reason: 'limit', operation: 'StartFleet', code: 'LimitExceeded', retryable: false, nextStep: '' },
  });
  const failed = { action: 'start', state: 'STOPPED', title: 'Start Fleet', error: refused };
  const wrong = [{ ErrorCode: 'IAM_SERVICE_ROLE_IS_MISSING', ErrorMessage: 'No role.' }];
  const cases = [
    { given: 'nothing wrong', errors: [], failure: undefined, tooltip: undefined },
    { given: 'errors', errors: wrong, failure: undefined, tooltip: 'AWS reports errors of this resource' },
    { given: 'a failed action', errors: [], failure: failed, tooltip: 'Start Fleet failed' },
    { given: 'both', errors: wrong, failure: failed, tooltip: 'Start Fleet failed' },
  ];
  for (const { given, errors, failure, tooltip } of cases) {
    it(`with ${given} is ${tooltip ?? 'none'}`, () => {
      const node = nodeOf('fleet', { Name: 'dev', State: 'STOPPED', FleetErrors: errors });
      if (failure) node.failure = failure;
      const { label, icon } = present(node);
      assert.equal(looksOf(node)?.tooltip, tooltip);
      assert.equal(looksOf(node)?.badge, undefined, 'a badge would move the buttons');
      assert.equal(label, 'dev');
      assert.equal(icon, tooltip === undefined ? 'vm-outline' : 'warning');
    });
  }

  it('names no person', () => {
    const mail = 'jane.doe@example.com';
    const node = nodeOf('user', { UserName: mail, AuthenticationType: 'USERPOOL', Enabled: true, Status: 'CONFIRMED' });
    node.failure = { ...failed, title: 'Disable User…', action: 'disable' };
    const { id, decoration } = present(node);
    assert.ok(decoration);
    assert.ok(!`${id} ${JSON.stringify(decoration)}`.includes('jane'));
  });
});
