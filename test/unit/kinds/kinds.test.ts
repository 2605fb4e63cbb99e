import * as assert from 'node:assert/strict';

import { constraints } from '../../../src/api/appstream/model';
import { manifest } from '../../../src/build/manifest';
import { commandTable } from '../../../src/explorer/commands';
import { pageForm } from '../../../src/explorer/forms/pageForm';
import { kindNamed, kinds, rootKinds } from '../../../src/kinds/all';
import { notEmpty } from '../../support/notEmpty';

const { contributes } = manifest() as {
  contributes: {
    commands: { command: string; title: string }[];
    configuration: { properties: Record<string, { scope: string }> };
    menus: Record<string, { command?: string; when?: string; group?: string }[]>;
  };
};

describe('Every kind', () => {
  it('has a unique name', () => {
    assert.equal(new Set(kinds.map(kind => kind.name)).size, kinds.length);
  });

  it('is listed below a Region or another kind, and the kinds below it exist', () => {
    for (const kind of kinds) {
      const above = kinds.some(parent =>
        [...(parent.children ?? []), ...(parent.sections ?? [])].some(child => child.kind === kind.name),
      );
      assert.ok(above || rootKinds.includes(kind), kind.name);
      for (const child of kind.children ?? []) {
        assert.ok(
          kinds.some(other => other.name === child.kind),
          `${kind.name} > ${child.kind}`,
        );
      }
    }
  });

  it('has an icon of its own among those that stand beside it', () => {
    const below = kinds.map(({ children = [] }) => children.map(({ kind }) => kindNamed(kind)));
    for (const beside of notEmpty([rootKinds, ...below])) {
      const icons = beside.map(({ icon }) => icon);
      assert.equal(new Set(icons).size, icons.length, icons.join(', '));
    }
  });

  it('asks only for members of its operation, and confirms what destroys something', () => {
    for (const kind of kinds) {
      for (const action of kind.actions) {
        for (const ask of action.asks ?? []) {
          assert.ok(constraints(action.operations[0], ask.member), `${kind.name}.${action.name}`);
        }
        if (/^(Delete|Stop|Disassociate|BatchDisassociate|Expire|Disable|Untag|Drain)/.test(action.operations[0])) {
          assert.ok(action.confirm, `${kind.name}.${action.name}`);
        }
        if (action.operations[0] === 'DeleteFleet' || action.operations[0] === 'DeleteStack') {
          assert.ok(action.confirm?.typedName);
        }
      }
    }
  });

  it('has forms that can be opened: their hints name members of their operations', () => {
    const place = { title: '', line: '', key: '' };
    for (const kind of kinds) {
      const about = kind.actions.flatMap(({ form }) => form ?? []);
      for (const form of about) {
        assert.doesNotThrow(() => pageForm(form, {}, place, {}), `${kind.name}: ${form.operation}`);
      }
      const { create } = kind;
      if (create) assert.doesNotThrow(() => pageForm(create.form, undefined, place, {}), `${kind.name}: create`);
    }
  });

  it('can list, name and draw an empty resource', () => {
    for (const kind of kinds) {
      assert.doesNotThrow(() => {
        kind.id({});
        kind.label?.({});
        kind.arn?.({});
        kind.state?.({});
        kind.detail?.({});
        kind.facts?.({});
        kind.errors?.({});
        for (const child of kind.children ?? []) child.scope({});
        for (const action of kind.actions) action.when?.({}, {});
      }, kind.name);
    }
  });
});

describe('The manifest', () => {
  it("has no setting for a workspace; settings about shown accounts and the shell are the user's alone", () => {
    const scopes = Object.entries(contributes.configuration.properties).map(([name, { scope }]) => [name, scope]);
    assert.deepEqual(
      scopes.filter(([, scope]) => scope !== 'machine' && scope !== 'application'),
      [],
    );
    const own = scopes.filter(([, scope]) => scope === 'application').map(([name]) => name);
    assert.deepEqual(own, ['appstream.connections', 'appstream.profiles', 'appstream.copy.shell']);
  });

  it('has a command for each action and each entry of the table, with its title in menus', () => {
    const expected = [
      ...kinds.flatMap(kind => [
        ...(kind.create ? [`appstream.${kind.name}.create`] : []),
        ...kind.actions.map(action => `appstream.${kind.name}.${action.name}`),
      ]),
      ...Object.keys(commandTable).map(name => `appstream.${name}`),
    ];
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), expected.sort());
  });

  it('offers each action in the menu of items whose state allows it, and nowhere else', () => {
    const { 'view/item/context': ofRows = [], 'appstream.associations': associations = [] } = contributes.menus;
    const entries = [...ofRows, ...associations, ...(contributes.menus['appstream.more'] ?? [])];
    for (const kind of kinds) {
      for (const { name } of kind.actions) {
        const whens = entries
          .filter(entry => entry.command === `appstream.${kind.name}.${name}`)
          .map(entry => entry.when ?? '');
        assert.ok(whens.length, `${kind.name}.${name}`);
        for (const when of whens) assert.ok(when.endsWith(`viewItem =~ /;${kind.name}\\.${name};/`), when);
      }
    }
  });

  it('puts at most three actions beside an item, and one that destroys last', () => {
    const entries = contributes.menus['view/item/context'] ?? [];
    for (const kind of kinds) {
      const inline = entries.filter(
        entry =>
          entry.group?.startsWith('inline') &&
          entry.command?.startsWith(`appstream.${kind.name}.`) &&
          !entry.command.endsWith('.create'),
      );
      assert.ok(inline.length <= 3, kind.name);
      for (const entry of entries.filter(({ command }) => /\.(delete|expire)$/.test(command ?? ''))) {
        assert.match(entry.group ?? '', /_delete@\d+$/);
      }
    }
  });

  it('shows no command in the palette that needs an item', () => {
    const hidden = (contributes.menus['commandPalette'] ?? [])
      .filter(entry => entry.when === 'false')
      .map(entry => entry.command);
    for (const [name, { internal }] of Object.entries(commandTable)) {
      assert.equal(hidden.includes(`appstream.${name}`), internal ?? false, name);
    }
  });
});
