// Builds everything: node esbuild.mjs [--watch] [--production] | --generate [--check] | --facts SERVICE MODEL SOURCE
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import * as esbuild from 'esbuild';

import { writeNotices } from './tools/notices.mjs';
import { pieces } from './tools/pieces.mjs';
import { shorterTemplates } from './tools/shorterTemplates.mjs';
import { makeSmaller } from './tools/smaller.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const flags = process.argv.slice(2);
const production = flags.includes('--production');
const out = path.join(root, 'out');
const target = 'node20';

/** Code that several pieces share, and parts of the AWS SDK that are loaded later. */
const chunks = path.join(root, 'dist', 'chunks');

/** @type {esbuild.Plugin} */
const asCommonJs = {
  name: 'as-common-js',
  setup(build) {
    build.onEnd(async ({ errors, outputFiles = [] }) => {
      if (errors.length) return; // what was built before stays
      const files = (await Promise.all(reachable(outputFiles).map(commonJs))).flat();
      fs.mkdirSync(chunks, { recursive: true });
      for (const { file, text } of files) fs.writeFileSync(file, text);
      // While watching, a running window may still load what an earlier build made.
      if (flags.includes('--watch')) return;
      const written = new Set(files.map(({ file }) => path.basename(file)));
      for (const name of fs.readdirSync(chunks)) if (!written.has(name)) fs.rmSync(path.join(chunks, name));
    });
  },
};

/**
 * The files that some piece loads. esbuild also writes what only unused code of a package would load.
 *
 * @param {readonly esbuild.OutputFile[]} files
 */
function reachable(files) {
  const loaded = new Map(
    files.map(({ path: file, text }) => [
      file,
      [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].map(([, to = '']) =>
        path.join(file, '..', to),
      ),
    ]),
  );
  const found = new Set(files.map(({ path: file }) => file).filter(file => path.dirname(file) !== chunks));
  for (const file of found) for (const to of loaded.get(file) ?? []) found.add(to);
  return files.filter(({ path: file }) => found.has(file));
}

/**
 * An ES module as a CommonJS file, with its source map if there is one.
 *
 * @param {esbuild.OutputFile} module
 */
async function commonJs({ path: file, text }) {
  const name = path.basename(file);
  const { code, map } = await esbuild.transform(production ? withGetters(text) : text, {
    ...{ platform: 'node', target, minify: production, supported: { 'dynamic-import': false }, logLevel: 'warning' },
    ...{ format: 'cjs', sourcefile: name, sourcemap: production ? false : 'external' },
    banner: '"use strict";', // as every ES module is
  });
  if (!map) return [{ file, text: code }];
  return [
    { file, text: `${code}//# sourceMappingURL=${name}.map\n` },
    { file: `${file}.map`, text: map },
  ];
}

/**
 * A minified ES module whose exports are getters of `exports`. esbuild would write half a kilobyte for them into each file. Any other form
 * of exports stays as it is.
 *
 * @param {string} text
 */
function withGetters(text) {
  const [statement, list = ''] = /export\{([^{}]*)\};\s*$/.exec(text) ?? [];
  const code = text.slice(0, -(statement?.length ?? 0));
  if (statement === undefined || /\bexport[{ ]/.test(code)) return text;
  const getters = list.split(',').map(one => {
    const [own, name = own] = one.split(' as ');
    return `${name}: () => ${own}`;
  });
  // The names are long, so that no getter means them. esbuild shortens them.
  return `Object.defineProperty(exports, '__esModule', { value: true });
    for (const [nameOfExport, getExport] of Object.entries({ ${getters.join()} }))
      Object.defineProperty(exports, nameOfExport, { get: getExport, enumerable: true });
    ${code}`;
}

/** What the AWS SDK would load in a browser, and for services with event streams. The extension has no use for it. */
const neverLoaded = ['bowser', '@smithy/core/event-streams'];

/**
 * What takes the place of packages: the clients find no credentials by themselves, and STS's own client has all that the smaller copy of
 * it in the credential providers has.
 */
const instead = {
  '@aws-sdk/credential-provider-node': './src/aws/noDefaultCredentials.ts',
  '@aws-sdk/nested-clients/sts': '@aws-sdk/client-sts',
};

/** @satisfies {esbuild.BuildOptions} */
const node = {
  bundle: true,
  platform: 'node',
  target,
  format: 'cjs',
  sourcemap: production ? false : 'linked',
  minify: production,
  metafile: true,
  absWorkingDir: root,
  logLevel: 'warning',
  external: ['vscode'],
  supported: { 'dynamic-import': false },
  legalComments: 'none',
};

/** Shortens the toolkit's HTML and CSS. @type {esbuild.Plugin} */
const shorterToolkit = {
  name: 'shorter-toolkit',
  setup(build) {
    build.onLoad({ filter: /@(microsoft|vscode)[\\/].*\.js$/ }, async ({ path: file }) => {
      const code = await fs.promises.readFile(file, 'utf8');
      return { contents: shorterTemplates(code, /\.(template|styles)\.js$/.test(file)) };
    });
  },
};

/** The SDK's clients take their own version from their package.json. The rest of it is left out. @type {esbuild.Plugin} */
const shorterPackageInfo = {
  name: 'shorter-package-info',
  setup(build) {
    build.onLoad({ filter: /@aws-sdk[\\/][\w-]+[\\/]package\.json$/ }, async ({ path: file }) => {
      const { name, version } = JSON.parse(await fs.promises.readFile(file, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

/** What is built. The names are those of the metafiles that the architecture test reads. @type {Record<string, esbuild.BuildOptions>} */
const bundles = {
  host: {
    ...node,
    ...{ format: 'esm', splitting: true, supported: {}, plugins: [shorterPackageInfo, asCommonJs], write: false },
    sourcemap: production ? false : 'inline',
    // Use the SDK's ES modules, so that unused parts are left out.
    mainFields: ['module', 'main'],
    external: [...node.external, ...neverLoaded],
    alias: instead,
    entryPoints: pieces,
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
  },
  simulatorCli: { ...node, entryPoints: ['src/simulator/main.ts'], outfile: 'out/simulator.js' },
  webview: {
    ...node,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    external: [],
    plugins: [shorterToolkit],
    entryPoints: ['src/webview/main.ts'],
    outfile: 'dist/webview.js',
  },
  style: { ...node, platform: 'browser', entryPoints: ['src/webview/style/form.css'], outfile: 'dist/form.css' },
  details: {
    ...node,
    ...{ platform: 'browser', target: 'es2022', format: 'iife', external: [] },
    entryPoints: { page: 'src/webview/resource/main.ts' },
    outdir: 'dist',
  },
  detailsStyle: {
    ...node,
    platform: 'browser',
    entryPoints: ['src/webview/resource/style/page.css'],
    outfile: 'dist/page.css',
  },
  sessions: {
    ...node,
    ...{ platform: 'browser', target: 'es2022', format: 'iife', external: [] },
    entryPoints: { sessions: 'src/webview/sessions/main.ts' },
    outdir: 'dist',
  },
  sessionsStyle: {
    ...node,
    platform: 'browser',
    entryPoints: ['src/webview/sessions/style/sessions.css'],
    outfile: 'dist/sessions.css',
  },
  users: {
    ...node,
    ...{ platform: 'browser', target: 'es2022', format: 'iife', external: [] },
    entryPoints: { users: 'src/webview/users/main.ts' },
    outdir: 'dist',
  },
  usersStyle: {
    ...node,
    platform: 'browser',
    entryPoints: ['src/webview/users/style/users.css'],
    outfile: 'dist/users.css',
  },
};

/** The bundles that the VSIX has. */
const shipped = [
  'host',
  'webview',
  'style',
  'details',
  'detailsStyle',
  'sessions',
  'sessionsStyle',
  'users',
  'usersStyle',
];

/** Bundles every test file separately, without packages, because both plain Node and VS Code's extension host load them. @returns {esbuild.BuildOptions} */
function tests() {
  const files = fs
    .readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(test|bench|pictures)\.ts$|^host[\\/]index\.ts$/.test(file) && !file.includes('node_modules'));
  return {
    ...node,
    entryPoints: files.map(file => path.join('test', file)),
    outbase: 'test',
    outdir: 'out/test',
    packages: 'external',
    minify: false,
    sourcemap: 'linked',
  };
}

/** Bundles a build script and returns its exports. @param {string} file */
async function script(file) {
  const outfile = path.join(out, 'build', `${path.basename(file, '.ts')}.cjs`);
  await esbuild.build({ ...node, entryPoints: [file], outfile, packages: 'external', metafile: false, minify: false });
  return import(pathToFileURL(outfile).href);
}

/**
 * For `--watch`: prints when a build starts and when all bundles are up to date. The watch task in .vscode waits for these lines.
 *
 * @param {readonly string[]} names of the bundles
 * @returns {(name: string) => esbuild.Plugin} for the bundle of that name
 */
function toldBuilds(names) {
  const building = new Set(names);
  if (flags.includes('--watch')) console.log('[watch] build started');
  return name => ({
    name: 'told-builds',
    setup(build) {
      build.onStart(() => {
        if (!building.size) console.log('[watch] build started');
        building.add(name);
      });
      build.onEnd(() => {
        building.delete(name);
        if (!building.size) console.log('[watch] build finished');
      });
    },
  });
}

if (flags.includes('--facts')) {
  (await script('src/build/apiFacts.ts')).main(flags.slice(flags.indexOf('--facts') + 1), root);
} else if (flags.includes('--generate')) {
  const stale = await (await script('src/build/generate.ts')).main(root, { check: flags.includes('--check') });
  if (stale.length) {
    console.error(`Stale: ${stale.join(', ')}. Run: npm run generate`);
    process.exitCode = 1;
  }
} else {
  const all = { ...bundles, ...(production ? {} : { tests: tests() }) };
  const present = Object.entries(all).filter(([, o]) =>
    Object.values(/** @type {string[] | Record<string, string>} */ (o.entryPoints)).every(file =>
      fs.existsSync(path.join(root, file)),
    ),
  );
  (await script('src/build/formHelp.ts')).writeHelp(root, path.join(root, 'dist/help.json'));
  // The tests read what is there, so nothing of an earlier version must be left.
  if (!flags.includes('--watch')) fs.rmSync(path.join(out, 'meta'), { recursive: true, force: true });
  fs.mkdirSync(path.join(out, 'meta'), { recursive: true });
  const told = toldBuilds(present.map(([name]) => name));
  const built = await Promise.all(
    present.map(async ([name, options]) => {
      if (flags.includes('--watch')) {
        const plugins = [...(options.plugins ?? []), told(name)];
        await (await esbuild.context({ ...options, plugins })).watch();
        return [];
      }
      const result = await esbuild.build(options);
      fs.writeFileSync(path.join(out, 'meta', `${name}.json`), JSON.stringify(result.metafile));
      return result.metafile && shipped.includes(name) ? [result.metafile] : [];
    }),
  );
  if (production) await makeSmaller(path.join(root, 'dist'));
  if (!flags.includes('--watch')) writeNotices(root, built.flat());
}
