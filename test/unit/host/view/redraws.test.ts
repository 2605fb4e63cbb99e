import * as assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';

import type { Node } from '../../../../src/explorer/tree/node';
import { collectRedraws, type Redrawn } from '../../../../src/host/view/redraws';

const node = (id: string): Node => ({ id }) as Node;
const one = node('one');
const other = node('other');

/** The nodes that change, turn by turn, and what is drawn again after each turn. */
const cases: readonly {
  readonly title: string;
  readonly turns: readonly (readonly (Node | undefined)[])[];
  readonly drawn: readonly Redrawn[];
}[] = [
  { title: 'a node that changes', turns: [[one]], drawn: [[one]] },
  { title: 'a node that changes twice in one turn: once', turns: [[one, one]], drawn: [[one]] },
  { title: 'nodes that change in one turn: together', turns: [[one, other]], drawn: [[one, other]] },
  { title: 'a node that changes in each turn: each time', turns: [[one], [one]], drawn: [[one], [one]] },
  { title: 'the whole tree, if it changes with a node', turns: [[one, undefined, other]], drawn: [undefined] },
  { title: 'nothing, if nothing changes', turns: [[]], drawn: [] },
];

describe('VS Code draws again', () => {
  for (const { title, turns, drawn } of cases) {
    it(title, async () => {
      const redrawn: Redrawn[] = [];
      const changed = collectRedraws(nodes => redrawn.push(nodes));
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
});
