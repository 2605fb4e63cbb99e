// What the manifest says of menus: VS Code sorts by the number after the @, and by the title where there is none.
import * as assert from 'node:assert/strict';

import { manifest } from '../../../src/build/manifest';
import { commandTable, menuOrder, submenus } from '../../../src/explorer/commands';
import { activityViewId, viewId } from '../../../src/explorer/contributed';
import { present } from '../../../src/explorer/show/present';
import { isForOne, token } from '../../../src/explorer/tree/actions';
import { kinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import { nodeOf } from '../../support/nodes';

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

const menus = manifest().contributes.menus as Readonly<Record<string, readonly MenuItem[]>>;
const ofItems = menus['view/item/context'] ?? [];

/** The section and the place in it, `1_state@12`. */
function place({ group = '', command, submenu }: MenuItem): { section: string; order: number } {
  const parts = /^(\w+)@(\d+)$/.exec(group);
  assert.ok(parts, `${command ?? submenu}: ${group}`);
  return { section: parts[1] ?? '', order: Number(parts[2]) };
}

/** Whether a when clause holds for one item with these tokens. */
function holds(when: string, tokens: readonly string[]): boolean {
  const viewItem = `;${tokens.join(';')};`;
  return when.split(' && ').every(condition => {
    const [, not, pattern] = /^(!\()?viewItem =~ \/(.*?)\/\)?$/.exec(condition) ?? [];
    if (pattern !== undefined) return new RegExp(pattern).test(viewItem) !== Boolean(not);
    if (/^view == /.test(condition)) {
      return condition.endsWith(tokens[0]?.startsWith('activity') ? activityViewId : viewId);
    }
    return condition === '!listMultiSelection'; // anything else is about several items
  });
}

/** The entries that an item with these tokens gets, in VS Code's order. @param items those of the menu or a submenu */
function shown(tokens: readonly string[], inline: boolean, items: readonly MenuItem[] = ofItems): MenuItem[] {
  return items
    .filter(({ group }) => group?.startsWith('inline@') === inline)
    .filter(({ when = '' }) => holds(when, tokens))
    .filter(({ submenu }) => submenu === undefined || shown(tokens, false, menus[submenu]).length > 0)
    .sort((a, b) => {
      const [one, other] = [place(a), place(b)];
      return one.section === other.section ? one.order - other.order : one.section < other.section ? -1 : 1;
    });
}

/** The entries of the menu and of its submenus, a submenu's in its place. */
function unfolded(tokens: readonly string[]): MenuItem[] {
  return shown(tokens, false).flatMap(item =>
    item.submenu === undefined ? [item] : shown(tokens, false, menus[item.submenu]),
  );
}

const namesOf = (items: readonly MenuItem[]): string[] =>
  items.map(({ command, submenu }) => (command ?? submenu ?? '').replace('appstream.', ''));

/** All that a resource of a kind could offer, whatever its state. */
const allTokens = (kind: Kind): string[] => ['resource', kind.name, ...kind.actions.map(action => token(kind, action))];

describe('Menus', () => {
  it('have a number for every entry with a fixed position', () => {
    for (const [menu, items] of Object.entries(menus)) {
      if (menu === 'commandPalette') continue;
      items.forEach(place);
      const places = items.map(item => `${item.group} ${item.command ?? item.submenu}`);
      assert.equal(new Set(places).size, places.length, menu);
    }
  });

  it('have no two entries at the same position of a section', () => {
    const places = ofItems.map(({ group }) => group);
    assert.equal(new Set(places).size, places.length);
  });

  for (const kind of kinds.filter(({ actions }) => actions.length)) {
    it(`list the actions of a ${kind.name} in the order of its description, section by section`, () => {
      const wanted = menuOrder.flatMap(section =>
        kind.actions.filter(({ group }) => group === section).map(({ name }) => `${kind.name}.${name}`),
      );
      const offered = namesOf(unfolded(allTokens(kind))).filter(name => name.startsWith(`${kind.name}.`));
      const seldom = new Set(kind.actions.filter(action => action.seldom).map(({ name }) => `${kind.name}.${name}`));
      const own = (names: readonly string[]): string[] => names.filter(name => !seldom.has(name));
      assert.deepEqual(own(offered), own(wanted));
      assert.deepEqual(new Set(offered), new Set(wanted));
      const destroys = kind.actions.filter(({ group }) => group === 'delete').map(({ name }) => `${kind.name}.${name}`);
      if (destroys.length) assert.deepEqual(namesOf(shown(allTokens(kind), false)).slice(-destroys.length), destroys);
    });
  }

  it('list the commands without a kind in the order of the table', () => {
    const names = Object.keys(commandTable);
    const all = [...ofItems, ...Object.keys(submenus).flatMap(name => menus[`appstream.${name}`] ?? [])];
    const listed = namesOf(all).filter(name => names.includes(name));
    const places = new Map(all.map(item => [namesOf([item])[0], place(item).order]));
    const ordered = [...new Set(listed)].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    const passing = (name: string): boolean => commandTable[name]?.passing ?? false;
    const declared = [...names.filter(passing), ...names.filter(name => !passing(name))];
    assert.deepEqual(
      ordered,
      declared.filter(name => listed.includes(name)),
    );
  });
});

describe('The menu of a row', () => {
  const most = 8;

  /** The rows that it has for a set of tokens. */
  function assertShort(tokens: readonly string[], what: string): number {
    const names = namesOf(shown(tokens, false));
    assert.ok(names.length > 0 && names.length <= most, `${what}: ${names.length} rows: ${names.join(', ')}`);
    return names.length;
  }

  for (const kind of kinds) {
    it(`has at most eight rows, separators not counted, whatever the state of a ${kind.name} and whatever failed`, () => {
      const states = [undefined, ...Object.keys(kind.states ?? {})];
      const more = [{}, { FleetType: 'ELASTIC' }, { Enabled: true }, { Enabled: false }];
      const counts: number[] = [];
      for (const state of states) {
        for (const members of more) {
          const { tokens } = present(
            nodeOf(kind.name, { ...members, Name: 'a', Arn: 'arn', State: state, Status: state }),
          );
          const offered = ['arn', 'console', 'failed', 'denied', 'errors', 'pinned', kind.create && 'duplicate'];
          const all = [tokens.slice(1, -1), ...offered, `sandbox.${kind.name}.${state}`];
          counts.push(
            assertShort(
              all.filter(token => token !== undefined),
              `a ${state} ${kind.name}`,
            ),
          );
        }
      }
      assert.ok(Math.max(...counts) >= 4, 'View Details and three submenus at least');
    });
  }

  for (const { what, tokens } of [
    { what: 'a profile', tokens: ['profile', 'aws', 'changeable', 'mfa', 'signIn'] },
    { what: 'a read-only profile', tokens: ['profile', 'aws', 'readOnly', 'mfa', 'signIn'] },
    { what: "the sandbox's account", tokens: ['profile', 'simulated', 'changeable'] },
    { what: 'a Region', tokens: ['region', 'aws', 'console', 'pinnable'] },
    { what: 'a favorite that is gone', tokens: ['favorite', 'pinned', 'favorite.lost'] },
    { what: 'a favorite that is denied', tokens: ['problem', 'problem.denied', 'problem.retry', 'denied', 'pinned'] },
    { what: 'a favorite that is not in the view', tokens: ['favorite', 'pinned', 'favorite.absent'] },
    { what: 'the sandbox', tokens: ['sandbox'] },
    { what: 'a list', tokens: ['group', 'group.fleet', 'list', 'arrangeable', 'filtered', 'console'] },
    { what: 'a failed list', tokens: ['problem', 'problem.access', 'problem.retry', 'denied'] },
    {
      what: 'an entry of the Activity view',
      tokens: ['activity', 'activity.reveal', 'activity.retry', 'activity.requestId'],
    },
  ]) {
    it(`has at most eight rows: ${what}`, () => {
      const needsSandbox = what === 'the sandbox'; // Stop Sandbox has a key of its own
      if (!needsSandbox) assertShort(tokens, what);
      else assert.ok(shown(tokens, false).length <= most);
    });
  }

  it('has what destroys something last, and never in a submenu', () => {
    for (const kind of kinds) {
      for (const action of kind.actions.filter(({ group }) => group === 'delete')) {
        const names = namesOf(shown(allTokens(kind), false));
        const own = kind.actions.filter(({ group }) => group === 'delete').map(({ name }) => `${kind.name}.${name}`);
        assert.ok(
          names.slice(-own.length).includes(`${kind.name}.${action.name}`),
          `${kind.name}: ${names.join(', ')}`,
        );
      }
    }
    const profile = namesOf(shown(['profile', 'aws', 'changeable', 'mfa'], false));
    assert.equal(profile.at(-1), 'removeProfile');
    assert.equal(namesOf(shown(['region', 'aws', 'console'], false)).at(-1), 'removeRegion');
  });

  it('has no submenu that is always empty, and each command of a submenu in one', () => {
    for (const name of Object.keys(submenus)) {
      const inside = menus[`appstream.${name}`] ?? [];
      assert.ok(inside.length > 1, name);
      assert.equal(ofItems.filter(({ submenu }) => submenu === `appstream.${name}`).length, 1, name);
    }
  });
});

describe("The view's title bar", () => {
  it('has at most four icons: three, and Collapse All of VS Code', () => {
    for (const filtered of [true, false]) {
      const icons = (menus['view/title'] ?? []).filter(
        ({ when = '', group = '' }) =>
          group.startsWith('navigation') &&
          when.includes(viewId) &&
          !when.includes(filtered ? '!appstream.filtered' : '&& appstream.filtered'),
      );
      assert.equal(icons.length, 3, namesOf(icons).join());
    }
  });
});

describe('A button beside an item', () => {
  // VS Code puts it at the right end of the row: a place is counted from there.
  const fromRight = (tokens: readonly string[]): Map<string, number> =>
    new Map(
      namesOf(shown(tokens, true))
        .reverse()
        .map((name, index) => [name, index]),
    );
  const states = ['STOPPED', 'STARTING', 'RUNNING', 'STOPPING', 'PENDING', 'FAILED', 'INACTIVE', 'ACTIVE', 'AVAILABLE'];

  const besides = (kind: Kind): number => kind.actions.filter(({ inline }) => inline !== undefined).length;
  for (const kind of kinds.filter(kind => besides(kind) > 1)) {
    it(`of a ${kind.name} keeps its position when a failure comes or goes, and when the state changes`, () => {
      const seen = new Map<string, number>();
      for (const State of states) {
        for (const failed of [[], ['failed']]) {
          const offered = kind.actions.filter(action => action.when?.({ State }, {}) ?? true);
          for (const [name, at] of fromRight([...failed, ...offered.map(action => token(kind, action))])) {
            if (name === 'retry') continue;
            assert.equal(at, seen.get(name) ?? at, `${name} of a ${State} ${kind.name}`);
            seen.set(name, at);
          }
        }
      }
      assert.ok(seen.size, 'nothing was offered');
    });
  }

  it('for Retry is leftmost, so that no other button moves under the mouse when it goes', () => {
    for (const kind of kinds) {
      const tokens = ['failed', ...allTokens(kind)];
      assert.equal(namesOf(shown(tokens, true))[0], 'retry', kind.name);
    }
  });
});

describe('An action on several resources in different states', () => {
  it('is in the submenu of their menu if it can be done to some of them, but never if it is for one resource', () => {
    const inSubmenu = new Map(menus['appstream.some']?.map(({ command, when }) => [command, when]));
    for (const kind of kinds) {
      for (const action of kind.actions) {
        const name = token(kind, action);
        const when = `viewItem in appstream.mixed && appstream.mixedActions =~ /;${name.replace('.', '\\.')};/`;
        assert.equal(inSubmenu.get(`appstream.${name}`), isForOne(action) ? undefined : when, name);
      }
    }
  });

  it('follows the selection with no key of the menu itself, because VS Code would draw the rows anew', () => {
    const following = ofItems.filter(({ when = '' }) => /appstream\./.test(when.replaceAll('view == appstream.', '')));
    assert.deepEqual(following, []);
  });
});

describe('A command for one resource', () => {
  const whenOf = (command: string): string =>
    [...ofItems, ...Object.keys(submenus).flatMap(name => menus[`appstream.${name}`] ?? [])].find(
      item => item.command === command && !item.group?.startsWith('inline@'),
    )?.when ?? '';

  it('is not in the menu of several: forms, streaming URLs, Duplicate, Create', () => {
    for (const kind of kinds) {
      for (const action of kind.actions) {
        const single = /!listMultiSelection && /.test(whenOf(`appstream.${kind.name}.${action.name}`));
        assert.equal(single, isForOne(action), `${kind.name}.${action.name}`);
        if (action.form || action.group === 'stream') assert.ok(single);
      }
    }
    for (const command of ['appstream.duplicate', 'appstream.fleet.create', 'appstream.markProfile']) {
      assert.match(whenOf(command), /!listMultiSelection/);
    }
  });

  it('keeps its button beside the item with any selection, so that no button moves', () => {
    for (const { group, when } of ofItems) {
      if (group?.startsWith('inline@')) assert.doesNotMatch(when ?? '', /listMultiSelection/);
    }
  });
});
