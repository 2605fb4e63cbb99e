// What holds for every row of the sandbox's companies.
import * as assert from 'node:assert/strict';

import { present } from '../../src/explorer/show/present';
import type { Node } from '../../src/explorer/tree/node';
import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { notEmpty } from '../support/notEmpty';
import { type PseudoSandbox, walkSandbox } from '../support/pseudoSandbox';

describe('The whole tree', () => {
  let simulator: Simulator;
  let sandbox: PseudoSandbox;
  let nodes: readonly Node[] = [];

  before(async () => {
    simulator = await startSimulator({ seed: 'demo' });
    sandbox = await walkSandbox(simulator.url);
    nodes = notEmpty([...sandbox.paths.keys()]);
  });
  after(async () => {
    sandbox.end();
    await simulator.close();
  });

  it('has an id of its own for each row', () => {
    const ids = nodes.map(({ id }) => id);
    assert.ok(ids.length > 500, String(ids.length));
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
  });

  it('reads the name, the type and the state of each resource', () => {
    for (const node of notEmpty(nodes.filter(one => one.kind === 'resource'))) {
      const { label, accessibleLabel } = present(node);
      const state = node.resourceKind.state?.(node.resource);
      const words = [node.resourceKind.title, label, ...(state === undefined ? [] : [state])];
      assert.ok(`${accessibleLabel}, `.startsWith(`${words.slice(0, 2).join(', ')}, `), accessibleLabel);
      if (state !== undefined) assert.ok(accessibleLabel.split(/, | · /).includes(state), accessibleLabel);
    }
  });

  it('has words for each row', () => {
    for (const node of nodes) assert.match(present(node).accessibleLabel, /\S/, node.id);
  });
});
