// What the Command Palette shows: from the manifest that is generated.
import assert from 'node:assert/strict';

import { manifest } from '../../../src/build/manifest';
import { waitCommands } from '../../../src/explorer/commands';
import { canWait } from '../../../src/explorer/tree/goal';
import { kinds } from '../../../src/kinds/all';
import { notEmpty } from '../../support/notEmpty';

const { contributes, strings } = manifest();
const hidden = new Set(
  contributes.menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command),
);
const textOf = (key: string): string => strings[key.replaceAll('%', '')] ?? key;
const entries = notEmpty(contributes.commands)
  .filter(({ command }) => !hidden.has(command))
  .map(({ command, category, title }) => ({ command, category, title: textOf(title) }));

describe('the Command Palette', () => {
  it('has every command under AppStream', () => {
    assert.deepEqual([...new Set(entries.map(({ category }) => category))], ['AppStream']);
  });

  it('has no two entries with the same title', () => {
    const plain = entries.map(({ title }) => title.replace(/…$/, '').toLowerCase());
    assert.deepEqual(
      entries.filter((_, index) => plain.indexOf(plain[index] ?? '') !== index),
      [],
    );
  });

  it('has titles that name what they are for: a verb alone says nothing outside a menu', () => {
    const ofKinds = entries.filter(({ command }) => kinds.some(({ name }) => command.startsWith(`appstream.${name}.`)));
    assert.deepEqual(
      notEmpty(ofKinds).filter(({ title }) => !title.replace(/…$/, '').includes(' ')),
      [],
    );
  });

  it('has each action of a kind, or the same action of another kind', () => {
    const left = kinds.flatMap(kind => kind.actions.filter(({ palette }) => palette === false));
    for (const action of notEmpty(left)) {
      const same = kinds.flatMap(({ actions }) =>
        actions.filter(({ palette, operations }) => palette !== false && operations[0] === action.operations[0]),
      );
      assert.ok(same.length, `${action.title} is nowhere`);
    }
  });

  it('has a wait for each goal, and each of them has kinds that can reach it', () => {
    for (const { on, title } of notEmpty(waitCommands)) {
      const able = kinds.filter(kind => canWait(kind, on[0]));
      assert.ok(able.length > 0 && able.length < kinds.length, title);
    }
  });
});
