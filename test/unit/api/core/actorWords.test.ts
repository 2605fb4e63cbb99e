// What people read when they are no longer who they were, and what an error says of itself.
import * as assert from 'node:assert/strict';

import type { Actor, Difference } from '../../../../src/api/core/actor';
import {
  actorFrom,
  actorOf,
  differenceMessage,
  differenceOf,
  identityName,
  openForLabel,
  otherActor,
  sandboxStopped,
  settingsChanged,
} from '../../../../src/api/core/actor';
import { ApiError, isApiError, toApiError } from '../../../../src/api/core/errors';
import { readOnlyError } from '../../../../src/api/core/readOnly';
import { profileConnection } from '../../../../src/aws/connection';
import type { Identity } from '../../../../src/aws/identity';
import { sandboxConnection } from '../../../support/awsRuntime';

const prod = profileConnection('prod', 'eu-west-1');
const jane: Identity = { account: '111', alias: 'acme', principal: 'arn:aws:iam::111:user/team:jane' };
const admin: Identity = { account: '222', principal: 'arn:aws:sts::222:assumed-role/Admin' };
const as = (identity?: Identity): Actor => actorOf(prod, 'f', identity);
const inSandbox = actorOf(sandboxConnection('http://127.0.0.1:1'), '', undefined);

describe('The difference between who acted and who acts now', () => {
  const words: readonly (readonly [difference: Difference, shown: Actor, now: Actor, says: string])[] = [
    ['place', as(jane), as(jane), 'This was opened for another profile or Region.'],
    ['place', inSandbox, inSandbox, 'This was opened in a sandbox that has stopped.'],
    [
      'account',
      as(jane),
      as(admin),
      'This was opened for account 111 (acme), but profile "prod" now acts in account 222.',
    ],
    ['account', as(), as(), 'This was opened for account , but profile "prod" now acts in account .'],
    [
      'principal',
      as(jane),
      as(admin),
      'This was opened for user/team:jane in account 111 (acme), but profile "prod" now acts as assumed-role/Admin.',
    ],
    ['principal', as(), as(), 'This was opened for  in account , but profile "prod" now acts as .'],
    [
      'settings',
      as(admin),
      as(),
      'The settings of profile "prod" have changed since this was opened for account 222. It isn\'t known which account the profile uses now.',
    ],
    ['settings', as(), as(jane), 'The settings of profile "prod" have changed since this was opened.'],
  ];
  for (const [difference, shown, now, says] of words) {
    it(`(${difference}) is told as "${says}"`, () =>
      assert.equal(differenceMessage(difference, shown, now, 'prod'), says));
  }

  const buttons: readonly (readonly [difference: Difference, now: Actor, label: string])[] = [
    ['place', inSandbox, 'Open in the Running Sandbox'],
    ['settings', as(), 'Open with the New Settings'],
    ['principal', as(admin), 'Open for assumed-role/Admin'],
    ['account', as(admin), 'Open for Account 222'],
    ['settings', as(jane), 'Open for Account 111'],
    ['principal', as({ account: '1' }), 'Open for '],
  ];
  for (const [difference, now, label] of buttons) {
    it(`(${difference}) leads to the button "${label}"`, () => assert.equal(openForLabel(difference, now), label));
  }

  it('is an error that can not be retried, and says that nothing was sent', () => {
    const { message, ...facts } = otherActor('place', as(jane), as(jane), prod, 'StartFleet');
    assert.match(message, /another profile or Region\. Nothing was sent\.$/);
    assert.deepEqual(
      [facts.reason, facts.code, facts.operation, facts.retryable],
      ['otherActor', 'OtherPlace', 'StartFleet', false],
    );
    assert.equal(otherActor('account', as(jane), as(admin), prod, 'StartFleet').code, 'OtherActor');
  });

  it('is told of a request under way whose profile has changed', () => {
    const { message, reason, retryable } = settingsChanged('prod');
    assert.equal(message, 'The settings or credentials of profile "prod" have changed.');
    assert.deepEqual([reason, retryable], ['otherActor', false]);
  });

  it('is told of a stopped sandbox and of a read-only profile, where nothing was sent', () => {
    for (const error of [sandboxStopped('StartFleet'), readOnlyError(prod, 'StartFleet')]) {
      assert.match(error.message, / Nothing was sent\.$/);
      assert.deepEqual([error.operation, error.retryable], ['StartFleet', false]);
    }
    const { reason, code, message } = readOnlyError(prod, 'StartFleet');
    assert.deepEqual([reason, code], ['readOnly', 'ReadOnly']);
    assert.match(message, /^Profile "prod" is marked read-only\./);
  });

  const other: readonly (readonly [given: string, shown: Actor, now: Actor, is: Difference | undefined])[] = [
    ['another Region', as(jane), actorOf(profileConnection('prod', 'us-east-1'), 'f', jane), 'place'],
    ['a sandbox in its place', { ...inSandbox, sandbox: 'a' }, { ...inSandbox, sandbox: 'b' }, 'place'],
    ['a principal that was not known, in the same account', as({ account: '111' }), as(jane), undefined],
    ['the same principal in another account', as({ ...jane, account: '3' }), as(jane), 'account'],
  ];
  for (const [given, shown, now, is] of other) {
    it(`is ${is ?? 'none'}, given ${given}`, () => assert.equal(differenceOf(shown, now), is));
  }
});

describe('An actor', () => {
  it('is named by account and alias', () =>
    assert.deepEqual([identityName(jane), identityName(admin)], ['111 (acme)', '222']));

  it('has a sandbox and an identity only if they are known', () => {
    assert.deepEqual(as(), { connection: 'profile:prod/eu-west-1', fingerprint: 'f' });
    assert.equal(inSandbox.sandbox, 'http://127.0.0.1:1');
  });

  it('in a draft keeps of its identity only what is text', () => {
    const read = (identity: object): Identity | undefined =>
      actorFrom(JSON.stringify({ connection: 'c', fingerprint: 'f', identity }))?.identity;
    assert.deepEqual(read({ account: '1', alias: 2, principal: 3, other: 'x' }), { account: '1' });
    assert.deepEqual(read(jane), jane);
    assert.equal(read({ alias: 'acme' }), undefined);
  });
});

describe('Anything that is thrown', () => {
  const facts = { reason: 'config', operation: 'X', code: 'C', retryable: false, nextStep: 'Do.' } as const;

  it('stays what it is if it is an ApiError', () => {
    const error = new ApiError('No.', facts);
    assert.equal(toApiError(error, 'StartFleet'), error);
  });

  const others: readonly (readonly [given: string, thrown: unknown, becomes: readonly string[]])[] = [
    ['an error', new TypeError('x is not a function'), ['x is not a function', 'malformed', 'TypeError']],
    ['an abort', Object.assign(new Error('aborted'), { name: 'AbortError' }), ['aborted', 'cancelled', 'AbortError']],
    ['what only looks like an abort', { name: 'AbortError' }, ['[object Object]', 'malformed', 'Error']],
    ['a word', 'no', ['no', 'malformed', 'Error']],
  ];
  for (const [given, thrown, becomes] of others) {
    it(`is a fault of this extension, given ${given}`, () => {
      const error = toApiError(thrown, 'StartFleet');
      assert.deepEqual([error.message, error.reason, error.code], becomes);
      assert.deepEqual([error.operation, error.retryable, error.cause], ['StartFleet', true, thrown]);
      assert.match(error.nextStep, /report an issue/);
    });
  }

  it('is told from an ApiError by its name and its reason', () => {
    const named = (name: string, more: object): Error => Object.assign(new Error(), { name, ...more });
    assert.deepEqual(
      [
        new ApiError('No.', facts),
        named('ApiError', { reason: 'config' }),
        named('ApiError', {}),
        named('Error', { reason: 'config' }),
        { name: 'ApiError', reason: 'config' },
        undefined,
      ].map(isApiError),
      [true, true, false, false, false, false],
    );
  });

  it('has only the facts that are known, and all of those', () => {
    const all = {
      ...facts,
      resource: 'dev',
      requestId: 'r',
      host: 'a.test',
      mayHaveHappened: true,
      signIn: true,
      denied: { actions: ['appstream:StartFleet'] },
      details: ['x'],
    };
    assert.deepEqual({ ...new ApiError('No.', all) }, { name: 'ApiError', ...all });
    const known = Object.entries(new ApiError('No.', facts)).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(known), { name: 'ApiError', ...facts });
  });
});
