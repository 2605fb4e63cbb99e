// The stand-in for the user is itself tested: what it can't do or is not asked for must fail a test, not pass it.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Answer } from './prompts';
import { answering } from './prompts';

const fruits = ['apple', 'pear'].map(label => ({ label }));

interface Case {
  readonly given: string;
  readonly answers: readonly Answer[];
  readonly work: () => PromiseLike<unknown>;
  readonly gives: unknown;
}

const cases: Case[] = [
  {
    given: 'the label of an item',
    answers: [{ pick: 'pear' }],
    work: () => vscode.window.showQuickPick(fruits),
    gives: fruits[1],
  },
  { given: 'a cancel', answers: ['cancel'], work: () => vscode.window.showQuickPick(fruits), gives: undefined },
  {
    given: 'a text that is refused, then a good one',
    answers: [{ type: 'x' }, { type: 'long' }],
    work: () => vscode.window.showInputBox({ validateInput: text => (text.length < 2 ? 'short' : undefined) }),
    gives: 'long',
  },
  {
    given: 'a text that gets a hint only',
    answers: [{ type: 'x' }],
    work: () =>
      vscode.window.showInputBox({
        validateInput: () => ({ message: 'hint', severity: vscode.InputBoxValidationSeverity.Info }),
      }),
    gives: 'x',
  },
  {
    given: 'the button of a modal message',
    answers: [{ press: 'Yes' }],
    work: () => vscode.window.showWarningMessage('Sure?', { modal: true }, 'Yes'),
    gives: 'Yes',
  },
  {
    given: 'nothing for a message that wants no answer',
    answers: [],
    work: () => vscode.window.showErrorMessage('Oh', 'Retry'),
    gives: undefined,
  },
];

const unfit: Omit<Case, 'gives'>[] = [
  { given: 'a label that is not there', answers: [{ pick: 'plum' }], work: () => vscode.window.showQuickPick(fruits) },
  { given: 'no answer', answers: [], work: () => vscode.window.showQuickPick(fruits) },
  { given: 'an answer too many', answers: ['cancel'], work: () => Promise.resolve() },
  {
    given: 'no answer for a modal message',
    answers: [],
    work: () => vscode.window.showWarningMessage('Sure?', { modal: true }, 'Yes'),
  },
  { given: 'Back where there is no such button', answers: ['back'], work: () => vscode.window.showQuickPick(fruits) },
  {
    given: 'only a text that is refused',
    answers: [{ type: 'x' }],
    work: () => vscode.window.showInputBox({ validateInput: () => 'never' }),
  },
];

describe("the test's answers to prompts", () => {
  for (const { given, answers, work, gives } of cases) {
    it(`handle ${given}`, async () => {
      let got: unknown;
      await answering(answers, async () => void (got = await work()));
      assert.deepEqual(got, gives);
    });
  }

  for (const { given, answers, work } of unfit) {
    it(`fail with ${given}`, () => assert.rejects(answering(answers, work)));
  }

  it('record what was asked, and restore the prompts', async () => {
    const before = vscode.window.showQuickPick;
    const asked = await answering([{ pick: 'apple' }], () =>
      vscode.window.showQuickPick(fruits, { title: 'Fruit', placeHolder: 'Choose' }),
    );
    assert.deepEqual(asked, [{ kind: 'list', text: 'Fruit', placeholder: 'Choose', offers: ['apple', 'pear'] }]);
    assert.equal(vscode.window.showQuickPick, before);
  });
});
