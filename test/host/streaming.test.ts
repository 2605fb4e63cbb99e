import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import { showAccount, world } from './world';

/** As AWS signs them: an encoded +, / and = in the query, which must arrive as they are. */
const realShaped =
  'https://appstream2.eu-west-1.aws.amazon.com/authenticate?parameters=eyJ0eXBlIjoiRU5EX1VTRVIifQ%3D%3D&signature=a%2Bb%2Fc%3D%3D';

const whole: Answer[] = [{ pick: 'cad' }, { type: 'jane.doe' }, { pick: 'None' }, { type: '60' }];

interface Outcome {
  readonly asked: Asked[];
  readonly opened: unknown[];
  readonly copied: string[];
}

/** Runs a command with the browser and the clipboard replaced. */
async function run(command: string, answers: readonly Answer[]): Promise<Outcome> {
  const [opened, copied] = [[] as unknown[], [] as string[]];
  const restore = [
    replace(vscode.env, 'openExternal', (target: unknown) => Promise.resolve(opened.push(target) > 0)),
    replace(vscode.env, 'clipboard', { writeText: (text: string) => Promise.resolve(void copied.push(text)) }),
  ];
  try {
    const asked = await answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`));
    return { asked, opened, copied };
  } finally {
    for (const undo of restore) undo();
  }
}

/** Has the simulator answer that URL to this account. */
function answerUrl(accessKeyId: string, operation: string, url = realShaped): void {
  const edit = (output: Record<string, unknown>): void => void (output['StreamingURL'] = url);
  world().simulator.faults.add({ operation, accessKeyId, outcome: { kind: 'edit', edit } });
}

interface Way {
  readonly of: string;
  readonly command: string;
  readonly operation: string;
  readonly answers: readonly Answer[];
}

const ways: Way[] = [
  { of: 'a stack', command: 'stack.stream', operation: 'CreateStreamingURL', answers: whole },
  {
    of: 'the fleet below a stack',
    command: 'associatedFleet.stream',
    operation: 'CreateStreamingURL',
    answers: [{ pick: 'cad' }, { pick: 'cad-workstations' }, ...whole.slice(1)],
  },
  {
    of: 'the stack below a fleet',
    command: 'associatedStack.stream',
    operation: 'CreateStreamingURL',
    answers: [{ pick: 'cad-workstations' }, { pick: 'cad' }, ...whole.slice(1)],
  },
  {
    of: 'a fleet with one stack',
    command: 'fleet.stream',
    operation: 'CreateStreamingURL',
    answers: [{ pick: 'cad-workstations' }, { type: 'jane.doe' }, { type: '60' }],
  },
  {
    of: 'an image builder',
    command: 'imageBuilder.stream',
    operation: 'CreateImageBuilderStreamingURL',
    answers: [{ pick: 'office-builder' }, { type: '' }],
  },
];

describe('a streaming URL', () => {
  afterEach(() => world().simulator.faults.clear());

  for (const { of, command, operation, answers } of ways) {
    it(`of ${of} reaches the browser byte for byte, as a string`, async () => {
      const { accessKeyId } = await showAccount();
      answerUrl(accessKeyId, operation);
      const { opened, copied } = await run(command, [...answers, { pick: 'Open in Browser' }]);
      assert.deepEqual(opened, [realShaped]);
      assert.deepEqual(copied, []);
    });

    it(`of ${of} reaches the clipboard byte for byte`, async () => {
      const { accessKeyId } = await showAccount();
      answerUrl(accessKeyId, operation);
      const { opened, copied, asked } = await run(command, [...answers, { pick: 'Copy Streaming URL' }]);
      assert.deepEqual(copied, [realShaped]);
      assert.deepEqual(opened, []);
      assert.match(asked.at(-1)?.text ?? '', /^Streaming URL copied\. It can be opened until .*\d/);
    });

    it(`of ${of} is in no prompt, message, setting or log line`, async () => {
      const { accessKeyId } = await showAccount();
      answerUrl(accessKeyId, operation);
      const before = world().log.length;
      const open = await run(command, [...answers, { pick: 'Open in Browser' }]);
      const copy = await run(command, [...answers, { pick: 'Copy Streaming URL' }]);
      const log = world().log.slice(before);
      assert.ok(log.some(line => line.startsWith(operation)));
      const settings = vscode.workspace.getConfiguration('appstream');
      const all = JSON.stringify([open.asked, copy.asked, log, settings]);
      for (const part of ['authenticate', 'signature', 'eyJ0eXBl', 'a%2Bb']) assert.ok(!all.includes(part), part);
      assert.ok(!JSON.stringify(log).includes('jane.doe'));
    });

    it(`of ${of} is offered with the time until which it can be opened, and discarded on Escape`, async () => {
      await showAccount();
      const { asked, opened, copied } = await run(command, [...answers, 'cancel']);
      const offer = asked.at(-1);
      assert.deepEqual(offer?.offers, ['Open in Browser', 'Copy Streaming URL']);
      assert.match(offer?.placeholder ?? '', /^Can be opened until .*\d/);
      assert.deepEqual([opened, copied], [[], []]);
    });

    it(`of ${of} is offered with its host`, async () => {
      const { accessKeyId } = await showAccount();
      answerUrl(accessKeyId, operation);
      const { asked } = await run(command, [...answers, 'cancel']);
      assert.equal(asked.at(-1)?.descriptions?.[0], 'Open in Browser: appstream2.eu-west-1.aws.amazon.com');
    });

    it(`of ${of} with an unsafe address is refused by its host or scheme, and not offered`, async () => {
      const { accessKeyId } = await showAccount();
      for (const [url, says] of [
        [
          'http://evil.test/authenticate?signature=eyJ0eXBl',
          /at evil\.test wasn't opened because it begins with http: instead of https:/,
        ],
        [
          'http://127.0.0.1:1/authenticate?signature=eyJ0eXBl',
          /at 127\.0\.0\.1:1 wasn't opened because it begins with http:/,
        ],
        ['command:workbench.action.quit?eyJ0eXBl', /begins with command:/],
      ] as const) {
        answerUrl(accessKeyId, operation, url);
        const { asked, opened, copied } = await run(command, answers);
        world().simulator.faults.clear();
        const said = asked.at(-1);
        assert.equal(said?.kind, 'error');
        assert.match(said.text, says);
        assert.doesNotMatch(JSON.stringify(asked), /authenticate|eyJ0eXBl|workbench/);
        assert.deepEqual([opened, copied], [[], []]);
      }
    });
  }

  it("of the simulator opens the simulator's page unchanged", async () => {
    await showAccount();
    const { opened } = await run('stack.stream', [...whole, { pick: 'Open in Browser' }]);
    const [url] = opened as string[];
    assert.equal((await fetch(url ?? '')).status, 200);
    assert.equal((await fetch(`${url}x`)).status, 403);
  });
});

/** What a streaming URL of the simulator says that it is for. */
function parametersOf(url: unknown): Record<string, string> {
  const text = new URL(String(url)).searchParams.get('parameters') ?? '';
  return JSON.parse(Buffer.from(text, 'base64').toString()) as Record<string, string>;
}

describe('the questions about a streaming URL', () => {
  afterEach(() => world().simulator.faults.clear());

  it('are three, are numbered, and each answer is in the request', async () => {
    await showAccount();
    const { asked, opened } = await run('stack.stream', [
      { pick: 'cad' },
      { type: 'jane.doe' },
      { pick: 'Revit' },
      { type: '120' },
      { pick: 'Open in Browser' },
    ]);
    assert.deepEqual(
      asked.flatMap(({ step }) => step ?? []),
      ['1/3', '2/3', '3/3'],
    );
    assert.deepEqual(asked[2]?.offers, ['None', 'Revit', 'AutoCAD']);
    const { userId, applicationId } = parametersOf(opened[0]);
    assert.deepEqual({ userId, applicationId }, { userId: 'jane.doe', applicationId: 'Revit' });
  });

  it('go back one by one, and use the last answer', async () => {
    const account = await showAccount();
    const { asked, opened } = await run('stack.stream', [
      { pick: 'cad' },
      { type: 'wrong-user' },
      { pick: 'Revit' },
      'back',
      'back',
      { type: 'jane.doe' },
      { pick: 'AutoCAD' },
      { type: '' },
      { pick: 'Open in Browser' },
    ]);
    assert.deepEqual(
      asked.flatMap(({ step }) => step ?? []),
      ['1/3', '2/3', '3/3', '2/3', '1/3', '2/3', '3/3'],
    );
    const { userId, applicationId } = parametersOf(opened[0]);
    assert.deepEqual({ userId, applicationId }, { userId: 'jane.doe', applicationId: 'AutoCAD' });
    assert.deepEqual(account.changes(), ['CreateStreamingURL']);
  });

  it('accept a typed application that is not in the list', async () => {
    await showAccount();
    const { opened } = await run('stack.stream', [
      { pick: 'cad' },
      { type: 'jane.doe' },
      { type: 'Notepad' },
      { type: '' },
      { pick: 'Open in Browser' },
    ]);
    assert.equal(parametersOf(opened[0])['applicationId'], 'Notepad');
  });

  it('take the one stack of a fleet without asking', async () => {
    await showAccount();
    const { asked, opened } = await run('fleet.stream', [
      { pick: 'cad-workstations' },
      { type: 'jane.doe' },
      { type: '120' },
      { pick: 'Open in Browser' },
    ]);
    assert.deepEqual(
      asked.flatMap(({ step }) => step ?? []),
      ['1/2', '2/2'],
    );
    const { userId, catalogSource, fleetRef } = parametersOf(opened[0]);
    assert.deepEqual(
      { userId, catalogSource, fleetRef },
      { userId: 'jane.doe', catalogSource: 'stack/cad', fleetRef: 'fleet/cad-workstations' },
    );
  });

  it('begin with the stack of a fleet that has several, and are three', async () => {
    const { api } = await showAccount();
    await api.call('AssociateFleet', { FleetName: 'cad-workstations', StackName: 'archive-2024' });
    const { asked, opened } = await run('fleet.stream', [
      { pick: 'cad-workstations' },
      { pick: 'archive-2024' },
      'back',
      { pick: 'archive-2024' },
      { type: 'jane.doe' },
      { type: '' },
      { pick: 'Open in Browser' },
    ]);
    assert.deepEqual(
      asked.flatMap(({ step }) => step ?? []),
      ['1/3', '2/3', '1/3', '2/3', '3/3'],
    );
    assert.deepEqual([...(asked[1]?.offers ?? [])].sort(), ['archive-2024', 'cad']);
    assert.equal(parametersOf(opened[0])['catalogSource'], 'stack/archive-2024');
  });

  it('end for a fleet without a stack, with what to do', async () => {
    const { accessKeyId, changes } = await showAccount();
    const edit = (output: Record<string, unknown>): void => void (output['Names'] = []);
    world().simulator.faults.add({ operation: 'ListAssociatedStacks', accessKeyId, outcome: { kind: 'edit', edit } });
    const { asked } = await run('fleet.stream', [{ pick: 'cad-workstations' }]);
    assert.equal(asked.at(-1)?.kind, 'warning');
    assert.match(asked.at(-1)?.text ?? '', /No stack is associated with this fleet. Associate one with it first./);
    assert.deepEqual(changes(), []);
  });

  it('offer the last user and validity again, wherever they are asked in the same Region', async () => {
    await showAccount();
    await run('stack.stream', [{ pick: 'cad' }, { type: 'jane.doe' }, { pick: 'None' }, { type: '900' }, 'cancel']);
    const { asked, opened } = await run('fleet.stream', [
      { pick: 'cad-workstations' },
      'enter',
      'enter',
      { pick: 'Open in Browser' },
    ]);
    assert.deepEqual(
      asked.flatMap(({ value }) => value ?? []),
      ['jane.doe', '900'],
    );
    assert.equal(parametersOf(opened[0])['userId'], 'jane.doe');
  });

  it('offer no answer of an attempt that was cancelled, of another operation or of another account', async () => {
    await showAccount();
    await run('stack.stream', [{ pick: 'cad' }, { type: 'jane.doe' }, 'cancel']);
    const same = await run('stack.stream', [
      { pick: 'cad' },
      { type: 'ann' },
      { pick: 'None' },
      { type: '900' },
      'cancel',
    ]);
    const builder = await run('imageBuilder.stream', [{ pick: 'office-builder' }, 'cancel']);
    await showAccount();
    const other = await run('stack.stream', [{ pick: 'cad' }, 'cancel']);
    for (const { asked } of [same, builder, other]) assert.ok(asked.every(({ value }) => value === undefined));
  });

  interface Refusal {
    readonly given: string;
    readonly before: readonly Answer[];
    readonly wrong: string;
    readonly says: RegExp;
  }

  const refusals: Refusal[] = [
    { given: 'a user ID of one character', before: [], wrong: 'j', says: /2/ },
    { given: 'no user ID', before: [], wrong: '', says: /./ },
    { given: 'a validity of nothing', before: [{ type: 'jane' }, { pick: 'None' }], wrong: '0', says: /1/ },
    {
      given: 'a validity over a week',
      before: [{ type: 'jane' }, { pick: 'None' }],
      wrong: '604801',
      says: /604,?800/,
    },
    { given: 'a validity in words', before: [{ type: 'jane' }, { pick: 'None' }], wrong: 'long', says: /./ },
  ];

  for (const { given, before, wrong, says } of refusals) {
    it(`stay at ${given}, and say why`, async () => {
      const account = await showAccount();
      const { asked } = await run('stack.stream', [{ pick: 'cad' }, ...before, { type: wrong }, 'cancel']);
      assert.match(asked.at(-1)?.problem ?? '', says);
      assert.equal(asked.at(-1)?.step, asked.at(-2)?.step);
      assert.deepEqual(account.changes(), []);
    });
  }

  it('end for a stack whose fleet does not run, with what to do', async () => {
    const account = await showAccount();
    const { asked } = await run('stack.stream', [{ pick: 'finance' }, { type: 'jane.doe' }]);
    assert.equal(asked.at(-1)?.kind, 'warning');
    assert.match(asked.at(-1)?.text ?? '', /"finance-desktops" is STOPPED\. Start the fleet/);
    assert.deepEqual(account.changes(), []);
  });
});
