// The members of a resource on its page: which are shown, how their values look, and which of them name other resources.
import * as assert from 'node:assert/strict';

import type { Entry, Shown } from '../../../src/details/page';
import { kindLabels, memberSections } from '../../../src/explorer/details/members';
import { isNamed, namedBy } from '../../../src/explorer/details/references';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { kindNamed, kinds } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';
import { nodeOf } from '../../support/nodes';
import { notEmpty } from '../../support/notEmpty';

const unlinked = (): undefined => undefined;

/** What the page of a fleet with one more member says of this member; undefined if nothing. */
function shownOf(name: string, value: unknown): Shown | undefined {
  const without = JSON.stringify(memberSections(nodeOf('fleet', { Name: 'dev' }), unlinked));
  const entries = memberSections(nodeOf('fleet', { Name: 'dev', [name]: value }), unlinked).flatMap(
    section => section.entries,
  );
  return entries.find(entry => !without.includes(JSON.stringify(entry)))?.value;
}

const text = (said: string): Shown => ({ kind: 'text', text: said });
const members = (...entries: readonly [label: string, value: string][]): Shown => ({
  kind: 'members',
  entries: entries.map(([label, value]): Entry => ({ label, value: text(value) })),
});

/** An object that has a text at this depth. */
const deep = (depth: number): unknown => (depth === 0 ? 'bottom' : { A: deep(depth - 1) });

describe('A member of a resource', () => {
  const cases: [given: string, name: string, value: unknown, shown: Shown | undefined][] = [
    ['a text', 'Anything', 'said', text('said')],
    ['a number', 'Anything', 5, text('5')],
    ['a number of seconds', 'PauseInSeconds', 90, { kind: 'seconds', seconds: 90 }],
    ['a text where seconds are expected', 'PauseInSeconds', 'soon', text('soon')],
    ['a size', 'DiskSizeInGb', 200, text('200 GB')],
    ['a text where a size is expected', 'DiskSizeInGb', 'large', text('large')],
    ['an empty text', 'Anything', '', undefined],
    ['null', 'Anything', null, undefined],
    ['an absent value', 'Anything', undefined, undefined],
    ['an invalid time', 'Anything', new Date(NaN), undefined],
    ['an empty list', 'Anything', [], undefined],
    ['a list of nothing', 'Anything', [null, ''], undefined],
    ['an object without values', 'Anything', { Inner: null }, undefined],
    ['a list', 'Anything', ['one', null, 'two'], { kind: 'list', items: [text('one'), text('two')] }],
    [
      'switches',
      'Anything',
      [
        { Action: 'FILE_UPLOAD', Permission: 'ENABLED' },
        { Action: 'FILE_DOWNLOAD', Permission: 'DISABLED', Limit: undefined },
      ],
      members(['File upload', 'ENABLED'], ['File download', 'DISABLED']),
    ],
    [
      'switches of which one has no name',
      'Anything',
      [{ Action: 'FILE_UPLOAD', Permission: 'ENABLED' }, { Permission: 'ENABLED' }],
      {
        kind: 'list',
        items: [members(['Action', 'FILE_UPLOAD'], ['Permission', 'ENABLED']), members(['Permission', 'ENABLED'])],
      },
    ],
    [
      'what is neither on nor off',
      'Anything',
      [{ Action: 'FILE_UPLOAD' }],
      { kind: 'list', items: [members(['Action', 'FILE_UPLOAD'])] },
    ],
  ];
  for (const [given, name, value, shown] of cases) {
    it(`is shown as it is, or left out: ${given}`, () => assert.deepEqual(shownOf(name, value), shown));
  }

  it('is shown down to the eighth level', () => {
    assert.match(JSON.stringify(shownOf('Deep', deep(7))), /bottom/);
    assert.equal(shownOf('Deep', deep(8)), undefined);
  });

  it('that names another resource is a link', () => {
    const linkTo = (path: string, named: string): string => `${path} to ${named}`;
    const node = nodeOf('fleet', { Name: 'dev', Other: { Name: 'win' } });
    assert.match(JSON.stringify(memberSections(node, linkTo)), /"text":"win","key":"Other\.Name to win"/);
  });

  it('has a label that translators find', () => {
    for (const kind of notEmpty(kinds)) {
      const labels = kindLabels(kind);
      assert.equal(new Set(labels).size, labels.length, kind.name);
    }
    const known = kindLabels(kindNamed('fleet'));
    for (const label of ['Disconnect timeout', 'VPC', 'Subnet IDs', 'ARN']) assert.ok(known.includes(label), label);
  });
});

describe('A reference', () => {
  const image = nodeOf('image', { Name: 'win', Arn: 'arn:aws:appstream:eu-west-1:123456789012:image/win' });
  const cases: [value: string, kind: KindName, is: boolean][] = [
    ['win', 'image', true],
    ['arn:aws:appstream:eu-west-1:123456789012:image/win', 'image', true],
    ['windows', 'image', false],
    ['', 'image', false],
    ['win', 'fleet', false],
  ];
  for (const [value, kind, is] of cases) {
    it(`to the ${kind} "${value}" ${is ? 'means' : 'does not mean'} the image win`, () =>
      assert.equal(isNamed(image, { kind, value }), is));
  }

  it('stands in texts at any depth and in lists, and nowhere else', () => {
    const node: ResourceNode = {
      ...nodeOf('fleet', { Names: ['a', '', 7], Parts: [{ Name: 'b' }, { Name: null }, null, 'c'], One: 'd', None: 5 }),
      resourceKind: {
        ...kindNamed('fleet'),
        refersTo: { Names: 'stack', 'Parts.Name': 'image', One: 'image', None: 'image', Absent: 'image' },
      },
    };
    assert.deepEqual(namedBy(node), [
      { kind: 'stack', value: 'a' },
      { kind: 'image', value: 'b' },
      { kind: 'image', value: 'd' },
    ]);
  });
});
