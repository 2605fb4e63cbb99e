// What states mean: their icons, and where those that pass by themselves lead to.
import * as assert from 'node:assert/strict';

import { commandTable } from '../../../src/explorer/commands';
import { present } from '../../../src/explorer/show/present';
import { goalOf, waitToken } from '../../../src/explorer/tree/goal';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { kinds } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';
import { nodeOf } from '../../support/nodes';

function node(kind: KindName, state: string): ResourceNode {
  const resource = { Name: 'a', Arn: 'arn', Id: 'i', TaskId: 't', SoftwareName: 's' };
  return nodeOf(kind, { ...resource, State: state, Status: state });
}

describe('A state', () => {
  const cases = [
    { kind: 'fleet', state: 'RUNNING', icon: 'vm-running', color: 'charts.green' },
    { kind: 'fleet', state: 'STARTING', icon: 'sync~spin', color: undefined },
    { kind: 'associatedFleet', state: 'STOPPED', icon: 'vm-outline', color: 'disabledForeground' },
    { kind: 'image', state: 'AVAILABLE', icon: 'pass', color: 'charts.green' },
    { kind: 'image', state: 'FAILED', icon: 'error', color: 'list.errorForeground' },
    { kind: 'imageBuilder', state: 'SNAPSHOTTING', icon: 'sync~spin', color: undefined },
    { kind: 'appBlock', state: 'INACTIVE', icon: 'vm-outline', color: 'disabledForeground' },
    { kind: 'session', state: 'PENDING', icon: 'device-desktop', color: undefined },
    { kind: 'exportImageTask', state: 'TIMED_OUT', icon: 'error', color: 'list.errorForeground' },
    { kind: 'software', state: 'STAGED_FOR_INSTALLATION', icon: 'extensions', color: undefined },
  ] as const;
  for (const { kind, state, icon, color } of cases) {
    it(`of a ${state} ${kind} is drawn as ${icon}`, () => {
      const looks = present(node(kind, state));
      assert.deepEqual([looks.icon, looks.color], [icon, color]);
    });
  }

  const failing = [
    { state: 'STARTING', icon: 'sync~spin' },
    { state: 'RUNNING', icon: 'warning' },
  ];
  for (const { state, icon } of failing) {
    it(`of a ${state} fleet with errors is drawn as ${icon}, in the color of warnings`, () => {
      const fleet = node('fleet', state);
      const errors = [{ ErrorCode: 'IAM_SERVICE_ROLE_IS_MISSING', ErrorMessage: 'The role is missing.' }];
      const looks = present({ ...fleet, resource: { ...(fleet.resource as object), FleetErrors: errors } });
      assert.deepEqual([looks.icon, looks.color], [icon, 'list.warningForeground']);
    });
  }

  for (const state of ['HIBERNATING', 'constructor', 'toString']) {
    it(`that no kind knows is shown, and is not polled: ${state}`, () => {
      const fleet = node('fleet', state);
      const looks = present(fleet);
      assert.equal(looks.icon, 'server');
      assert.ok(looks.description?.includes(state));
      assert.equal(goalOf(fleet), undefined);
    });
  }

  const waits = new Set(Object.values(commandTable).flatMap(({ on = [] }) => on));
  for (const kind of kinds) {
    const { name, states = {} } = kind;
    for (const [state, meaning] of Object.entries(states)) {
      if (typeof meaning !== 'object') continue;
      it(`of a ${state} ${name} is polled until ${meaning.to}, and a command waits for that`, () => {
        assert.ok('describe' in kind, `${name} can't be asked for again`);
        const token = waitToken(node(name, state));
        assert.equal(token, `wait.${meaning.to}`);
        assert.ok(waits.has(token), token);
      });
    }
  }
});
