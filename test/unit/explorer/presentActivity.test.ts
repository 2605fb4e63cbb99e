// The rows of the Activity view: what they say, what they offer, and that they say it of many without counting wrong.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { Activity, Entry, Recording } from '../../../src/explorer/activity/activity';
import { createActivity } from '../../../src/explorer/activity/activity';
import { presentActivity, repeatableOf, requestIdsOf, rowsBelow } from '../../../src/explorer/activity/presentActivity';
import { recordAction, recordCreation } from '../../../src/explorer/activity/record';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { ActionRefused } from '../../../src/kinds/action';
import { actionOf } from '../../support/actionOf';
import { error, explore, lost } from '../../support/performing';
import { someone } from '../../support/scriptedApi';

const start = actionOf('fleet', 'start');
const refused = new ApiError('You may not.', {
  ...{ reason: 'denied', operation: 'StartFleet', code: 'AccessDeniedException', retryable: false },
  ...{ nextStep: 'Ask for it.', requestId: 'id-refused' },
});

interface Given {
  readonly clock: { now: number };
  readonly activity: Activity;
  readonly nodes: readonly ResourceNode[];
  readonly recording: Recording;
  readonly entry: Entry;
}

/** An action on fleets with these names, which began at 0. */
async function began(...names: readonly string[]): Promise<Given> {
  const { rows } = explore({ DescribeFleets: () => ({ Fleets: names.map(Name => ({ Name, State: 'STOPPED' })) }) });
  const nodes = await rows('fleet');
  const clock = { now: 0 };
  const activity = createActivity({ changed: () => undefined, now: () => clock.now });
  const recording = recordAction(
    activity,
    start,
    nodes.map(node => ({ node, actor: someone })),
  );
  return { clock, activity, nodes, recording, entry: recording.entry };
}

/** The first part of a row's description: its result. */
const result = (row: Parameters<typeof presentActivity>[0], now = 0): string =>
  presentActivity(row, now).description?.split(' · ')[0] ?? '';

const offers = (row: Parameters<typeof presentActivity>[0]): string[] =>
  presentActivity(row).tokens.split(';').filter(Boolean);

describe('A row of the Activity view', () => {
  describe('of an action on one resource', () => {
    interface Case {
      readonly what: string;
      readonly happens: (recording: Recording, node: ResourceNode) => void;
      readonly says: string;
      readonly icon: string;
      readonly offers: readonly string[];
    }
    const cases: readonly Case[] = [
      { what: 'waits', happens: () => undefined, says: 'waiting', icon: 'clock', offers: [] },
      { what: 'was sent', happens: ({ sent }, node) => sent(node), says: 'sent', icon: 'sync~spin', offers: [] },
      {
        what: 'was done',
        happens: ({ answered, ended }, node) => (answered(node, 'id-1'), ended(node, undefined)),
        says: 'done',
        icon: 'pass',
        offers: ['activity.requestId'],
      },
      {
        what: 'has failed',
        happens: ({ ended }, node) => ended(node, refused),
        says: '⚠ Access denied',
        icon: 'error',
        offers: ['activity.retry', 'activity.requestId'],
      },
      {
        what: 'was refused by the extension',
        happens: ({ ended }, node) => ended(node, new ActionRefused('It is busy.')),
        says: '⚠ It is busy.',
        icon: 'error',
        offers: ['activity.retry'],
      },
      {
        what: 'was lost',
        happens: ({ ended }, node) => ended(node, lost),
        says: '⚠ outcome not known',
        icon: 'error',
        offers: ['activity.retry'],
      },
      {
        what: 'was not sent',
        happens: ({ cancel, ended }, node) => (cancel(), ended(node, error('cancelled'))),
        says: 'not sent',
        icon: 'circle-slash',
        offers: ['activity.retry'],
      },
    ];
    for (const { what, happens, says, icon, offers: wanted } of cases) {
      it(`that ${what} says so, and offers what helps`, async () => {
        const { recording, entry, nodes } = await began('gis');
        happens(recording, nodes[0] ?? assert.fail());
        const looks = presentActivity(entry, 0);
        assert.deepEqual([looks.label, looks.icon, looks.expandable], ['Start Fleet: gis', icon, 'no']);
        assert.equal(result(entry), says);
        assert.deepEqual(offers(entry).toSorted(), ['activity', 'activity.reveal', ...wanted].toSorted());
        assert.deepEqual(rowsBelow(entry), []);
        assert.ok(looks.accessibleLabel.startsWith(`Start Fleet: gis, ${says}`));
      });
    }

    it('has the account, the profile and the Region behind the result', async () => {
      const { entry } = await began('gis');
      assert.match(presentActivity(entry).description ?? '', / · prod · eu-west-1$/);
    });

    for (const [ms, text] of [
      [400, '0 s'],
      [59_000, '50 s'],
      [200_000, '3 min'],
    ] as const) {
      it(`shows how long it has been under way: ${text}`, async () => {
        const { entry } = await began('gis');
        assert.equal(presentActivity(entry, ms).description?.split(' · ')[1], text);
      });
    }

    it('shows in its tooltip what failed, what to do, the request ID and how long it took', async () => {
      const { recording, entry, nodes, clock } = await began('gis');
      clock.now = 61_000;
      recording.ended(nodes[0] ?? assert.fail(), refused);
      const { notes, facts } = presentActivity(entry);
      assert.deepEqual(notes, ['You may not.', 'Ask for it.']);
      const known = new Map(facts.map(({ label, value }) => [label, value]));
      assert.deepEqual([known.get('Took'), known.get('Request ID')], ['1 min 1 s', 'id-refused']);
      assert.deepEqual([known.get('Profile'), known.get('Region')], ['prod', 'eu-west-1']);
    });

    it('says that it was tried again, and then offers no Retry', async () => {
      const { activity, recording, entry, nodes } = await began('gis');
      const [node = assert.fail()] = nodes;
      recording.ended(node, refused);
      recordAction(activity, start, [{ node, actor: someone }]);
      assert.equal(result(entry), '⚠ Access denied, tried again');
      assert.ok(!offers(entry).includes('activity.retry'));
    });
  });

  describe('of an action on several', () => {
    /** a is done, b has failed, c is lost, d was not sent. */
    async function mixed(): Promise<Given> {
      const given = await began('a', 'b', 'c', 'd');
      const [a, b, c, d] = given.nodes as [ResourceNode, ResourceNode, ResourceNode, ResourceNode];
      const { sent, answered, ended, cancel } = given.recording;
      for (const node of [a, b, c]) sent(node);
      answered(a, 'id-a');
      cancel();
      ended(a, undefined);
      ended(b, refused);
      ended(c, lost);
      assert.equal(result(given.entry), '3 of 4');
      ended(d, error('cancelled'));
      return given;
    }

    it('counts what was done, what failed and what was not sent, and has a row for each', async () => {
      const { entry } = await mixed();
      assert.equal(presentActivity(entry).label, 'Start Fleet: Fleets (4)');
      assert.equal(result(entry), '⚠ 1 of 4 failed, ⚠ outcome not known for 1, 3 sent, 1 not sent');
      const below = rowsBelow(entry).map(row => `${presentActivity(row).label}: ${result(row)}`);
      assert.deepEqual(below, ['a: done', 'b: ⚠ Access denied', 'c: ⚠ outcome not known', 'd: not sent']);
      assert.deepEqual(presentActivity(entry).notes, ['b: ⚠ Access denied', 'c: ⚠ outcome not known', 'Not sent: d']);
    });

    it('offers Retry Failed for what failed, and Retry for each item that was not done', async () => {
      const { entry } = await mixed();
      assert.deepEqual(offers(entry), ['activity', 'activity.retryFailed', 'activity.requestId']);
      assert.deepEqual(
        repeatableOf(entry).map(({ name }) => name),
        ['b', 'c'],
      );
      const retried = rowsBelow(entry).filter(row => offers(row).includes('activity.retry'));
      assert.deepEqual(
        retried.map(({ name }) => name),
        ['b', 'c', 'd'],
      );
      assert.deepEqual(requestIdsOf(entry), ['id-a', 'id-refused']);
    });

    it('offers nothing to retry when all were done', async () => {
      const { entry, recording, nodes } = await began('a', 'b');
      for (const node of nodes) recording.ended(node, undefined);
      assert.equal(result(entry), 'done');
      assert.deepEqual(offers(entry), ['activity']);
    });

    it('names ten in its tooltip, and counts the rest', async () => {
      const names = Array.from({ length: 12 }, (_, index) => `f${String(index).padStart(2, '0')}`);
      const { entry, recording, nodes } = await began(...names);
      recording.cancel();
      for (const node of nodes) recording.ended(node, error('cancelled'));
      assert.deepEqual(presentActivity(entry).notes, [`Not sent: ${names.slice(0, 10).join(', ')} and 2 more`]);
    });
  });

  it('of a new resource without a name has only a title', async () => {
    const { activity, nodes } = await began('gis');
    const { parent } = nodes[0] ?? assert.fail();
    const { create = assert.fail() } = parent.resourceKind;
    const { entry } = recordCreation(activity, create, parent, someone, undefined);
    assert.equal(presentActivity(entry).label, 'Create Fleet');
  });

  it('shows names as plain text', async () => {
    const { entry } = await began('a\u202eb$(trash)');
    assert.ok(!presentActivity(entry).label.includes('\u202e'));
  });
});
