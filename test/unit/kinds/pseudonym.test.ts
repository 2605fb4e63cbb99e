// Names of people in ids: hidden by a salt of the installation, and the same whenever VS Code gives an id back.
import * as assert from 'node:assert/strict';

import { installationSalt } from '../../../src/host/base/salt';
import { openStores } from '../../../src/host/base/saved';
import type { States } from '../../../src/host/base/store';
import { kindNamed } from '../../../src/kinds/all';
import { pseudonym, saltPseudonyms } from '../../../src/kinds/parts/pseudonym';
import { statesInMemory } from '../../support/states';

describe('The pseudonym of a person', () => {
  afterEach(() => saltPseudonyms(''));

  const idOf = (salt: string): string | undefined => {
    saltPseudonyms(salt);
    return pseudonym('mary@example.com', 'USERPOOL');
  };

  it('has 12 hex digits, or is missing without a name', () => {
    assert.match(idOf('a') ?? '', /^[0-9a-f]{12}$/);
    assert.equal(pseudonym(undefined, 'USERPOOL'), undefined);
  });

  it('is the same in the same installation, and differs in another', () => {
    const states = statesInMemory();
    const saltOf = (of: States): string => installationSalt(openStores(of).salt);
    const first = idOf(saltOf(states));
    assert.equal(idOf(saltOf(states)), first);
    assert.notEqual(idOf(saltOf(statesInMemory())), first);
  });

  it('has a new salt if the stored one is invalid', () => {
    for (const kept of [undefined, '', 'short', 7]) {
      const states = statesInMemory({ 'appstream.salt': kept });
      const salt = installationSalt(openStores(states).salt);
      assert.match(salt, /^[0-9a-f]{32}$/);
      assert.equal(installationSalt(openStores(states).salt), salt);
    }
  });

  const people = {
    UserName: 'mary@example.com',
    UserId: 'mary@example.com',
    UserArn: 'arn:aws:x:user/mary',
    LicenseType: 'L',
  };
  for (const name of ['user', 'stackUser', 'licenseUsage'] as const) {
    it(`is the id of a ${name}, with the salt of the installation`, () => {
      const ids = ['a', 'b'].map(salt => {
        saltPseudonyms(salt);
        return kindNamed(name).id(people);
      });
      assert.notEqual(ids[0], ids[1]);
      for (const id of ids) assert.match(id ?? '', /^[0-9a-f]{12}$/);
    });
  }
});
