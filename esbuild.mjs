// Builds everything: node esbuild.mjs [--watch] [--production] | --generate [--check] | --facts SERVICE MODEL SOURCE
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const flags = process.argv.slice(2);
const production = flags.includes('--production');
const out = path.join(root, 'out');

/**
 * The two bundles that are loaded only when first needed. An `import()` of their entry file becomes a `require` of the
 * bundle, so that neither the AWS SDK nor the simulator is read when the extension is activated.
 */
const lazyBundles = { 'api/runtime': './runtime.js', 'simulator/simulator': './simulator.js' };

/** @type {esbuild.Plugin} */
const lazy = {
  name: 'lazy-bundles',
  setup(build) {
    build.onResolve({ filter: /(api\/runtime|simulator\/simulator)$/ }, args => {
      const entry = Object.keys(lazyBundles).find(name => args.path.endsWith(name));
      if (args.kind !== 'dynamic-import' || !entry) return undefined;
      return { path: lazyBundles[/** @type {keyof typeof lazyBundles} */ (entry)], external: true };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
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

/** What the extension ships. The names are those of the metafiles that the architecture test reads. @type {Record<string, esbuild.BuildOptions>} */
const bundles = {
  extension: { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', plugins: [lazy] },
  runtime: {
    ...node,
    // The SDK's ES modules: what is not used of them is left out.
    mainFields: ['module', 'main'],
    entryPoints: ['src/api/runtime.ts'],
    outfile: 'dist/runtime.js',
  },
  simulator: { ...node, entryPoints: ['src/simulator/simulator.ts'], outfile: 'dist/simulator.js' },
  simulatorCli: { ...node, entryPoints: ['src/simulator/main.ts'], outfile: 'out/simulator.js' },
  webview: {
    ...node,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    external: [],
    entryPoints: ['src/webview/main.ts'],
    outfile: 'dist/webview.js',
  },
  style: { ...node, platform: 'browser', entryPoints: ['src/webview/style/form.css'], outfile: 'dist/form.css' },
};

/** Every test file on its own, packages left outside: plain Node and VS Code's extension host both load them. @returns {esbuild.BuildOptions} */
function tests() {
  const files = fs
    .readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(test|bench)\.ts$|^host[\\/]index\.ts$/.test(file) && !file.includes('node_modules'));
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

/** Bundles a build script and gives its exports. @param {string} file */
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
    /** @type {string[]} */ (o.entryPoints).every(file => fs.existsSync(path.join(root, file))),
  );
  (await script('src/build/formHelp.ts')).writeHelp(root, path.join(root, 'dist/help.json'));
  fs.mkdirSync(path.join(out, 'meta'), { recursive: true });
  const told = toldBuilds(present.map(([name]) => name));
  await Promise.all(
    present.map(async ([name, options]) => {
      if (flags.includes('--watch')) {
        const plugins = [...(options.plugins ?? []), told(name)];
        return (await esbuild.context({ ...options, plugins })).watch();
      }
      const result = await esbuild.build(options);
      fs.writeFileSync(path.join(out, 'meta', `${name}.json`), JSON.stringify(result.metafile));
    }),
  );
}
