// What the extension saves, and what it does with what it finds there: of an earlier or a newer version, or damaged.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import { actorFrom } from '../../../src/api/core/actor';
import { fromFormKey } from '../../../src/explorer/forms/pageForm';
import { createTab } from '../../../src/explorer/show/stored';
import type { KeptFilters } from '../../../src/explorer/tree/filters';
import { pageToSave, savedPage } from '../../../src/forms/protocol';
import { installationSalt } from '../../../src/host/base/salt';
import type { KeptDraft } from '../../../src/host/base/saved';
import { allSaved, openStores } from '../../../src/host/base/saved';
import type { Saved } from '../../../src/host/base/store';
import { openStore } from '../../../src/host/base/store';
import { createDrafts } from '../../../src/host/forms/drafts';
import { findRoot } from '../../../tools/root.mjs';
import { notEmpty } from '../../support/notEmpty';
import { statesInMemory } from '../../support/states';

const draft: KeptDraft = {
  title: 'Create Stack',
  page: { key: 'stack.create\nprod/eu-west-1/stack', values: { Name: 'cad' }, opened: {}, at: 1 },
};
const filters: KeptFilters = { view: 'cad', lists: { 'prod/eu-west-1/fleet': 'state:run' } };

/** A value of each, as version 0.1.0 has saved it and as it is read. */
const examples: Readonly<Record<keyof typeof allSaved, unknown>> = {
  salt: '0123456789abcdef0123456789abcdef',
  filters,
  arrangements: { 'prod/eu-west-1/fleet': { sort: 'state', group: 'image' } },
  drafts: [draft],
  recent: [
    'prod/eu-west-1/user/0123',
    {
      profile: 'prod',
      region: 'eu-west-1',
      resource: { list: 'fleet', key: 'cad', name: 'cad', members: { Name: 'cad' } },
    },
  ],
  favorites: [
    { profile: 'prod', region: 'eu-west-1', account: '123456789012' },
    {
      ...{ profile: 'prod', region: 'eu-west-1', sandbox: true },
      resource: { list: 'image:private', key: 'arn:cad', name: 'cad', members: { Arn: 'arn:cad' } },
    },
  ],
};

/** Any JSON, and values that are nearly right: an example with any JSON somewhere in it. */
function anyValue(example: unknown): fc.Arbitrary<unknown> {
  const any = fc.jsonValue({ maxDepth: 4 });
  const spoiled = (value: unknown): fc.Arbitrary<unknown> => {
    if (Array.isArray(value)) {
      return fc.oneof(
        any,
        any.map(other => [...(value as unknown[]), other]),
        fc.tuple(...value.map(spoiled)),
      );
    }
    if (typeof value !== 'object' || value === null) return fc.oneof(any, fc.constant(value));
    const members = Object.entries(value).map(([name, inner]) => [name, spoiled(inner)] as const);
    return fc.oneof(any, fc.record(Object.fromEntries(members), { requiredKeys: [] }));
  };
  return spoiled(example);
}

const all = notEmpty(Object.entries(allSaved) as [keyof typeof allSaved, Saved<unknown>][]);

describe('what is saved', () => {
  it('has a key of its own', () => {
    assert.equal(new Set(all.map(([, { key }]) => key)).size, all.length);
    for (const [, { key }] of all) assert.match(key, /^appstream\.\w+$/);
  });

  it('is saved nowhere else in the code', () => {
    const src = path.join(findRoot(), 'src');
    const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
    const saving = files.filter(file =>
      /\.(globalState|workspaceState|globalStorageUri|storageUri|context\.secrets)\b|Memento\b/.test(
        fs.readFileSync(path.join(src, file), 'utf8'),
      ),
    );
    assert.deepEqual(saving, [path.join('host', 'base', 'store.ts')]);
  });

  for (const [name, saved] of all) {
    const example = examples[name];
    const current = saved.steps.length;
    const open = (states = statesInMemory()) => ({ states, store: openStore(saved, states) });

    describe(name, () => {
      it('is there again, with its version', () => {
        const { states, store } = open();
        store.set(example);
        assert.deepEqual(states.values.get(saved.key), { version: current, value: example });
        assert.deepEqual([store.get(), open(states).store.get()], [example, example]);
      });

      it('is taken over from version 0.1.0, which saved no versions', () => {
        const { states, store } = open(statesInMemory({ [saved.key]: example }));
        assert.deepEqual(store.get(), example);
        assert.deepEqual(states.values.get(saved.key), { version: current, value: example });
      });

      it('stays if a newer version has saved it, and is kept until the window closes', () => {
        fc.assert(
          fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 9 }), (value, newer) => {
            const before = { version: current + newer, value };
            const { states, store } = open(statesInMemory({ [saved.key]: before }));
            assert.equal(store.get(), undefined);
            store.set(example);
            assert.deepEqual(store.get(), example);
            assert.deepEqual(states.values.get(saved.key), before);
          }),
        );
      });

      const shapes: [what: string, wrapped: (value: unknown) => unknown][] = [
        ['without a version', value => value],
        ['with this version', value => ({ version: current, value })],
      ];
      for (const [what, wrapped] of shapes) {
        it(`is read as far as it is whole, whatever is there ${what}`, () => {
          fc.assert(
            fc.property(anyValue(example), value => {
              const { states, store } = open(statesInMemory({ [saved.key]: wrapped(value) }));
              const read = store.get();
              if (read === undefined) return;
              // What is read is whole: it is read as it is.
              store.set(read);
              assert.deepEqual(open(states).store.get(), read);
            }),
          );
        });
      }

      it('can be saved again if it is damaged', () => {
        for (const damaged of [
          7,
          'x',
          [7],
          { version: 'x', value: 1 },
          { version: -1, value: 1 },
          { version: current },
        ]) {
          const { states, store } = open(statesInMemory({ [saved.key]: damaged }));
          store.set(example);
          assert.deepEqual(open(states).store.get(), example);
        }
      });
    });
  }
});

describe('those who use what is saved', () => {
  const anyState = fc.record(
    Object.fromEntries(
      all.flatMap(([name, { key }]) => [
        [
          key,
          fc.oneof(anyValue(examples[name]), fc.record({ version: fc.integer(), value: anyValue(examples[name]) })),
        ],
      ]),
    ),
  );
  const actor = { connection: 'prod/eu-west-1', fingerprint: 'f' };

  it('work with any state', () => {
    fc.assert(
      fc.property(anyState, saved => {
        const stores = openStores(statesInMemory(saved));
        assert.match(installationSalt(stores.salt), /^.{32}$/s);
        const drafts = createDrafts(stores.drafts);
        for (const { page } of drafts.all()) {
          fromFormKey(page.key);
          if (page.actor !== undefined) actorFrom(page.actor);
          drafts.kept(page.key, actor);
        }
        drafts.keep('k', createTab({ title: 'Create Fleet' }), {
          values: {},
          opened: {},
          actor: JSON.stringify(actor),
        });
        assert.deepEqual(drafts.kept('k', actor)?.values, {});
      }),
    );
  });

  it("read a page's state whatever it is", () => {
    const page = { ...draft.page, actor: JSON.stringify(actor), look: { unfolded: ['a'], scroll: 1 } };
    fc.assert(
      fc.property(anyValue({ ...page, version: 1 }), state => {
        const read = savedPage(state);
        if (read) assert.deepEqual(savedPage(pageToSave(read)), read);
      }),
    );
    assert.deepEqual(savedPage(pageToSave(page)), page);
    assert.deepEqual(savedPage(page), page);
    assert.equal(savedPage({ ...page, version: 2 }), undefined);
  });
});
