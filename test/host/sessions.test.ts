// The sessions board: what its page may tell the extension, what the extension does, and what it sends to the page.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Deed, FromBoard } from '../../src/sessions/page';
import { waitUntil } from '../support/waitUntil';
import type { PlayedBoard } from './playedBoard';
import { keysOf, openBoard, two } from './playedBoard';
import type { Asked } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';
import type { Account } from './world';
import { showAccount } from './world';

describe('the sessions board', () => {
  let opened: PlayedBoard | undefined;
  afterEach(() => opened?.close());

  it('ends sessions of two accounts after one question that names both with their numbers', async () => {
    const [one, other] = await two();
    opened = await openBoard();
    const { board, says } = opened;
    const of = ({ profile }: Account): readonly string[] => keysOf(board()).filter(key => key.includes(`${profile}/`));
    const keys = [...of(one).slice(0, 2), ...of(other).slice(0, 1)];
    const deed = { kind: 'deed', deed: 'expire', keys } satisfies FromBoard;
    assert.equal(keys.length, 3, String(keysOf(board())[0]));
    const changes = (): readonly string[] => [...one.changes(), ...other.changes()];
    const asked = await answering([{ press: 'Expire Session' }], async () => {
      says(deed);
      await waitUntil('the requests', () => changes().length === 3, { every: 50, limit: 30_000 });
    });
    const [question, ...more] = asked.filter(({ modal }: Asked) => modal);
    assert.deepEqual(more, []);
    assert.match(question?.text ?? '', /Expire 3 sessions\?$/);
    assert.match(
      question?.detail ?? '',
      new RegExp(`${one.profile} · eu-west-1 \\(2\\): .*\n.*${other.profile} · eu-west-1 \\(1\\): `),
    );
    assert.deepEqual(changes(), ['ExpireSession', 'ExpireSession', 'ExpireSession']);
  });

  it('does nothing with what was not confirmed, and nothing with a message that its page does not send', async () => {
    const account = await showAccount();
    opened = await openBoard([]);
    const { board, says } = opened;
    const [key = ''] = keysOf(board());
    for (const deed of ['delete', 'viewJson', '../fleet.delete']) says({ kind: 'deed', deed, keys: [key] });
    says({ kind: 'deed', deed: 'expire', keys: key });
    says({ kind: 'view', view: { filter: 1 } });
    const asked = await answering(['cancel'], async () => {
      says({ kind: 'deed', deed: 'expire' satisfies Deed, keys: [key, 'no-such-key'] });
      await new Promise(resolve => setTimeout(resolve, 1_000));
    });
    assert.equal(asked.length, 1);
    assert.deepEqual(account.changes(), []);
    assert.deepEqual(board()?.ending, []);
  });

  it('copies rows with their titles, and shows those that match a filter', async () => {
    await showAccount();
    opened = await openBoard([]);
    const { board, says } = opened;
    const [key = ''] = keysOf(board());
    const texts: string[] = [];
    const putBack = replace(vscode.env, 'clipboard', {
      writeText: (text: string) => Promise.resolve(void texts.push(text)),
    });
    try {
      says({ kind: 'deed', deed: 'copy', keys: [key] } satisfies FromBoard);
      await waitUntil('the text', () => texts.length, { every: 50 });
    } finally {
      putBack();
    }
    const [titles = '', row = '', ...more] = (texts[0] ?? '').split('\n');
    assert.match(titles, /^User\tAccount\tRegion\tFleet\tStack\tState\t/);
    assert.equal(row.split('\t').length, titles.split('\t').length);
    assert.deepEqual(more, ['']);
    const view = board()?.view;
    says({ kind: 'view', view: { ...view, filter: 'user:nobody-at-all' } });
    await waitUntil('the note', () => board()?.note === 'Nothing matches', { every: 50 });
    assert.deepEqual(keysOf(board()), []);
  });
});
