#!/usr/bin/env node
// Stands in for the `code` executable of @vscode/test-electron and @vscode/test-cli: it takes the same arguments, and runs
// the extension's tests in VS Code's server with a headless browser. Ends with the tests' own exit code, or 4 when
// they never end.
import path from 'node:path';
import { format } from 'node:util';

import { launchBrowser } from './browser.mjs';
import { own, stopAll } from './cleanup.mjs';
import { installHost } from './host.mjs';
import { payloadUrl, startServer } from './server.mjs';

const exitCodes = { noTests: 2, workbenchFailed: 3, timedOut: 4 };

/** The longest time of the tests, in milliseconds. */
const limit = Number(process.env['TEST_HOST_LIMIT'] ?? 10 * 60_000);

const args = process.argv.slice(2);

/** @param {string} name @returns {string | undefined} */
const option = name => args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

/**
 * Runs the tests and answers their exit code.
 *
 * @param {string} extension
 * @param {string} tests
 * @param {string | undefined} folder
 * @returns {Promise<number>}
 */
async function run(extension, tests, folder) {
  const server = await startServer({ forTests: true });
  const browser = await launchBrowser();
  own({ stop: () => browser.close(), kill() {} });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    // The workbench calls these two functions when it runs tests.
    void page.exposeFunction('codeAutomationExit', resolve);
    void page.exposeFunction('codeAutomationLog', print);
    page.once('crash', () => reject(new Error('The browser page that ran the tests crashed.')));
    void server.ended.then(code =>
      reject(new Error(`VS Code's server ended with code ${code} under the tests:\n${server.output()}`)),
    );
    setTimeout(() => {
      console.error(`The tests did not end within ${limit / 1000} s.`);
      resolve(exitCodes.timedOut);
    }, limit).unref();
  });
  await page.goto(payloadUrl(server, { extension, tests, ...(folder ? { folder } : {}) }));
  return ended;
}

/** The beginnings of lines that the workbench prints in every run. */
const chatter = /^(Resolv|Creating|Updating|\[|Ignoring fetching|Canceled: )/;

/**
 * Prints the output of the tests, without the workbench's own lines. TEST_HOST_VERBOSE=1 prints them too.
 *
 * @param {string} _kind `log`, `warn` …
 * @param {unknown[]} values
 */
function print(_kind, values) {
  const text = format(...values);
  if (chatter.test(text) && !process.env['TEST_HOST_VERBOSE']) return;
  process.stdout.write(`${text}\n`);
}

if (args.includes('--version')) {
  console.log(installHost().version);
} else {
  const extension = option('extensionDevelopmentPath');
  const tests = option('extensionTestsPath');
  const folder = args.find(arg => !arg.startsWith('-'));
  let code = exitCodes.noTests;
  if (extension && tests) {
    try {
      code = await run(path.resolve(extension), path.resolve(tests), folder && path.resolve(folder));
    } catch (error) {
      console.error(error);
      code = exitCodes.workbenchFailed;
    }
  } else {
    console.error('Needs --extensionDevelopmentPath=FOLDER and --extensionTestsPath=MODULE.');
  }
  await stopAll();
  process.exit(code);
}
