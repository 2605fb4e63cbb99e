// Compares the simulator with recorded answers of AppStream: test/recordings/*.json. CONTRIBUTING.md says how to record more.
import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';

import { api } from '../../src/api/appstream/model';
import { createAsk, record, recordingText } from '../../tools/recordAnswers.mjs';
import { awsFiles } from '../support/awsFiles.mjs';
import { useSimulator } from './simulatorFixture';

interface Call {
  /** The page that has the answer, if people have published it. */
  readonly page?: string;
  /** Calls of the simulator before this one. */
  readonly given?: readonly { readonly operation: string; readonly input: object }[];
  /** Seconds that pass before it. */
  readonly wait?: number;
  readonly operation: string;
  readonly input: object;
  readonly answer?: unknown;
  readonly error?: { readonly type: string; readonly message: string };
  /** What is known to be otherwise in the simulator. */
  readonly differs?: readonly string[];
}
interface Recording {
  readonly source: string;
  readonly recorded: string;
  readonly region: string;
  readonly calls: readonly Call[];
}

const folder = path.resolve(__dirname, '../../../test/recordings');
const files = fs.readdirSync(folder).filter(file => file.endsWith('.json'));

/** Where a recorded answer and one of the simulator have other members, or members of another type. Values may differ. */
function differences(real: unknown, simulated: unknown, at: string): string[] {
  const [wanted, found] = [typeOf(real), typeOf(simulated)];
  if (wanted !== found) return [`${at} is ${wanted} in AppStream and ${found} here`];
  if (Array.isArray(real) && Array.isArray(simulated)) {
    // Of lists, the members of all items together count: not every item has every member.
    if (!real.length || !simulated.length) return [];
    return differences(merged(real), merged(simulated), `${at}[]`);
  }
  if (wanted !== 'structure') return [];
  const [a, b] = [real as Record<string, unknown>, simulated as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort()
    .flatMap(name =>
      !(name in b)
        ? [`${at}.${name} is in AppStream only`]
        : !(name in a)
          ? [`${at}.${name} is here only`]
          : differences(a[name], b[name], `${at}.${name}`),
    );
}

function typeOf(value: unknown): string {
  return Array.isArray(value)
    ? 'list'
    : value === null
      ? 'null'
      : typeof value === 'object'
        ? 'structure'
        : typeof value;
}

function merged(items: readonly unknown[]): unknown {
  if (!items.every(item => typeOf(item) === 'structure')) return items[0];
  return Object.assign({}, ...(items as object[]));
}

/** Members that the API's model lacks. */
function unknownMembers(value: unknown, shapeName: string | undefined, at: string): string[] {
  const shape = shapeName === undefined ? undefined : api.shapes[shapeName];
  if (Array.isArray(value)) return [...new Set(value.flatMap(item => unknownMembers(item, shape?.member, at)))];
  if (typeOf(value) !== 'structure' || shape?.type !== 'structure') return [];
  return Object.entries(value as object).flatMap(([name, item]) =>
    shape.members?.[name] ? unknownMembers(item, shape.members[name], `${at}.${name}`) : [`${at}.${name}`],
  );
}

for (const file of files) {
  const recording = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Recording;
  describe(`The simulator answers as AppStream does in ${file} (${recording.recorded}, ${recording.region})`, () => {
    const fixture = useSimulator({ seed: recording.calls.some(({ answer }) => answer) ? 'demo' : 'empty' });
    for (const [index, call] of recording.calls.entries()) {
      it(`${index + 1}: ${call.operation} ${call.error?.type ?? ''}`.trim(), async () => {
        for (const { operation, input } of call.given ?? []) await fixture.call(operation, input);
        fixture.pass(call.wait ?? 0);
        if (call.error) {
          await fixture.refuses(call.operation, call.input, call.error.type, call.error.message);
        } else {
          const unknown = unknownMembers(call.answer, api.operations[call.operation]?.output, call.operation);
          assert.deepEqual(unknown, [], 'the model has all members');
          const simulated = await fixture.call(call.operation, call.input);
          const found = differences(call.answer, JSON.parse(JSON.stringify(simulated)), call.operation);
          assert.deepEqual(found, call.differs ?? []);
        }
      });
    }

    it('names the source of each call, and nobody', () => {
      for (const { page } of recording.calls) if (page !== undefined) assert.match(page, /^https:\/\/[\w./-]+$/);
      assert.ok(recording.source === 'npm run record' || recording.calls.every(({ page }) => page));
      assert.match(recording.recorded, /^20\d\d-\d\d-\d\d$/);
      const words = JSON.stringify(recording.calls.map(call => ({ ...call, page: undefined })));
      for (const [found] of words.matchAll(/[^\s"']+@[^\s"']+/g)) assert.match(found, /@example\.com$/);
      for (const [found] of words.matchAll(/\b\d{12}\b/g)) assert.match(found, /^(123456789012|1{9,}\d{1,3})$/);
    });
  });
}

describe('npm run record', () => {
  const fixture = useSimulator({ seed: 'demo' });
  let text = '';
  let calls: Awaited<ReturnType<typeof record>> = [];

  before(async () => {
    const ask = createAsk({
      ...{ endpoint: fixture.url, region: 'eu-west-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    });
    calls = await record(ask, api);
    text = recordingText(calls, { region: 'eu-west-1', now: new Date(fixture.now()) });
  });

  it('only reads', () => {
    const run = [...fixture.simulator.executed().keys()];
    assert.ok(run.length >= 20);
    assert.deepEqual(
      run.filter(operation => !/^(Describe|List)[A-Z]/.test(operation)),
      [],
    );
  });

  it('keeps no name, number or address of the account', () => {
    const { calls: written } = JSON.parse(text) as Recording;
    assert.equal(written.length, calls.length);
    const secrets = [
      ...['123456789012', '345678901234', 'haldenbrook', 'Halden', 'cad-workstations', 'Revit', 'hb-cad', 'Architect'],
      ...['subnet-0a11', 'CostCentre', 'Design', 'corp.', 'structural-suite'],
    ];
    assert.deepEqual(
      secrets.filter(secret => text.includes(secret)),
      [],
    );
    for (const [found] of text.matchAll(/[^\s"']+@[^\s"']+/g)) assert.match(found, /^person-\d+@example\.com$/);
    for (const [found] of text.matchAll(/https?:\/\/[^\s"']+/g)) assert.match(found, /^https:\/\/example\.com\/\d+$/);
    for (const [found] of text.matchAll(/\b\d{12}\b/g)) assert.match(found, /^(1{9,}\d{1,3}|0+\d+)$/);
  });

  it('gives the same value the same word everywhere', () => {
    const answerOf = (operation: string) =>
      calls.filter(call => call.operation === operation).map(({ answer }) => answer as Record<string, unknown>);
    const [stacks] = answerOf('DescribeStacks');
    const names = (stacks?.Stacks as { Name: string }[]).map(({ Name }) => Name);
    const asked = calls.filter(({ operation }) => operation === 'ListAssociatedFleets').map(({ input }) => input);
    assert.deepEqual(
      asked.slice(0, 3).map(input => (input as { StackName: string }).StackName),
      names.slice(0, 3),
    );
    const [fleets] = answerOf('DescribeFleets');
    const [fleet] = fleets?.Fleets as { Name: string; Arn: string }[];
    assert.match(fleet?.Arn ?? '', new RegExp(`^arn:aws:appstream:eu-west-1:\\d{12}:fleet/${fleet?.Name}$`));
    assert.ok(answerOf('ListAssociatedFleets').some(({ Names }) => (Names as string[])[0]?.startsWith('name-')));
  });

  it('keeps what is AWS’s own: states, types, images, codes of errors, words of messages', () => {
    for (const word of [
      ...[
        'RUNNING',
        'ON_DEMAND',
        'stream.standard.large',
        'WINDOWS_SERVER_2022',
        'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES',
      ],
      ...['AppStream-RHEL8-08-31-2026', 'does not have enough free IP addresses', 'DEPRECATED'],
    ]) {
      assert.ok(text.includes(word), word);
    }
    assert.ok(calls.some(({ error }) => error?.type === 'ResourceNotFoundException'));
  });

  it('is a command that takes a profile, with its endpoint, and a Region', async function () {
    this.timeout(60_000);
    const root = path.resolve(__dirname, '../../..');
    const files = awsFiles({ p: { accessKeyId: 'SANDBOXPRODUCTION', endpointUrl: fixture.url } });
    const out = path.join(path.dirname(files.configFile), 'recording.json');
    const args = ['tools/record.mjs', '--profile', 'p', '--region', 'us-east-1', '--out', out];
    const env = { ...process.env, ...files.env };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    assert.match(stdout, /^Wrote \d+ answers, of which \d+ are refusals/);
    const written = JSON.parse(fs.readFileSync(out, 'utf8')) as Recording;
    assert.deepEqual([written.region, written.calls[0]?.operation], ['us-east-1', 'DescribeFleets']);
    files.remove();
  });
});
