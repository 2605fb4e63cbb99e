// What a resource's page says, and where its links and buttons lead.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { Entry, ResourcePage, Section, Shown } from '../../../src/details/page';
import { messageFromPage, pageToSave, savedPage } from '../../../src/details/page';
import { findNamed, listsOf, referencesOf, standsFor } from '../../../src/explorer/details/references';
import type { Drawn } from '../../../src/explorer/details/resourcePage';
import { emptyPage, resourcePage } from '../../../src/explorer/details/resourcePage';
import { memberFacts } from '../../../src/explorer/details/shapes';
import { availableActions } from '../../../src/explorer/tree/actions';
import { nameOf } from '../../../src/explorer/tree/node';
import { kindNamed, kinds, rootKinds } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';
import { notEmpty } from '../../support/notEmpty';

const arn = (resource: string) => `arn:aws:appstream:eu-west-1:123456789012:${resource}`;
const fleet = {
  ...{
    Arn: arn('fleet/dev'),
    Name: 'dev',
    State: 'RUNNING',
    FleetType: 'ON_DEMAND',
    InstanceType: 'stream.standard.medium',
  },
  ...{ ImageName: 'win', DisconnectTimeoutInSeconds: 900, EnableDefaultInternetAccess: true, CreatedTime: new Date(0) },
  ...{ ComputeCapacityStatus: { Desired: 2, Running: 1 }, VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
  FleetErrors: [{ ErrorCode: 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES', ErrorMessage: 'No room.' }],
};
const image = { Name: 'win', Arn: arn('image/win'), State: 'AVAILABLE', ImageBuilderName: 'builder' };
const answers = {
  DescribeFleets: () => ({ Fleets: [fleet] }),
  DescribeImages: () => ({ Images: [image] }),
  DescribeImageBuilders: () => ({ ImageBuilders: [] }),
  ListAssociatedStacks: () => ({ Names: ['cad'] }),
  DescribeStacks: () => ({ Stacks: [{ Name: 'cad', Arn: arn('stack/cad') }] }),
  DescribeSessions: () => ({ Sessions: [] }),
  ListTagsForResource: () => ({ Tags: { env: 'prod' } }),
};
const failure = new ApiError('Not allowed', {
  ...{ reason: 'denied', operation: 'DescribeFleets', code: 'AccessDenied', retryable: false, nextStep: 'Ask.' },
});

/** The sections as titles and lines: `Subnet IDs: subnet-1, subnet-2`. */
function linesOf({ sections }: Pick<ResourcePage, 'sections'>): Record<string, string[]> {
  return Object.fromEntries(sections.map(({ title, entries }: Section) => [title, entries.map(lineOf)]));
}

const lineOf = ({ label, value }: Entry): string => `${label}: ${textOf(value)}`;

function textOf(value: Shown): string {
  switch (value.kind) {
    case 'text':
      return value.key === undefined ? value.text : `[${value.text}]`;
    case 'time':
      return `at ${value.at}`;
    case 'seconds':
      return `${value.seconds} s`;
    case 'list':
      return value.items.map(textOf).join(', ');
    case 'members':
      return `{ ${value.entries.map(lineOf).join('; ')} }`;
  }
}

/** Everything that a page shows or sends, as one text. */
const allOf = ({ page }: Drawn): string => JSON.stringify(page);

describe("A resource's page", () => {
  it('has the facts first, then each other member once, in the sections and with the labels of the forms', async () => {
    const { page } = resourcePage(await explorerUnderTest(answers).row('fleet'));
    assert.equal(page.name, 'dev');
    assert.deepEqual(linesOf(page), {
      Overview: [
        ...['Type: ON_DEMAND', 'Instance type: stream.standard.medium', 'Image: [win]', 'Desired: 2', 'Running: 1'],
        ...['Default internet access: yes', 'Created: at 0'],
      ],
      Sessions: ['Disconnect timeout: 900 s'],
      Network: ['VPC: { Subnet IDs: subnet-1, subnet-2 }'],
      More: [`ARN: ${fleet.Arn}`],
    });
  });

  it('shows switches as their form does, and other lists entry by entry', () => {
    const UserSettings = [
      { Action: 'FILE_UPLOAD', Permission: 'ENABLED' },
      { Action: 'FILE_DOWNLOAD', Permission: 'DISABLED' },
    ];
    const linesWith = (settings: readonly object[]): string[] | undefined =>
      linesOf(resourcePage(nodeOf('stack', { Name: 'cad', UserSettings: settings })).page)['User permissions'];
    assert.deepEqual(linesWith(UserSettings), ['User settings: { File upload: ENABLED; File download: DISABLED }']);
    assert.deepEqual(
      linesWith([{ Action: 'CLIPBOARD_COPY_TO_LOCAL_DEVICE', Permission: 'ENABLED', MaximumLength: 5 }]),
      ['User settings: { Action: CLIPBOARD_COPY_TO_LOCAL_DEVICE; Permission: ENABLED; Maximum length: 5 }'],
    );
  });

  it('has the state with the icon and colour of the row, the place and the mark', async () => {
    const mark = { word: 'PRODUCTION', color: 'red', readOnly: false } as const;
    const { page } = resourcePage(await explorerUnderTest(answers, { mark }).row('fleet'));
    assert.deepEqual(page.status, {
      ...{ text: 'RUNNING', icon: 'warning', color: 'list.warningForeground', detail: '0/2 in use' },
    });
    assert.deepEqual(page.mark, { word: 'PRODUCTION', color: 'charts.red' });
    assert.match(page.place, /PRODUCTION · Account .* · Profile .* · Region eu-west-1/);
  });

  it('explains the errors that AWS reports, with what helps now', async () => {
    const { page, effects } = resourcePage(await explorerUnderTest(answers).row('fleet'));
    const [notice] = page.notices;
    assert.equal(notice?.title, 'SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES: No room.');
    assert.ok((notice?.lines.length ?? 0) >= 2);
    const kindsOfDeeds = notice?.presses.map(({ key }) => effects.get(key)?.kind);
    assert.ok(kindsOfDeeds?.includes('browse') && kindsOfDeeds.includes('command'), String(kindsOfDeeds));
  });

  it('offers the actions that the row offers, which run the same commands, and none while one runs', async () => {
    const node = await explorerUnderTest(answers).row('fleet');
    const { page, effects } = resourcePage(node);
    const commands = page.actions
      .map(({ key }) => effects.get(key))
      .flatMap(effect => (effect?.kind === 'command' ? effect.command : []));
    for (const { name } of notEmpty(availableActions(node))) assert.ok(commands.includes(`fleet.${name}`), name);
    node.activity = 'Stopping…';
    const busy = resourcePage(node).page;
    assert.equal(busy.status?.text, 'Stopping…');
    assert.ok(!busy.actions.some(({ key }) => key.startsWith('command:fleet.')));
  });

  it('has one main button, which interrupts nobody', async () => {
    const mainOf = async (State: string): Promise<string[]> => {
      const DescribeFleets = () => ({ Fleets: [{ ...fleet, State }] });
      const { page } = resourcePage(await explorerUnderTest({ DescribeFleets }).row('fleet'));
      return page.actions.filter(({ isPrimary }) => isPrimary).map(({ text }) => text);
    };
    assert.deepEqual([await mainOf('STOPPED'), await mainOf('RUNNING')], [['Start Fleet'], []]);
  });

  it('shows a member with several parts in full if the facts lack one of them', async () => {
    const ComputeCapacityStatus = { Desired: 0, Running: 0, Draining: 0 };
    const DescribeFleets = () => ({ Fleets: [{ ...fleet, ComputeCapacityStatus }] });
    const { page } = resourcePage(await explorerUnderTest({ DescribeFleets }).row('fleet'));
    assert.equal(linesOf(page)['More']?.[1], 'Compute capacity status: { Desired: 0; Running: 0; Draining: 0 }');
  });

  it('offers only what reads in a read-only profile', async () => {
    const mark = { word: 'PRODUCTION', readOnly: true };
    const { page } = resourcePage(await explorerUnderTest(answers, { mark }).row('fleet'));
    assert.deepEqual(page.actions, []);
    assert.ok(page.tools.some(({ text }) => text === 'View as JSON'));
  });

  it('lists what stands below the resource, and says what is not known', async () => {
    const { explorer, row } = explorerUnderTest({ ...answers, DescribeSessions: () => Promise.reject(failure) });
    const node = await row('fleet');
    const before = resourcePage(node).page.related;
    assert.deepEqual(
      before.map(({ title, note }) => [title, note]),
      ['Associated Stacks', 'Sessions', 'Tags'].map(title => [title, 'Loading…']),
    );
    for (const group of node.groups) await explorer.list(group).ensure();
    const [stacks, sessions, tags] = resourcePage(node).page.related;
    assert.deepEqual(
      stacks?.items.map(({ text, key }) => [text, key]),
      [['cad', 'follow:stack cad']],
    );
    assert.match(sessions?.note ?? '', /^Can't list Sessions: Access denied\. Ask\.$/);
    assert.deepEqual(
      tags?.items.map(({ text, detail }) => [text, detail]),
      [['env', 'prod']],
    );
    assert.ok(tags?.presses.some(({ text }) => text === 'Add Tags…'));
  });

  it('of an image lists the fleets that use it, once they are loaded', async () => {
    const { explorer, rows, group } = explorerUnderTest(answers);
    const [node] = await rows('image');
    assert.ok(node);
    const used = () => resourcePage(node).page.related.find(({ title }) => title === 'Used in: Fleets');
    assert.equal(used()?.note, 'Loading…');
    await explorer.list(group('fleet')).ensure();
    assert.deepEqual(
      used()?.items.map(({ text }) => text),
      ['dev'],
    );
  });

  for (const { given, kind, resource, hidden } of [
    {
      given: "a stack's user",
      kind: 'stackUser',
      resource: { UserName: 'mary@example.com', StackName: 'cad' },
      hidden: [],
    },
    {
      given: "a user's ARN",
      kind: 'user',
      resource: { UserName: 'mary@example.com', Arn: arn('user/userpool/mary@example.com') },
      hidden: [arn('user/userpool/mary@example.com')],
    },
    {
      given: 'the user of an association',
      kind: 'userStack',
      resource: { UserName: 'mary@example.com', StackName: 'cad' },
      hidden: ['mary@'],
    },
    {
      given: 'an account password',
      kind: 'directoryConfig',
      resource: {
        DirectoryName: 'corp',
        ServiceAccountCredentials: { AccountName: 'svc', AccountPassword: 'hunter2' },
      },
      hidden: ['hunter2'],
    },
  ] as const) {
    it(`shows no more of people and secrets than the tooltip: ${given}`, () => {
      const drawn = resourcePage(nodeOf(kind, resource));
      for (const text of hidden) assert.ok(!allOf(drawn).includes(text), text);
      assert.ok(!drawn.page.id.includes('mary'));
    });
  }

  it('says when the resource is gone, not loaded, or no longer in the view, and then offers nothing', async () => {
    const { explorer, row, group } = explorerUnderTest(answers);
    const node = await row('fleet');
    explorer.list(group('fleet')).remove(node);
    const said = () => resourcePage(node).page.notices[0]?.title;
    assert.equal(said(), 'This resource is not loaded now.');
    node.gone = true;
    assert.equal(said(), 'This resource no longer exists in AWS.');
    const { page } = resourcePage(node);
    assert.deepEqual([page.actions, page.tools, page.related], [[], [], []]);
    assert.equal(linesOf(page)['More']?.[0], `ARN: ${fleet.Arn}`);
    delete node.gone;
    explorer.setRoots([]);
    assert.equal(said(), 'The AppStream view no longer shows the Region of this resource.');
  });

  it('says why it could not be brought up to date, and keeps what is known', async () => {
    const node = await explorerUnderTest(answers).row('fleet');
    const { page } = resourcePage(node, { stale: failure });
    assert.equal(page.notices[0]?.title, "Can't bring this page up to date: Access denied.");
    assert.deepEqual(page.notices[0]?.lines.slice(0, 2), ['Not allowed.', 'Ask.']);
    assert.equal(page.status?.text, 'RUNNING');
  });

  it('is drawn for any resource, whatever the service answered', () => {
    for (const { name } of kinds) {
      for (const resource of [
        {},
        { Name: 5, State: {}, FleetErrors: 'x' },
        { Name: 'a', Tags: null },
        'text',
        undefined,
      ]) {
        assert.ok(resourcePage(nodeOf(name, resource ?? {})).page.name, name);
      }
    }
  });

  it('shows names that pretend to be something else as plain text', () => {
    const Name = 'a\u202Eb\n[x](command:y)';
    const text = allOf(resourcePage(nodeOf('stack', { Name, Description: Name })));
    assert.ok(!/\u202E|\]\(/.test(text), text);
  });

  it('without its resource says that it is being looked for, or why it is not there', () => {
    assert.deepEqual(emptyPage('id', 'dev').page.notices, [{ title: 'Loading…', lines: [], presses: [] }]);
    const { page, effects } = emptyPage('id', 'dev', { title: 'No.', lines: [] });
    const [press] = page.notices[0]?.presses ?? [];
    assert.deepEqual(effects.get(press?.key ?? ''), { kind: 'again' });
  });
});

describe('The links between resources', () => {
  it('lead to kinds directly below a Region, from members that the API has', () => {
    const wrong = notEmpty(kinds.flatMap(kind => referencesOf(kind).map(([path, to]) => ({ kind, path, to })))).filter(
      ({ kind, path, to }) =>
        !rootKinds.includes(kindNamed(to)) || !path.split('.').every(member => memberFacts(kind).names.has(member)),
    );
    assert.deepEqual(
      wrong.map(({ kind, path }) => `${kind.name}.${path}`),
      [],
    );
  });

  for (const [kind, resource, expected] of [
    ['associatedStack', { Name: 'cad' }, 'stack cad'],
    ['associatedFleet', { Name: 'dev', ImageName: 'win' }, 'fleet dev'],
    ['userStack', { StackName: 'cad', UserName: 'mary' }, 'stack cad'],
    ['stackUser', { StackName: 'cad', UserName: 'mary' }, 'user mary'],
    ['applicationFleet', { FleetName: 'dev', ApplicationArn: arn('application/x') }, 'fleet dev'],
    [
      'fleetApplication',
      { FleetName: 'dev', ApplicationArn: arn('application/x') },
      `application ${arn('application/x')}`,
    ],
    ['fleet', { Name: 'dev', ImageName: 'win' }, undefined],
    ['session', { Id: '1', StackName: 'cad', FleetName: 'dev' }, undefined],
  ] as [KindName, object, string | undefined][]) {
    it(`of ${kind} stand for ${expected ?? 'nothing else'}`, () => {
      const found = standsFor(nodeOf(kind, resource));
      assert.equal(found && `${found.kind} ${found.value}`, expected);
    });
  }

  it('find a loaded resource without a request, and load the list of another', async () => {
    const { explorer, row, api } = explorerUnderTest(answers);
    const node = await row('fleet');
    const before = api.calls.length;
    assert.equal(await findNamed(explorer, node, { kind: 'fleet', value: fleet.Arn }), node);
    assert.equal(api.calls.length, before);
    const found = await findNamed(explorer, node, { kind: 'image', value: 'win' });
    assert.equal(found && nameOf(found), 'win');
    assert.equal(await findNamed(explorer, node, { kind: 'stack', value: 'none' }), undefined);
    assert.equal(listsOf(node, 'image').length, 3);
  });

  it('say why a list can not be loaded', async () => {
    const { explorer, row } = explorerUnderTest({ ...answers, DescribeStacks: () => Promise.reject(failure) });
    const node = await row('fleet');
    await assert.rejects(findNamed(explorer, node, { kind: 'stack', value: 'cad' }), failure);
  });
});

describe('What a page and the extension tell one another', () => {
  for (const [message, expected] of [
    [{ kind: 'ready', more: 1 }, { kind: 'ready' }],
    [
      { kind: 'press', key: 'a' },
      { kind: 'press', key: 'a' },
    ],
    [{ kind: 'press', key: 5 }, undefined],
    [{ kind: 'other', key: 'a' }, undefined],
    ['ready', undefined],
    [null, undefined],
  ] as const) {
    it(`is checked: ${JSON.stringify(message)}`, () => assert.deepEqual(messageFromPage(message), expected));
  }

  for (const [state, expected] of [
    [pageToSave({ id: 'a', scroll: 5 }), { id: 'a', scroll: 5 }],
    [
      { id: 'a', version: 1 },
      { id: 'a', scroll: 0 },
    ],
    [
      { id: 'a', scroll: 'x', version: 1 },
      { id: 'a', scroll: 0 },
    ],
    [{ id: 'a', scroll: 5, version: 2 }, undefined],
    [{ id: 5, scroll: 5, version: 1 }, undefined],
    [undefined, undefined],
  ] as const) {
    it(`is saved and read: ${JSON.stringify(state)}`, () => assert.deepEqual(savedPage(state), expected));
  }
});
