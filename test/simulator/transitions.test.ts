// The transitions are data: here it is held against the API, and the interpreter against a clock that a test moves.
import * as assert from 'node:assert/strict';

import { shape } from '../../src/api/appstream/model';
import { createAgenda } from '../../src/simulator/base/agenda';
import { appBlockBuilderTransitions } from '../../src/simulator/transitions/appBlockBuilder';
import { exportImageTaskTransitions } from '../../src/simulator/transitions/exportImageTask';
import { fleetTransitions } from '../../src/simulator/transitions/fleet';
import { imageTransitions } from '../../src/simulator/transitions/image';
import { imageBuilderTransitions } from '../../src/simulator/transitions/imageBuilder';
import { sessionTransitions } from '../../src/simulator/transitions/session';
import type { Transitions } from '../../src/simulator/transitions/transition';
import { runTransitions } from '../../src/simulator/transitions/transition';

const kinds: { stateShape: string; transitions: Record<string, Transitions<string>>; settled: string[] }[] = [
  { stateShape: 'FleetState', transitions: fleetTransitions, settled: ['RUNNING', 'STOPPED'] },
  { stateShape: 'AppBlockBuilderState', transitions: appBlockBuilderTransitions, settled: ['RUNNING', 'STOPPED'] },
  { stateShape: 'ImageBuilderState', transitions: imageBuilderTransitions, settled: ['RUNNING', 'STOPPED', 'GONE'] },
  { stateShape: 'ImageState', transitions: imageTransitions, settled: ['AVAILABLE', 'GONE'] },
  { stateShape: 'ExportImageTaskState', transitions: exportImageTaskTransitions, settled: ['COMPLETED'] },
  { stateShape: 'SessionState', transitions: sessionTransitions, settled: ['ACTIVE'] },
];

describe('Transitions', () => {
  for (const { stateShape, transitions, settled } of kinds) {
    const states = [...(shape(stateShape).enum ?? []), 'GONE'];
    for (const [name, steps] of Object.entries(transitions)) {
      const path = [steps[0].from, ...steps.map(({ to }) => to)];
      it(`of ${stateShape}: ${name} leads through ${path.join(', ')}`, () => {
        assert.deepEqual(
          path.filter(state => !states.includes(state)),
          [],
          'states that the API lacks',
        );
        assert.deepEqual(
          steps.slice(1).map(({ from }) => from),
          steps.slice(0, -1).map(({ to }) => to),
          'each begins where the one before it ends',
        );
        assert.ok(
          steps.every(({ after }) => after > 0),
          'each takes time',
        );
        assert.ok(settled.includes(path.at(-1) ?? ''), 'it settles');
      });
    }
  }
});

describe('Running transitions', () => {
  const twoSteps: Transitions<string> = [
    { from: 'A', to: 'B', after: 10 },
    { from: 'B', to: 'C', after: 5 },
  ];

  function start(speed = 1) {
    let time = 0;
    const entered: string[] = [];
    const agenda = createAgenda(() => time, speed);
    const run = (transitions: Transitions<string>) =>
      runTransitions(transitions, 'key', agenda, state => void entered.push(`${state} at ${agenda.now() / 1000}`));
    const passTo = (seconds: number) => {
      time = seconds * 1000;
      agenda.catchUp();
    };
    return { entered, run, passTo };
  }

  it('enter the first state at once, and each next one when its time has come', () => {
    const { entered, run, passTo } = start();
    run(twoSteps);
    assert.deepEqual(entered, ['A at 0']);
    passTo(9);
    assert.deepEqual(entered, ['A at 0']);
    passTo(10);
    assert.deepEqual(entered, ['A at 0', 'B at 10']);
    passTo(15);
    assert.deepEqual(entered, ['A at 0', 'B at 10', 'C at 15']);
  });

  it('take missed steps in order, each at its own time', () => {
    const { entered, run, passTo } = start();
    run(twoSteps);
    passTo(100);
    assert.deepEqual(entered, ['A at 0', 'B at 10', 'C at 15']);
  });

  it('end when the same resource starts other transitions', () => {
    const { entered, run, passTo } = start();
    run(twoSteps);
    passTo(12);
    run([{ from: 'D', to: 'E', after: 1 }]);
    passTo(100);
    assert.deepEqual(entered, ['A at 0', 'B at 10', 'D at 12', 'E at 13']);
  });

  it('of two resources that are due at once happen in the order in which they began', () => {
    let time = 0;
    const happened: string[] = [];
    const agenda = createAgenda(() => time, 1);
    for (const key of ['b', 'c', 'a']) agenda.after(key, 5, () => void happened.push(key));
    agenda.after('first', 4, () => void happened.push('first'));
    agenda.after('last', 6, () => void happened.push('last'));
    agenda.after('dropped', 1, () => void happened.push('dropped'));
    agenda.cancel('dropped');
    time = 10_000;
    agenda.catchUp();
    assert.deepEqual(happened, ['first', 'b', 'c', 'a', 'last']);
    agenda.catchUp();
    assert.equal(happened.length, 5, 'once');
  });

  it('leave the time right when a step fails', () => {
    let time = 0;
    const agenda = createAgenda(() => time, 1);
    agenda.after('broken', 5, () => assert.fail('a bug'));
    time = 10_000;
    assert.throws(() => agenda.catchUp(), /a bug/);
    assert.equal(agenda.now(), 10_000);
    agenda.catchUp();
  });

  it('divide all times by the speed', () => {
    const { entered, run, passTo } = start(10);
    run(twoSteps);
    passTo(2);
    assert.deepEqual(entered, ['A at 0', 'B at 1', 'C at 1.5']);
  });
});
