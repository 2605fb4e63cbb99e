// The one door to VS Code's messages, dialogs, lists, boxes and progress: whatever goes through is plain.
import assert from 'node:assert/strict';

import * as fc from 'fast-check';
import * as vscode from 'vscode';

import { openInBrowser } from '../../src/host/base/browser';
import * as door from '../../src/host/base/door';
import { createLog } from '../../src/host/base/log';
import { assertPlain, hostile } from '../support/hostile';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import { showAccount, world } from './world';

const message = (kind: 'Information' | 'Warning' | 'Error') => (words: string) =>
  seenBy(`show${kind}Message`, undefined, () => door[`show${kind}Message`](words, words, 'OK'));

/** Every way through the door, with the same words wherever words can be given. @returns what VS Code got to show */
const ways: Record<string, (words: string) => unknown> = {
  'an information': message('Information'),
  'a warning': message('Warning'),
  'an error': message('Error'),
  'a dialog': words =>
    seenBy('showWarningMessage', undefined, () =>
      door.showDialog({ kind: 'warning', message: words, detail: [words, words] }, { title: words }),
    ),
  'a list': words =>
    seenBy('showQuickPick', undefined, () =>
      door.showQuickPick([{ label: words, description: words, detail: words }], { title: words, placeHolder: words }),
    ),
  'a list that is filled later': words => {
    const input = {};
    seenBy('createQuickPick', input, () =>
      Object.assign(door.createQuickPick(), {
        title: words,
        placeholder: words,
        items: [{ label: words, description: words, detail: words }],
      }),
    );
    return input;
  },
  'a box': words => {
    const input = {};
    seenBy('createInputBox', input, () =>
      Object.assign(door.createInputBox(), {
        title: words,
        prompt: words,
        placeholder: words,
        validationMessage: words,
      }),
    );
    return input;
  },
  'the status bar': words => seenBy('setStatusBarMessage', undefined, () => door.setStatusBarMessage(words, 1)),
  progress: words => {
    const reported: unknown[] = [];
    const restore = replace(
      vscode.window,
      'withProgress',
      (options: unknown, task: (...args: unknown[]) => unknown) => {
        reported.push(options);
        return task({ report: (value: unknown) => void reported.push(value) });
      },
    );
    try {
      const location = vscode.ProgressLocation.Notification;
      void door.withProgress({ location, title: words }, progress =>
        Promise.resolve(progress.report({ message: words })),
      );
    } finally {
      restore();
    }
    return reported;
  },
};

function seenBy(name: string, answer: unknown, act: () => unknown): unknown {
  const seen: unknown[] = [];
  const restore = replace(vscode.window, name, (...args: unknown[]) => {
    seen.push(args);
    return answer;
  });
  try {
    void act();
  } finally {
    restore();
  }
  return seen;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('a message or prompt', () => {
  for (const [way, through] of Object.entries(ways)) {
    it(`shows only plain text in ${way}`, () => {
      const words = fc.oneof(
        fc.constant(hostile),
        fc.string({ unit: 'binary' }).map(text => `${text}${hostile}${text}`),
      );
      fc.assert(
        fc.property(words, text => {
          const texts = textsIn(through(text));
          assert.ok(
            texts.some(shown => shown.includes('[Sign in] (command:x)$ (error) line')),
            'the words are shown',
          );
          // The lines of a dialog are its own.
          for (const shown of texts.flatMap(each => (way === 'a dialog' ? each.split('\n') : [each]))) {
            assertPlain(shown.replace(/[\p{Lo}\p{M}\p{Extended_Pictographic}\u200C\u200D]/gu, ''), way);
          }
        }),
        { numRuns: 50 },
      );
    });
  }

  it('keeps the lines of a dialog', () => {
    const [[, options]] = ways['a dialog']?.(hostile) as [[unknown, { detail: string }]];
    assert.equal(options.detail.split('\n').length, 2);
  });

  it('returns the original button and item, not their plain copies', async () => {
    const button = { title: hostile };
    const item = { label: hostile };
    const restore = [
      replace(vscode.window, 'showWarningMessage', (_text: string, _options: object, first: unknown) =>
        Promise.resolve(first),
      ),
      replace(vscode.window, 'showQuickPick', ([first]: unknown[]) => Promise.resolve(first)),
    ];
    try {
      assert.equal(await door.showWarningMessage('words', button), button);
      assert.equal(await door.showWarningMessage('words', hostile), hostile);
      assert.equal(await door.showQuickPick([item], {}), item);
    } finally {
      for (const undo of restore) undo();
    }
  });

  it('keeps the selected and active items in a list', () => {
    const pick = door.createQuickPick();
    const [one, two] = [{ label: hostile }, { label: 'two' }];
    pick.canSelectMany = true;
    pick.items = [one, two];
    pick.selectedItems = [one];
    pick.activeItems = [two];
    assert.deepEqual(pick.selectedItems, [pick.items[0]]);
    assert.deepEqual(pick.activeItems, [pick.items[1]]);
    pick.dispose();
  });

  it('keeps the text typed in an input box', () => {
    const box = door.createInputBox();
    box.value = hostile;
    assert.equal(box.value, hostile);
    box.dispose();
  });
});

describe('the log', () => {
  it('has one plain line for a request, with any profile name', () => {
    const lines: string[] = [];
    const channel = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
    const restore = replace(vscode.window, 'createOutputChannel', () => channel);
    try {
      const log = createLog();
      for (const status of ['ok', hostile]) {
        log.request({
          service: 'appstream',
          operation: 'DescribeFleets',
          profile: hostile,
          region: hostile,
          duration: 1,
          status,
        });
      }
    } finally {
      restore();
    }
    assert.equal(lines.length, 2);
    for (const line of lines) assertPlain(line, 'log');
  });
});

describe('an address to open', () => {
  const cases: readonly (readonly [address: string, endpoint: string | undefined, opens: boolean])[] = [
    ['https://example.com/?a=%2B', undefined, true],
    ['http://127.0.0.1:1/?a=%2B', 'http://127.0.0.1:1', true],
    ['http://127.0.0.1:1/?secret', undefined, false],
    ['command:workbench.action.quit?secret', undefined, false],
  ];
  for (const [address, endpoint, opens] of cases) {
    it(`${opens ? 'opens in the browser' : 'is refused with a shortened address'}: ${address}`, async () => {
      const opened: unknown[] = [];
      const restore = replace(vscode.env, 'openExternal', (url: unknown) => Promise.resolve(opened.push(url) > 0));
      try {
        const said = await answering([], async () => assert.equal(await openInBrowser(address, endpoint), opens));
        assert.deepEqual(opened, opens ? [address] : []);
        assert.equal(said.length, opens ? 0 : 1);
        assert.doesNotMatch(JSON.stringify(said), /secret/);
      } finally {
        restore();
      }
    });
  }
});

describe('text from a server', () => {
  afterEach(() => world().simulator.faults.clear());

  const run = (command: string, answers: readonly Answer[]): Promise<Asked[]> =>
    answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`));

  it('is plain in the message of a failure', async () => {
    const { accessKeyId } = await showAccount();
    const outcome = { kind: 'error', type: 'ResourceNotAvailableException', message: hostile } as const;
    world().simulator.faults.add({ operation: 'StartFleet', accessKeyId, times: 1, outcome });
    const said = (await run('fleet.start', [{ pick: 'gis-analysis' }])).at(-1);
    assert.match(said?.text ?? '', /^Start Fleet failed for gis-analysis: \[Sign in\] \(command:x\)/);
    assertPlain(said?.text ?? '', 'message');
  });

  it('is plain as a name in lists and in the confirmation', async () => {
    const { accessKeyId } = await showAccount();
    const edit = (output: Record<string, unknown>): void => {
      for (const fleet of output['Fleets'] as Record<string, unknown>[]) {
        if (fleet['Name'] === 'gis-analysis') fleet['Name'] = hostile;
      }
    };
    world().simulator.faults.add({ operation: 'DescribeFleets', accessKeyId, outcome: { kind: 'edit', edit } });
    const offers = (await run('fleet.delete', ['cancel'])).at(-1)?.offers ?? [];
    const [shown] = offers.filter(offer => offer.includes('command:x'));
    for (const offer of offers) assertPlain(offer, 'list');
    const dialog = (await run('fleet.delete', [{ pick: shown ?? '' }, 'cancel'])).at(-1);
    for (const text of [dialog?.text ?? '', ...(dialog?.detail ?? '').split('\n')]) assertPlain(text, 'dialog');
    assert.ok(dialog?.text.includes(shown ?? '?'), dialog?.text);
  });
});
