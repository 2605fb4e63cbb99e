// Lists that the user comes back to, with a clock of the test's own; and a load that takes long, which can be cancelled.
import * as assert from 'node:assert/strict';

import { present } from '../../../src/explorer/show/present';
import type { GroupNode, Node } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';

const minute = 60_000;

function explore(script: Script, pageSize = 100) {
  let time = 1_000_000;
  const setup = explorerUnderTest(script, { pageSize, now: () => time });
  const { explorer, api } = setup;
  /** Opens a list as VS Code does. */
  const open = (node: GroupNode): Promise<readonly Node[]> => {
    explorer.renewer.opened(node);
    return explorer.children(node);
  };
  return {
    ...setup,
    open,
    pass: (ms: number) => void (time += ms),
    now: () => time,
    asked: () => api.calls.splice(0).map(call => call.split(' ')[0]),
  };
}

const soon = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

const answers: Script = {
  DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
  DescribeStacks: () => ({ Stacks: [{ Name: 'office' }] }),
  DescribeImageBuilders: () => ({ ImageBuilders: [] }),
  DescribeApplications: () => ({ Applications: [] }),
  DescribeAppBlocks: () => ({ AppBlocks: [] }),
};

describe('When the user returns to the window', () => {
  it('visible lists older than a minute are reloaded, each once, the most recently expanded first', async () => {
    const { explorer, group, open, pass, asked, region } = explore(answers);
    await open(group('fleet'));
    await open(group('stack'));
    pass(minute - 1);
    await open(group('imageBuilder'));
    asked();
    await explorer.renewer.renew();
    assert.deepEqual(asked(), [], 'none is older than a minute');
    pass(1);
    await Promise.all([explorer.renewer.renew(), explorer.renewer.renew()]);
    assert.deepEqual(asked(), ['DescribeStacks', 'DescribeFleets']);
    await explorer.renewer.renew();
    assert.deepEqual(asked(), [], 'they are new again');
    pass(minute);
    explorer.renewer.closed(group('stack'));
    await explorer.renewer.renew();
    assert.deepEqual(asked(), ['DescribeImageBuilders', 'DescribeFleets'], 'what is closed is not on screen');
    pass(minute);
    explorer.renewer.closed(region);
    await explorer.renewer.renew();
    assert.deepEqual(asked(), [], 'nor is what stands below something closed');
    explorer.renewer.opened(region);
    await explorer.renewer.renew();
    assert.deepEqual(asked(), ['DescribeImageBuilders', 'DescribeFleets']);
  });

  it('three are reloaded at a time, and no more once the view is hidden', async () => {
    const waiting: (() => void)[] = [];
    const slow = (answer: object) => () => new Promise(resolve => waiting.push(() => resolve(answer)));
    let script = answers;
    const { explorer, group, open, pass, asked } = explore(
      Object.fromEntries(
        Object.keys(answers).map(name => [
          name,
          (...input: [never, never]) => script[name as 'DescribeFleets']?.(...input),
        ]),
      ),
    );
    for (const kind of ['fleet', 'stack', 'imageBuilder', 'application', 'appBlock'] as const) await open(group(kind));
    pass(minute);
    asked();
    script = Object.fromEntries(Object.keys(answers).map(name => [name, slow({})]));
    const renewed = explorer.renewer.renew();
    await soon();
    assert.deepEqual(asked(), ['DescribeAppBlocks', 'DescribeApplications', 'DescribeImageBuilders']);
    void explorer.renewer.renew(); // the focus comes and goes
    await soon();
    assert.deepEqual(asked(), []);
    explorer.renewer.pause();
    for (const end of waiting.splice(0)) end();
    await renewed;
    await soon();
    assert.deepEqual(asked(), []);
  });

  it('external changes are shown, and nodes and the number of loaded rows stay', async () => {
    let state = 'STOPPED';
    const { explorer, group, open, pass, timers } = explore(
      {
        DescribeFleets: () => ({
          Fleets: Array.from({ length: 9 }, (_, index) => ({ Name: `f${index}`, State: state })),
        }),
      },
      3,
    );
    await open(group('fleet'));
    await explorer.loadMore(group('fleet'));
    const before = explorer.shown(group('fleet'));
    state = 'RUNNING';
    pass(5 * minute);
    assert.deepEqual(timers, [], 'no timer runs for it');
    await explorer.renewer.renew();
    const after = explorer.shown(group('fleet'));
    assert.equal(after.length, 7);
    for (const [place, node] of after.entries()) {
      if (node.kind === 'resource') assert.equal(node, before[place], 'the same node: it stays open and selected');
    }
    assert.match(present(after[0] as Node).description ?? '', /RUNNING/);
  });

  it('failed lists are left to the user, because a reload may ask for a sign-in', async () => {
    const { explorer, group, open, pass, asked } = explore({
      DescribeFleets() {
        throw new Error('No.');
      },
    });
    await open(group('fleet'));
    pass(minute);
    asked();
    await explorer.renewer.renew();
    assert.deepEqual(asked(), []);
  });
});

describe('A list', () => {
  for (const { after, age } of [
    { after: minute - 1, age: undefined },
    { after: minute, age: '1 min ago' },
    { after: 59 * minute + 59_000, age: '59 min ago' },
    { after: 60 * minute, age: '1 h ago' },
    { after: 47 * 60 * minute, age: '47 h ago' },
    { after: 50 * 60 * minute, age: '2 days ago' },
  ]) {
    it(`shows ${age ?? 'nothing'} as its age after ${after / 1000} seconds`, async () => {
      const { group, open, pass, now } = explore(answers);
      assert.equal(present(group('fleet'), now()).description, undefined, 'it was not asked for yet');
      await open(group('fleet'));
      const { description: size } = present(group('fleet'), now());
      assert.equal(size, '1');
      pass(after);
      assert.equal(present(group('fleet'), now()).description, [size, age].filter(Boolean).join(' · '));
    });
  }
});

describe('A load that takes long', () => {
  function hanging() {
    const signals: AbortSignal[] = [];
    let hangs = true;
    const scene = explore({
      DescribeFleets: (_input, signal) =>
        hangs
          ? new Promise((_resolve, reject) => {
              if (signal) signals.push(signal);
              signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
            })
          : { Fleets: [{ Name: 'dev' }] },
    });
    return { ...scene, signals, answer: () => void (hangs = false) };
  }

  it('has a row that can cancel it: the request is aborted, and the row then offers Retry', async () => {
    const { explorer, group, open, timers, changed, signals, answer } = hanging();
    const opening = open(group('fleet'));
    await soon();
    timers.shift()?.callback();
    const [row, ...others] = await opening;
    assert.ok(row?.kind === 'loading' && !others.length);
    assert.match(present(row).tokens, /;loading;/);
    changed.length = 0;
    await explorer.cancel(row.parent);
    assert.ok(signals[0]?.aborted);
    await soon();
    // A second time would lose a press on Retry.
    assert.equal(changed.filter(node => node === group('fleet')).length, 1);
    const [problem] = await explorer.children(group('fleet'));
    assert.ok(problem?.kind === 'problem');
    assert.equal(present(problem).label, 'Loading Fleets was cancelled');
    assert.match(present(problem).tokens, /;problem\.retry;/);
    answer();
    await explorer.refresh(problem);
    const [node] = await explorer.children(group('fleet'));
    assert.ok(node?.kind === 'resource');
    assert.equal(nameOf(node), 'dev');
  });

  it('has this row at once when it is tried again', async () => {
    const { explorer, group, open, timers } = hanging();
    const opening = open(group('fleet'));
    await soon();
    timers.shift()?.callback();
    await opening;
    await explorer.cancel(group('fleet'));
    void explorer.refresh(group('fleet'));
    await soon();
    assert.deepEqual(
      (await explorer.children(group('fleet'))).map(({ kind }) => kind),
      ['loading'],
    );
    await explorer.cancel(group('fleet'));
  });

  it('that is cancelled is drawn before the other lists that are refreshed with it', async () => {
    let hangs = false;
    const answer = (): unknown => (hangs ? new Promise(() => undefined) : {});
    const { explorer, group, open, changed } = explore({ DescribeFleets: answer, DescribeStacks: answer });
    await open(group('fleet'));
    await open(group('stack'));
    hangs = true;
    void explorer.refresh();
    await soon();
    changed.length = 0;
    await explorer.cancel(group('fleet'));
    await soon();
    assert.deepEqual(changed, [group('fleet')]);
  });

  it('for more rows can be cancelled, and the loaded rows stay', async () => {
    const pages = (input: Record<string, unknown>): unknown =>
      input['NextToken'] ? new Promise(() => undefined) : { Fleets: [{ Name: 'a' }, { Name: 'b' }], NextToken: 'n' };
    const { explorer, group, open } = explore({ DescribeFleets: pages }, 1);
    await open(group('fleet'));
    const more = explorer.loadMore(group('fleet'));
    await soon();
    assert.deepEqual(
      explorer.shown(group('fleet')).map(({ kind }) => kind),
      ['resource', 'loading'],
    );
    await explorer.cancel(group('fleet'));
    await more;
    assert.deepEqual(
      explorer.shown(group('fleet')).map(({ kind }) => kind),
      ['resource', 'resource', 'problem'],
    );
  });
});

describe('A list of several pages', () => {
  /** Its first page has come, and the second is on its way. */
  async function halfway(filter = '') {
    let answer: (page: object | Error) => void = () => assert.fail('nothing was requested');
    const scene = explore({
      DescribeFleets: input =>
        input['NextToken']
          ? new Promise((resolve, reject) => {
              answer = page => (page instanceof Error ? reject(page) : resolve(page));
            })
          : { Fleets: [{ Name: 'b' }, { Name: 'c' }], NextToken: 'n' },
    });
    const { explorer, group, open, timers } = scene;
    const fleets = group('fleet');
    if (filter) explorer.filters.set(fleets, filter);
    const opening = open(fleets);
    await soon();
    return {
      ...scene,
      fleets,
      opening,
      answer: (page: object | Error) => answer(page),
      /** Time passes until the tree no longer waits for the rest. */
      wait: () =>
        timers
          .splice(0)
          .find(({ ms }) => ms === 100)
          ?.callback(),
      rows: () => explorer.shown(fleets).map(node => (node.kind === 'resource' ? nameOf(node) : node.kind)),
    };
  }

  it('shows the rows of its first page while the rest is loaded, then all', async () => {
    const { opening, answer, wait, rows, changed, fleets } = await halfway();
    wait();
    await opening;
    assert.deepEqual(rows(), ['b', 'c', 'loading']);
    changed.length = 0;
    answer({ Fleets: [{ Name: 'a' }] });
    await soon();
    assert.deepEqual(changed, [fleets]);
    assert.deepEqual(rows(), ['a', 'b', 'c']);
  });

  it('is shown whole if the rest comes at once, and leaves no timer', async () => {
    const { opening, answer, rows, changed, fleets, timers } = await halfway();
    answer({ Fleets: [{ Name: 'a' }] });
    await opening;
    await soon();
    assert.deepEqual(rows(), ['a', 'b', 'c']);
    assert.equal(changed.filter(node => node === fleets).length, 1, 'its row says how many there are');
    assert.deepEqual(timers, []);
  });

  it('keeps the rows that have come if a later page fails', async () => {
    const { opening, answer, wait, rows } = await halfway();
    wait();
    await opening;
    answer(new Error('No.'));
    await soon();
    assert.deepEqual(rows(), ['b', 'c', 'problem']);
  });

  it('keeps the rows that have come if the load is cancelled', async () => {
    const { explorer, opening, wait, rows, fleets } = await halfway();
    wait();
    await opening;
    await explorer.cancel(fleets);
    assert.deepEqual(rows(), ['b', 'c', 'problem']);
  });

  it('goes on when it is refreshed meanwhile, and keeps its nodes', async () => {
    const { explorer, opening, wait, rows, fleets, answer } = await halfway();
    wait();
    await opening;
    const before = explorer.shown(fleets).slice(0, 2);
    await explorer.refresh(fleets);
    answer({ Fleets: [{ Name: 'a' }] });
    await soon();
    assert.deepEqual(rows(), ['a', 'b', 'c']);
    assert.deepEqual(explorer.shown(fleets).slice(1), before);
  });

  it('does not say that nothing matches a filter before all is loaded', async () => {
    const { opening, answer, wait, rows } = await halfway('x');
    wait();
    await opening;
    assert.deepEqual(rows(), ['loading']);
    answer({ Fleets: [{ Name: 'x1' }] });
    await soon();
    assert.deepEqual(rows(), ['x1']);
  });
});
