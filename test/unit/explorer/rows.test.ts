// What each row of the tree shows: its icon, the words behind its name, and what its menu offers.
import * as assert from 'node:assert/strict';

import type { ApiErrorFacts, Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import { refusedOf } from '../../../src/explorer/show/iamStatement';
import { present } from '../../../src/explorer/show/present';
import type { Presentation } from '../../../src/explorer/show/presentation';
import type { Mark } from '../../../src/explorer/tree/mark';
import type { GroupNode, Node, ProblemNode, ProfileNode, ResourceNode } from '../../../src/explorer/tree/node';
import { profileOf } from '../../../src/explorer/tree/node';
import type { KindName } from '../../../src/kinds/names';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { groupOf, nodeOf } from '../../support/nodes';
import { connection } from '../../support/scriptedApi';

const error = (reason: Reason, more: Partial<ApiErrorFacts> = {}): ApiError =>
  new ApiError('It went wrong', {
    ...{ reason, operation: 'DescribeFleets', code: 'SomeException', retryable: false, nextStep: 'Mend it.' },
    ...more,
  });
const offers = ({ tokens }: Presentation, token: string): boolean => tokens.includes(`;${token};`);
const fact = ({ facts }: Presentation, label: string): unknown =>
  facts.find(({ label: other }) => other === label)?.value;

/** The same node, of a profile with this mark. */
function marked<N extends GroupNode | ResourceNode>(node: N, mark: Mark | undefined): N {
  Object.assign(profileOf(node) ?? assert.fail(), { mark });
  return node;
}

const readOnly: Mark = { word: 'PRODUCTION', readOnly: true };

describe('The row of a list that could not be loaded', () => {
  const problem = (failed: ApiError, parent = groupOf('fleet')): ProblemNode => ({
    ...{ kind: 'problem', id: 'p', parent, error: failed },
  });

  const words: readonly (readonly [Reason, string, Partial<ApiErrorFacts>?])[] = [
    ['denied', 'Access denied'],
    ['credentials', 'Not signed in'],
    ['expired', 'Credentials expired'],
    ['network', "Can't connect"],
    ['timeout', 'No answer'],
    ['throttled', 'Too many requests'],
    ['config', 'Configuration problem'],
    ['malformed', 'Unexpected answer'],
    ['readOnly', 'Read-only'],
    ['otherActor', 'Opened for another account'],
    ['otherActor', 'Sandbox stopped', { code: 'SandboxStopped' }],
    ['service', 'AWS has a problem'],
    ['service', 'proxy.example has a problem', { host: 'proxy.example' }],
    ['conflict', 'SomeException'],
    ['notFound', 'SomeException'],
    ['exists', 'SomeException'],
    ['limit', 'SomeException'],
    ['invalid', 'SomeException'],
  ];
  for (const [reason, says, more] of words) {
    it(`says in a few words why: ${reason}, ${says}`, () => {
      assert.equal(present(problem(error(reason, more))).label, `Can't list Fleets: ${says}`);
    });
  }

  it('says that the user cancelled it, which is no failure', () => {
    assert.equal(present(problem(error('cancelled'))).label, 'Loading Fleets was cancelled');
  });

  it('names the next step, and in the tooltip what AWS said and the request', () => {
    const looks = present(problem(error('denied', { requestId: 'r-1' })));
    assert.equal(looks.description, 'Mend it.');
    assert.deepEqual(looks.notes, ['It went wrong.', 'Mend it.', 'DescribeFleets, request ID r-1']);
    assert.equal(looks.icon, 'warning');
    assert.deepEqual(
      ['problem', 'problem.denied', 'problem.retry', 'problem.signIn'].filter(token => offers(looks, token)),
      ['problem', 'problem.denied', 'problem.retry'],
    );
    assert.equal(looks.command, undefined);
  });

  it('names the operation if the request has no ID', () => {
    assert.equal(present(problem(error('network'))).notes.at(-1), 'DescribeFleets');
  });

  it('signs in with a click if that can help', () => {
    const looks = present(problem(error('expired', { signIn: true })));
    assert.equal(looks.label, 'Sign in to list Fleets');
    assert.equal(looks.description, 'It went wrong');
    assert.deepEqual([looks.icon, looks.command], ['sign-in', 'signIn']);
    assert.deepEqual([offers(looks, 'problem.signIn'), offers(looks, 'problem.retry')], [true, false]);
  });

  it('names the kind if it stands in a section of a list', () => {
    const images = explorerUnderTest({}).group('image');
    const [section] = images.sections ?? [];
    assert.ok(section && section.title !== images.title);
    assert.match(present(problem(error('denied'), section)).label, /^Can't list Images: /);
  });
});

describe('The row of a profile', () => {
  const profile = (members: Partial<ProfileNode>): ProfileNode =>
    Object.assign(explorerUnderTest({}).region.parent, members);

  it('tells a profile, a read-only profile and a sandbox account apart by the icon', () => {
    assert.equal(present(profile({})).icon, 'account');
    assert.equal(present(profile({ mark: readOnly })).icon, 'lock');
    assert.equal(present(profile({ sandbox: true, mark: readOnly })).icon, 'beaker');
  });

  it('says that no Region is selected, and names those that are in the tooltip', () => {
    assert.equal(present(profile({ regions: [] })).description, 'no Region selected');
    assert.equal(fact(present(profile({ regions: [] })), 'Regions'), undefined);
    const two = explorerUnderTest({}, { connections: [connection, { ...connection, key: 'k', region: 'eu-west-2' }] });
    const looks = present(two.region.parent);
    assert.equal(looks.description, undefined);
    assert.equal(fact(looks, 'Regions'), 'eu-west-1, eu-west-2');
  });

  const menus: readonly { what: string; members: Partial<ProfileNode>; tokens: readonly string[] }[] = [
    { what: 'of AWS, before its sign-in is known', members: {}, tokens: ['aws', 'changeable', 'signIn'] },
    { what: 'that signs in', members: { offersSignIn: true }, tokens: ['aws', 'changeable', 'signIn'] },
    { what: 'with keys', members: { offersSignIn: false }, tokens: ['aws', 'changeable'] },
    { what: 'that is read-only', members: { mark: readOnly }, tokens: ['aws', 'readOnly', 'signIn'] },
    {
      what: 'with an MFA device',
      members: { offersMfa: true, offersSignIn: false },
      tokens: ['aws', 'changeable', 'mfa'],
    },
    { what: 'of the sandbox', members: { sandbox: true }, tokens: ['simulated', 'changeable'] },
  ];
  for (const { what, members, tokens } of menus) {
    it(`offers what suits a profile ${what}`, () => {
      const looks = present(profile(members));
      assert.equal(looks.tokens, `;profile;${tokens.join(';')};`);
      assert.equal(looks.expandable, 'expanded');
    });
  }
});

describe('The row of a Region', () => {
  it('has its long name, and no description for a Region that the extension does not know', () => {
    const { region } = explorerUnderTest({});
    assert.equal(present(region).description, 'Europe (Ireland)');
    const unknown = explorerUnderTest({}, { connections: [{ ...connection, region: 'xx-north-9' }] }).region;
    assert.ok(!('description' in present(unknown)));
    assert.equal(fact(present(unknown), 'Region'), 'xx-north-9');
  });

  it('is told apart from a Region of the sandbox, which the console does not have', () => {
    const { region } = explorerUnderTest({});
    assert.deepEqual([offers(present(region), 'aws'), offers(present(region), 'console')], [true, true]);
    const sandbox = { endpoint: 'http://127.0.0.1:1', instance: 'i' } as NonNullable<typeof connection.sandbox>;
    const simulated = explorerUnderTest({}, { connections: [{ ...connection, sandbox }] }).region;
    Object.assign(simulated.parent, { sandbox: true });
    const looks = present(simulated);
    assert.deepEqual(
      [offers(looks, 'simulated'), offers(looks, 'aws'), offers(looks, 'console')],
      [true, false, false],
    );
  });
});

describe('The row of a Region that AWS denies', () => {
  const denied = error('denied', { denied: { actions: ['appstream:DescribeFleets'] } });
  /** What the lists of fleets, stacks and image builders answer. */
  function region(fleets: ApiError | undefined, stacks: ApiError | undefined) {
    const answers = { fleets, stacks };
    const answer = (failed: ApiError | undefined, given: object): object => {
      if (failed) throw failed;
      return given;
    };
    const setup = explorerUnderTest(
      {
        DescribeFleets: () => answer(answers.fleets, { Fleets: [{ Name: 'dev' }] }),
        DescribeStacks: () => answer(answers.stacks, { Stacks: [] }),
      },
      { mark: { word: 'PRODUCTION', readOnly: false } },
    );
    const open = async (kind: KindName): Promise<void> => {
      await setup.explorer.children(setup.group(kind));
      await Promise.resolve();
    };
    return { ...setup, answers, open, looks: () => present(setup.region) };
  }

  it('says so once all of several lists are denied, what to do, and offers the statement for all of them', async () => {
    const { region: node, open, looks, changed } = region(denied, denied);
    await open('fleet');
    assert.equal(looks().description, 'PRODUCTION · Europe (Ireland)', 'one list may be denied on purpose');
    changed.length = 0;
    await open('stack');
    assert.deepEqual(changed, [node]);
    assert.equal(looks().description, 'PRODUCTION · ⚠ Access denied · Europe (Ireland)');
    assert.equal(looks().icon, 'warning');
    assert.equal(looks().accessibleLabel, 'Region, eu-west-1, PRODUCTION · ⚠ Access denied · Europe (Ireland)');
    assert.deepEqual(looks().notes, [
      'AWS denies all 2 lists of this Region that were loaded.',
      'Check that profile "prod" is the right one, and that your organization allows this Region. If so, ask an administrator for the permissions: Copy IAM Statement copies them.',
    ]);
    assert.ok(offers(looks(), 'denied'));
    assert.equal(refusedOf(node).length, 2);
  });

  it('says it no longer when one list was answered', async () => {
    const { explorer, region: node, answers, open, looks, changed } = region(denied, denied);
    await open('fleet');
    await open('stack');
    answers.stacks = undefined;
    changed.length = 0;
    await explorer.refresh();
    assert.ok(changed.includes(node));
    assert.equal(looks().description, 'PRODUCTION · Europe (Ireland)');
    assert.deepEqual([looks().icon, looks().notes, refusedOf(node)], ['globe', [], []]);
  });

  const others: readonly (readonly [string, ApiError | undefined])[] = [
    ['fails otherwise', error('network')],
    ['is answered', undefined],
  ];
  for (const [what, stacks] of others) {
    it(`does not say it while a list ${what}`, async () => {
      const { open, looks } = region(denied, stacks);
      await open('fleet');
      await open('stack');
      assert.equal(looks().description, 'PRODUCTION · Europe (Ireland)');
    });
  }
});

describe('The row of a list', () => {
  it("has its kind's icon below a Region, and a folder below a resource", () => {
    assert.equal(present(groupOf('stack')).icon, groupOf('stack').resourceKind.icon);
    const [below] = nodeOf('stack', { Name: 'a' }).groups;
    assert.ok(below);
    assert.equal(present(below).icon, 'folder');
  });

  it('offers to create a resource unless its profile is read-only, and so does its row when empty', () => {
    for (const mark of [undefined, readOnly]) {
      const list = marked(groupOf('stack'), mark);
      const empty: Node = { kind: 'empty', id: 'e', parent: list };
      assert.equal(offers(present(list), 'group.stack'), mark === undefined);
      assert.equal(offers(present(empty), 'empty.stack'), mark === undefined);
    }
  });

  it('offers to create nothing where the API has no operation for it', () => {
    assert.equal(offers(present(groupOf('session')), 'group.session'), false);
  });

  it('offers to create a resource in the section where it would appear, and above it', () => {
    const { group } = explorerUnderTest({});
    const lists = group('usageReport');
    assert.equal(offers(present(lists), 'group.usageReport'), true);
    const sections = (lists.sections ?? []).filter(section => offers(present(section), 'group.usageReport'));
    assert.deepEqual(
      sections.map(({ id }) => id.split(':').at(-1)),
      ['subscription'],
    );
  });

  it('tells lists and sections apart', () => {
    const { group } = explorerUnderTest({});
    const of = (kind: KindName): boolean[] => ['list', 'sections'].map(token => offers(present(group(kind)), token));
    assert.deepEqual(of('fleet'), [true, false]);
    assert.deepEqual(of('image'), [false, true]);
  });
});

describe('The row of a resource', () => {
  const fleet = (State?: string, more: object = {}): ResourceNode => nodeOf('fleet', { Name: 'dev', State, ...more });
  const failure = (failed: ApiError): NonNullable<ResourceNode['failure']> => ({
    ...{ action: 'start', title: 'Start Fleet', state: 'STOPPED', error: failed },
  });
  const broken = { FleetErrors: [{ ErrorCode: 'NO_ROLE', ErrorMessage: 'No.' }] };

  const icons: readonly { what: string; node: ResourceNode; icon: string; color: string | undefined }[] = [
    { what: 'runs', node: fleet('RUNNING'), icon: 'vm-running', color: 'charts.green' },
    { what: 'has stopped', node: fleet('STOPPED'), icon: 'vm-outline', color: 'disabledForeground' },
    { what: 'changes its state', node: fleet('STARTING'), icon: 'sync~spin', color: undefined },
    { what: 'has a state that is not known', node: fleet('NEW'), icon: 'server', color: undefined },
    {
      what: 'has failed',
      node: nodeOf('image', { Name: 'i', State: 'FAILED' }),
      icon: 'error',
      color: 'list.errorForeground',
    },
    { what: 'has an error', node: fleet('RUNNING', broken), icon: 'warning', color: 'list.warningForeground' },
    {
      what: 'changes its state with an error',
      node: fleet('STARTING', broken),
      icon: 'sync~spin',
      color: 'list.warningForeground',
    },
    {
      what: 'has a failed action',
      node: Object.assign(fleet('STARTING'), { failure: failure(error('conflict')) }),
      icon: 'warning',
      color: 'list.warningForeground',
    },
    {
      what: 'has an action under way',
      node: Object.assign(fleet('STOPPED'), { activity: 'Starting…' }),
      icon: 'loading~spin',
      color: undefined,
    },
  ];
  for (const { what, node, icon, color } of icons) {
    it(`that ${what} has the icon ${icon}`, () => {
      const looks = present(node);
      assert.deepEqual([looks.icon, looks.color], [icon, color]);
    });
  }

  it('tells what failed and why, with details and the request', () => {
    const failed = error('conflict', { details: ['a: No.', 'b: No.'], requestId: 'r-1' });
    const looks = present(Object.assign(fleet('STOPPED'), { failure: failure(failed) }));
    assert.deepEqual(looks.notes, [
      ...['Start Fleet: It went wrong.', 'a: No.', 'b: No.', 'Mend it.', 'DescribeFleets, request ID r-1'],
    ]);
    assert.ok(offers(looks, 'failed'));
  });

  it('shows an error of AWS that has only a message, or only a code', () => {
    const says = (...FleetErrors: object[]): Presentation => present(fleet('RUNNING', { FleetErrors }));
    assert.match(says({ ErrorMessage: 'No role.' }).description ?? '', /^RUNNING · ⚠ No role\./);
    assert.deepEqual(says({ ErrorMessage: 'No role.' }).notes, ['No role.']);
    assert.deepEqual(says({ ErrorCode: 'NO_ROLE' }).notes, ['NO_ROLE']);
    assert.match(says({}).description ?? '', /^RUNNING/, 'an empty one is none');
  });

  it('has no description if there is nothing to say', () => {
    assert.ok(!('description' in present(nodeOf('directoryConfig', { DirectoryName: 'corp' }))));
  });

  it('can be expanded if there are lists below it', () => {
    assert.equal(present(fleet('RUNNING')).expandable, 'collapsed');
    assert.equal(present(nodeOf('tag', { Key: 'a', Value: 'b' })).expandable, 'no');
  });

  it('offers its ARN only if it has one', () => {
    assert.equal(offers(present(fleet('RUNNING')), 'arn'), false);
    assert.equal(offers(present(fleet('RUNNING', { Arn: 'arn:x' })), 'arn'), true);
  });

  it('offers to wait only while its state changes', () => {
    assert.equal(offers(present(fleet('STARTING')), 'wait.RUNNING'), true);
    assert.doesNotMatch(present(fleet('RUNNING')).tokens, /;wait\./);
  });

  it('offers to duplicate it, unless its profile is read-only', () => {
    assert.equal(offers(present(fleet('STOPPED')), 'duplicate'), true);
    assert.equal(offers(present(marked(fleet('STOPPED'), readOnly)), 'duplicate'), false);
  });

  it('offers to change its state in the sandbox only, and not in a read-only profile', () => {
    const sandbox = { endpoint: 'http://127.0.0.1:1', instance: 'i' } as NonNullable<typeof connection.sandbox>;
    const simulated = (State?: string): ResourceNode =>
      nodeOf('fleet', { Name: 'dev', State }, undefined, { ...connection, sandbox });
    assert.equal(offers(present(simulated('STOPPED')), 'sandbox.fleet.STOPPED'), true);
    assert.doesNotMatch(present(simulated()).tokens, /;sandbox\./);
    assert.doesNotMatch(present(marked(simulated('STOPPED'), readOnly)).tokens, /;sandbox\./);
    assert.doesNotMatch(present(fleet('STOPPED')).tokens, /;sandbox\./);
  });

  it('without a name shows what AWS answered, shortened if it is long', () => {
    const looks = present(nodeOf('fleet', { Description: 'x' }));
    assert.deepEqual([looks.description, looks.icon, looks.tokens], ['Fleet', 'question', ';resource;']);
    assert.equal(looks.notes[1], '{"Description":"x"}');
    const long = present(nodeOf('fleet', { Description: 'x'.repeat(2_000) })).notes[1];
    assert.equal(long?.length, 1_001);
    assert.match(long ?? '', /x…$/);
  });
});

describe('The row of a session', () => {
  for (const { State, ConnectionState, icon, says } of [
    { State: 'ACTIVE', ConnectionState: 'CONNECTED', icon: 'vm-running', says: 'ACTIVE · CONNECTED' },
    { State: 'ACTIVE', ConnectionState: 'NOT_CONNECTED', icon: 'debug-disconnect', says: 'ACTIVE · NOT_CONNECTED' },
    { State: 'EXPIRED', ConnectionState: 'NOT_CONNECTED', icon: 'vm-outline', says: 'EXPIRED · NOT_CONNECTED' },
    { State: 'ACTIVE', ConnectionState: 'PAUSED', icon: 'vm-running', says: 'ACTIVE · PAUSED' },
  ]) {
    it(`that is ${says} says so in words, and has the icon ${icon}`, () => {
      const looks = present(nodeOf('session', { Id: 's-1', UserId: 'ana', State, ConnectionState }));
      assert.deepEqual([looks.icon, looks.description], [icon, says]);
    });
  }
});

describe('Other rows', () => {
  const parent = groupOf('fleet');
  it('say that the list is empty, loads, or has more, which a click loads', () => {
    const rows = (['empty', 'loading', 'more'] as const).map(kind => present({ kind, id: kind, parent }));
    assert.deepEqual(
      rows.map(({ label, icon, command }) => [label, icon, command]),
      [
        ['No fleets yet', 'circle-slash', undefined],
        ['Loading…', 'loading~spin', undefined],
        ['Load More', 'ellipsis', 'loadMore'],
      ],
    );
    assert.ok(rows.every(({ expandable }) => expandable === 'no'));
  });

  it('read the same aloud as they look', () => {
    const { region } = explorerUnderTest({});
    assert.equal(present(region).accessibleLabel, 'Region, eu-west-1, Europe (Ireland)');
    assert.equal(present({ kind: 'loading', id: 'l', parent }).accessibleLabel, 'Loading…');
    const fleet = nodeOf('fleet', { Name: 'dev', State: 'RUNNING', ComputeCapacityStatus: { Desired: 2 } });
    assert.equal(present(fleet).accessibleLabel, 'Fleet, dev, RUNNING, 0/2 in use');
  });
});
