// Writes the first files of a new kind: the kind, its test, and its resource and handlers in the simulator.
import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes the files of a kind, and its lines in the lists that name every kind.
 *
 * @param {string} root the project's folder
 * @param {string} kind its name, `imageBuilder`
 * @param {string} [of] what AWS calls it in its operations and types: `ImageBuilder`
 * @returns {string[]} the files that were written or changed
 * @throws Error when there is such a file, or the API has no such operation
 */
export function scaffold(root, kind, of = upper(kind)) {
  if (!/^[a-z][A-Za-z]*$/.test(kind)) throw new Error(`${kind} is no name of a kind: write it like imageBuilder.`);
  const { operations } = JSON.parse(fs.readFileSync(path.join(root, 'src/api/appstream/facts.json'), 'utf8'));
  const missing = [`Describe${of}s`, `Create${of}`, `Delete${of}`].filter(operation => !(operation in operations));
  if (missing.length) {
    throw new Error(`The API has no ${missing.join(', ')}: copy src/kinds/theme.ts, or name the AWS type with --of.`);
  }
  const files = {
    [`src/kinds/${kind}.ts`]: kindFile(kind, of),
    [`test/unit/kinds/${kind}.test.ts`]: testFile(kind, of),
    [`src/simulator/resources/${kind}.ts`]: resourceFile(kind),
    [`src/simulator/handlers/${kind}s.ts`]: handlerFile(kind, of),
  };
  for (const file of Object.keys(files)) {
    if (fs.existsSync(path.join(root, file))) throw new Error(`There is ${file} already.`);
  }
  /** @type {[file: string, before: string, line: string][]} */
  const lines = [
    ['src/kinds/all.ts', 'import type { KindName }', `import { ${kind} } from './${kind}';`],
    ['src/kinds/all.ts', '] as const;', `  ${kind},`],
    [
      'src/simulator/base/store.ts',
      '\n/** What one account has',
      `import type { ${upper(kind)} } from '../resources/${kind}';`,
    ],
    [
      'src/simulator/base/store.ts',
      '  usageReportSubscription: Usage',
      `  readonly ${kind}s: Map<string, ${upper(kind)}>;`,
    ],
    ['src/simulator/base/store.ts', '    usageReportSubscription: undefined', `    ${kind}s: new Map(),`],
    [
      'src/simulator/server/operations.ts',
      'import { validate }',
      `import { ${kind}Handlers } from '../handlers/${kind}s';`,
    ],
    ['src/simulator/server/operations.ts', '  ...softwareHandlers,', `  ...${kind}Handlers,`],
  ];
  for (const [file, before, line] of lines) insert(path.join(root, file), before, line);
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(root, file), text);
  return [...Object.keys(files), ...new Set(lines.map(([file]) => file))];
}

/** @param {string} name */
function upper(name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** @param {string} name @returns {string} `Image Builder` */
function words(name) {
  return upper(name).replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

/** @param {string} file @param {string} before what stands behind the new line @param {string} line */
function insert(file, before, line) {
  const text = fs.readFileSync(file, 'utf8');
  const at = text.indexOf(before);
  if (at < 0) throw new Error(`${file} has no ${before.trim()}: tools/scaffold.mjs is to be brought up to date.`);
  fs.writeFileSync(file, `${text.slice(0, at)}${line}\n${text.slice(at)}`);
}

/** @param {string} kind @param {string} of */
function kindFile(kind, of) {
  return `import type { ${of} } from '@aws-sdk/client-appstream';

import type { Kind } from './kind';
import { list } from './listing';
import { namedAction } from './parts/actions';
import { describer, textOf } from './parts/reads';

export const ${kind}: Kind<${of}, '${kind}'> = {
  name: '${kind}',
  title: '${words(kind)}',
  plural: '${words(kind)}s',
  none: 'No ${words(kind).toLowerCase()}s yet',
  icon: 'package',
  list: list('Describe${of}s', out => out.${of}s),
  describe: describer(
    'Describe${of}s',
    ({ Name }: { readonly Name?: string | undefined }) => Name,
    Names => ({ Names }),
    out => out.${of}s,
  ),
  id: ${kind} => ${kind}.Name,
  arn: ${kind} => ${kind}.Arn,
  facts: ${kind} => [{ label: 'Created', value: ${kind}.CreatedTime }],
  create: {
    title: 'Create ${words(kind)}…',
    form: { operation: 'Create${of}', submit: 'Create ${words(kind)}' },
    id: textOf('Name'),
  },
  actions: [
    namedAction({
      name: 'delete',
      title: 'Delete ${words(kind)}…',
      group: 'delete',
      operations: ['Delete${of}'],
      confirm: {
        verb: 'Delete',
        question: 'Delete ${words(kind).toLowerCase()} {0}?',
        questionAll: 'Delete {0} ${words(kind).toLowerCase()}s?',
        consequence: "This can't be undone.",
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};
`;
}

/** @param {string} kind @param {string} of */
function testFile(kind, of) {
  return `import * as assert from 'node:assert/strict';

import { ${kind} } from '../../../src/kinds/${kind}';
import { scriptedApi } from '../../support/scriptedApi';

describe('The kind ${words(kind)}', () => {
  const { signal } = new AbortController();

  it('is listed by name', async () => {
    const api = scriptedApi({ Describe${of}s: () => ({ ${of}s: [{ Name: 'one' }] }) });
    const ids: unknown[] = [];
    for await (const page of ${kind}.list.pages(api, {}, signal)) ids.push(...page.map(item => ${kind}.id(item)));
    assert.deepEqual(ids, ['one']);
  });

  it('is deleted by name', async () => {
    const api = scriptedApi({ Delete${of}: () => ({}) });
    const action = ${kind}.actions.find(({ name }) => name === 'delete');
    await action?.perform({ api, resource: { Name: 'one' } as never, scope: {}, signal }, {}, {});
    assert.deepEqual(api.calls, ['Delete${of} {"Name":"one"}']);
  });
});
`;
}

/** @param {string} kind */
function resourceFile(kind) {
  return `/** As AWS answers it. */
export interface ${upper(kind)} {
  Name: string;
  CreatedTime: number;
}
`;
}

/** @param {string} kind @param {string} of */
function handlerFile(kind, of) {
  const shown = words(kind).toLowerCase();
  return `import { alreadyExists, notFound } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { ${upper(kind)} } from '../resources/${kind}';

export const ${kind}Handlers = {
  Create${of}(input: { Name: string }, { store, world }: Call) {
    if (store.${kind}s.has(input.Name)) throw alreadyExists('${shown}', input.Name);
    const made: ${upper(kind)} = { ...input, CreatedTime: world.agenda.now() };
    store.${kind}s.set(made.Name, made);
    return { ${of}: made };
  },

  Describe${of}s(input: { Names?: string[]; NextToken?: string }, { operation, store }: Call) {
    const found = input.Names?.length ? input.Names.map(name => named(store, name)) : store.${kind}s.values();
    const { items, NextToken } = page(operation, input, found, ({ Name }) => Name, { standard: 50, max: 50 }); // (U) Describe${of}s: A page has at most 50.
    return { ${of}s: items, NextToken };
  },

  Delete${of}({ Name }: { Name: string }, { store }: Call) {
    store.${kind}s.delete(named(store, Name).Name);
    return {};
  },
} satisfies Handlers;

function named(store: Store, name: string): ${upper(kind)} {
  const found = store.${kind}s.get(name);
  if (!found) throw notFound('${shown}', name, store.accountId);
  return found;
}
`;
}
