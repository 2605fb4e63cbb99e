// The words about a place, an action and a failure, in dialogs, titles and tooltips.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { confirmation, createConfirmation } from '../../../src/explorer/show/confirmation';
import { tooltipMarkdown } from '../../../src/explorer/show/markdown';
import {
  actionTitle,
  clause,
  errorText,
  failureMessage,
  plainTitle,
  sentence,
  timeOfDay,
} from '../../../src/explorer/show/messages';
import { accountLine, accountOf, ownerOf, placeLine, placeTitle } from '../../../src/explorer/show/place';
import { createTab, duplicateTab, requestTitle } from '../../../src/explorer/show/stored';
import type { GroupNode, ProfileNode, ResourceNode } from '../../../src/explorer/tree/node';
import { profileOf } from '../../../src/explorer/tree/node';
import { kindNamed } from '../../../src/kinds/all';
import { actionOf } from '../../support/actionOf';
import { groupOf, nodeOf } from '../../support/nodes';

/** The same node, of a profile with these members. */
function of<N extends GroupNode | ResourceNode>(node: N, members: Partial<ProfileNode>): N {
  Object.assign(profileOf(node) ?? assert.fail(), members);
  return node;
}

const fleet = (name = 'dev'): ResourceNode => nodeOf('fleet', { Name: name });
const mark = { word: 'PRODUCTION', readOnly: false };

describe('The account of a node', () => {
  const identity = { account: '111111111111', alias: 'hb' };
  const arn = 'arn:aws:appstream:eu-west-1:222222222222:fleet/dev';
  const cases: readonly {
    what: string;
    node: ResourceNode;
    account: string | undefined;
    line: string;
    owner?: string;
  }[] = [
    { what: 'is unknown if AWS does not tell', node: fleet(), account: undefined, line: 'Account unknown' },
    {
      what: "is that of the ARN if the credentials' is unknown",
      node: nodeOf('fleet', { Name: 'dev', Arn: arn }),
      ...{ account: '222222222222', line: 'Account 222222222222' },
    },
    {
      what: 'is that of the credentials, and the owner is named',
      node: of(nodeOf('fleet', { Name: 'dev', Arn: arn }), { identity }),
      ...{ account: '111111111111 (hb)', line: 'Account 111111111111 (hb)', owner: '222222222222' },
    },
    {
      what: 'is named as one of the sandbox',
      node: of(fleet(), { sandbox: true, identity: { account: '111111111111' } }),
      ...{ account: 'Sandbox 111111111111', line: 'Sandbox account 111111111111' },
    },
    {
      what: 'is named as the sandbox if its number is unknown',
      node: of(fleet(), { sandbox: true }),
      ...{ account: 'Sandbox', line: 'Sandbox account unknown' },
    },
  ];
  for (const { what, node, account, line, owner } of cases) {
    it(what, () => {
      assert.equal(accountOf(node), account);
      assert.equal(accountLine(node), line);
      assert.equal(ownerOf(node), owner);
    });
  }
});

describe('A place in one line', () => {
  const region = 'eu-west-1 (Europe (Ireland))';
  it('leaves out what is not known', () => {
    assert.equal(placeLine(fleet()), `Account unknown · Profile prod · Region ${region}`);
    assert.equal(placeTitle(fleet()), 'prod · eu-west-1');
  });

  it('begins with the mark', () => {
    assert.equal(placeLine(of(fleet(), { mark })), `PRODUCTION · Account unknown · Profile prod · Region ${region}`);
    assert.equal(placeTitle(of(fleet(), { mark })), 'PRODUCTION · prod · eu-west-1');
  });
});

describe('The title of an action', () => {
  const stop = actionOf('fleet', 'stop');
  it('names one resource, and counts several', () => {
    assert.equal(actionTitle(stop, fleet()), 'Stop Fleet: dev – prod · eu-west-1');
    assert.equal(actionTitle(stop, fleet(), undefined, [fleet('test')]), 'Stop Fleet: Fleets (2) – prod · eu-west-1');
  });

  it('is without the ellipsis at its end, and keeps one in its middle', () => {
    assert.equal(plainTitle('Stop Fleet…'), 'Stop Fleet');
    assert.equal(plainTitle('Wait… for it'), 'Wait… for it');
  });
});

describe('A failure in a message', () => {
  const failed = (mayHaveHappened: boolean, nextStep: string): ApiError =>
    new ApiError('It went wrong', {
      ...{ reason: 'network', operation: 'StopFleet', code: 'X', retryable: true, nextStep, mayHaveHappened },
    });
  const stop = actionOf('fleet', 'stop');
  it('says that the action failed, and the next step', () => {
    assert.equal(
      failureMessage(fleet(), stop, failed(false, 'Retry.')),
      'Stop Fleet failed for dev: It went wrong. Retry.',
    );
  });
  it('does not say that it failed if AWS may have done it', () => {
    assert.equal(failureMessage(fleet(), stop, failed(true, 'Retry.')), 'Stop Fleet for dev: It went wrong. Retry.');
  });
  it('ends with the sentence if there is no next step', () => {
    for (const may of [true, false]) assert.match(failureMessage(fleet(), stop, failed(may, '')), /wrong\.$/);
  });
});

describe('A sentence', () => {
  for (const [text, said] of [
    ['No capacity', 'No capacity.'],
    ['No capacity. Try later', 'No capacity. Try later.'],
    ['No capacity! ', 'No capacity!'],
    ['Why?', 'Why?'],
    ['  ', ''],
    ['容量がありません', '容量がありません。'],
    ['フリートを開始できません。', 'フリートを開始できません。'],
    ['もう一度試しますか？', 'もう一度試しますか？'],
    ['原因は「容量」', '原因は「容量」。'],
    ['失敗: IAM_SERVICE_ROLE_IS_MISSING', '失敗: IAM_SERVICE_ROLE_IS_MISSING.'],
  ] as const) {
    it(`ends with one mark: "${text}"`, () => assert.equal(sentence(text), said));
  }

  for (const [text, said] of [
    ['Stack a uses it.', 'Stack a uses it'],
    ['Stack a uses it', 'Stack a uses it'],
    ['スタック a が使用しています。', 'スタック a が使用しています'],
    ['Version 1.5', 'Version 1.5'],
  ] as const) {
    it(`inside another one has no full stop: "${text}"`, () => {
      assert.equal(clause(text), said);
      assert.equal(sentence(`${clause(text)}; b`), `${said}; b.`);
    });
  }

  it('about an error has what there is of code and message', () => {
    assert.equal(errorText({ code: 'NO_ROLE', message: 'No role' }), 'NO_ROLE: No role.');
    assert.equal(errorText({ code: 'NO_ROLE', message: undefined }), 'NO_ROLE.');
    assert.equal(errorText({ code: undefined, message: 'No role' }), 'No role.');
  });
});

describe('A time of day', () => {
  it('has hours and minutes, and no seconds', () => {
    const noon = new Date(2026, 10, 27, 14, 5, 59).getTime();
    assert.match(timeOfDay(noon), /^\d\d:05( PM)?$/);
  });
});

describe('A tooltip', () => {
  it('has no empty paragraphs', () => {
    assert.equal(tooltipMarkdown({ heading: 'a', notes: ['', 'b'], facts: [] }), '**a**\n\nb');
  });
});

describe('The tab', () => {
  it('of a form that creates or duplicates a resource, and of a request, names it', () => {
    assert.equal(createTab(kindNamed('fleet').create ?? assert.fail()), 'Create Fleet');
    assert.equal(duplicateTab(fleet()), 'Duplicate dev');
    assert.equal(requestTitle('CreateFleet'), 'CreateFleet');
  });
});

describe('A confirmation', () => {
  const remove = actionOf('fleet', 'delete');
  it("begins with the profiles' marks, each once", () => {
    const nodes = [of(fleet('a'), { mark }), of(fleet('b'), { mark }), fleet('c')];
    assert.equal(confirmation(remove, nodes)?.message, 'PRODUCTION: Delete 3 fleets?');
    assert.equal(confirmation(remove, [fleet()])?.message, 'Delete fleet dev?');
  });

  it('says what is skipped and why, at its end', () => {
    const blocker = { one: 'Stack {0} uses it.', many: 'Stacks {0} use it.' };
    const blocked = [{ node: fleet('b'), found: [{ blocker, ids: ['s'] }] }] as unknown as Parameters<
      typeof confirmation
    >[3];
    const detail = confirmation(remove, [fleet('a')], {}, blocked)?.detail ?? [];
    assert.deepEqual(detail.slice(-3), ['', 'Skipped, because AWS would refuse:', 'b: Stack s uses it.']);
    const without = confirmation(remove, [fleet('a')])?.detail ?? [];
    assert.deepEqual(without, detail.slice(0, -3));
    assert.ok(without.at(-1), 'no empty line at the end');
  });

  it('of several names all, then each place once', () => {
    const detail = confirmation(remove, [fleet('a'), fleet('b')])?.detail ?? [];
    assert.deepEqual(detail.slice(0, 3), ['a, b', '', 'Account unknown']);
    assert.equal(detail.filter(line => line === 'Profile prod').length, 1);
  });

  it('before something is created names the place and the consequence', () => {
    const { confirm } = kindNamed('usageReport').create ?? assert.fail();
    const list = of(groupOf('usageReport'), { mark });
    const { message, detail, verb } = createConfirmation(confirm ?? assert.fail(), list);
    assert.equal(message, 'PRODUCTION: Subscribe to usage reports?');
    assert.equal(verb, 'Subscribe');
    assert.deepEqual(detail.slice(0, 2), ['Account unknown', 'Profile prod']);
    assert.match(detail.at(-1) ?? '', /S3 bucket/);
  });
});
