// Finds a Chromium to drive the workbench: one of this machine, otherwise one from the npm registry.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

import { copyManifest } from './host.mjs';
import { installPackages } from './packages.mjs';

/** @typedef {import('playwright-core').LaunchOptions} LaunchOptions */

const linuxBrowsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
  name => `/usr/bin/${name}`,
);

/**
 * How Playwright starts a browser here: `$CHROMIUM_PATH`, a system Chromium or Chrome, Edge on Windows, or on Linux x64 a
 * headless Chromium from npm that needs no root.
 *
 * @param {{ env?: NodeJS.ProcessEnv, platform?: string, arch?: string, installed?: readonly string[] }} [machine] for tests
 * @returns {LaunchOptions}
 * @throws Error that says what to do if there is none
 */
export function findBrowser({
  env = process.env,
  platform = process.platform,
  arch = process.arch,
  installed = linuxBrowsers,
} = {}) {
  const chosen = env['CHROMIUM_PATH'];
  if (chosen) {
    if (fs.existsSync(chosen)) return { executablePath: chosen };
    throw new Error(
      `CHROMIUM_PATH is ${chosen}, and there is no such file. Correct it, or unset it to have a browser found.`,
    );
  }
  if (platform !== 'linux') return { channel: platform === 'win32' ? 'msedge' : 'chrome' };
  const system = installed.find(file => fs.existsSync(file));
  if (system) return { executablePath: system };
  if (arch === 'x64') return unpackBrowser();
  throw new Error(
    `There is no Chromium on this machine, and npm has none for Linux ${arch}. Install one (apt-get install chromium) or set CHROMIUM_PATH.`,
  );
}

/**
 * Starts a headless browser that reaches this machine and nothing else. The caller closes it.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  // Imported here because setup runs before this package is installed.
  const { chromium } = await import('playwright-core');
  const found = findBrowser();
  try {
    return await chromium.launch({
      ...found,
      headless: true,
      // The caller closes the browser. Playwright's own handlers would end this process first.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        '--no-sandbox', // root in a container has no user namespaces
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      ],
    });
  } catch (error) {
    const which = found.executablePath ?? found.channel;
    const install = process.platform === 'linux' ? 'Install one (apt-get install chromium)' : 'Install Chrome or Edge';
    throw new Error(`The browser ${which} did not start. ${install}, or set CHROMIUM_PATH to one that works.`, {
      cause: error,
    });
  }
}

/**
 * Unpacks the Chromium that comes as an npm package, once.
 *
 * @returns {LaunchOptions}
 */
function unpackBrowser() {
  const folder = copyManifest('browser');
  installPackages(folder, 'a headless Chromium from npm (about 60 MB, once)');
  const packed = path.join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const unpacked = path.join(folder, 'node_modules', '.unpacked'); // `npm ci` clears it, so it is never of another version
  const executablePath = path.join(unpacked, 'chromium');
  const fonts = path.join(unpacked, 'fonts.conf');
  if (!fs.existsSync(fonts)) {
    fs.rmSync(unpacked, { recursive: true, force: true });
    fs.mkdirSync(unpacked);
    for (const name of fs.readdirSync(packed).filter(name => name.endsWith('.br'))) {
      const file = path.join(unpacked, path.basename(name, '.br'));
      fs.writeFileSync(file, zlib.brotliDecompressSync(fs.readFileSync(path.join(packed, name))));
      if (!file.endsWith('.tar')) continue;
      execFileSync('tar', ['xf', file, '-C', unpacked]);
      fs.rmSync(file);
    }
    fs.chmodSync(executablePath, 0o755);
    const dirs = [path.join(unpacked, 'fonts'), '/usr/share/fonts'].map(dir => `<dir>${dir}</dir>`).join('');
    const cache = `<cachedir>${path.join(unpacked, 'font-cache')}</cachedir>`;
    // Written last, as a sign that the folder is complete.
    fs.writeFileSync(
      fonts,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}${cache}</fontconfig>`,
    );
  }
  const libraries = [path.join(unpacked, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { executablePath, env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts } };
}
