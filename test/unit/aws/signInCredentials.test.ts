// When credentials are used again, and when the user is asked again: a sign-in by itself, without a service.
import * as assert from 'node:assert/strict';

import type { AwsCredentialIdentity } from '@smithy/types';

import { isApiError } from '../../../src/api/core/errors';
import type { SignIn } from '../../../src/aws/signIn';
import { createSignIn, endOf, isSame } from '../../../src/aws/signIn';
import type { User } from '../../support/signInWorld';
import { userWho } from '../../support/signInWorld';

const minutes = 60_000;
const now = Date.UTC(2026, 0, 1);
const keys = (accessKeyId: string, more: Partial<AwsCredentialIdentity> = {}): AwsCredentialIdentity => ({
  accessKeyId,
  secretAccessKey: 's',
  ...more,
});

describe('credentials', () => {
  const { now: realNow } = Date;
  beforeEach(() => (Date.now = () => now));
  afterEach(() => (Date.now = realNow));

  for (const { given, lasts, used } of [
    { given: 'an hour', lasts: 60 * minutes, used: 59 * minutes },
    { given: 'a minute', lasts: minutes, used: 0.9 * minutes },
    { given: 'no time, since they have expired', lasts: -minutes, used: -minutes },
  ]) {
    it(`that last ${given} are used for ${used / minutes} minutes`, () => {
      assert.equal(endOf(keys('A', { expiration: new Date(now + lasts) })), now + used);
    });
  }
  it('without an end are always used', () => assert.equal(endOf(keys('A')), Infinity));

  for (const { given, other, same } of [
    { given: 'the same key and token', other: keys('A', { sessionToken: 't' }), same: true },
    { given: 'another key', other: keys('B', { sessionToken: 't' }), same: false },
    { given: 'another token', other: keys('A', { sessionToken: 'u' }), same: false },
    { given: 'no token', other: keys('A'), same: false },
  ]) {
    it(`with ${given} are ${same ? 'the same' : 'others'}`, () => {
      assert.equal(isSame(keys('A', { sessionToken: 't' }), other), same);
    });
  }
});

describe('a sign-in', () => {
  /** Gives these credentials in turn; throws what is an error. */
  function signInWith(
    given: readonly (AwsCredentialIdentity | Error)[],
    { asks, user }: { readonly asks: boolean; readonly user?: User | undefined } = { asks: false },
  ): { signIn: SignIn; fetched: () => number; changes: () => number } {
    let fetched = 0;
    let changes = 0;
    const signIn = createSignIn({
      profile: 'dev',
      prompts: user?.prompts,
      provider: mfaCode => async () => {
        if (asks) await mfaCode('a device');
        const next = given[fetched++] ?? assert.fail('nothing more to give');
        if (next instanceof Error) throw next;
        return next;
      },
      once: (_key, task) => task(),
      signedIn: () => undefined,
      changedAccount: () => changes++,
    });
    return { signIn, fetched: () => fetched, changes: () => changes };
  }

  it('keeps its credentials when AWS refuses earlier ones', async () => {
    const { signIn, fetched } = signInWith([keys('NEW')]);
    await signIn.credentials();
    assert.equal(await signIn.replace(keys('OLD')), true);
    assert.equal(fetched(), 1);
  });

  for (const { given, next, has } of [
    { given: 'others', next: keys('NEW'), has: true },
    { given: 'the same again', next: keys('OLD'), has: false },
  ]) {
    it(`gets credentials again when AWS refuses them, and ${has ? 'has' : 'has no'} others, given ${given}`, async () => {
      const { signIn, fetched } = signInWith([keys('OLD'), next]);
      await signIn.credentials();
      assert.equal(await signIn.replace(keys('OLD')), has);
      assert.equal(fetched(), 2);
    });
  }

  for (const { asks, keeps } of [
    { asks: true, keeps: true },
    { asks: false, keeps: false },
  ]) {
    it(`${keeps ? 'keeps' : 'drops'} credentials ${asks ? 'with' : 'without'} an MFA code when there is a new token`, async () => {
      const { signIn, fetched } = signInWith([keys('A'), keys('B')], { asks, user: userWho({ code: () => '123456' }) });
      await signIn.credentials();
      signIn.tokenIsNew();
      await signIn.credentials();
      assert.equal(fetched(), keeps ? 1 : 2);
    });
  }

  for (const { given, error, triesAgain } of [
    { given: 'a sign-in is needed', error: Object.assign(new Error('No.'), { signIn: true }), triesAgain: false },
    { given: 'anything else is wrong', error: new Error('No.'), triesAgain: true },
  ]) {
    it(`${triesAgain ? 'tries' : "doesn't try"} again by itself when ${given}`, async () => {
      const { signIn, fetched } = signInWith([error, keys('A')]);
      await assert.rejects(async () => signIn.credentials(), error);
      if (triesAgain) await signIn.credentials();
      else await assert.rejects(async () => signIn.credentials(), error);
      assert.equal(fetched(), triesAgain ? 2 : 1);
    });
  }

  it('fails if there is no prompt for a code', async () => {
    const { signIn } = signInWith([keys('A')], { asks: true });
    await assert.rejects(
      async () => signIn.credentials(),
      (error: unknown) => isApiError(error) && error.code === 'NotSignedIn',
    );
  });

  for (const { given, accounts, reports } of [
    { given: 'another account', accounts: ['1', '2'], reports: 1 },
    { given: 'the same account', accounts: ['1', '1'], reports: 0 },
    { given: 'an unknown account, then the same', accounts: ['1', undefined, '1'], reports: 0 },
    { given: 'an unknown account, then another', accounts: ['1', undefined, '2'], reports: 1 },
    { given: 'an account only later', accounts: [undefined, '1'], reports: 0 },
  ]) {
    it(`reports ${reports ? 'a change' : 'no change'} of the account, given ${given}`, async () => {
      const all = accounts.map((accountId, at) => keys(`A${at}`, accountId === undefined ? {} : { accountId }));
      const { signIn, changes } = signInWith(all);
      for (let at = 0; at < all.length; at++) await signIn.again();
      assert.equal(changes(), reports);
    });
  }
});
