// Which actions a resource offers, by its state.
import * as assert from 'node:assert/strict';

import { present } from '../../../src/explorer/show/present';
import { availableActions } from '../../../src/explorer/tree/actions';
import type { Node, ResourceNode } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';

const fleet = (Name: string, State = 'STOPPED'): object => ({
  Name,
  State,
  Arn: `arn:aws:appstream:eu-west-1:123456789012:fleet/${Name}`,
});

const only = (nodes: readonly Node[]): ResourceNode => {
  assert.equal(nodes.length, 1);
  assert.equal(nodes[0]?.kind, 'resource');
  return nodes[0];
};

describe('What a resource offers', () => {
  const members = { fleet: 'Fleets', imageBuilder: 'ImageBuilders', stack: 'Stacks', image: 'Images' } as const;
  const cases: { given: string; kind: keyof typeof members; resource: object; offers: string[] }[] = [
    {
      given: 'a STOPPED fleet',
      kind: 'fleet',
      resource: fleet('f', 'STOPPED'),
      offers: ['start', 'update', 'associate', 'disassociate', 'delete'],
    },
    {
      given: 'a RUNNING fleet',
      kind: 'fleet',
      resource: fleet('f', 'RUNNING'),
      offers: ['stop', 'stream', 'update', 'associate', 'disassociate', 'delete'],
    },
    {
      given: 'a STARTING fleet',
      kind: 'fleet',
      resource: fleet('f', 'STARTING'),
      offers: ['associate', 'disassociate'],
    },
    {
      given: 'a STOPPED image builder',
      kind: 'imageBuilder',
      resource: fleet('b', 'STOPPED'),
      offers: ['start', 'associateSoftware', 'delete'],
    },
    {
      given: 'a RUNNING image builder',
      kind: 'imageBuilder',
      resource: fleet('b', 'RUNNING'),
      offers: ['stop', 'stream', 'associateSoftware', 'deploySoftware', 'delete'],
    },
    { given: 'a SNAPSHOTTING image builder', kind: 'imageBuilder', resource: fleet('b', 'SNAPSHOTTING'), offers: [] },
    { given: 'a FAILED image builder', kind: 'imageBuilder', resource: fleet('b', 'FAILED'), offers: ['delete'] },
    {
      given: 'a stack',
      kind: 'stack',
      resource: { Name: 's' },
      offers: [
        'update',
        'stream',
        'streamForm',
        'associate',
        'disassociate',
        'associateUserList',
        'associateUsers',
        'disassociateUsers',
        'delete',
      ],
    },
    {
      given: 'an own AVAILABLE image',
      kind: 'image',
      resource: { Name: 'i', State: 'AVAILABLE', Visibility: 'PRIVATE' },
      offers: ['copy', 'update', 'export', 'share', 'delete'],
    },
    {
      given: 'an own image that is shared',
      kind: 'image',
      resource: { Name: 'i', State: 'AVAILABLE', Visibility: 'PRIVATE', ImageSharedWithOthers: 'TRUE' },
      offers: ['copy', 'update', 'export', 'share', 'delete'],
    },
    {
      given: 'a STOPPED Linux image builder',
      kind: 'imageBuilder',
      resource: { ...fleet('b', 'STOPPED'), Platform: 'RHEL8' },
      offers: ['start', 'delete'],
    },
    {
      given: "another account's image",
      kind: 'image',
      resource: { Name: 'i', State: 'AVAILABLE', Visibility: 'SHARED' },
      offers: [],
    },
    {
      given: 'an own COPYING image',
      kind: 'image',
      resource: { Name: 'i', State: 'COPYING', Visibility: 'PRIVATE' },
      offers: [],
    },
    {
      given: 'a public image',
      kind: 'image',
      resource: { Name: 'i', State: 'AVAILABLE', Visibility: 'PUBLIC' },
      offers: [],
    },
  ];
  for (const { given, kind, resource, offers } of cases) {
    it(`${given} offers ${offers.join(', ') || 'nothing'}`, async () => {
      const { rows } = explorerUnderTest({ [`Describe${members[kind]}`]: () => ({ [members[kind]]: [resource] }) });
      const node = only(await rows(kind));
      assert.deepEqual(
        availableActions(node).map(action => action.name),
        offers,
      );
      assert.ok(nameOf(node));
      for (const name of offers) assert.ok(present(node).tokens.includes(`;${kind}.${name};`));
    });
  }
});
