import assert from 'node:assert/strict';

import { answerPage, type FormHandlers } from '../../../src/explorer/forms/formServer';
import { formTexts } from '../../../src/explorer/forms/formTexts';
import type { FieldProblem } from '../../../src/forms/field';
import { type Draft, messageFromPage, savedPage, type ToPage } from '../../../src/forms/protocol';

describe("the extension's check of a page's message", () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 20; level++) deep = { deep };
  const nested = (levels: number): unknown => (levels ? { inner: nested(levels - 1) } : 'x');
  const endless: Record<string, unknown> = {};
  endless['self'] = endless;

  const good: unknown[] = [
    { kind: 'ready', drawn: true },
    { kind: 'ready', drawn: false },
    { kind: 'cancel' },
    { kind: 'submit', id: 1, values: { a: 'x', b: 1, c: false, d: ['x', { e: ['y'] }], f: undefined } },
    { kind: 'preview', id: 2, values: {} },
    { kind: 'suggest', id: 3, source: 'image', query: '', values: {} },
    { kind: 'unlock' },
    { kind: 'reopen' },
    { kind: 'submit', id: 4, values: nested(8) },
    { kind: 'draft', draft: { values: {}, opened: {} }, dirty: true },
  ];
  for (const message of good) {
    it(`accepts ${JSON.stringify(message)}`, () => assert.deepEqual(messageFromPage(message), message));
  }

  const bad: { given: string; message: unknown }[] = [
    ...[undefined, null, 'submit', 7, [], {}, { kind: 'other' }].map(message => ({
      given: JSON.stringify(message),
      message,
    })),
    { given: 'no id', message: { kind: 'submit', values: {} } },
    { given: 'an id of text', message: { kind: 'submit', id: '1', values: {} } },
    { given: 'an id that is no number', message: { kind: 'preview', id: NaN, values: {} } },
    { given: 'no values', message: { kind: 'submit', id: 1 } },
    { given: 'a list of values', message: { kind: 'submit', id: 1, values: [] } },
    { given: 'a null inside', message: { kind: 'submit', id: 1, values: { a: null } } },
    { given: 'a hole in a list', message: { kind: 'submit', id: 1, values: { a: [undefined] } } },
    {
      given: 'a function inside',
      message: { kind: 'draft', draft: { values: { a: () => 1 }, opened: {} }, dirty: false },
    },
    { given: 'a number that JSON has not', message: { kind: 'submit', id: 1, values: { a: Infinity } } },
    { given: 'values too deep', message: { kind: 'submit', id: 1, values: { deep } } },
    { given: 'values one level too deep', message: { kind: 'submit', id: 1, values: nested(9) } },
    { given: 'values without end', message: { kind: 'submit', id: 1, values: endless } },
    { given: 'a query that is no text', message: { kind: 'suggest', id: 1, source: 'image', query: 1, values: {} } },
    { given: 'a look-up without an id', message: { kind: 'suggest', source: 'image', query: '', values: {} } },
    { given: 'a look-up without values', message: { kind: 'suggest', id: 1, source: 'image', query: '' } },
    { given: 'no source', message: { kind: 'suggest', id: 1, query: '', values: {} } },
    {
      given: 'a draft that does not say whether it is dirty',
      message: { kind: 'draft', draft: { values: {}, opened: {} } },
    },
    {
      given: 'a draft without what the form was opened with',
      message: { kind: 'draft', draft: { values: {} }, dirty: true },
    },
    { given: 'a draft without values', message: { kind: 'draft', draft: { opened: {} }, dirty: true } },
    { given: 'no draft', message: { kind: 'draft', dirty: true } },
    {
      given: 'a draft whose earlier values are invalid',
      message: { kind: 'draft', draft: { values: {}, opened: {}, since: [] }, dirty: true },
    },
  ];
  for (const { given, message } of bad) {
    it(`refuses ${given}`, () => assert.equal(messageFromPage(message), undefined));
  }

  it('keeps only what belongs to the message', () => {
    assert.deepEqual(messageFromPage({ kind: 'cancel', extra: 1 }), { kind: 'cancel' });
  });
  it('reads a draft, and ignores anything else', () => {
    const page = { key: 'k', values: { a: 'x' }, opened: {} };
    assert.deepEqual(savedPage({ ...page, more: 1 }), page);
    assert.deepEqual(savedPage({ ...page, actor: 'a' }), { ...page, actor: 'a' });
    assert.deepEqual(savedPage({ ...page, actor: 1 }), page);
    for (const state of [
      undefined,
      null,
      {},
      { ...page, key: 1 },
      { ...page, values: { a: null } },
      { ...page, opened: 1 },
    ]) {
      assert.equal(savedPage(state), undefined);
    }
  });
});

describe('What the extension keeps of a draft', () => {
  const view = { unfolded: ['Network'], scroll: 12 };
  const focus = { field: 'Name', control: 0 };
  const cases: { part: string; given: string; draft: object; kept: object }[] = [
    { part: 'earlier values', given: 'all', draft: { since: { a: 'x' } }, kept: { since: { a: 'x' } } },
    { part: 'time', given: 'a number', draft: { at: 7 }, kept: { at: 7 } },
    { part: 'time', given: 'a text', draft: { at: '7' }, kept: {} },
    { part: 'time', given: 'no number', draft: { at: NaN }, kept: {} },
    { part: 'other members', given: 'any', draft: { more: 1 }, kept: {} },
    {
      part: 'view state',
      given: 'a whole one',
      draft: { look: { ...view, focus } },
      kept: { look: { ...view, focus } },
    },
    { part: 'view state', given: 'one without focus', draft: { look: view }, kept: { look: view } },
    { part: 'view state', given: 'one with more', draft: { look: { ...view, more: 1 } }, kept: { look: view } },
    { part: 'view state', given: 'a text', draft: { look: 'x' }, kept: {} },
    { part: 'view state', given: 'none', draft: { look: null }, kept: {} },
    { part: 'view state', given: 'a list', draft: { look: [view] }, kept: {} },
    { part: 'view state', given: 'one without titles', draft: { look: { scroll: 12 } }, kept: {} },
    { part: 'view state', given: 'one without a scroll position', draft: { look: { unfolded: [] } }, kept: {} },
    {
      part: 'view state',
      given: 'a title that is no text',
      draft: { look: { unfolded: [1, 'Network'], scroll: 12 } },
      kept: { look: view },
    },
    ...[null, 'Name', { control: 0 }, { field: 'Name' }, { field: 1, control: 0 }, { field: 'Name', control: 0.5 }].map(
      invalid => ({
        part: 'view state',
        given: `the invalid focus ${JSON.stringify(invalid)}`,
        draft: { look: { ...view, focus: invalid } },
        kept: { look: view },
      }),
    ),
  ];
  for (const { part, given, draft, kept } of cases) {
    it(`${part}: ${given}`, () => {
      const values = { values: {}, opened: {} };
      const message = { kind: 'draft', draft: { ...values, ...draft }, dirty: false };
      assert.deepEqual(messageFromPage(message), { ...message, draft: { ...values, ...kept } });
      assert.deepEqual(savedPage({ key: 'k', ...values, ...draft }), { key: 'k', ...values, ...kept });
    });
  }
});

describe("the extension's answer to a page", () => {
  function handlers(over: Partial<FormHandlers> = {}): FormHandlers & { got: unknown[] } {
    const got: unknown[] = [];
    return {
      got,
      form: {
        key: 'k',
        title: 'T',
        fields: [
          { kind: 'text', name: 'Name', label: 'Name', required: true, max: 3 },
          { kind: 'text', name: 'Note', label: 'Note' },
        ],
        rules: [],
        values: {},
        submitLabel: 'Go',
        texts: formTexts(),
      },
      submit: input => (got.push(input), Promise.resolve([])),
      preview: input => (got.push(input), Promise.resolve()),
      suggest: (source, query) => Promise.resolve([{ value: `${source}/${query}` }]),
      drafted: (draft, dirty) => got.push({ draft, dirty }),
      unlock: () => got.push('unlock'),
      reopen: () => got.push('reopen'),
      cancel: () => got.push('cancel'),
      explain: error => `Explained: ${(error as Error).message}`,
      ...over,
    };
  }
  const refused: FieldProblem[] = [{ path: ['Name'], message: 'Taken.' }];
  const fails = () => Promise.reject(new Error('gone'));
  const table: { given: string; message: unknown; over?: Partial<FormHandlers>; answer: ToPage; got?: unknown[] }[] = [
    {
      given: 'a submit that goes well, with the empty members left out',
      message: { kind: 'submit', id: 4, values: { Name: 'x', Note: '' } },
      answer: { kind: 'answer', id: 4, ok: true },
      got: [{ Name: 'x' }],
    },
    {
      given: 'a submit that does not validate: nothing is sent',
      message: { kind: 'submit', id: 5, values: { Name: 'long' } },
      answer: {
        kind: 'answer',
        id: 5,
        ok: false,
        problems: [{ path: ['Name'], message: 'Use at most 3 characters; this has 4.' }],
      },
      got: [],
    },
    {
      given: 'a submit that the service refuses',
      message: { kind: 'submit', id: 6, values: { Name: 'x' } },
      over: { submit: () => Promise.resolve(refused) },
      answer: { kind: 'answer', id: 6, ok: false, problems: refused },
    },
    {
      given: 'a submit that throws',
      message: { kind: 'submit', id: 7, values: { Name: 'x' } },
      over: { submit: fails },
      answer: { kind: 'answer', id: 7, ok: false, problems: [{ path: [], message: 'Explained: gone' }] },
    },
    {
      given: 'a preview, though the form is not complete',
      message: { kind: 'preview', id: 8, values: { Note: 'n' } },
      answer: { kind: 'answer', id: 8, ok: true },
      got: [{ Note: 'n' }],
    },
    {
      given: 'a preview that throws',
      message: { kind: 'preview', id: 9, values: {} },
      over: { preview: fails },
      answer: { kind: 'answer', id: 9, ok: false, problems: [{ path: [], message: 'Explained: gone' }] },
    },
    {
      given: 'a look-up',
      message: { kind: 'suggest', id: 10, source: 'image', query: 'w', values: {} },
      answer: { kind: 'suggestions', id: 10, items: [{ value: 'image/w' }] },
    },
    {
      given: 'a look-up that throws',
      message: { kind: 'suggest', id: 11, source: 'image', query: 'w', values: {} },
      over: { suggest: fails },
      answer: { kind: 'suggestions', id: 11, problem: 'Explained: gone' },
    },
    {
      given: 'a handler that throws before it promises anything',
      message: { kind: 'submit', id: 12, values: { Name: 'x' } },
      over: {
        submit: (): Promise<FieldProblem[]> => {
          throw new Error('at once');
        },
      },
      answer: { kind: 'answer', id: 12, ok: false, problems: [{ path: [], message: 'Explained: at once' }] },
    },
  ];
  for (const { given, message, over, answer, got } of table) {
    it(`to ${given}`, async () => {
      const host = handlers(over);
      assert.deepEqual(await answerPage(message, host), answer);
      if (got) assert.deepEqual(host.got, got);
    });
  }

  const { form } = handlers();
  for (const { given, drawn, embedded, answer } of [
    { given: 'the form, when the page has drawn none', drawn: false, embedded: form, answer: { kind: 'init', form } },
    { given: 'nothing, when the page has drawn the current form', drawn: true, embedded: form, answer: undefined },
    {
      given: 'the form, when the page has drawn an earlier one',
      drawn: true,
      embedded: { ...form },
      answer: { kind: 'init', form },
    },
  ]) {
    it(`is ${given}`, async () => {
      assert.deepEqual(await answerPage({ kind: 'ready', drawn }, handlers({ form, embedded })), answer);
    });
  }
  it('is the unlocked form when the page asks for that', async () => {
    const [locked, unlocked] = [handlers().form, { ...handlers().form, title: 'Unlocked' }];
    let form = locked;
    const host: FormHandlers = {
      ...handlers(),
      get form() {
        return form;
      },
      unlock: () => (form = unlocked),
    };
    assert.deepEqual(await answerPage({ kind: 'unlock' }, host), { kind: 'init', form: unlocked });
  });
  it('is nothing for drafts, cancel and unknown messages', async () => {
    const host = handlers();
    const draft: Draft = { values: { Name: 'x' }, opened: {} };
    for (const message of [{ kind: 'draft', draft, dirty: true }, { kind: 'cancel' }, { kind: 'nonsense' }, null]) {
      assert.equal(await answerPage(message, host), undefined);
    }
    assert.deepEqual(host.got, [{ draft, dirty: true }, 'cancel']);
  });
});
