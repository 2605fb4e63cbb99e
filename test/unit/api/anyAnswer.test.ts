// Random answers, which are mostly of the right shape and often of another.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { api as facts, outputShape, shape } from '../../../src/api/appstream/model';
import { isApiError } from '../../../src/api/core/errors';
import type { Shape } from '../../../src/api/core/facts';
import type { ActingApi, Operation, Output, Runtime } from '../../../src/api/types';
import { createExplorer } from '../../../src/explorer/explorer';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import { present } from '../../../src/explorer/show/present';
import type { Presentation } from '../../../src/explorer/show/presentation';
import { kindNamed, kinds, rootKinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import { actingIn, runtimeUnderTest, sandboxConnection } from '../../support/awsRuntime';
import type { AwsServer } from '../../support/awsServer';
import { startAwsServer } from '../../support/awsServer';
import { pathTo } from '../../support/pathTo';
import { waitUntil } from '../../support/waitUntil';

describe('any answer', () => {
  let server: AwsServer;
  let runtime: Runtime;
  let api: ActingApi;
  let output: unknown;

  before(async () => {
    server = await startAwsServer(() => ({ kind: 'ok', output }));
    ({ runtime } = runtimeUnderTest());
    api = actingIn(runtime, sandboxConnection(server.url));
  });
  after(async () => {
    runtime.dispose();
    await server.close();
  });

  async function answered<O extends Operation>(operation: O, sent: unknown): Promise<Output<O>> {
    output = sent;
    return api.call(operation, {});
  }

  it('of any operation has the types of the service model, whatever the server sends', async () => {
    const operations = Object.keys(facts.operations) as Operation[];
    const anyAnswer = fc
      .constantFrom(...operations)
      .chain(operation => fc.tuple(fc.constant(operation), likely(outputShape(operation), 0).filter(isObject)));
    await fc.assert(
      fc.asyncProperty(anyAnswer, async ([operation, output]) => {
        const found = await answered(operation, output).catch((error: unknown) => {
          if (isApiError(error) && /^(IncompleteAnswer|UnsafeAddress)$/.test(error.code)) return undefined;
          throw error;
        });
        if (found) {
          assert.deepEqual([...mistyped(outputShape(operation), found)], [], operation);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('with one bad entry keeps all good entries', async () => {
    const good = ['a', 'b', 'c'].map(Name => ({ Name, Arn: `arn:${Name}` }));
    await fc.assert(
      fc.asyncProperty(fc.nat(3), likely(shape('Fleet'), 0), async (at, bad) => {
        const { Fleets = [] } = await answered('DescribeFleets', { Fleets: good.toSpliced(at, 0, bad as never) });
        assert.equal(Fleets.length, 4);
        assert.deepEqual(Fleets.toSpliced(at, 1), good);
      }),
      { numRuns: 50 },
    );
  });
});

describe('A list in the view', () => {
  let server: AwsServer;
  let runtime: Runtime;
  let answers: (operation: string) => Record<string, unknown>;
  const asked = new Set<string>();
  const explorers: Explorer[] = [];

  before(async () => {
    server = await startAwsServer(({ operation }) => {
      asked.add(operation);
      return { kind: 'ok', output: answers(operation) };
    });
    ({ runtime } = runtimeUnderTest());
  });
  after(async () => {
    explorers.forEach(explorer => explorer.dispose());
    runtime.dispose();
    await server.close();
  });

  async function rows(kind: Kind): Promise<readonly Presentation[]> {
    const connection = sandboxConnection(server.url);
    const explorer = createExplorer({
      api: place => Promise.resolve(runtime.open(place) as ActingApi),
      pageSize: () => 100,
      changed: () => undefined,
    });
    explorers.push(explorer);
    explorer.setRoots([{ name: 'a', sandbox: true, connections: [connection] }]);
    explorer.poller.pause();
    const path = await pathTo(explorer, kind);
    // On a busy machine, the first rows show while the rest is on its way.
    const nodes = await waitUntil('the whole list', async () => {
      const all = await explorer.children(path);
      return all.some(node => node.kind === 'loading') ? undefined : all;
    });
    return nodes.map(node => present(node));
  }

  /** Whatever a resource may be known by. */
  const named = (name: string): Record<string, unknown> => ({
    ...{ Name: name, Arn: `arn:aws:appstream:eu-west-1:123456789012:thing/${name}`, State: 'STOPPED', Id: name },
    ...{ UserName: name, AuthenticationType: 'USERPOOL', UserArn: name, UserId: name, LicenseType: 'Office' },
    ...{ DirectoryName: name, S3BucketName: name, TaskId: name, SoftwareName: name, sharedAccountId: name },
    ...{ StackName: name, FleetName: name, AppBlockBuilderName: name, ApplicationIdentifier: name },
    ...{ ApplicationArn: `arn:a:b:c:d:application/${name}`, AppBlockArn: `arn:a:b:c:d:app-block/${name}` },
    ...{ FleetType: 'ELASTIC', Visibility: 'PRIVATE', ManagedSoftwareIncluded: true },
  });

  /** The list or map that an operation answers, and the shape of what is in it. */
  function listOf(operation: string): { member: string; entry: Shape; isMap: boolean } | undefined {
    for (const [member, name] of Object.entries(outputShape(operation as Operation).members ?? {})) {
      const { type, member: entry, value } = shape(name);
      if (type === 'list' || type === 'map') {
        return { member, entry: shape(entry ?? value ?? ''), isMap: type === 'map' };
      }
    }
    return undefined;
  }

  /** An answer with two good entries, and perhaps another between them. */
  function answerOf(operation: string, between: readonly unknown[] = [], at = 0): Record<string, unknown> {
    const list = listOf(operation);
    if (!list) return {};
    const good = ['a', 'b'].map(name => (list.entry.type === 'structure' ? named(name) : name));
    const all = good.toSpliced(at, 0, ...(between as never[]));
    if (!list.isMap) return { [list.member]: all };
    return { [list.member]: Object.fromEntries(all.map(entry => [`of ${JSON.stringify(entry)}`, entry])) };
  }

  // Billing periods are reckoned, and a stack has one theme. The applications of an image stand inside of it.
  const lists = kinds.flatMap(kind => kind.list.operations.filter(listOf).map(operation => ({ kind, operation })));
  // The sessions that are found first stand below a fleet, where its stacks are asked for.
  const others = ['imageApplication DescribeImages', 'session ListAssociatedFleets'];
  for (const { kind, operation } of lists.filter(one => !others.includes(`${one.kind.name} ${one.operation}`))) {
    it(`of ${kind.plural} (${kind.name}) shows the good entries of ${operation} next to a bad one of any shape`, async () => {
      const { entry = {} as Shape } = listOf(operation) ?? {};
      answers = operation => answerOf(operation);
      asked.clear();
      const good = (await rows(kind)).map(({ id }) => id);
      assert.equal(good.length, 2);
      assert.ok(asked.has(operation));
      await fc.assert(
        fc.asyncProperty(likely(entry, 0), fc.nat(2), async (bad, at) => {
          answers = name => answerOf(name, name === operation ? [bad] : [], at);
          await standsBeside(kind, good);
        }),
        { numRuns: rootKinds.includes(kind) ? 20 : 10 },
      );
    });
  }

  it('of an image shows its good applications next to a bad one of any shape', async () => {
    const kind = kindNamed('imageApplication');
    const image = (...applications: unknown[]) => ({ Images: [{ ...named('image'), Applications: applications }] });
    answers = () => image(named('a'), named('b'));
    const good = (await rows(kind)).map(({ id }) => id);
    assert.equal(good.length, 2);
    await fc.assert(
      fc.asyncProperty(likely(shape('Application'), 0), async bad => {
        answers = () => image(named('a'), bad, named('b'));
        await standsBeside(kind, good);
      }),
      { numRuns: 20 },
    );
  });

  async function standsBeside(kind: Kind, good: readonly string[]): Promise<void> {
    const shown = await rows(kind);
    for (const id of good) {
      assert.ok(
        shown.some(row => row.id === id && row.label !== 'Unreadable entry'),
        id,
      );
    }
    assert.ok(shown.every(({ tokens }) => !tokens.includes('problem')));
  }

  it('marks an entry without a name as not understood, and shows it as it was sent', async () => {
    answers = () => ({ Fleets: [{ Name: 'a' }, { Name: {}, Odd: [1] }, null, 'word'] });
    const shown = (await rows(kindNamed('fleet'))).filter(({ label }) => label === 'Unreadable entry');
    assert.deepEqual(
      shown.map(({ notes }) => notes.at(-1)),
      ['{"Name":{},"Odd":[1]}', 'null', '"word"'],
    );
  });
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a server might answer for a shape: mostly of its type, often of another. */
function likely(of: Shape, depth: number): fc.Arbitrary<unknown> {
  const wrong = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(null, '', [], {}, 1e30, -1));
  if (depth > 4) return wrong;
  const member = (name: string | undefined): fc.Arbitrary<unknown> => likely(shape(name ?? ''), depth + 1);
  const right = ((): fc.Arbitrary<unknown> => {
    switch (of.type) {
      case 'structure': {
        const members = Object.entries(of.members ?? {}).map(([name, type]) => [name, member(type)] as const);
        return fc.record(Object.fromEntries(members), { requiredKeys: [] });
      }
      case 'list':
        return fc.array(member(of.member), { maxLength: 3 });
      case 'map':
        return fc.dictionary(fc.string(), member(of.value), { maxKeys: 3 });
      case 'boolean':
        return fc.boolean();
      case 'string':
      case 'blob':
        return fc.string();
      default:
        return fc.integer();
    }
  })();
  return fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

function* mistyped(of: Shape, value: unknown, path = ''): Generator<string> {
  if (value === undefined) return;
  const types: Partial<Record<Shape['type'], boolean>> = {
    structure: isObject(value),
    list: Array.isArray(value),
    map: typeof value === 'object' && value !== null,
    string: typeof value === 'string',
    boolean: typeof value === 'boolean',
    timestamp: value instanceof Date && !Number.isNaN(value.getTime()),
  };
  if (!(types[of.type] ?? (of.type === 'blob' || typeof value === 'number'))) {
    yield `${path} is no ${of.type}`;
    return;
  }
  if (of.type === 'list') {
    for (const entry of value as unknown[]) yield* mistyped(shape(of.member ?? ''), entry, `${path}[]`);
  }
  if (of.type !== 'structure') return;
  for (const [name, type] of Object.entries(of.members ?? {})) {
    yield* mistyped(shape(type), (value as Record<string, unknown>)[name], `${path}.${name}`);
  }
}
