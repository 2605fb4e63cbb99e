// What is asked and said about each action of each kind, word for word: nothing is doubled, and nobody is called by an id
// whose name is known.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { confirmation } from '../../../src/explorer/show/confirmation';
import { actionTitle, failureMessage } from '../../../src/explorer/show/messages';
import type { GroupNode, RegionNode, ResourceNode } from '../../../src/explorer/tree/node';
import type { Action } from '../../../src/kinds/action';
import { kinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import { nodeOf } from '../../support/nodes';

const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

/** Whatever a resource may have, under the names that the API has for it. */
const members = {
  Name: 'acme',
  Arn: arn('thing/acme'),
  State: 'RUNNING',
  UserName: 'mary@example.com',
  UserId: 'mary@example.com',
  AuthenticationType: 'USERPOOL',
  Id: 'dd2c6c5e-70b6-4f4e-9d3c-0c8f3a2b1d00',
  TaskId: 'dd2c6c5e-70b6-4f4e-9d3c-0c8f3a2b1d00',
  AmiName: 'golden',
  StackName: 'office',
  FleetName: 'office-desktops',
  ApplicationArn: arn('application/viewer'),
  AppBlockArn: arn('app-block/tools'),
  AppBlockBuilderName: 'packager',
  ApplicationIdentifier: 'viewer',
  DirectoryName: 'corp.example.com',
  S3BucketName: 'appstream-logs-eu-west-1',
  SoftwareName: 'Microsoft_Office_2021',
  ThemeTitleText: 'Halden & Brook',
  sharedAccountId: '210987654321',
  BillingPeriod: '2026-11',
  LicenseType: 'Office',
  UserArn: arn('user/userpool/mary@example.com'),
  Key: 'Department',
  Value: 'Finance',
};

const scopes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  associatedFleet: { StackName: 'office' },
  associatedStack: { FleetName: 'office-desktops' },
  imagePermission: { Name: 'hb-office' },
  software: { ImageBuilderName: 'packer' },
  entitlement: { StackName: 'office' },
  entitledApplication: { StackName: 'office', EntitlementName: 'architects' },
  theme: { StackName: 'office' },
  tag: { ResourceArn: arn('fleet/office-desktops') },
};

/** What was answered before: by member of the input. */
const answers = {
  StackName: 'office',
  FleetName: 'office-desktops',
  'UserStackAssociations.StackName': 'office\nfinance',
  'UserStackAssociations.UserName': ['mary', 'ann', 'bob', 'cy', 'dee', 'eve', 'fay']
    .map(name => `${name}@example.com`)
    .join('\n'),
};

const cases = kinds.flatMap(of =>
  of.actions.map(action => ({ of, action, node: nodeOf(of.name, members, scopes[of.name]) })),
);
const name = (of: Kind, action: Action): string => `${of.name}.${action.name}`;

const questions: Readonly<Record<string, readonly [one: string, several: string]>> = {
  'fleet.stop': ['Stop fleet acme?', 'Stop 2 fleets?'],
  'fleet.disassociate': ['Disassociate stack office from fleet acme?', 'Disassociate stack office from 2 fleets?'],
  'fleet.delete': ['Delete fleet acme?', 'Delete 2 fleets?'],
  'stack.disassociate': [
    'Disassociate fleet office-desktops from stack acme?',
    'Disassociate fleet office-desktops from 2 stacks?',
  ],
  'stack.disassociateUsers': [
    'Disassociate mary@example.com, ann@example.com, bob@example.com, cy@example.com, dee@example.com and 2 more from stack acme?',
    'Disassociate mary@example.com, ann@example.com, bob@example.com, cy@example.com, dee@example.com and 2 more from 2 stacks?',
  ],
  'stack.delete': ['Delete stack acme?', 'Delete 2 stacks?'],
  'image.delete': ['Delete image acme?', 'Delete 2 images?'],
  'imageBuilder.stop': ['Stop image builder acme?', 'Stop 2 image builders?'],
  'imageBuilder.deploySoftware': [
    'Deploy the staged software on image builder acme?',
    'Deploy the staged software on 2 image builders?',
  ],
  'imageBuilder.delete': ['Delete image builder acme?', 'Delete 2 image builders?'],
  'application.delete': ['Delete application acme?', 'Delete 2 applications?'],
  'appBlock.delete': ['Delete app block acme?', 'Delete 2 app blocks?'],
  'appBlockBuilder.stop': ['Stop app block builder acme?', 'Stop 2 app block builders?'],
  'appBlockBuilder.delete': ['Delete app block builder acme?', 'Delete 2 app block builders?'],
  'user.disable': ['Disable user mary@example.com?', 'Disable 2 users?'],
  'user.disassociate': [
    'Disassociate user mary@example.com from office, finance?',
    'Disassociate 2 users from office, finance?',
  ],
  'user.delete': ['Delete user mary@example.com?', 'Delete 2 users?'],
  'directoryConfig.delete': ['Delete directory config corp.example.com?', 'Delete 2 directory configs?'],
  'usageReport.delete': [
    'Delete the subscription that writes usage reports to bucket appstream-logs-eu-west-1?',
    'Delete 2 usage report subscriptions?',
  ],
  'associatedStack.disassociate': [
    'Disassociate stack acme from fleet office-desktops?',
    'Disassociate 2 stacks from their fleets?',
  ],
  'associatedFleet.disassociate': [
    'Disassociate fleet acme from stack office?',
    'Disassociate 2 fleets from their stacks?',
  ],
  'session.drain': ['Drain the instance that mary@example.com streams from?', 'Drain the instances of 2 sessions?'],
  'session.expire': ['Expire the session of mary@example.com?', 'Expire 2 sessions?'],
  'imagePermission.delete': [
    'Stop sharing image hb-office with account 210987654321?',
    'Stop sharing with 2 accounts?',
  ],
  'software.retry': [
    'Retry the failed deployments on image builder packer?',
    'Retry the failed deployments of 2 software titles?',
  ],
  'software.disassociate': [
    'Disassociate Microsoft Office 2021 from image builder packer?',
    'Disassociate 2 software titles from their image builders?',
  ],
  'userStack.disassociate': [
    'Disassociate user mary@example.com from stack office?',
    'Disassociate users from 2 stacks?',
  ],
  'stackUser.disassociate': [
    'Disassociate user mary@example.com from stack office?',
    'Disassociate 2 users from their stacks?',
  ],
  'entitlement.delete': ['Delete entitlement acme of stack office?', 'Delete 2 entitlements?'],
  'entitledApplication.disassociate': [
    'Remove application viewer from entitlement architects?',
    'Remove 2 applications from their entitlements?',
  ],
  'theme.delete': ['Delete theme "Halden & Brook" of stack office?', 'Delete the themes of 2 stacks?'],
  'fleetApplication.disassociate': [
    'Disassociate application viewer from fleet office-desktops?',
    'Disassociate 2 applications from their fleets?',
  ],
  'applicationFleet.disassociate': [
    'Disassociate application viewer from fleet office-desktops?',
    'Disassociate 2 fleets from their applications?',
  ],
  'builderAppBlock.disassociate': [
    'Disassociate app block tools from builder packager?',
    'Disassociate 2 app blocks from their builders?',
  ],
  'blockBuilder.disassociate': [
    'Disassociate app block tools from builder packager?',
    'Disassociate 2 builders from their app blocks?',
  ],
  'tag.remove': ['Remove tag Department from fleet/office-desktops?', 'Remove 2 tags?'],
};

const error = new ApiError('No.', { reason: 'denied', operation: 'X', code: 'X', retryable: false, nextStep: '' });

/** All that is said about an action of a resource. */
function saidAbout({ action, node }: (typeof cases)[number]): string[] {
  const asked = [confirmation(action, [node], answers), confirmation(action, [node, node], answers)];
  return [
    ...asked.flatMap(words => words?.message ?? []),
    ...(action.form?.unlockedBy ? [confirmation(planned(action), [node])?.message ?? ''] : []),
    action.progress,
    failureMessage(node, action, error),
    actionTitle(action, node),
  ];
}

function planned(action: Action): Pick<Action, 'confirm' | 'title'> {
  const question = action.form?.unlockedBy?.question ?? '';
  return { title: action.title, confirm: { verb: '', question, questionAll: question, consequence: '' } };
}

describe('The question of each confirmation', () => {
  const confirmed = cases.filter(({ action }) => action.confirm);

  it('is listed in this test', () => {
    assert.deepEqual(confirmed.map(({ of, action }) => name(of, action)).sort(), Object.keys(questions).sort());
  });

  for (const { of, action, node } of confirmed) {
    const [one, several] = questions[name(of, action)] ?? [];
    it(`${name(of, action)}: ${one}`, () => {
      assert.equal(confirmation(action, [node], answers)?.message, one);
      assert.equal(confirmation(action, [node, node], answers)?.message, several);
    });
  }

  it('of a session comes with its stack and fleet', () => {
    for (const { of, action, node } of confirmed.filter(({ of: { name } }) => name === 'session')) {
      assert.match(
        confirmation(action, [node])?.detail.join('\n') ?? '',
        /^Stack office, fleet office-desktops\nAccount /,
        of.name,
      );
    }
  });

  it('of several resources names each', () => {
    const [user] = cases.filter(({ of, action }) => name(of, action) === 'user.delete');
    assert.ok(user);
    const ann = { ...user.node, resource: { ...members, UserName: 'ann@example.com' } };
    assert.match(
      confirmation(user.action, [user.node, ann])?.detail.join('\n') ?? '',
      /^mary@example\.com, ann@example\.com\n/,
    );
  });

  it('of many resources names twenty, and says how many more there are', () => {
    const expire = cases.find(({ of, action }) => name(of, action) === 'session.expire')?.action;
    const many = Array.from({ length: 300 }, (_, at) =>
      nodeOf('session', { ...members, UserId: `user-${at}`, Id: `${at}` }),
    );
    const dialog = expire && confirmation(expire, many);
    assert.match(dialog?.detail[0] ?? '', /^user-0, .*, user-19 and 280 more$/);
  });

  it('of sessions in several accounts and Regions names each place once, with the number and at most twenty names', () => {
    const expire = cases.find(({ of, action }) => name(of, action) === 'session.expire')?.action;
    const at = (profile: string, count: number, mark?: string): ResourceNode[] =>
      Array.from({ length: count }, (_, index) => {
        const session = { ...members, UserId: `${profile}-${index}`, Id: `${profile}-${index}` };
        const node = nodeOf('session', session, {}, { key: `${profile}/eu-west-1`, profile, region: 'eu-west-1' });
        const { parent } = node.parent as GroupNode & { parent: RegionNode };
        if (mark !== undefined) Object.assign(parent.parent, { mark: { word: mark } });
        return node;
      });
    const dialog = expire && confirmation(expire, [...at('prod', 22, 'PRODUCTION'), ...at('dev', 1)]);
    assert.equal(dialog?.message, 'PRODUCTION: Expire 23 sessions?');
    const [first = '', second = '', empty] = dialog.detail;
    assert.match(first, /^PRODUCTION · (\d+ · )?prod · eu-west-1 \(22\): prod-0, .*prod-19 and 2 more$/);
    assert.match(second, /^(\d+ · )?dev · eu-west-1 \(1\): dev-0$/);
    assert.equal(empty, '');
  });

  describe('when the state of a part of the selection does not allow the action', () => {
    const find = (wanted: string) => cases.find(({ of, action }) => name(of, action) === wanted) ?? assert.fail(wanted);
    const fleetNamed = (Name: string, State: string) => {
      const { node } = find('fleet.start');
      return { ...node, resource: { ...members, Name, State } };
    };
    const asked = (wanted: string, nodes: readonly ResourceNode[], unsuited: readonly ResourceNode[]) =>
      confirmation(find(wanted).action, nodes, {}, [], undefined, unsuited);
    const [a, b] = [fleetNamed('a', 'RUNNING'), fleetNamed('b', 'RUNNING')];
    const [c, d] = [fleetNamed('c', 'STOPPED'), { ...fleetNamed('d', 'RUNNING'), activity: 'Stopping…' }];
    const leftOut = [
      'This is for 2 of the 4 that are selected.',
      "Left out, because their state doesn't allow it: c (STOPPED), d (Stopping…)",
    ];

    it('says how many it is for, and names the rest with their states', () => {
      const dialog = asked('fleet.stop', [a, b], [c, d]);
      assert.equal(dialog?.message, 'Stop 2 fleets?');
      assert.equal(dialog.detail[0], 'a, b');
      assert.deepEqual(dialog.detail.slice(-2), leftOut);
    });

    it('is asked even for an action that is done without one', () => {
      assert.equal(asked('fleet.start', [a, b], []), undefined);
      const dialog = asked('fleet.start', [a, b], [c, d]);
      assert.deepEqual([dialog?.message, dialog?.verb], ['Start Fleet: a, b?', 'Start Fleet']);
      assert.deepEqual(dialog?.detail.slice(-2), leftOut);
      assert.ok(dialog?.detail.some(line => line.startsWith('Region ')));
    });

    it('names twenty at most, and counts the rest', () => {
      const many = Array.from({ length: 25 }, (_, index) => fleetNamed(`f${index}`, 'STOPPED'));
      assert.match(asked('fleet.stop', [a], many)?.detail.at(-1) ?? '', /f19 \(STOPPED\) and 5 more$/);
    });
  });

  it('has as many names as placeholders', () => {
    for (const { of, action } of confirmed) {
      for (const text of [action.confirm?.question, action.confirm?.questionAll, action.confirm?.about]) {
        const places = [...(text ?? '').matchAll(/\{(\d)\}/g)].map(([, index]) => Number(index));
        const names = action.confirm?.names?.(members, scopes[of.name] ?? {}, answers) ?? [];
        assert.ok(!names.includes(undefined), `${name(of, action)} has a name for each place`);
        for (const place of places) assert.ok(place <= names.length, `${name(of, action)}: ${text}`);
      }
    }
  });
});

const given = [
  ...Object.values(members),
  ...Object.values(answers),
  ...Object.values(scopes).flatMap(scope => Object.values(scope)),
];
const names = [
  ...new Set(given.flatMap((text: string) => [...text.split('\n'), text.split(/[:/]/).at(-1) ?? ''])),
].sort((a, b) => b.length - a.length);

/** The words of a text that are not the names of what it is about; of many as of one. */
function words(text: string): string[] {
  const rest = names.reduce((left, one) => left.replaceAll(one, ' '), text);
  const found = rest.toLowerCase().split(/[^a-z]+/);
  return found.filter(word => word.length > 3).map(word => word.replace(/s$/, ''));
}

describe('Each text about an action', () => {
  for (const each of cases) {
    it(`repeats no word and shows no id of a person: ${name(each.of, each.action)}`, () => {
      for (const text of saidAbout(each)) {
        const said = words(text);
        assert.equal(new Set(said).size, said.length, text);
        assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}|\b[0-9a-f]{12}\b(?<!\d{12})/, text);
      }
    });
  }
});
