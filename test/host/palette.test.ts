// Every action of every kind, as it is run from the palette: no node is given, pickers find it.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Api } from '../../src/api/types';
import { kinds } from '../../src/kinds/all';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import { setConnections, showAccount, shown } from './world';

interface Case {
  readonly does: string;
  readonly command: string;
  /** What the user answers before anything is changed. */
  readonly answers: readonly Answer[];
  /** What the user answers after that. */
  readonly then?: readonly Answer[];
  readonly sends: string;
  /** What the simulator has afterwards. */
  readonly look?: (api: Api) => Promise<unknown>;
  readonly sees?: unknown;
}

const fleetState = async (api: Api, name: string): Promise<string | undefined> =>
  (await api.call('DescribeFleets', { Names: [name] })).Fleets?.[0]?.State;
const builderState = async (api: Api, name: string): Promise<string | undefined> =>
  (await api.call('DescribeImageBuilders', { Names: [name] })).ImageBuilders?.[0]?.State;
const stacksOf = async (api: Api, FleetName: string): Promise<string[] | undefined> =>
  (await api.call('ListAssociatedStacks', { FleetName })).Names;

const cases: Case[] = [
  {
    does: 'starts a fleet',
    command: 'fleet.start',
    answers: [{ pick: 'finance-desktops' }],
    sends: 'StartFleet',
    look: api => fleetState(api, 'finance-desktops'),
    sees: 'STARTING',
  },
  {
    does: 'stops a fleet, once that is confirmed',
    command: 'fleet.stop',
    answers: [{ pick: 'cad-workstations' }, { press: 'Stop' }],
    sends: 'StopFleet',
    look: api => fleetState(api, 'cad-workstations'),
    sees: 'STOPPING',
  },
  {
    does: 'deletes a fleet, once its name is typed',
    command: 'fleet.delete',
    answers: [{ pick: 'field-survey' }, { press: 'Delete' }, { type: 'field-survey' }],
    sends: 'DeleteFleet',
    look: async api => (await api.call('DescribeFleets', {})).Fleets?.some(({ Name }) => Name === 'field-survey'),
    sees: false,
  },
  {
    does: 'associates a stack with a fleet',
    command: 'fleet.associate',
    answers: [{ pick: 'field-survey' }, { pick: 'archive-2024' }],
    sends: 'AssociateFleet',
    look: api => stacksOf(api, 'field-survey'),
    sees: ['archive-2024'],
  },
  {
    does: 'disassociates a stack from a fleet',
    command: 'fleet.disassociate',
    answers: [{ pick: 'gis-analysis' }, { pick: 'gis' }, { press: 'Disassociate' }],
    sends: 'DisassociateFleet',
    look: api => stacksOf(api, 'gis-analysis'),
    sees: [],
  },
  {
    does: 'associates a fleet with a stack',
    command: 'stack.associate',
    answers: [{ pick: 'archive-2024' }, { pick: 'field-survey' }],
    sends: 'AssociateFleet',
    look: api => stacksOf(api, 'field-survey'),
    sees: ['archive-2024'],
  },
  {
    does: 'disassociates a fleet from a stack',
    command: 'stack.disassociate',
    answers: [{ pick: 'gis' }, { pick: 'gis-analysis' }, { press: 'Disassociate' }],
    sends: 'DisassociateFleet',
    look: api => stacksOf(api, 'gis-analysis'),
    sees: [],
  },
  {
    does: 'disassociates the stack found below its fleet',
    command: 'associatedStack.disassociate',
    answers: [{ pick: 'gis-analysis' }, { pick: 'gis' }, { press: 'Disassociate' }],
    sends: 'DisassociateFleet',
    look: api => stacksOf(api, 'gis-analysis'),
    sees: [],
  },
  {
    does: 'disassociates the fleet found below its stack',
    command: 'associatedFleet.disassociate',
    answers: [{ pick: 'gis' }, { pick: 'gis-analysis' }, { press: 'Disassociate' }],
    sends: 'DisassociateFleet',
    look: api => stacksOf(api, 'gis-analysis'),
    sees: [],
  },
  {
    does: 'deletes a stack, once its name is typed',
    command: 'stack.delete',
    answers: [{ pick: 'archive-2024' }, { press: 'Delete' }, { type: 'archive-2024' }],
    sends: 'DeleteStack',
    look: async api => (await api.call('DescribeStacks', {})).Stacks?.some(({ Name }) => Name === 'archive-2024'),
    sees: false,
  },
  {
    does: 'makes a streaming URL of a stack with three questions',
    command: 'stack.stream',
    answers: [{ pick: 'cad' }, { type: 'render-7' }, { pick: 'Revit' }, { type: '120' }],
    then: [{ pick: 'Open in Browser' }],
    sends: 'CreateStreamingURL',
  },
  {
    does: 'makes a streaming URL of the fleet found below its stack',
    command: 'associatedFleet.stream',
    answers: [{ pick: 'office' }, { pick: 'office-desktops' }, { type: 'ann' }, { pick: 'None' }, { type: '' }],
    then: [{ pick: 'Open in Browser' }],
    sends: 'CreateStreamingURL',
  },
  {
    does: 'makes a streaming URL of a fleet with two questions, as it has one stack',
    command: 'fleet.stream',
    answers: [{ pick: 'office-desktops' }, { type: 'ann' }, { type: '' }],
    then: [{ pick: 'Open in Browser' }],
    sends: 'CreateStreamingURL',
  },
  {
    does: 'makes a streaming URL of the stack found below its fleet',
    command: 'associatedStack.stream',
    answers: [{ pick: 'office-desktops' }, { pick: 'office' }, { type: 'ann' }, { pick: 'None' }, { type: '' }],
    then: [{ pick: 'Open in Browser' }],
    sends: 'CreateStreamingURL',
  },
  {
    does: 'deletes an image',
    command: 'image.delete',
    answers: [{ pick: 'hb-gis-2026-07' }, { press: 'Delete' }],
    sends: 'DeleteImage',
    look: async api => (await api.call('DescribeImages', { Names: ['hb-gis-2026-07'] })).Images?.[0]?.State,
    sees: 'DELETING',
  },
  {
    does: 'starts an image builder',
    command: 'imageBuilder.start',
    answers: [{ pick: 'finance-builder' }],
    sends: 'StartImageBuilder',
    look: api => builderState(api, 'finance-builder'),
    sees: 'PENDING',
  },
  {
    does: 'stops an image builder, once that is confirmed',
    command: 'imageBuilder.stop',
    answers: [{ pick: 'office-builder' }, { press: 'Stop' }],
    sends: 'StopImageBuilder',
    look: api => builderState(api, 'office-builder'),
    sees: 'STOPPING',
  },
  {
    does: 'makes a streaming URL of an image builder',
    command: 'imageBuilder.stream',
    answers: [{ pick: 'office-builder' }, { type: '' }],
    then: [{ pick: 'Open in Browser' }],
    sends: 'CreateImageBuilderStreamingURL',
  },
  {
    does: 'deletes an image builder',
    command: 'imageBuilder.delete',
    answers: [{ pick: 'linux-trial' }, { press: 'Delete' }],
    sends: 'DeleteImageBuilder',
  },
  {
    does: 'expires a session, found below its fleet',
    command: 'session.expire',
    answers: [{ pick: 'cad-workstations' }, { pick: 'render-batch' }, { press: 'Expire Session' }],
    sends: 'ExpireSession',
    look: async api =>
      (
        await api.call('DescribeSessions', { StackName: 'cad', FleetName: 'cad-workstations', UserId: 'render-batch' })
      ).Sessions?.filter(({ State }) => State === 'ACTIVE'),
    sees: [],
  },
];

function run(command: string, answers: readonly Answer[]): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`));
}

describe('an action from the Command Palette', () => {
  let restore: () => void;
  before(() => (restore = replace(vscode.env, 'openExternal', () => Promise.resolve(true))));
  after(() => restore());

  for (const kind of kinds) {
    for (const { name } of kind.actions) {
      it(`finds resources, and can be cancelled: ${kind.name}.${name}`, async () => {
        const account = await showAccount();
        const [first, ...more] = await run(`${kind.name}.${name}`, ['cancel']);
        assert.equal(first?.kind, 'list');
        assert.match(
          first.placeholder ?? '',
          new RegExp(`in eu-west-1 of ${account.profile}|none supports this command`),
        );
        assert.deepEqual([more, account.changes()], [[], []]);
      });
    }
  }

  for (const { does, command, answers, then = [], sends, look, sees } of cases) {
    it(does, async () => {
      const account = await showAccount();
      const asked = await run(command, [...answers, ...then]);
      assert.deepEqual(account.changes(), [sends]);
      if (look) assert.deepEqual(await look(account.api), sees);
      assert.deepEqual(
        asked.filter(({ kind }) => kind === 'error'),
        [],
      );
    });
  }

  it('sends nothing when any of its prompts is cancelled', async () => {
    const account = await showAccount();
    for (const { command, answers } of cases) {
      for (let step = 0; step < answers.length; step++) {
        const asked = await run(command, [...answers.slice(0, step), 'cancel']);
        assert.equal(asked.length, step + 1, `${command} asks on after step ${step + 1} was cancelled`);
      }
    }
    assert.deepEqual(account.changes(), []);
  });

  it('asks for the Region first if there are several, and acts there', async () => {
    const account = await showAccount(['eu-west-1', 'us-east-1']);
    const { api } = account;
    const [region] = await run('fleet.start', ['cancel']);
    assert.deepEqual(region?.offers, ['eu-west-1', 'us-east-1']);
    const [, fleets] = await run('fleet.start', [{ pick: 'us-east-1' }, 'cancel']);
    const [fleet = ''] = fleets?.offers ?? [];
    await run('fleet.start', [{ pick: 'us-east-1' }, { pick: fleet }]);
    assert.deepEqual(account.changes(), ['StartFleet in us-east-1']);
    assert.ok(!(await api.call('DescribeFleets', {})).Fleets?.some(({ Name }) => Name === fleet));
  });

  it('offers only resources that it can be used on', async () => {
    await showAccount();
    const [toStart] = await run('fleet.start', ['cancel']);
    assert.deepEqual(toStart?.offers, ['field-survey', 'finance-desktops', 'gis-analysis']);
    const [toStop] = await run('fleet.stop', ['cancel']);
    assert.deepEqual([...(toStop?.offers ?? [])].sort(), [
      'cad-workstations',
      'office-desktops',
      'site-apps',
      'training-lab',
    ]);
  });

  it('has the title of the command in each list', async () => {
    await showAccount(['eu-west-1', 'us-east-1']);
    const asked = await run('session.expire', [{ pick: 'eu-west-1' }, { pick: 'cad-workstations' }, 'cancel']);
    assert.deepEqual(
      asked.map(({ text }) => text),
      Array<string>(3).fill('Expire Session'),
    );
    const [kind] = await run('viewDetails', ['cancel']);
    assert.equal(kind?.text, 'View Details');
  });

  it('offers first what the user picked last: the resource, and its Region', async () => {
    await showAccount(['eu-west-1', 'us-east-1']);
    const pick = async (region: string, fleet: number): Promise<string> => {
      const [, , fleets] = await run('copyName', [{ pick: 'Fleets' }, { pick: region }, 'cancel']);
      const name = fleets?.offers[fleet] ?? '';
      await run('copyName', [{ pick: 'Fleets' }, { pick: region }, { pick: name }]);
      return name;
    };
    const restore = replace(vscode.env, 'clipboard', { writeText: () => Promise.resolve() });
    try {
      const first = await pick('us-east-1', 0);
      await pick('eu-west-1', 2);
      const second = await pick('eu-west-1', 3);
      const [, regions, fleets] = await run('copyName', [{ pick: 'Fleets' }, { pick: 'eu-west-1' }, 'cancel']);
      assert.deepEqual(regions?.offers, ['eu-west-1', 'us-east-1']);
      assert.equal(fleets?.offers[0], second);
      await run('copyName', [{ pick: 'Fleets' }, { pick: 'us-east-1' }, { pick: first }]);
      const [, again] = await run('copyName', [{ pick: 'Fleets' }, 'cancel']);
      assert.deepEqual(again?.offers, ['us-east-1', 'eu-west-1']);
    } finally {
      restore();
    }
  });

  it('offers to wait only for kinds that can get there', async () => {
    await showAccount();
    const [running] = await run('waitRunning', ['cancel']);
    assert.deepEqual(running?.offers, ['Fleets', 'Image Builders', 'App Block Builders', 'Associated Fleets']);
    assert.equal(running?.text, 'Wait Until Running');
  });

  it('says that only one is allowed if one already exists', async () => {
    const account = await showAccount();
    const [said, ...more] = await run('usageReport.create', []);
    assert.equal(said?.text, 'Usage Report Subscription: Only one is allowed, and it already exists.');
    assert.deepEqual([more, account.changes()], [[], []]);
  });

  it('offers alternatives if the view has no profile', async () => {
    await setConnections([]);
    await shown(labels => !labels.length);
    const [said, ...more] = await run('fleet.start', []);
    assert.deepEqual(said?.offers, ['Add AWS Profile…', 'Open Sandbox']);
    assert.deepEqual(more, []);
  });
});

describe('a destructive action', () => {
  const destroying = cases.filter(({ answers }) =>
    answers.some(answer => typeof answer === 'object' && 'press' in answer),
  );

  for (const { command, answers } of destroying) {
    it(`names the resource, its account, profile and Region in a modal dialog: ${command}`, async () => {
      const account = await showAccount();
      const until = answers.findIndex(answer => typeof answer === 'object' && 'press' in answer);
      const asked = await run(command, [...answers.slice(0, until), 'cancel']);
      const dialog = asked.at(-1);
      assert.equal(dialog?.modal, true);
      for (const answer of answers.slice(0, until)) {
        const name = typeof answer === 'object' && 'pick' in answer ? answer.pick : '';
        if (command === 'session.expire') {
          assert.equal(dialog.text, 'Expire the session of render-batch?');
        } else if (!command.startsWith('associated') || answer === answers[until - 1]) {
          assert.ok(dialog.text.includes(name));
        }
      }
      assert.match(
        dialog.detail ?? '',
        new RegExp(`Account ${account.id}\nProfile ${account.profile}\nRegion eu-west-1`),
      );
    });
  }

  const wrongNames = ['field-surve', 'field-survey ', 'Field-Survey', '', 'gis-analysis'];
  for (const typed of wrongNames) {
    it(`does nothing to a fleet when "${typed}" is typed as its name`, async () => {
      const account = await showAccount();
      const asked = await run('fleet.delete', [
        { pick: 'field-survey' },
        { press: 'Delete' },
        { type: typed },
        'cancel',
      ]);
      assert.equal(asked.at(-1)?.problem, "This text doesn't match field-survey.");
      assert.deepEqual(account.changes(), []);
      assert.equal(await fleetState(account.api, 'field-survey'), 'STOPPED');
    });
  }
});
