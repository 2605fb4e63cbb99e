// Links to rows of the view: what is written is read again, and nothing else is.
import assert from 'node:assert/strict';

import fc from 'fast-check';

import { linkTo, readLink } from '../../../src/explorer/find/link';
import type { Favorite } from '../../../src/explorer/tree/favorite';

const fleet: Favorite = {
  ...{ profile: 'production', region: 'eu-west-1', account: '111122223333' },
  resource: { list: 'fleet', key: 'office', name: 'office', members: { Name: 'office' } },
};
const place = { scheme: 'vscode', extension: 'appstream-explorer.appstream-explorer' };
const good = 'account=111122223333&region=eu-west-1&kind=fleet&name=office';

/** As VS Code takes a link apart. */
function parts(link: string): { path: string; query: string } {
  const { pathname, search } = new URL(link);
  return { path: pathname, query: search.slice(1) };
}

describe('A link', () => {
  it('names the account, the Region, the kind and the name, and no profile', () => {
    assert.equal(linkTo(fleet, place), `vscode://appstream-explorer.appstream-explorer/reveal?${good}`);
  });

  it('to a Region has no kind and no name', () => {
    const { profile, region, account = '' } = fleet;
    const link = linkTo({ profile, region, account }, place) ?? '';
    assert.deepEqual(readLink(parts(link)), { account: '111122223333', region: 'eu-west-1' });
  });

  it('is not made if the account is not known', () => {
    const { profile, region } = fleet;
    assert.equal(linkTo({ profile, region }, place), undefined);
  });

  it('is read as it was written, whatever the name', () => {
    const anyName = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }).filter(name => !/\p{Cc}/u.test(name));
    fc.assert(
      fc.property(anyName, fc.constantFrom('fleet', 'image:private', 'appBlock'), (key, list) => {
        const link = linkTo({ ...fleet, resource: { list, key, name: key, members: {} } }, place) ?? '';
        assert.deepEqual(readLink(parts(link))?.resource, { list, key });
      }),
    );
  });

  const refused: readonly [why: string, query: string, path?: string][] = [
    ['is of another action', good, '/delete'],
    ['lacks the account', 'region=eu-west-1&kind=fleet&name=office'],
    ['has an account of eleven digits', good.replace('3333&', '333&')],
    ['lacks the Region', 'account=111122223333&kind=fleet&name=office'],
    ['has a Region that leads elsewhere', good.replace('eu-west-1', 'eu-west-1/../x')],
    ['has a kind without a name', 'account=111122223333&region=eu-west-1&kind=fleet'],
    ['has a name without a kind', 'account=111122223333&region=eu-west-1&name=office'],
    ['has an empty name', good.replace('office', '')],
    ['has a name with a line break', good.replace('office', 'a%0Ab')],
    ['has a name that is too long', good.replace('office', 'a'.repeat(3_000))],
    ['has a kind that is a path', good.replace('fleet', 'fleet/office')],
    ['says something twice', `${good}&name=other`],
    ['says something more', `${good}&action=delete`],
    ['is empty', ''],
  ];
  for (const [why, query, path = '/reveal'] of refused) {
    it(`is refused if it ${why}`, () => assert.equal(readLink({ path, query }), undefined));
  }

  it('of any text is refused or leads to a place in a Region, and reading it never fails', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webQueryParameters()), query => {
        const link = readLink({ path: '/reveal', query });
        assert.ok(link === undefined || /^\d{12}$/.test(link.account));
      }),
    );
  });
});
