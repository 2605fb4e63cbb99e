// What the compiler refuses in descriptions: each line below an @ts-expect-error compiles as soon as a wrong name does.
import * as assert from 'node:assert/strict';

import type { CommandDescription, CommandName } from '../../../src/explorer/commands';
import { sourceOf } from '../../../src/explorer/suggest/suggestSources';
import { rowTokens } from '../../../src/explorer/tree/tokens';
import type { Action, Blocker, Form, Hints } from '../../../src/kinds/action';
import { kindNamed, kinds } from '../../../src/kinds/all';
import type { Child, Kind, Section, States } from '../../../src/kinds/kind';
import type { SourceName } from '../../../src/kinds/names';

describe('A description with a wrong name does not compile', () => {
  it('of a kind', () => {
    const touches: Action['touches'] = [
      'fleet',
      // @ts-expect-error -- no such kind
      'fleeet',
    ];
    // @ts-expect-error -- no such kind
    const child: Child<unknown> = { kind: 'fleeet', scope: () => undefined };
    // @ts-expect-error -- no such kind
    const section: Section = { name: 'private', title: 'Private', scope: {}, kind: 'imagee' };
    // @ts-expect-error -- no such kind
    const blocker: Pick<Blocker, 'kind'> = { kind: 'stak' };
    // @ts-expect-error -- no such kind
    assert.throws(() => kindNamed('fleeet'));
    assert.ok([touches, child, section, blocker]);
  });

  it('of an action', () => {
    // @ts-expect-error -- nothing is called so
    const action: Pick<Action, 'name'> = { name: 'strat' };
    // @ts-expect-error -- nothing is called so
    const blocker: Pick<Blocker, 'remedy'> = { remedy: { theirs: 'disasociate' } };
    const form: Pick<Form, 'unlockedBy'> = {
      // @ts-expect-error -- nothing is called so
      unlockedBy: { stop: 'halt', start: 'start', question: '' },
    };
    assert.ok([action, blocker, form]);
  });

  it('of a menu token, a command or a context key', () => {
    const command: CommandDescription = {
      title: 'Start',
      // @ts-expect-error -- no row has such a token
      on: ['fleet.strat'],
      // @ts-expect-error -- no row has such a token
      inline: ['resorce'],
      // @ts-expect-error -- nobody sets such a key
      when: 'appstream.sandboxRuning',
    };
    // @ts-expect-error -- no row has such a token
    const tokens = rowTokens('group.fleeet');
    // @ts-expect-error -- no such command
    const name: CommandName = 'refreshEverything';
    assert.ok([command, tokens, name]);
  });

  it('of an operation', () => {
    // @ts-expect-error -- AppStream has no such operation
    const action: Pick<Action, 'operations'> = { operations: ['StartFlet'] };
    assert.ok(action);
  });

  it('of suggestions', () => {
    const hints: Hints = {
      // @ts-expect-error -- nothing suggests that
      SubnetIds: { suggest: 'subnets' },
      // @ts-expect-error -- no such kind
      AppBlockArn: { suggest: 'appBlok.arn' },
      Name: { suggest: 'stack' },
    };
    assert.ok(hints);
  });

  it('of an icon', () => {
    // @ts-expect-error -- no icon in use is called so
    const kind: Pick<Kind, 'icon'> = { icon: 'servr' };
    // @ts-expect-error -- no icon in use is called so
    const action: Pick<Action, 'inline'> = { inline: 'debug-stopp' };
    assert.ok([kind, action]);
  });

  it('of a state, or with one too few', () => {
    type State = 'STARTING' | 'RUNNING';
    // @ts-expect-error -- no such state to lead to
    const goal: States<State> = { STARTING: { to: 'RUNING' }, RUNNING: 'running' };
    // @ts-expect-error -- no such state
    const state: States<State> = { STARTING: { to: 'RUNNING' }, RUNNING: 'running', STOPED: 'stopped' };
    // @ts-expect-error -- nothing is said of RUNNING
    const few: States<State> = { STARTING: { to: 'gone' } };
    // @ts-expect-error -- no state means that
    const meaning: States<State> = { STARTING: 'runing', RUNNING: 'running' };
    assert.ok([goal, state, few, meaning]);
  });

  it('of the kind itself, which differs from the one in its type', () => {
    // @ts-expect-error -- not its name
    const kind: Pick<Kind<unknown, 'fleet'>, 'name'> = { name: 'fleeet' };
    assert.ok(kind);
  });
});

describe('A name in a description', () => {
  for (const { name: kind, actions, create } of kinds) {
    const names = actions.map(({ name }) => name);
    if (!names.length) continue;
    it(`of another action of ${kind} exists: one that unlocks a form, removes a blocker, prepares it or takes it back`, () => {
      assert.ok(create?.next === undefined || names.includes(create.next));
      for (const { name, form, blockers = [], preparedBy, undoneBy } of actions) {
        const { stop, start } = form?.unlockedBy ?? {};
        const own = blockers.map(({ remedy }) => (remedy && 'own' in remedy ? remedy.own : undefined));
        for (const other of [stop, start, preparedBy, undoneBy, ...own]) {
          assert.ok(other === undefined || names.includes(other), `${kind}.${name}: ${other}`);
        }
        // These two are done from within a form, where no other form opens.
        for (const unlocking of actions.filter(one => one.name === stop || one.name === start)) {
          assert.equal(unlocking.form, undefined, `${kind}.${unlocking.name}`);
        }
      }
    });
  }

  it('of a state that an action leads to is a lasting state of its kind', () => {
    const led = kinds.flatMap(({ name, states = {}, actions }) =>
      actions.flatMap(({ name: action, leadsTo }) =>
        leadsTo === undefined ? [] : [{ led: `${name}.${action}: ${leadsTo}`, is: states[leadsTo] }],
      ),
    );
    assert.ok(led.length > 4);
    assert.deepEqual(
      led.filter(({ is }) => typeof is !== 'string').map(one => one.led),
      [],
    );
  });

  it('of suggestions is a source', () => {
    const named = kinds.flatMap(({ create, actions }) =>
      [create?.form, ...actions.map(({ form }) => form)].flatMap(form =>
        Object.values(form?.hints?.members ?? {}).flatMap(({ suggest }): SourceName[] => (suggest ? [suggest] : [])),
      ),
    );
    assert.ok(named.length > 20);
    for (const name of named) assert.doesNotThrow(() => sourceOf(name), name);
  });
});
