// npm start: VS Code with the extension, over a simulated AppStream.
import path from 'node:path';
import { parseArgs } from 'node:util';

import { exitOnSignalWith, isStopping, stopAll, stopWithNpm } from './cleanup.mjs';
import { startDemo } from './demo.mjs';
import { findDesktop, startDesktop } from './desktop.mjs';
import { openUrl } from './openUrl.mjs';
import { findRoot } from './root.mjs';
import { payloadUrl, startServer } from './server.mjs';
import { packFolder, packVsix } from './vsix.mjs';

const help = `npm start [-- OPTIONS]   AppStream Explorer in a VS Code of its own. Ctrl-C stops everything and leaves nothing behind.

  --desktop    in the desktop VS Code of this machine instead of the browser
  --aws        with your own AWS profiles instead of the simulated account
  --port N     the workbench's port on 127.0.0.1; a free one by default
  --help       this text`;

const hints = {
  demo: `  Open demo-production, eu-west-1, Fleets in the AppStream view.
  Right-click a stopped fleet and choose Start.`,
  aws: '  Add one of your AWS profiles in the AppStream view.',
};

/**
 * Runs until the user stops it or something ends that should not.
 *
 * @param {{ desktop: boolean, aws: boolean, port: number }} options
 * @returns {Promise<void>}
 */
async function start({ desktop, aws, port }) {
  const installed = desktop ? findDesktop() : undefined; // checked first, because nothing needs to be built without one
  console.log('Building the extension …');
  const { file, made } = await packVsix();
  console.log(made ? 'Built.' : 'It is up to date.');
  const extensions = [file, await opener()];
  const demo = aws ? undefined : await startDemo();
  if (demo) console.log(`The simulated AppStream listens on ${demo.url}`);
  const simulator = demo?.ended.then(code => {
    throw new Error(`The simulator ended with code ${code}. It printed:\n${demo.output()}`);
  });
  simulator?.catch(() => {}); // nobody waits for it before the race below
  const env = demo?.env ?? {};
  const settings = demo?.settings ?? {};
  const hint = aws ? hints.aws : hints.demo;

  if (installed) {
    const { ended } = await startDesktop(installed, { extensions, env, settings });
    console.log(
      `\nAppStream Explorer runs in a window of VS Code.\n\n${hint}\n  Close the window or press Ctrl-C to stop.\n`,
    );
    await Promise.race([ended, simulator ?? ended]);
    return;
  }
  const server = await startServer({ port, env, settings, extensions });
  const url = payloadUrl(server);
  console.log(`\nAppStream Explorer runs in VS Code at\n\n  ${url}\n\n${hint}\n  Ctrl-C stops everything.\n`);
  openUrl(url);
  const gone = server.ended.then(code => {
    throw new Error(`VS Code's server ended with code ${code}. It printed:\n${server.output()}`);
  });
  await Promise.race([gone, simulator ?? gone]);
}

/**
 * What opens the AppStream view: VS Code starts with its file explorer, and no setting says otherwise.
 *
 * @returns {Promise<string>} a VSIX
 */
async function opener() {
  const root = findRoot();
  const file = path.join(root, 'out', 'open-view.vsix');
  await packFolder(path.join(root, 'tools/openView'), file);
  return file;
}

/**
 * @returns {{ desktop: boolean, aws: boolean, port: number } | undefined} undefined when help was asked for
 * @throws Error about an argument that is none
 */
function options() {
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      aws: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port ${values.port} is not a port: it takes 0 to 65535.`);
  }
  return { desktop: values.desktop, aws: values.aws, port };
}

exitOnSignalWith(0);
stopWithNpm();
try {
  const chosen = options();
  if (chosen) await start(chosen);
  else console.log(help);
} catch (error) {
  if (!isStopping()) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
await stopAll();
