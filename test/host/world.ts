// What all host tests stand in: a simulator, profiles that lead to it, and an ear on what the extension gives VS Code. The
// extension has no API for tests, so they see what VS Code sees: the tree's data provider and the log's lines.
import fs from 'node:fs';

import * as vscode from 'vscode';

import { createRuntime } from '../../src/api/runtime';
import type { ActingApi } from '../../src/api/types';
import type { ActivityRow } from '../../src/explorer/activity/presentActivity';
import { viewId } from '../../src/explorer/contributed';
import type { Node } from '../../src/explorer/tree/node';
import { accountIdOf } from '../../src/simulator/base/accounts';
import type { RequestLogEntry, Simulator } from '../../src/simulator/simulator';
import { startSimulator } from '../../src/simulator/simulator';
import { actingIn } from '../support/awsRuntime';
import { record } from '../support/recorded';
import { waitUntil } from '../support/waitUntil';
import { replace } from './replace';

interface World {
  readonly simulator: Simulator;
  /** All that the simulator was asked. */
  readonly requests: RequestLogEntry[];
  /** What the extension wrote into its output channels, and `show` when it showed one. */
  readonly log: string[];
  /** What it draws its tree with; undefined until it is active. */
  tree: vscode.TreeDataProvider<Node> | undefined;
  /** The same for the Activity view. */
  activity: vscode.TreeDataProvider<ActivityRow> | undefined;
  /** What opens a link; undefined until it is active. */
  links: vscode.UriHandler | undefined;
  /** The rows that it revealed. */
  readonly revealed: Node[];
  accounts: number;
}

// Each test file is a bundle of its own: they meet in one place of the process.
const place = globalThis as { appstreamHostTests?: World };

/** The world, which the entry has opened. */
export function world(): World {
  if (!place.appstreamHostTests) throw new Error('The host tests start in index.ts');
  return place.appstreamHostTests;
}

/** How many accounts there are for tests to take. */
const accountCount = 600;

/** Opens the world before any test. @returns what closes it */
export async function openWorld(): Promise<() => Promise<void>> {
  const requests: RequestLogEntry[] = [];
  const log: string[] = [];
  // Time stands still: what is STARTING stays so, however slow the machine.
  const start = Date.now();
  const simulator = await startSimulator({ now: () => start, log: entry => requests.push(entry) });
  const mine: World = {
    simulator,
    requests,
    log,
    tree: undefined,
    activity: undefined,
    links: undefined,
    revealed: [],
    accounts: 0,
  };
  place.appstreamHostTests = mine;
  writeAwsFiles(simulator.url);
  const { createTreeView, createOutputChannel } = vscode.window;
  replace(vscode.window, 'createTreeView', (id: string, options: vscode.TreeViewOptions<Node>) => {
    const view = createTreeView(id, options);
    if (id === viewId) {
      mine.tree = options.treeDataProvider;
      const reveal = view.reveal.bind(view);
      view.reveal = async (row, how) => {
        mine.revealed.push(row);
        await reveal(row, how);
      };
    } else {
      mine.activity = options.treeDataProvider as unknown as vscode.TreeDataProvider<ActivityRow>;
    }
    return view;
  });
  const { registerUriHandler } = vscode.window;
  replace(vscode.window, 'registerUriHandler', (handler: vscode.UriHandler) => {
    mine.links = handler;
    return registerUriHandler(handler);
  });
  replace(vscode.window, 'createOutputChannel', (name: string, options: { log: true }) =>
    overheard(createOutputChannel(name, options), log),
  );
  return () => {
    // The log has what the extension sent, the simulator's also what a test asked past it.
    for (const line of log) {
      const [, operation] = /^(\w+) account-\d+ \S+ \d+ ms ok /.exec(line) ?? [];
      if (operation !== undefined) record('operations', operation);
    }
    return simulator.close();
  };
}

// The entry of the test stage made these two files, empty, and points AWS's own variables at them.
function writeAwsFiles(endpoint: string): void {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  if (!AWS_CONFIG_FILE || !AWS_SHARED_CREDENTIALS_FILE) throw new Error('There are no AWS files of its own');
  const numbers = Array.from({ length: accountCount }, (_, index) => index + 1);
  const config = numbers.map(n => `[profile ${profileOf(n)}]\nregion = eu-west-1\nendpoint_url = ${endpoint}\n`);
  const credentials = numbers.map(
    n => `[${profileOf(n)}]\naws_access_key_id = ${accessKeyOf(n)}\naws_secret_access_key = not-a-secret\n`,
  );
  fs.writeFileSync(AWS_CONFIG_FILE, config.join('\n'));
  fs.writeFileSync(AWS_SHARED_CREDENTIALS_FILE, credentials.join('\n'));
}

function profileOf(number: number): string {
  return `account-${String(number).padStart(3, '0')}`;
}

function accessKeyOf(number: number): string {
  return `HOSTTEST${String(number).padStart(3, '0')}`;
}

function overheard(channel: vscode.LogOutputChannel, log: string[]): vscode.LogOutputChannel {
  const writers = ['append', 'appendLine', 'replace', 'trace', 'debug', 'info', 'warn', 'error'];
  return new Proxy(channel, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]): unknown => {
        if (name === 'show') log.push('show');
        else if (writers.includes(String(name))) log.push(values.map(String).join(' '));
        return Reflect.apply(member, target, values);
      };
    },
  });
}

/** An account of the simulator that no other test has touched, with the demo company's production data. */
export interface Account {
  readonly profile: string;
  readonly accessKeyId: string;
  /** Its number, as it stands in ARNs. */
  readonly id: string;
  /** Asks the simulator directly, past the extension. */
  readonly api: ActingApi;
  /** The operations that the extension had done for it, without those that only read. */
  readonly changes: () => string[];
}

/** The next account that no test has used. It is not in the view yet. */
export function nextAccount(): Account {
  const number = (world().accounts += 1);
  if (number > accountCount) throw new Error('More accounts are needed than there are: raise accountCount');
  const [profile, accessKeyId] = [profileOf(number), accessKeyOf(number)];
  const { simulator, requests } = world();
  const limits = { connectTimeout: 10_000, requestTimeout: 30_000, concurrency: 4 };
  return {
    profile,
    accessKeyId,
    id: accountIdOf(accessKeyId),
    api: actingIn(createRuntime({ log: () => {}, limits: () => limits }), {
      key: `test:${profile}`,
      profile,
      region: 'eu-west-1',
      sandbox: { endpoint: simulator.url, accessKeyId },
    }),
    changes: () =>
      requests
        .filter(entry => entry.accessKeyId === accessKeyId && !/^(Describe|List|Get)/.test(entry.operation))
        .map(({ operation, region }) => (region === 'eu-west-1' ? operation : `${operation} in ${region}`)),
  };
}

/** Takes the next account and has the view show it alone. */
export async function showAccount(regions: readonly string[] = ['eu-west-1']): Promise<Account> {
  const account = nextAccount();
  await activate();
  await setConnections([{ profile: account.profile, regions }]);
  await shown(labels => labels.length === 1 && labels[0] === account.profile);
  return account;
}

/** Sets what the view shows, as if by hand. */
export async function setConnections(value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('appstream').update('connections', value, vscode.ConfigurationTarget.Global);
}

/** What the user settings say that the view shows. */
export function connections(): unknown {
  const settings = vscode.workspace.getConfiguration('appstream').inspect('connections');
  return settings?.globalValue;
}

/** Waits until the names of the view's roots are as wanted. @throws Error by the test's own time limit */
export async function shown(wanted: (labels: readonly string[]) => boolean): Promise<void> {
  const tree = treeOf();
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      roots().then(labels => {
        if (!wanted(labels)) return;
        listening?.dispose();
        resolve();
      }, reject);
    };
    const listening = tree.onDidChangeTreeData?.(look);
    look();
  });
}

/** Activates the extension as a user does: by a command. */
export async function activate(): Promise<void> {
  if (!world().tree) await vscode.commands.executeCommand('appstream.showLog');
}

/** The names of the view's roots, without the row of the recent resources, which earlier tests have left. */
export async function roots(): Promise<string[]> {
  return (await below()).map(labelOf).filter(label => label !== 'Recent');
}

/** What VS Code gets to show below a node, once that is loaded; the roots without one. */
export async function below(node?: Node): Promise<Node[]> {
  const look = async (): Promise<Node[] | undefined> => {
    const nodes = (await treeOf().getChildren(node)) ?? [];
    return nodes.some(({ kind }) => kind === 'loading') ? undefined : nodes;
  };
  return waitUntil(`what stands below ${node ? labelOf(node) : 'the view'}`, look, { every: 100, limit: 50_000 });
}

/** The node at the end of a path of labels from a root, `['account-001', 'eu-west-1', 'Fleets', 'cad-workstations']`. */
export async function nodeAt(path: readonly string[]): Promise<Node> {
  let node: Node | undefined;
  for (const label of path) {
    const nodes = await below(node);
    const found = nodes.find(candidate => labelOf(candidate) === label);
    if (!found) throw new Error(`No ${label} among ${nodes.map(labelOf).join(', ')}`);
    node = found;
  }
  if (!node) throw new Error('An empty path leads nowhere');
  return node;
}

/** The item that VS Code draws for a node. */
export function itemOf(node: Node): vscode.TreeItem {
  return treeOf().getTreeItem(node) as vscode.TreeItem;
}

/** The words that VS Code draws for a node. */
export function labelOf(node: Node): string {
  const { label = '' } = itemOf(node);
  return typeof label === 'string' ? label : label.label;
}

function treeOf(): vscode.TreeDataProvider<Node> {
  const { tree } = world();
  if (!tree) throw new Error('The extension has made no tree yet');
  return tree;
}
