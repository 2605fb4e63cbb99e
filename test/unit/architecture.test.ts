// The arrows of ARCHITECTURE.md: who may look at whom. Read off the bundler's metafile, which knows what was really bundled,
// and off the import lines, which also have the types.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { type Piece, sourcesOf } from '../support/pieces';

const root = path.resolve(__dirname, '../../..');
const rooms = [
  'aws',
  'api/core',
  'api/appstream',
  'api/tagging',
  'api',
  'forms',
  'details',
  'sessions',
  'users',
  'kinds',
  'explorer',
  'host',
  'webview',
  'simulator',
  'build',
] as const;
type Room = (typeof rooms)[number];

/** What each room may import besides itself. */
const arrows: Record<Room, readonly string[]> = {
  forms: [],
  details: [],
  sessions: ['details/content.ts'],
  users: [],
  aws: ['api/core/errors.ts'],
  'api/core': ['aws'],
  'api/appstream': ['api/core', 'aws'],
  'api/tagging': ['api/core', 'aws'],
  api: ['aws'],
  kinds: ['api', 'forms'],
  explorer: ['kinds', 'api', 'aws', 'forms', 'details', 'sessions', 'users'],
  host: ['explorer', 'kinds', 'api', 'aws', 'forms', 'details', 'sessions', 'users', 'simulator'],
  webview: ['forms', 'details', 'sessions', 'users'],
  simulator: [
    'api/core/facts.ts',
    ...['api/appstream/model.ts', 'api/appstream/facts.json'],
    ...['api/tagging/model.ts', 'api/tagging/facts.json'],
    ...['autoScaling', 'cloudControl', 'cloudTrail', 'cloudWatch', 'serviceQuotas'].map(
      name => `api/${name}/facts.json`,
    ),
  ],
  build: ['explorer', 'kinds', 'api', 'forms'],
};
/** The packages each room may use; node's own modules go without saying but where a browser runs. */
const packages: Record<Room, readonly string[]> = {
  forms: [],
  details: [],
  sessions: [],
  users: [],
  aws: ['@vscode/l10n', '@aws-sdk/', '@smithy/'],
  'api/core': ['@vscode/l10n', '@aws-sdk/core', '@smithy/', 'to-fast-properties'],
  'api/appstream': ['@vscode/l10n', '@aws-sdk/client-appstream'],
  'api/tagging': ['@aws-sdk/client-resource-groups-tagging-api'],
  api: ['@vscode/l10n'],
  kinds: ['@vscode/l10n', '@aws-sdk/client-appstream'],
  explorer: ['@vscode/l10n', 'd3-dsv'],
  host: ['@vscode/l10n', 'vscode'],
  webview: ['@vscode/webview-ui-toolkit'],
  simulator: ['@smithy/core/cbor'],
  build: ['@vscode/l10n-dev', 'typescript'],
};

/** The rooms within a room, and which of one another each may import. The files beside them may import them all; a room imports such a file where it is named. */
const innerArrows: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  explorer: {
    tree: [],
    show: ['tree'],
    forms: ['tree'],
    suggest: ['forms'],
    calls: ['tree'],
    config: ['explorerTypes', 'details', 'forms', 'show', 'tree'],
    find: ['tree'],
    scan: ['tree'],
    tags: ['tree'],
    acting: ['forms', 'show', 'tree'],
    activity: ['acting', 'show', 'tree'],
    // A feature uses the whole explorer; none is used by another.
    details: ['commands', 'forms', 'show', 'tree'],
    sessions: ['show', 'tree'],
    users: ['explorerTypes', 'acting', 'show', 'tree'],
    plan: ['explorerTypes', 'acting', 'forms', 'show', 'tree'],
    favorites: ['explorerTypes', 'show', 'tree'],
  },
  host: {
    base: [],
    prompts: ['base'],
    view: ['prompts', 'base'],
    profiles: ['view', 'prompts', 'base'],
    plans: ['later', 'actions', 'prompts', 'base'],
    activity: ['later', 'plans', 'view', 'base'],
    actions: ['view', 'prompts', 'base'],
    details: ['later', 'view', 'prompts', 'base'],
    sessions: ['later', 'prompts', 'base'],
    config: ['details', 'profiles', 'prompts', 'base'],
    users: ['later', 'prompts', 'base'],
    forms: ['later', 'details', 'plans', 'actions', 'view', 'prompts', 'base'],
    sandbox: ['actions', 'view', 'prompts', 'base'],
  },
  kinds: { parts: ['action', 'kind', 'listing', 'names'] },
  simulator: {
    resources: [],
    base: ['resources'],
    transitions: ['base', 'resources'],
    handlers: ['transitions', 'base', 'resources'],
    seed: ['handlers', 'protocol', 'base', 'resources'],
    streaming: ['handlers', 'base', 'resources'],
    protocol: ['base'],
    faults: ['protocol', 'base'],
    services: ['handlers', 'base', 'resources'],
    state: ['seed', 'services', 'handlers', 'base', 'resources'],
    control: ['state', 'seed', 'faults', 'base'],
    package: ['controlled', 'controlClient', 'simulator', 'control', 'seed', 'state'],
    server: ['control', 'faults', 'streaming', 'protocol', 'handlers', 'base'],
  },
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** From the metafiles that esbuild.mjs left: paths are relative to the project. */
function bundled(): Import[] {
  const folder = path.join(root, 'out/meta');
  return fs.readdirSync(folder).flatMap(file => {
    const { inputs } = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as {
      inputs: Record<string, { imports: { path: string; original?: string; external?: boolean }[] }>;
    };
    return Object.entries(inputs)
      .filter(([from]) => from.startsWith('src/'))
      .flatMap(([from, { imports }]) =>
        imports.map(({ path: to, original, external }) => ({
          from,
          to: to.startsWith('src/') ? to : external ? to : (original ?? to),
        })),
      );
  });
}

/** From the sources, types included. */
function written(): Import[] {
  const src = path.join(root, 'src');
  const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  return files.flatMap(file => {
    const text = fs.readFileSync(path.join(src, file), 'utf8');
    return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, to = '']) => ({
      from: `src/${file.split(path.sep).join('/')}`,
      to: to.startsWith('.') ? path.posix.join('src', path.posix.dirname(file.split(path.sep).join('/')), to) : to,
    }));
  });
}

/** The files that import one another in a circle, types included, each circle once. */
function circles(imports: readonly Import[]): string[][] {
  const reached = new Map<string, Set<string>>();
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reach = (file: string, seen: Set<string>): Set<string> => {
    for (const to of targets.get(file) ?? []) if (!seen.has(to)) reach(to, seen.add(to));
    return seen;
  };
  for (const file of targets.keys()) reached.set(file, reach(file, new Set()));
  const inCircle = [...targets.keys()].filter(file => reached.get(file)?.has(file));
  const together = inCircle.map(file =>
    inCircle.filter(other => reached.get(file)?.has(other) && reached.get(other)?.has(file)),
  );
  return [...new Map(together.map(files => [files.join(), files])).values()];
}

function roomOf(file: string): Room | undefined {
  return rooms.find(room => file.startsWith(`src/${room}/`));
}

function offence({ from, to }: Import): string | undefined {
  const room = roomOf(from);
  if (!room) return undefined; // the composition root may import anything
  if (to.startsWith('node:') || to.includes('node_modules')) return undefined;
  if (to.startsWith('src/')) {
    const inside = to.slice('src/'.length);
    const allowed =
      inside.startsWith(`${room}/`) ||
      arrows[room].some(arrow => inside === arrow || `${inside}.ts` === arrow || inside.startsWith(`${arrow}/`));
    return allowed ? undefined : `${from} imports ${to}`;
  }
  return packages[room].some(
    allowed => to === allowed || (allowed.endsWith('/') ? to.startsWith(allowed) : to.startsWith(`${allowed}/`)),
  )
    ? undefined
    : `${from} imports the package ${to}`;
}

function innerOffence({ from, to }: Import): string | undefined {
  const [, outer = '', inner = ''] = from.split('/');
  const rooms = innerArrows[outer];
  const beside = from.split('/').length === 3;
  if (!rooms || beside || !to.startsWith(`src/${outer}/`)) return undefined;
  const target = to.split('/')[2]?.replace(/\.ts$/, '') ?? '';
  return inner === target || rooms[inner]?.includes(target) ? undefined : `${from} imports ${to}`;
}

describe('The rooms', () => {
  it('follow their arrows in all that is bundled', () => {
    const imports = bundled();
    assert.ok(imports.length > 50, 'the metafiles are there and have imports');
    assert.deepEqual(imports.map(offence).filter(Boolean), []);
  });

  it('follow their arrows in all source files, types included', () => {
    assert.deepEqual(written().map(offence).filter(Boolean), []);
  });

  it('follow the arrows of the rooms within them', () => {
    assert.deepEqual([...bundled(), ...written()].map(innerOffence).filter(Boolean), []);
    for (const back of [
      { from: 'src/simulator/base/store.ts', to: 'src/simulator/handlers/fleets' },
      { from: 'src/simulator/handlers/fleets.ts', to: 'src/simulator/simulator' },
      { from: 'src/simulator/newRoom/new.ts', to: 'src/simulator/base/store' },
      { from: 'src/explorer/tree/findNode.ts', to: 'src/explorer/explorer' },
      { from: 'src/host/prompts/pick.ts', to: 'src/host/actions/act' },
    ]) {
      assert.ok(innerOffence(back), JSON.stringify(back));
    }
  });

  it('have no circle of imports, types included', () => {
    const files = written().map(({ from, to }) => ({
      from,
      to: to.endsWith('.ts') || to.endsWith('.json') ? to : `${to}.ts`,
    }));
    assert.ok(files.length > 100);
    assert.deepEqual(circles(files), []);
    const [a, b, c] = ['a', 'b', 'c'];
    assert.deepEqual(
      circles([
        { from: a, to: b },
        { from: b, to: a },
        { from: c, to: a },
      ]),
      [[a, b]],
    );
  });

  it('import vscode in src/host and src/extension.ts alone', () => {
    const importers = [...bundled(), ...written()].filter(({ to }) => to === 'vscode').map(({ from }) => from);
    assert.ok(importers.includes('src/extension.ts'));
    assert.deepEqual(
      importers.filter(from => from !== 'src/extension.ts' && !from.startsWith('src/host/')),
      [],
    );
  });

  it('fail this test when an arrow runs back', () => {
    for (const back of [
      { from: 'src/kinds/fleet.ts', to: 'src/explorer/tree/node' },
      { from: 'src/forms/field.ts', to: 'src/api/appstream/model.ts' },
      { from: 'src/api/core/request.ts', to: 'src/api/appstream/required' },
      { from: 'src/api/core/client.ts', to: '@aws-sdk/client-appstream' },
      { from: 'src/api/appstream/service.ts', to: 'src/api/services' },
      { from: 'src/simulator/server/server.ts', to: 'src/kinds/all.ts' },
      { from: 'src/explorer/explorer.ts', to: 'vscode' },
      { from: 'src/webview/main.ts', to: 'src/explorer/tree/node.ts' },
    ]) {
      assert.ok(offence(back), JSON.stringify(back));
    }
  });

  describe('are loaded when they are needed', () => {
    const table: [piece: Piece, holds: RegExp, never: RegExp][] = [
      [
        'extension',
        /^src\/explorer\/show\/presentRoot\.ts$/,
        /facts\.json|node_modules\/(?!@vscode\/l10n\/)|^src\/(kinds|forms|simulator|explorer\/(?!tree|show|contributed)|host\/(?!base|view))/,
      ],
      [
        'main',
        /^src\/kinds\/fleet\.ts$/,
        /facts\.json|^src\/(forms\/validate|explorer\/(forms|suggest)|host\/forms\/forms|simulator|aws\/credentials)|@aws-sdk|@smithy/,
      ],
      ['later', /^src\/explorer\/forms\/pageForm\.ts$/, /^src\/(simulator|webview|aws\/credentials)|@aws-sdk|@smithy/],
      [
        'runtime',
        /^src\/aws\/credentials\.ts$/,
        /^src\/(kinds|explorer|host|simulator)|client-(sso|appstream|resource)/,
      ],
      [
        'simulator',
        /^src\/simulator\/server\/server\.ts$/,
        /^src\/(kinds|explorer|host)|@aws-sdk|simulator\/services|api\/(autoScaling|cloud\w+|serviceQuotas)/,
      ],
    ];
    for (const [piece, holds, never] of table) {
      it(`${piece}.js`, () => {
        const loaded = sourcesOf(piece);
        assert.ok(
          loaded.some(file => holds.test(file)),
          'the metafile is there',
        );
        assert.deepEqual(
          loaded.filter(file => never.test(file)),
          [],
        );
      });
    }
  });
});
