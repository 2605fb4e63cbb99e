import * as assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';

import type { Node } from '../../../../src/explorer/tree/node';
import { onceInTurn } from '../../../../src/host/view/redraws';

const node = (id: string): Node => ({ id }) as Node;
const one = node('one');
const other = node('other');

/** The nodes that change, turn by turn, and what is drawn again. */
const cases: readonly {
  readonly title: string;
  readonly turns: readonly (readonly (Node | undefined)[])[];
  readonly drawn: readonly (Node | undefined)[];
}[] = [
  { title: 'a node that changes', turns: [[one]], drawn: [one] },
  { title: 'a node that changes twice in one turn: once', turns: [[one, one]], drawn: [one] },
  { title: 'each node that changes in one turn', turns: [[one, other, one]], drawn: [one, other] },
  { title: 'a node that changes in each turn: each time', turns: [[one], [one]], drawn: [one, one] },
  { title: 'no node after the whole tree', turns: [[undefined, one], [one]], drawn: [undefined, one] },
  { title: 'the whole tree after a node', turns: [[one, undefined]], drawn: [one, undefined] },
];

describe('VS Code draws again', () => {
  for (const { title, turns, drawn } of cases) {
    it(title, async () => {
      const redrawn: (Node | undefined)[] = [];
      const changed = onceInTurn(redrawnNode => redrawn.push(redrawnNode));
      for (const nodes of turns) {
        for (const changedNode of nodes) {
          await Promise.resolve(); // what follows from one event comes in several microtasks
          changed(changedNode);
        }
        await turn();
      }
      assert.deepEqual(redrawn, drawn);
    });
  }

  it('at once, so that a row can be revealed after it has changed', () => {
    const redrawn: (Node | undefined)[] = [];
    onceInTurn(redrawnNode => redrawn.push(redrawnNode))(one);
    assert.deepEqual(redrawn, [one]);
  });
});
