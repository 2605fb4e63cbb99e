// Starts VS Code's server, installs extensions into it, and returns the addresses of its workbench.
import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { startProcess, temporaryFolder, watchOutput } from './cleanup.mjs';
import { installHost } from './host.mjs';
import { findRoot } from './root.mjs';
import { quietSettings } from './settings.mjs';

/**
 * @typedef {object} Server
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {string} token who has it may use the workbench
 * @property {string} folder holds all that this VS Code writes
 * @property {Promise<number | null>} ended
 * @property {() => string} output the end of what the server printed
 * @property {() => Promise<void>} stop ends it and removes its folder
 */

/**
 * @typedef {object} ServerOptions
 * @property {Record<string, unknown>} [settings] user settings, over the quiet ones
 * @property {Record<string, string | undefined>} [env] over this process's; undefined removes a variable. The extension host inherits it
 * @property {readonly string[]} [extensions] VSIX files to install
 * @property {Record<string, unknown>} [machineSettings] what a remote machine has of its own, as a container's description does
 * @property {number} [port] default 0: a free one
 * @property {boolean} [trust] whether folders have to be trusted first, as in every VS Code but that of tests
 * @property {string} [locale] the language, if VS Code has a language pack of it. Default: English
 * @property {boolean} [forTests] lets the workbench load an extension under development and its tests (`payloadUrl`). VS Code
 *   then shows neither notifications nor dialogs
 */

/** The time in which the server must listen, in milliseconds. It takes half a second, or longer on a busy machine. */
const startLimit = 60_000;

/**
 * Starts a VS Code server on 127.0.0.1 with a new, empty user. It ends with this process at the latest.
 *
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 * @throws Error that holds what the server printed
 */
export async function startServer({
  settings = {},
  machineSettings = {},
  env = {},
  extensions = [],
  port = 0,
  trust = false,
  locale,
  forTests = false,
} = {}) {
  const host = installHost();
  const temporary = temporaryFolder('appstream-code-');
  const folder = temporary.path;
  try {
    // For a browser the server is a remote machine: settings of scope `machine` count only there, those of scope
    // `application` only for the user; and what stands in both would be written back to the wrong one.
    const machine = Object.entries(settings).filter(([name]) => scopeOf(name) === 'machine');
    writeSettings(path.join(folder, 'data', 'User'), { ...quietSettings, ...settings });
    writeSettings(path.join(folder, 'data', 'Machine'), { ...Object.fromEntries(machine), ...machineSettings });
    const places = [
      ...['--server-data-dir', folder],
      ...['--user-data-dir', path.join(folder, 'data')],
      ...['--extensions-dir', path.join(folder, 'extensions')],
    ];
    const environment = serverEnvironment(folder, env);
    if (extensions.length) await installExtensions(host, places, environment, extensions);

    // Any page in the user's browser can reach 127.0.0.1; without the token it gets no workbench.
    const token = crypto.randomBytes(16).toString('hex');
    const args = [
      host.server,
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
      ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-experiments'],
      ...places,
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...(locale === undefined ? [] : ['--locale', locale]),
      ...(forTests ? ['--enable-smoke-test-driver'] : []),
    ];
    const { child, ended, stop } = startProcess(host.node, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const watched = watchOutput(child);
    const heard = await Promise.race([
      watched.until(/agent listening on (\d+)|EADDRINUSE/, startLimit), // it keeps running if its port is in use
      ended.then(code => `It ended with code ${code}.`),
    ]);
    const listening = typeof heard === 'string' ? undefined : heard[1];
    if (!listening) {
      await stop();
      const why = typeof heard === 'string' ? heard : `Port ${port} is taken: choose another with --port.`;
      throw new Error(`VS Code's server did not start. ${why} It printed:\n${watched.output()}`);
    }
    const origin = `http://127.0.0.1:${listening}`;
    return {
      origin,
      token,
      folder,
      ended,
      output: watched.output,
      async stop() {
        await stop();
        temporary.remove();
      },
    };
  } catch (error) {
    temporary.remove();
    throw error;
  }
}

/**
 * @param {import('./host.mjs').Host} host
 * @param {readonly string[]} places
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} files VSIX files
 * @throws Error that holds what VS Code said
 */
async function installExtensions(host, places, env, files) {
  const missing = files.find(file => !fs.existsSync(file));
  if (missing) throw new Error(`There is no ${missing}. Make it first: npm run package`);
  const installs = files.flatMap(file => ['--install-extension', file]);
  const args = [host.server, ...places, '--accept-server-license-terms', ...installs];
  const { stdout, stderr } = await promisify(execFile)(host.node, args, { env });
  // VS Code ends with 0 either way.
  if ((stdout.match(/successfully installed/g) ?? []).length < files.length) {
    throw new Error(`VS Code did not install ${files.join(' and ')}:\n${stdout}${stderr}`);
  }
}

/** The scope of one of the extension's settings, by its manifest. @param {string} name @returns {string | undefined} */
function scopeOf(name) {
  const { contributes } = JSON.parse(fs.readFileSync(path.join(findRoot(), 'package.json'), 'utf8'));
  return contributes.configuration.properties[name]?.scope;
}

/** @param {string} folder @param {Record<string, unknown>} settings */
function writeSettings(folder, settings) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** A socket's path may be this long on the strictest system, macOS, and VS Code adds up to 54 to the folder's. */
const longestSocketFolder = 103 - 54;

/**
 * This process's environment without what npm and an outer VS Code put there, which would change how the inner one starts.
 *
 * @param {string} folder
 * @param {Record<string, string | undefined>} changes
 * @returns {NodeJS.ProcessEnv}
 */
function serverEnvironment(folder, changes) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|VSCODE_(?!TEST)|ELECTRON_)/.test(name));
  // VS Code leaves a socket behind when it is ended: where it can, it puts it into the folder that is removed.
  const temporary = folder.length <= longestSocketFolder ? { TMPDIR: folder, XDG_RUNTIME_DIR: folder } : {};
  return {
    ...Object.fromEntries(inherited),
    ...temporary,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}', // send no request to a marketplace
    // code-server would lead every address of this machine through a proxy that is not there, and encode it anew.
    VSCODE_PROXY_URI: '',
    ...changes,
  };
}

/**
 * The address of a workbench.
 *
 * @param {Pick<Server, 'origin' | 'token'>} server
 * @param {object} [what]
 * @param {string} [what.folder] the workspace folder to open; none by default
 * @param {string} [what.extension] the folder of an extension under development; needs a server that is `forTests`
 * @param {string} [what.tests] the module whose `run()` is the extension's tests
 * @returns {string}
 */
export function payloadUrl(server, { folder, extension, tests } = {}) {
  /** @param {string} file */
  const remote = file => `vscode-remote://${new URL(server.origin).host}${pathToFileURL(file).pathname}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  const query = new URLSearchParams({ tkn: server.token });
  if (folder) query.set('folder', pathToFileURL(folder).pathname);
  else query.set('ew', 'true');
  if (payload.length) query.set('payload', JSON.stringify(payload));
  return `${server.origin}/?${query}`;
}
